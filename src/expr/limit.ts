/**
 * Limits at infinity, by the asymptotics of each op.
 *
 * A row says how its op treats a series, or writes the op in simpler ones. Towards -inf, x is -1 times a
 * variable that grows.
 */
import { atan as arctan, cos as cosine, erfc as erfcOf, exp as expOf, sin as sine } from "../base/index.ts";
import * as asymptotics from "./asymptotics.ts";
import {
  add,
  analytic,
  exponential,
  logarithm,
  multiply,
  number,
  power,
  type Series,
  scale,
  signOf,
} from "./asymptotics.ts";
import { evaluate } from "./evaluate.ts";
import { type Expr, variable } from "./expr.ts";
import { type OpName, ops } from "./ops.ts";
import { parse } from "./parse.ts";
import { substitute } from "./substitute.ts";

export type Env = Readonly<Record<string, number>>;
export type End = typeof Infinity;

/**
 * The limit of `e` as `name` tends to `at`, the other variables as in `env`.
 * NaN: there is none. undefined: the leading terms do not tell. Zero has the sign of the side it is reached from.
 */
export function limit(e: Expr, name: string, at: number, env: Env = {}): number | undefined {
  return limits(name, at, env)(e);
}

/** `limit` for many expressions that share parts: what is known of a part is kept. */
export function limits(name: string, at: number, env: Env = {}): (e: Expr) => number | undefined {
  const known = new Map<Expr, Series | Error>();
  let depth = 0;
  const x = asymptotics.multipleOfX(at > 0 ? 1 : -1);

  function series(e: Expr): Series {
    const kept = known.get(e);
    if (kept instanceof Error) throw kept;
    if (kept !== undefined) return kept;
    try {
      depth += 1;
      if (depth > deepest) throw asymptotics.undecided;
      const made = fresh(e);
      known.set(e, made);
      return made;
    } catch (error) {
      if (error instanceof Error) known.set(e, error);
      throw error;
    } finally {
      depth -= 1;
    }
  }

  function fresh(e: Expr): Series {
    if (e.kind === "const") return number(e.value);
    if (e.kind === "var") return e.name === name ? x : number(env[e.name] ?? Number.NaN);
    const rule: Rule = rules[e.op];
    if (typeof rule === "string") return series(written(e.op, rule, e.args));
    return rule(
      () => series(e.args[0] as Expr),
      () => series(e.args[1] as Expr),
      () => series(e.args[2] as Expr),
    );
  }

  return (e) => {
    try {
      return asymptotics.limitOf(series(e));
    } catch (error) {
      if (error === asymptotics.undecided) return undefined;
      if (error === asymptotics.noValue) return Number.NaN;
      throw error;
    }
  };
}

/**
 * The limit as far as it shows in values ever farther out, for what `limit` cannot tell: undefined if they do
 * not settle. Observed, not proved.
 */
export function observedLimit(e: Expr, name: string, at: number, env: Env = {}): number | undefined {
  const sign = at > 0 ? 1 : -1;
  const far = [1e3, 3.7e4, 1.1e6, 4.3e7, 1.9e9].map((x) => evaluate(e, { ...env, [name]: sign * x }));
  const [before, last] = [far.at(-2), far.at(-1)];
  if (before === undefined || last === undefined || far.some(Number.isNaN)) return undefined;
  if (Math.abs(last - before) <= 1e-7 * Math.max(1, Math.abs(last))) return last;
  const growing = far.every((y, i) => i === 0 || Math.abs(y) >= 2 * Math.abs(far[i - 1] as number));
  return growing && Math.abs(last) > 1e8 ? Math.sign(last) * Infinity : undefined;
}

/** Deeper than anyone writes: towers of powers would take forever. */
const deepest = 60;

type Lazy = () => Series;
/** Arguments are asked for only where they matter: the branch not taken may have no value. */
type Rule = string | ((a: Lazy, b: Lazy, c: Lazy) => Series);

const both =
  (combine: (a: Series, b: Series) => Series): Rule =>
  (a, b) =>
    combine(a(), b());
const lower = "";

/** 1 if the sign of a - b is among `signs`, in the end. */
const compared =
  (...signs: readonly number[]): Rule =>
  (a, b) =>
    number(signs.includes(signOf(add(a(), scale(b(), -1)))) ? 1 : 0);

