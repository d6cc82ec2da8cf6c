/**
 * Sums of growths c(t) g(t), each c within bounds for all t >= from: the arithmetic of germs.
 */
import { exp, log, pow } from "../base/index.ts";
import { add, bounds, divide, hull, type Interval, increasing, isRootOf, multiply, negate, power } from "./bounds.ts";
import { point, signOfBounds } from "./enclosure.ts";

export interface Growth {
  readonly exponent: readonly Term[];
  readonly power: number;
  readonly log: number;
}

export interface Term {
  readonly c: Interval;
  /** c is one number, if only known within bounds; otherwise it may vary with t. */
  readonly fixed: boolean;
  readonly growth: Growth;
}

/** Their sum; none is 0. */
export type Sum = readonly Term[];

export class Undecided extends Error {}
export const undecided = new Undecided("undecided");
export const one: Growth = { exponent: [], power: 0, log: 0 };
export const logarithmic: Growth = { exponent: [], power: 0, log: 1 };
export const zero: Sum = [];

export function constantSum(c: Interval): Sum {
  return c.lo === 0 && c.hi === 0 ? zero : [{ c, fixed: true, growth: one }];
}

export function minus(a: Sum): Sum {
  return a.map((t) => ({ ...t, c: negate(t.c) }));
}

/** `t` times something between the bounds. */
export function vary(t: Term, by: Interval): Term {
  return { ...t, c: multiply(t.c, by), fixed: t.fixed && by.lo === by.hi };
}

/** Terms of like growth added up; what is left of too many joins the largest. */
export function sumOf(terms: readonly Term[], from: number): Sum {
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

export function product(a: Sum, b: Sum, from: number): Sum {
  const terms = a.flatMap((s) =>
    b.map((t) => ({ c: multiply(s.c, t.c), fixed: s.fixed && t.fixed, growth: times(s.growth, t.growth) })),
  );
  return sumOf(terms, from);
}

export function quotient(a: Sum, b: Sum, from: number): Sum {
  const [only, ...more] = b;
  if (only === undefined || more.length > 0 || !isOne(only.growth)) return product(a, raised(b, -1, from), from);
  if (signOfBounds(only.c) === undefined) refuse();
  return a.map((t) => ({ ...t, c: divide(t.c, only.c), fixed: t.fixed && only.fixed }));
}

/** a^n. */
export function raised(a: Sum, n: number, from: number): Sum {
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
export function exponential(a: Sum, from: number): Sum {
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

export function logarithm(a: Sum, from: number): Sum {
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
export function lead(a: Sum, from: number): Lead {
  if (a.length === 1) return { growth: a[0]!.growth, k: a[0]!.c, fixed: a[0]!.fixed };
  const known = leads.get(a) ?? new Map<number, Lead | undefined>();
  leads.set(a, known);
  if (!known.has(from)) known.set(from, leadOf(a, from));
  return known.get(from) ?? refuse();
}

interface Lead {
  readonly growth: Growth;
  readonly k: Interval;
  readonly fixed: boolean;
}

const leads = new WeakMap<Sum, Map<number, Lead | undefined>>();

function leadOf(a: Sum, from: number): Lead | undefined {
  for (const t of a) {
    const k = inUnitsOf(t, a, from);
    if (k !== undefined) return { growth: t.growth, k, fixed: false };
  }
  return undefined;
}

/** A sum over the growth of one of its terms; undefined if another outgrows it. */
function inUnitsOf(t: Term, a: Sum, from: number): Interval | undefined {
  let k = point(0);
  for (const other of a) {
    const share = other === t ? undefined : shareOf(other, t, from);
    if (share === undefined && other !== t) return undefined;
    k = add(k, share === undefined ? other.c : multiply(other.c, share));
  }
  return k;
}

/** Bounds of what the growth of `small` is of that of `large`; undefined if it grows. */
function shareOf(small: Term, large: Term, from: number): Interval | undefined {
  const ratio = times(small.growth, large.growth, -1);
  return ratio !== undefined && isBounded(ratio, from) ? rangeOf(ratio, from) : undefined;
}

export function signOfSum(a: Sum, from: number): 1 | -1 | 0 {
  return a.length === 0 ? 0 : (signOfBounds(lead(a, from).k) ?? refuse());
}

export function rangeOfSum(a: Sum, from: number): Interval {
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
export function trendOf(growth: Growth, from: number): 1 | -1 | 0 | undefined {
  const { exponent, power: p, log: q } = growth;
  if (exponent.length === 0 && p * q >= 0) return Math.sign(p + q) as 1 | -1 | 0;
  const known = trends.get(growth)?.get(from);
  if (known !== undefined) return known;
  const trend = agreedTrend(growth, from) ?? turnedTrend(growth, from);
  const byFrom = trends.get(growth) ?? new Map<number, 1 | -1 | 0 | undefined>();
  trends.set(growth, byFrom.set(from, trend));
  return trend;
}

/** The trend of a product all of whose factors have it; undefined if they differ or one is not known. */
function agreedTrend({ exponent, power: p, log: q }: Growth, from: number): 1 | -1 | undefined {
  let agreed = Math.sign(p) || Math.sign(q);
  if (p * q < 0) return undefined;
  for (const { c, growth } of exponent) {
    const its = (signOfBounds(c) ?? 0) * (trendOf(growth, from) ?? 0);
    if (its === 0 || its * agreed < 0) return undefined;
    agreed = its;
  }
  return agreed === 0 ? undefined : (agreed as 1 | -1);
}

/** The trend that the rate of a growth tells. */
function turnedTrend(growth: Growth, from: number): 1 | -1 | 0 | undefined {
  const rate = rateOf(growth, from);
  return rate.length === 0 ? 0 : signOfBounds(lead(rate, from).k);
}

const trends = new WeakMap<Growth, Map<number, 1 | -1 | 0 | undefined>>();

export function isBounded(growth: Growth, from: number): boolean {
  const trend = trendOf(growth, from);
  return trend === -1 || trend === 0;
}

/** Bounds of a growth for t >= from. Refuses one that first grows and then vanishes, or the reverse. */
export function rangeOf(growth: Growth, from: number): Interval {
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

export function isOne({ exponent, power: p, log: q }: Growth): boolean {
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

export function refuse(): never {
  throw undecided;
}
