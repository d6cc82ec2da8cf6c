/**
 * Bounds on how a formula behaves near an end: for all x from some place on, at infinity or beside a number.
 *
 * Where `asymptotics` tells what leads in the limit, a germ holds on a whole neighbourhood. With x = t, -t, c + 1/t or
 * c - 1/t it is a sum of c(t) g(t), each c(t) within bounds and each g a growth t^p log(t)^q exp(...), for all t >= from.
 * So the sign of a function that vanishes far out is known, and a product of what grows and what vanishes has bounds.
 */
import { exp, log, pow } from "../base/index.ts";
import {
  add,
  bounds,
  divide,
  hull,
  type Interval,
  increasing,
  isRootOf,
  mayBeNaN,
  multiply,
  negate,
  power,
} from "./bounds.ts";
import { diff } from "./diff.ts";
import { enclosure, point, signOfBounds } from "./enclosure.ts";
import { apply, type Expr, variable } from "./expr.ts";
import { type OpName, ops } from "./ops.ts";
import { singularity } from "./pieces.ts";
import { substitute } from "./substitute.ts";
import { formula } from "./template.ts";

/** Where: towards an infinity, or beside a number, on its left (-1) or right (1). */
export interface Place {
  readonly at: number;
  readonly side: 1 | -1;
}

export interface Germ {
  /** Bounds of all values on the neighbourhood. */
  readonly range: Interval;
  /** The sign of all values there; undefined if it is not known. */
  readonly sign: 1 | -1 | 0 | undefined;
  /** Whether the values tend to 0, to something finite, or grow beyond all bounds. */
  readonly tends: "zero" | "finite" | "infinity" | undefined;
}

interface Growth {
  readonly exponent: readonly Term[];
  readonly power: number;
  readonly log: number;
}

interface Term {
  readonly c: Interval;
  /** c is one number, if only known within bounds; otherwise it may vary with t. */
  readonly fixed: boolean;
  readonly growth: Growth;
}

/** Their sum; none is 0. */
type Sum = readonly Term[];

class Undecided extends Error {}
const undecided = new Undecided("undecided");
const one: Growth = { exponent: [], power: 0, log: 0 };
const logarithmic: Growth = { exponent: [], power: 0, log: 1 };
const zero: Sum = [];