const chosen =
  (sign: number): Rule =>
  (a, b) =>
    signOf(add(b(), scale(a(), -1))) === sign ? b() : a();

const rules = {
  add: both(add),
  sub: both((a, b) => add(a, scale(b, -1))),
  mul: both(multiply),
  div: both((a, b) => multiply(a, power(b, -1))),
  neg: (a) => scale(a(), -1),
  pow: (a, b) => raised(a(), b()),
  sqrt: (a) => power(a(), 0.5),
  floor: (a) => floored(a()),
  lt: compared(-1),
  le: compared(-1, 0),
  gt: compared(1),
  ge: compared(1, 0),
  eq: compared(0),
  ne: compared(-1, 1),
  where: (a, b, c) => (signOf(a()) === 0 ? c() : b()),
  min: chosen(-1),
  max: chosen(1),
  abs: (a) => (isWave(a()) ? a() : scale(a(), signOf(a()) || 1)),
  sign: (a) => number(signOf(a())),
  exp: (a) => exponential(a()),
  expm1: "exp(a) - 1",
  exp2: lower,
  log: (a) => logarithm(a()),
  log1p: "log(1 + a)",
  log2: lower,
  sin: (a) => analytic(a(), circle(sine, cosine), () => asymptotics.wave),
  cos: (a) =>
    analytic(
      a(),
      circle(cosine, (at) => -sine(at)),
      () => asymptotics.wave,
    ),
  tan: lower,
  sinh: "0.5 * exp(a) - 0.5 * exp(-a)",
  cosh: lower,
  tanh: "(1 - exp(-2 * a)) / (1 + exp(-2 * a))",
  asinh: "where(a < 0, -log(sqrt(a^2 + 1) - a), log(sqrt(a^2 + 1) + a))",
  atan: (a) =>
    analytic(
      a(),
      (at) => [arctan(at), 1 / (1 + at * at)],
      (sign) => add(number((sign * Math.PI) / 2), scale(power(a(), -1), -1)),
    ),
  sigmoid: lower,
  softplus: lower,
  erf: "1 - erfc(a)",
  erfc: (a) => analytic(a(), nearErfc, (sign) => (sign > 0 ? tail(a()) : add(number(2), tail(scale(a(), -1))))),
  normpdf: lower,
  normcdf: lower,
} as const satisfies Record<OpName, Rule>;

const places = ["a", "b", "c"] as const;

function written(op: OpName, rule: string, args: readonly Expr[]): Expr {
  const formula = parse(rule === lower ? (ops[op].lower ?? "") : rule, { parameters: places });
  return substitute(formula, Object.fromEntries(places.map((p, i) => [p, args[i] ?? variable(p)])));
}

function raised(a: Series, b: Series): Series {
  const [only, more] = b.terms;
  if (asymptotics.isZero(b)) return number(1);
  const constant = more === undefined && b.rest === undefined && Number.isFinite(asymptotics.limitOf(b));
  return constant && only !== undefined && asymptotics.limitOf(b) !== 0
    ? power(a, only.c)
    : exponential(multiply(b, logarithm(a)));
}

function floored(a: Series): Series {
  const at = asymptotics.limitOf(a);
  if (!Number.isFinite(at)) return add(a, asymptotics.wave);
  if (!Number.isInteger(at)) return number(Math.floor(at));
  return number(signOf(add(a, number(-at))) < 0 ? at - 1 : at);
}

function isWave(a: Series): boolean {
  return a.terms.length === 0 && a.rest?.wave === true;
}

function circle(f: (x: number) => number, df: (x: number) => number): (at: number) => readonly number[] {
  return (at) => [f(at), df(at), -f(at) / 2, -df(at) / 6];
}

const twoOverRootPi = 1.1283791670955126;

function nearErfc(at: number): readonly number[] {
  const slope = -twoOverRootPi * expOf(-at * at);
  return [erfcOf(at), slope, -at * slope];
}

/** erfc(a) ~ exp(-a^2) / (a sqrt(pi)) for large a; Abramowitz and Stegun 7.1.23. */
function tail(a: Series): Series {
  const first = multiply(exponential(scale(multiply(a, a), -1)), power(scale(a, 2 / twoOverRootPi), -1));
  return multiply(first, add(number(1), scale(power(multiply(a, a), -1), -1 / 2)));
}
