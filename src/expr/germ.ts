import { add, bounds, divide, hull, type Interval, mayBeNaN, multiply, negate } from "./bounds.ts";
import { diff } from "./diff.ts";
import { enclosure, point, signOfBounds } from "./enclosure.ts";
import { apply, type Expr, variable } from "./expr.ts";
import {
  constantSum,
  exponential,
  isBounded,
  isOne,
  lead,
  logarithm,
  minus,
  one,
  product,
  quotient,
  raised,
  rangeOf,
  rangeOfSum,
  refuse,
  type Sum,
  signOfSum,
  sumOf,
  type Term,
  trendOf,
  Undecided,
  vary,
  zero,
} from "./growth.ts";
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

/** The germ of `e`, in x alone, for t >= `from`: x beyond `from`, or nearer than 1 / `from`. Undefined if it cannot be bounded. */
export function germ(e: Expr, place: Place, from: number): Germ | undefined {
  const near = new Neighbourhood(place, from);
  const known = germs.get(e) ?? new Map<string, Germ | undefined>();
  germs.set(e, known);
  if (!known.has(near.name)) known.set(near.name, germIn(near, e));
  return known.get(near.name);
}

const germs = new WeakMap<Expr, Map<string, Germ | undefined>>();

function germIn(near: Neighbourhood, e: Expr): Germ | undefined {
  const { from } = near;
  try {
    const sum = near.sum(e);
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
  readonly name: string;
  readonly from: number;

  constructor({ at, side }: Place, from: number) {
    this.name = `${at} ${side} ${from}`;
    this.from = from;
    const away: Term = { c: point(Math.abs(at) === Infinity ? Math.sign(at) : side), fixed: true, growth: one };
    this.x =
      Math.abs(at) === Infinity
        ? [{ ...away, growth: { ...one, power: 1 } }]
        : [...constantSum(point(at)), { ...away, growth: { ...one, power: -1 } }];
  }

  /** Kept for all formulas that have this part. */
  sum(e: Expr): Sum {
    if (e.kind !== "apply") return this.fresh(e);
    const known = sums.get(e) ?? new Map<string, Sum | Undecided>();
    sums.set(e, known);
    const kept = known.get(this.name);
    if (kept instanceof Undecided) throw kept;
    if (kept !== undefined) return kept;
    try {
      const made = this.fresh(e);
      known.set(this.name, made);
      return made;
    } catch (error) {
      if (error instanceof Undecided) known.set(this.name, error);
      throw error;
    }
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

const sums = new WeakMap<Expr, Map<string, Sum | Undecided>>();

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