/** The germ of `e`, in x alone, for t >= `from`: x beyond `from`, or nearer than 1 / `from`. Undefined if it cannot be bounded. */
export function germ(e: Expr, place: Place, from: number): Germ | undefined {
  try {
    const sum = new Neighbourhood(place, from).sum(e);
    if (sum.length === 0) return { range: point(0), sign: 0, tends: "zero" };
    const { growth, k } = lead(sum, from);
    const trend = trendOf(growth, from);
    const range = multiply(rangeOf(growth, from), k);
    const sign = signOfBounds(k);
    if (mayBeNaN(range) && mayBeNaN(k)) return undefined;
    const tends = trend === -1 ? "zero" : trend === 0 ? "finite" : sign === undefined ? undefined : "infinity";
    return { range: bounds(range.lo, range.hi), sign, tends };
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}

/** Where germs are taken: what x is, and from where on. */
class Neighbourhood {
  private readonly x: Sum;
  private readonly known = new Map<Expr, Sum>();
  readonly from: number;

  constructor({ at, side }: Place, from: number) {
    this.from = from;
    const away: Term = { c: point(Math.abs(at) === Infinity ? Math.sign(at) : side), fixed: true, growth: one };
    this.x =
      Math.abs(at) === Infinity
        ? [{ ...away, growth: { ...one, power: 1 } }]
        : [...constantSum(point(at)), { ...away, growth: { ...one, power: -1 } }];
  }

  sum(e: Expr): Sum {
    const kept = this.known.get(e);
    if (kept !== undefined) return kept;
    const made = this.fresh(e);
    this.known.set(e, made);
    return made;
  }

  private fresh(e: Expr): Sum {
    if (e.kind === "const") return Number.isFinite(e.value) ? constantSum(point(e.value)) : refuse();
    if (e.kind === "var") return e.name === "x" ? this.x : refuse();
    const rule: Rule | undefined = rules[e.op];
    if (rule !== undefined) return rule(this, e.args);
    const a = this.sum(e.args[0]!);
    const grows = this.grows(a);
    const written = growing[e.op]?.[grows > 0 ? 0 : 1];
    if (grows !== 0 && written !== undefined) return this.sum(filled(written, e.args));
    if (grows !== 0) return this.bounded(e.op, a);
    return this.smooth(e.op, a);
  }

  /** 1 or -1 if the sum grows beyond all bounds with that sign, 0 if it stays bounded. */
  grows(a: Sum): 1 | -1 | 0 {
    if (a.every(({ growth }) => isBounded(growth, this.from))) return 0;
    const { growth, k } = lead(a, this.from);
    const sign = signOfBounds(k);
    if (isBounded(growth, this.from)) return 0;
    return sign === 1 || sign === -1 ? sign : refuse();
  }

  /** An op of a bounded sum: expanded about where it tends, as far as one slope. */
  private smooth(op: OpName, a: Sum): Sum {
    const constant = a.find(({ growth }) => isOne(growth));
    const rest = a.filter((t) => t !== constant);
    if (constant?.fixed === false) return this.bounded(op, a);
    const at = constant?.c ?? point(0);
    const value = ops[op].interval(at, at, at);
    if (mayBeNaN(value) || !Number.isFinite(value.lo + value.hi)) refuse();
    if (rest.length === 0) return constantSum(value);
    const reach = add(at, hull(rangeOfSum(rest, this.from), point(0)));
    if (!isAnalytic(op, reach)) return this.bounded(op, a);
    const slope = slopeOf(op)(reach);
    if (mayBeNaN(slope) || !Number.isFinite(slope.lo + slope.hi)) return this.bounded(op, a);
    return sumOf([...constantSum(value), ...rest.map((t) => vary(t, slope))], this.from);
  }

  private bounded(op: OpName, a: Sum): Sum {
    const { lo, hi } = rangeOfSum(a, this.from);
    const box = ops[op].interval(bounds(Math.max(lo, -huge), Math.min(hi, huge)), point(0), point(0));
    if (mayBeNaN(box) || !Number.isFinite(box.lo + box.hi)) refuse();
    return box.lo === box.hi ? constantSum(box) : [{ c: box, fixed: false, growth: one }];
  }
}

/** No number is infinite, however far out. */
const huge = Number.MAX_VALUE;

type Rule = (near: Neighbourhood, args: readonly Expr[]) => Sum;

/** How ops treat germs that no expansion about a point can tell. */
const rules: { readonly [name in OpName]?: Rule } = {
  add: (near, [a, b]) => sumOf([...near.sum(a!), ...near.sum(b!)], near.from),
  sub: (near, [a, b]) => difference(near, a!, b!),
  neg: (near, [a]) => minus(near.sum(a!)),
  mul: (near, [a, b]) => product(near.sum(a!), near.sum(b!), near.from),
  div: (near, [a, b]) => quotient(near.sum(a!), near.sum(b!), near.from),
  sqrt: (near, [a]) => raised(near.sum(a!), 0.5, near.from),
  pow: (near, [a, b]) =>
    b!.kind === "const"
      ? raised(near.sum(a!), b!.value, near.from)
      : exponential(product(logarithm(near.sum(a!), near.from), near.sum(b!), near.from), near.from),
  exp: (near, [a]) => exponential(near.sum(a!), near.from),
  exp2: (near, [a]) => near.sum(filled("exp(a * log(2))", [a!])),
  log: (near, [a]) => logarithm(near.sum(a!), near.from),
  log2: (near, [a]) => near.sum(filled("log(a) / log(2)", [a!])),
  where: (near, [condition, a, b]) => near.sum(decided(near, condition!) ? a! : b!),
  lt: (near, [a, b]) => truth(signOfSum(difference(near, a!, b!), near.from) < 0),
  le: (near, [a, b]) => truth(signOfSum(difference(near, a!, b!), near.from) <= 0),
  gt: (near, [a, b]) => truth(signOfSum(difference(near, a!, b!), near.from) > 0),
  ge: (near, [a, b]) => truth(signOfSum(difference(near, a!, b!), near.from) >= 0),
  eq: (near, [a, b]) => truth(signOfSum(difference(near, a!, b!), near.from) === 0),
  ne: (near, [a, b]) => truth(signOfSum(difference(near, a!, b!), near.from) !== 0),
  min: (near, [a, b]) => near.sum(signOfSum(difference(near, a!, b!), near.from) <= 0 ? a! : b!),
  max: (near, [a, b]) => near.sum(signOfSum(difference(near, a!, b!), near.from) >= 0 ? a! : b!),
  abs: (near, [a]) => (signOfSum(near.sum(a!), near.from) < 0 ? minus(near.sum(a!)) : near.sum(a!)),
  sign: (near, [a]) => constantSum(point(signOfSum(near.sum(a!), near.from))),
  erfc: (near, [a]) => {
    const u = near.sum(a!);
    const grows = near.grows(u);
    if (grows < 0) return near.sum(filled("2 - erfc(-a)", [a!]));
    return grows > 0 ? tail(u, 1, near) : near.sum(filled("1 - erf(a)", [a!]));
  },
  normcdf: (near, [a]) => {
    const u = near.sum(a!);
    const grows = near.grows(u);
    if (grows > 0) return near.sum(filled("1 - normcdf(-a)", [a!]));
    return grows < 0 ? tail(minus(u), 2, near) : near.sum(filled("(1 + erf(a / sqrt(2))) / 2", [a!]));
  },
};

/** Ops whose argument grows beyond all bounds, in ops whose germs are known: to the right, to the left. */
const growing: { readonly [name in OpName]?: readonly [right: string, left: string] } = {
  expm1: ["exp(a) - 1", "exp(a) - 1"],
  sinh: ["0.5 * exp(a) - 0.5 * exp(-a)", "0.5 * exp(a) - 0.5 * exp(-a)"],
  cosh: ["0.5 * exp(a) + 0.5 * exp(-a)", "0.5 * exp(a) + 0.5 * exp(-a)"],
  tanh: ["1 - 2 * exp(-2 * a) / (1 + exp(-2 * a))", "2 * exp(2 * a) / (1 + exp(2 * a)) - 1"],
  sigmoid: ["1 - exp(-a) / (1 + exp(-a))", "exp(a) / (1 + exp(a))"],
  softplus: ["a + log1p(exp(-a))", "log1p(exp(a))"],
  log1p: ["log(1 + a)", "log(1 + a)"],
  erf: ["1 - erfc(a)", "erfc(-a) - 1"],
  // pi is 4e-17 more than its float, and sqrt is stepped outward by more
  normpdf: ["exp(-a^2 / 2) / sqrt(2 * pi)", "exp(-a^2 / 2) / sqrt(2 * pi)"],
  asinh: ["log(a + sqrt(a^2 + 1))", "-log(sqrt(a^2 + 1) - a)"],
};

/**
 * erfc(u) for n = 1, normcdf(-u) for n = 2, where u grows: exp(-u^2 / n) / (u sqrt(2 pi)) and sqrt(2) more, less than
 * n / (2 u^2) of it; Abramowitz and Stegun 7.1.13.
 */
function tail(u: Sum, n: 1 | 2, near: Neighbourhood): Sum {
  const square = product(u, u, near.from);
  const first = product(
    exponential(product(constantSum(point(-1 / n)), square, near.from), near.from),
    raised(u, -1, near.from),
    near.from,
  );
  const least = rangeOfSum(u, near.from).lo;
  const short = divide(point(n), multiply(point(2), multiply(point(least), point(least))));
  const factor = bounds(Math.max(0, add(point(1), negate(short)).lo), 1);
  return first.map((t) => vary(t, multiply(factor, n === 1 ? inverseRootPi : inverseRootTwoPi)));
}

const inverseRootPi = bounds(0.5641895835477562, 0.5641895835477564);
const inverseRootTwoPi = bounds(0.3989422804014326, 0.3989422804014328);

function truth(holds: boolean): Sum {
  return holds ? constantSum(point(1)) : zero;
}

function decided(near: Neighbourhood, condition: Expr): boolean {
  return signOfSum(near.sum(condition), near.from) !== 0;
}

function difference(near: Neighbourhood, a: Expr, b: Expr): Sum {
  return sumOf([...near.sum(a), ...minus(near.sum(b))], near.from);
}

function constantSum(c: Interval): Sum {
  return c.lo === 0 && c.hi === 0 ? zero : [{ c, fixed: true, growth: one }];
}

function minus(a: Sum): Sum {
  return a.map((t) => ({ ...t, c: negate(t.c) }));
}

/** `t` times something between the bounds. */
function vary(t: Term, by: Interval): Term {
  return { ...t, c: multiply(t.c, by), fixed: t.fixed && by.lo === by.hi };
}

/** Terms of like growth added up; what is left of too many joins the largest. */
function sumOf(terms: readonly Term[], from: number): Sum {
  const sum: Term[] = [];
  for (const t of terms) {
    const i = sum.findIndex((other) => isSame(other.growth, t.growth));
    const other = sum[i];
    if (other === undefined) sum.push(t);
    else sum[i] = { ...t, c: add(other.c, t.c), fixed: other.fixed && t.fixed };
  }
  const left = sum.filter(({ c }) => c.lo !== 0 || c.hi !== 0);
  if (left.length <= most) return left;
  const { growth, k } = lead(left, from);
  return [{ growth, c: k, fixed: false }];
}

const most = 6;

function product(a: Sum, b: Sum, from: number): Sum {
  const terms = a.flatMap((s) =>
    b.map((t) => ({ c: multiply(s.c, t.c), fixed: s.fixed && t.fixed, growth: times(s.growth, t.growth) })),
  );
  return sumOf(terms, from);
}

function quotient(a: Sum, b: Sum, from: number): Sum {
  const [only, ...more] = b;
  if (only === undefined || more.length > 0 || !isOne(only.growth)) return product(a, raised(b, -1, from), from);
  if (signOfBounds(only.c) === undefined) refuse();
  return a.map((t) => ({ ...t, c: divide(t.c, only.c), fixed: t.fixed && only.fixed }));
}

/** a^n. */
function raised(a: Sum, n: number, from: number): Sum {
  if (n === 0) return constantSum(point(1));
  if (Number.isInteger(n) && n > 0 && n <= 6) return n === 1 ? a : product(a, raised(a, n - 1, from), from);
  const { growth, k, fixed } = lead(a, from);
  const sign = signOfBounds(k);
  if (sign !== 1 && !(sign === -1 && Number.isInteger(n))) refuse();
  const exponent = growth.exponent.map((t) => ({ ...t, c: multiply(t.c, point(n)) }));
  const c = n === -1 ? divide(point(1), k) : n === 0.5 ? rootOf(k) : power(k, point(n), pow);
  return [{ c, fixed, growth: { exponent, power: growth.power * n, log: growth.log * n } }];
}

/** exp of a sum: what grows goes into the exponent, what stays bounded into the coefficient. */
function exponential(a: Sum, from: number): Sum {
  const logs = a.filter(({ c, growth }) => c.lo === c.hi && isSame(growth, logarithmic));
  const large = a.filter((t) => !logs.includes(t) && !isBounded(t.growth, from));
  const constant = a.find(({ growth }) => isOne(growth));
  const small = a.filter((t) => !logs.includes(t) && !large.includes(t) && t !== constant);
  if (large.some((t) => !t.fixed || signOfBounds(t.c) === undefined || trendOf(t.growth, from) !== 1)) refuse();
  const c = exponentialOf(constant?.c ?? point(0));
  const vanishing = small.length === 0 ? [] : [hull(rangeOfSum(small, from), point(0))];
  const bounded: Sum = [
    { c, fixed: constant?.fixed ?? true, growth: one },
    ...vanishing.flatMap((box) => small.map((t) => vary(t, multiply(c, exponentialOf(box))))),
  ];
  const growth: Growth = { exponent: large, power: logs.reduce((sum, t) => sum + t.c.lo, 0), log: 0 };
  return isOne(growth) ? sumOf(bounded, from) : product(bounded, [{ c: point(1), fixed: true, growth }], from);
}

const rootOf = increasing(Math.sqrt, { from: 0, least: 0, units: 1, exact: isRootOf });
const exponentialOf = increasing(exp, { least: 0 });
const logarithmOf = increasing(log, { from: 0 });

function logarithm(a: Sum, from: number): Sum {
  const { growth, k, fixed } = lead(a, from);
  if (signOfBounds(k) !== 1 || growth.log !== 0) refuse();
  const front = logarithmOf(k);
  return sumOf(
    [
      ...(front.lo === 0 && front.hi === 0 ? [] : [{ c: front, fixed, growth: one }]),
      ...(growth.power === 0 ? [] : [{ c: point(growth.power), fixed: true, growth: logarithmic }]),
      ...growth.exponent,
    ],
    from,
  );
}

/** A sum as its largest growth times a coefficient within bounds. */
function lead(a: Sum, from: number): { growth: Growth; k: Interval; fixed: boolean } {
  if (a.length === 1) return { growth: a[0]!.growth, k: a[0]!.c, fixed: a[0]!.fixed };
  for (const t of a) {
    const shares = a.map((other) => (other === t ? undefined : shareOf(other, t, from)));
    if (shares.some((share, i) => share === undefined && a[i] !== t)) continue;
    const k = a.reduce(
      (sum, other, i) => add(sum, shares[i] === undefined ? other.c : multiply(other.c, shares[i])),
      point(0),
    );
    return { growth: t.growth, k, fixed: false };
  }
  return refuse();
}

/** Bounds of what the growth of `small` is of that of `large`; undefined if it grows. */
function shareOf(small: Term, large: Term, from: number): Interval | undefined {
  const ratio = times(small.growth, large.growth, -1);
  return ratio !== undefined && isBounded(ratio, from) ? rangeOf(ratio, from) : undefined;
}

function signOfSum(a: Sum, from: number): 1 | -1 | 0 {
  return a.length === 0 ? 0 : (signOfBounds(lead(a, from).k) ?? refuse());
}

function rangeOfSum(a: Sum, from: number): Interval {
  if (a.length === 0) return point(0);
  return a.map((t) => multiply(t.c, rangeOf(t.growth, from))).reduce(add);
}

/** The rate t g'(t) / g(t): what it leads with tells whether g grows or vanishes. */
function rateOf({ exponent, power: p, log: q }: Growth, from: number): Sum {
  const inner = exponent.flatMap((t) =>
    product([t], rateOf(t.growth, from), from).map((rate) => ({ ...rate, fixed: false })),
  );
  const ofLog = q === 0 ? [] : [{ c: point(q), fixed: true, growth: { ...one, log: -1 } }];
  return sumOf([...constantSum(point(p)), ...ofLog, ...inner], from);
}

/** 1 where a growth rises all along, -1 where it falls, 0 if it is 1; undefined if it turns or that is not known. */
function trendOf(growth: Growth, from: number): 1 | -1 | 0 | undefined {
  const { exponent, power: p, log: q } = growth;
  if (exponent.length === 0 && p * q >= 0) return Math.sign(p + q) as 1 | -1 | 0;
  const known = trends.get(growth)?.get(from);
  if (known !== undefined) return known;
  const rate = rateOf(growth, from);
  const trend = rate.length === 0 ? 0 : signOfBounds(lead(rate, from).k);
  const byFrom = trends.get(growth) ?? new Map<number, 1 | -1 | 0 | undefined>();
  trends.set(growth, byFrom.set(from, trend));
  return trend;
}

const trends = new WeakMap<Growth, Map<number, 1 | -1 | 0 | undefined>>();

function isBounded(growth: Growth, from: number): boolean {
  const trend = trendOf(growth, from);
  return trend === -1 || trend === 0;
}

/** Bounds of a growth for t >= from. Refuses one that first grows and then vanishes, or the reverse. */
function rangeOf(growth: Growth, from: number): Interval {
  if (isOne(growth)) return point(1);
  const trend = trendOf(growth, from) ?? refuse();
  const start = startOf(growth, from);
  return trend === 1 ? bounds(start.lo, Infinity) : trend === -1 ? bounds(0, start.hi) : start;
}

function startOf({ exponent, power: p, log: q }: Growth, from: number): Interval {
  const t = power(point(from), point(p), pow);
  const logs = q === 0 ? point(1) : power(logarithmOf(point(from)), point(q), pow);
  const inner = exponent.reduce((sum, e) => add(sum, multiply(e.c, startOf(e.growth, from))), point(0));
  return multiply(multiply(t, logs), exponentialOf(inner));
}

/** a b, or a / b: undefined where exponents that are known within bounds only may cancel. */
function times(a: Growth, b: Growth, n?: 1): Growth;
function times(a: Growth, b: Growth, n: -1): Growth | undefined;
function times(a: Growth, b: Growth, n: 1 | -1 = 1): Growth | undefined {
  const exponent = [...a.exponent];
  for (const t of b.exponent) {
    const i = exponent.findIndex((other) => isSame(other.growth, t.growth));
    const other = exponent[i];
    const c = n === 1 ? t.c : negate(t.c);
    if (other === undefined) exponent.push({ ...t, c });
    else {
      // the same object is the same number, however little of it is known
      const sum = n === -1 && other.c === t.c ? point(0) : add(other.c, c);
      if (signOfBounds(sum) === undefined) return n === -1 ? undefined : refuse();
      exponent[i] = { ...t, c: sum };
    }
  }
  return {
    exponent: exponent.filter(({ c }) => c.lo !== 0 || c.hi !== 0),
    power: a.power + n * b.power,
    log: a.log + n * b.log,
  };
}

function isOne({ exponent, power: p, log: q }: Growth): boolean {
  return exponent.length === 0 && p === 0 && q === 0;
}

/** Whether two growths are the same function: exponents known within bounds only are never sure to be. */
function isSame(a: Growth, b: Growth): boolean {
  if (a === b) return true;
  return (
    a.power === b.power &&
    a.log === b.log &&
    a.exponent.length === b.exponent.length &&
    a.exponent.every((s) => b.exponent.some((t) => isSameNumber(s.c, t.c) && isSame(s.growth, t.growth)))
  );
}

function isSameNumber(p: Interval, q: Interval): boolean {
  return p === q || (p.lo === p.hi && p.lo === q.lo && q.lo === q.hi);
}

function refuse(): never {
  throw undecided;
}

function filled(text: string, args: readonly Expr[]): Expr {
  return substitute(formula(text), { a: args[0]! });
}

/** Whether an op of one argument is analytic throughout a box. */
function isAnalytic(op: OpName, box: Interval): boolean {
  const guard = singularity(apply(op, variable("a")));
  const sign = guard && signOfBounds(enclosure(guard.e)(box));
  return guard === undefined || sign === 1 || (sign === -1 && !guard.positive);
}

const slopes = new Map<OpName, (a: Interval) => Interval>();

/** The derivative of an op of one argument, over a box. */
function slopeOf(op: OpName): (a: Interval) => Interval {
  const known = slopes.get(op);
  if (known !== undefined) return known;
  const made = enclosure(diff(apply(op, variable("a")), "a"));
  slopes.set(op, made);
  return made;
}
