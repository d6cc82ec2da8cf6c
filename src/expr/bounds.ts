/**
 * Arithmetic on bounds: what the interval rules of the op table are made of.
 *
 * Every rounded bound is stepped outward, so that the true value lies inside. Infinite bounds belong to the
 * interval; `nan` says that a value may be NaN. Where nothing but NaN is left, lo > hi.
 */
import { productError } from "../base/index.ts";

export interface Interval {
  readonly lo: number;
  readonly hi: number;
  /** The value may also be NaN. */
  readonly nan?: boolean;
}

/** No number at all, only NaN. */
export const nothing: Interval = { lo: Infinity, hi: -Infinity, nan: true };

// Rump, Zimmermann, Boldo, Melquiond 2009: x + (phi |x| + eta) is the next number or the one after it.
const phi = 1.1102230246251568e-16;
const eta = 5e-324;
/** Units in the last place by which a function of base math may be off, generously. */
const slack = 8;

/** A number above `x`, `units` to 2 * `units` numbers away; zeros and infinities stay. */
export function up(x: number, units = 1): number {
  return x === 0 || Math.abs(x) === Infinity ? x : x + units * (phi * Math.abs(x) + eta);
}

/** A number below `x`, `units` to 2 * `units` numbers away; zeros and infinities stay. */
export function down(x: number, units = 1): number {
  return -up(-x, units);
}

export function bounds(lo: number, hi: number, nan = false): Interval {
  return { lo, hi, nan };
}

export function isEmpty(a: Interval): boolean {
  return !(a.lo <= a.hi);
}

export function mayBeNaN(a: Interval): boolean {
  return a.nan === true || isEmpty(a);
}

export function contains(a: Interval, x: number): boolean {
  return a.lo <= x && x <= a.hi;
}

export function hull(a: Interval, b: Interval): Interval {
  return bounds(Math.min(a.lo, b.lo), Math.max(a.hi, b.hi), mayBeNaN(a) || mayBeNaN(b));
}

function isInfinite(a: Interval): boolean {
  return a.lo === -Infinity || a.hi === Infinity;
}

export function negate(a: Interval): Interval {
  return bounds(-a.hi, -a.lo, mayBeNaN(a));
}

export function add(a: Interval, b: Interval): Interval {
  if (isEmpty(a) || isEmpty(b)) return nothing;
  const clash = (a.hi === Infinity && b.lo === -Infinity) || (a.lo === -Infinity && b.hi === Infinity);
  return bounds(sumBelow(a.lo, b.lo), -sumBelow(-a.hi, -b.hi), clash || mayBeNaN(a) || mayBeNaN(b));
}

/** A lower bound of a + b: the sum itself where it is exact (the error is a number too: Knuth's two-sum). */
function sumBelow(a: number, b: number): number {
  if (a === -Infinity || b === -Infinity) return -Infinity;
  const sum = a + b;
  const part = sum - a;
  return a - (sum - part) + (b - part) === 0 ? sum : down(sum);
}

export function multiply(a: Interval, b: Interval): Interval {
  if (isEmpty(a) || isEmpty(b)) return nothing;
  const clash = (isInfinite(b) && contains(a, 0)) || (isInfinite(a) && contains(b, 0));
  const nan = clash || mayBeNaN(a) || mayBeNaN(b);
  // by signs two corners tell, but where both bounds have 0 inside
  if (a.lo >= 0) {
    if (b.lo >= 0) return bounds(productBelow(a.lo, b.lo), productAbove(a.hi, b.hi), nan);
    if (b.hi <= 0) return bounds(productBelow(a.hi, b.lo), productAbove(a.lo, b.hi), nan);
    return bounds(productBelow(a.hi, b.lo), productAbove(a.hi, b.hi), nan);
  }
  if (a.hi <= 0) {
    if (b.lo >= 0) return bounds(productBelow(a.lo, b.hi), productAbove(a.hi, b.lo), nan);
    if (b.hi <= 0) return bounds(productBelow(a.hi, b.hi), productAbove(a.lo, b.lo), nan);
    return bounds(productBelow(a.lo, b.hi), productAbove(a.lo, b.lo), nan);
  }
  if (b.lo >= 0) return bounds(productBelow(a.lo, b.hi), productAbove(a.hi, b.hi), nan);
  if (b.hi <= 0) return bounds(productBelow(a.hi, b.lo), productAbove(a.lo, b.lo), nan);
  const lo = Math.min(productBelow(a.lo, b.hi), productBelow(a.hi, b.lo));
  return bounds(lo, Math.max(productAbove(a.lo, b.lo), productAbove(a.hi, b.hi)), nan);
}

/** A lower bound of p q: the product itself where it is exact; 0 of infinity is 0. */
function productBelow(p: number, q: number): number {
  if (p === 0 || q === 0) return 0;
  const y = p * q;
  if (isProductOf(p, q, y)) return y;
  return Math.abs(p) < Infinity && Math.abs(q) < Infinity ? below(y, 1) : down(y, 1);
}

function productAbove(p: number, q: number): number {
  return 0 - productBelow(-p, q);
}

/** Whether y = p q without rounding: judged by Dekker's product where that is exact itself. */
function isProductOf(p: number, q: number, y: number): boolean {
  if (p === 0 || q === 0 || Math.abs(p) === 1 || Math.abs(q) === 1) return true;
  const size = Math.abs(y);
  const most = Math.max(Math.abs(p), Math.abs(q));
  return size > 1e-280 && size < 1e290 && most < 1e290 && productError(p, q, y) === 0;
}

export function divide(a: Interval, b: Interval): Interval {
  const clash = (contains(a, 0) && contains(b, 0)) || (isInfinite(a) && isInfinite(b));
  // A bound of zero may be -0, so a quotient by it may be an infinity of either sign.
  if (contains(b, 0) && !isEmpty(a)) return bounds(-Infinity, Infinity, clash || mayBeNaN(a) || mayBeNaN(b));
  return fromCorners(a, b, quotient, clash, isQuotientOf);
}

function quotient(p: number, q: number): number {
  return p === 0 || Math.abs(q) === Infinity ? 0 : p / q;
}

function isQuotientOf(p: number, q: number, y: number): boolean {
  return p === 0 || Math.abs(q) === Infinity || Math.abs(q) === 1 || (y * q === p && isProductOf(y, q, p));
}

/**
 * Bounds of a function that is monotone in each argument, from its values at the four corners.
 * Where `exact` says that a corner's value is not rounded, it is not stepped outward.
 */
export function fromCorners(
  a: Interval,
  b: Interval,
  f: (a: number, b: number) => number,
  clash: boolean,
  exact: (a: number, b: number, y: number) => boolean = () => false,
  units = 1,
): Interval {
  if (isEmpty(a) || isEmpty(b)) return nothing;
  let lo = Infinity;
  let hi = -Infinity;
  // a number has one end
  const step = a.lo === a.hi ? 2 : 1;
  const end = b.lo === b.hi ? 2 : 4;
  for (let corner = 0; corner < end; corner += step) {
    const p = corner & 1 ? a.hi : a.lo;
    const q = corner >> 1 ? b.hi : b.lo;
    const y = f(p, q);
    if (Number.isNaN(y)) continue;
    const sure = p === 0 || exact(p, q, y);
    const finite = Math.abs(p) < Infinity && Math.abs(q) < Infinity;
    lo = Math.min(lo, sure ? y : finite ? below(y, units) : down(y, units));
    hi = Math.max(hi, sure ? y : finite ? -below(-y, units) : up(y, units));
  }
  return bounds(lo, hi, clash || mayBeNaN(a) || mayBeNaN(b));
}

/** A number below what `y` is the rounding of: a zero may be a number too small, an infinity one too large. */
function below(y: number, units: number): number {
  if (y === 0) return Object.is(y, 0) ? 0 : -eta;
  return y === Infinity ? Number.MAX_VALUE : down(y, units);
}

/**
 * Whether a value of a function in the table is not rounded. At 0, 1 and their like these functions take values that
 * are 0, 1/2, 1 or transcendental (Lindemann), so a simple value is the value.
 */
function isSimple(x: number, y: number): boolean {
  return (x === 0 || Math.abs(x) === 1 || Math.abs(x) === Infinity) && Number.isInteger(2 * y);
}

/** The rule of a function that rises throughout its domain `from`..`to`, with values within `least`..`most`. */
export function increasing(
  f: (a: number) => number,
  { from = -Infinity, to = Infinity, least = -Infinity, most = Infinity, units = slack, exact = isSimple } = {},
): (a: Interval) => Interval {
  return (a) => {
    const lo = Math.max(a.lo, from);
    const hi = Math.min(a.hi, to);
    if (!(lo <= hi)) return nothing;
    const [bottom, top] = [f(lo), f(hi)];
    const left = exact(lo, bottom) ? bottom : bottom === 0 ? -eta : below(bottom, units);
    const right = exact(hi, top) ? top : top === 0 ? eta : -below(-top, units);
    return bounds(Math.max(left, least), Math.min(right, most), mayBeNaN(a) || a.lo < from || a.hi > to);
  };
}

/** Whether y is the root of x without rounding. */
export function isRootOf(x: number, y: number): boolean {
  return x === Infinity || (y * y === x && isProductOf(y, y, x));
}

type Rule = (a: Interval) => Interval;
type Monotone = Parameters<typeof increasing>[1];

/** The rule of a function that falls throughout. */
export function decreasing(f: (a: number) => number, range: { least: number; most: number }): Rule {
  const rule = increasing((a) => -f(a), { least: -range.most, most: -range.least });
  return (a) => negate(rule(a));
}

/** The rule of an even function that rises with |a|. */
export function even(f: (a: number) => number, options: Monotone): Rule {
  const rule = increasing(f, options);
  return (a) => rule(magnitude(a));
}

/** The rule of an even function that falls with |a|. */
export function evenFalling(f: (a: number) => number, range: { least: number; most: number }): Rule {
  const rule = decreasing(f, range);
  return (a) => rule(magnitude(a));
}

/** Bounds of |a|. */
export function magnitude(a: Interval): Interval {
  if (isEmpty(a)) return nothing;
  const far = Math.max(-a.lo, a.hi);
  return bounds(contains(a, 0) ? 0 : Math.min(Math.abs(a.lo), Math.abs(a.hi)), far, mayBeNaN(a));
}

/** Bounds of a wave of period 2 pi within -1..1 with its crests at `crest` + 2 pi k. */
export function wave(f: (a: number) => number, crest: number): (a: Interval) => Interval {
  return (a) => {
    if (isEmpty(a)) return nothing;
    const nan = mayBeNaN(a) || isInfinite(a);
    // Past 2^20 the position within a period is not worth following.
    if (nan || a.hi - a.lo >= 2 * Math.PI || Math.max(-a.lo, a.hi) > 1048576) return bounds(-1, 1, nan);
    const [p, q] = [f(a.lo), f(a.hi)];
    if (a.lo === 0 && a.hi === 0) return bounds(p, p);
    const hi = reaches(a, crest, 2 * Math.PI) ? 1 : Math.min(1, up(Math.max(p, q), slack));
    const lo = reaches(a, crest + Math.PI, 2 * Math.PI) ? -1 : Math.max(-1, down(Math.min(p, q), slack));
    return bounds(lo, hi);
  };
}

/** Bounds of a function that rises from -inf to inf between its poles at pi / 2 + pi k. */
export function tangent(f: (a: number) => number): Rule {
  const between = increasing(f);
  return (a) => {
    if (isEmpty(a)) return nothing;
    const poles = Math.max(-a.lo, a.hi) > 1048576 || reaches(a, Math.PI / 2, Math.PI);
    return poles ? bounds(-Infinity, Infinity, mayBeNaN(a) || isInfinite(a)) : between(a);
  };
}

/** Whether `a` contains `at` + k `period` for some integer k, or nearly does. */
function reaches(a: Interval, at: number, period: number): boolean {
  const k = Math.ceil((a.lo - at) / period - 1e-9);
  return at + k * period <= a.hi + 1e-9;
}

/** Bounds of a^b. Integer exponents keep the sign of a; others have no value for a < 0. */
export function power(a: Interval, b: Interval, pow: (a: number, b: number) => number): Interval {
  if (isEmpty(a) || isEmpty(b)) return everything;
  if (b.lo === b.hi && Number.isInteger(b.lo)) {
    const n = b.lo;
    if (n % 2 === 0) return fromCorners(magnitude(a), b, pow, mayBeNaN(b), isPowerOf, slack);
    // 1 / 0 and 1 / -0: an odd negative power has a pole of both signs.
    if (n < 0 && contains(a, 0)) return bounds(-Infinity, Infinity, mayBeNaN(a) || mayBeNaN(b));
    return fromCorners(a, b, pow, false, isPowerOf, slack);
  }
  const nan = a.lo < 0 || mayBeNaN(a) || mayBeNaN(b) || (contains(a, 1) && isInfinite(b));
  // A zero may be -0, whose odd negative powers are -inf.
  if (contains(a, 0) && oddFrom(b.lo) <= Math.min(b.hi, -1)) return bounds(-Infinity, Infinity, nan);
  // 1^inf is NaN, but 1 on the way there.
  const corner = (p: number, q: number) => (p === 1 ? 1 : pow(Math.abs(p), q));
  const positive = fromCorners(a.lo < 0 ? bounds(0, Math.max(a.hi, -a.lo)) : a, b, corner, false, undefined, slack);
  // a^b = exp(b log a) is monotone in each argument for a > 0, and 1 where b = 0 or a = 1.
  return bounds(a.lo < 0 ? -positive.hi : positive.lo, positive.hi, nan);
}

/** Whether y = p^q without rounding; false where that is not seen at once. */
function isPowerOf(p: number, q: number, y: number): boolean {
  if (p === 0 || p === 1 || q === 1 || Math.abs(p) === Infinity) return true;
  return q === 2 ? isProductOf(p, p, y) : q > 0 && Number.isInteger(p) && Number.isSafeInteger(y);
}

/** The first odd number from `x` on. */
function oddFrom(x: number): number {
  return 2 * Math.ceil((x - 1) / 2) + 1;
}

const everything: Interval = { lo: -Infinity, hi: Infinity, nan: true };

/** Bounds of a truth value: 1 if surely, 0 if surely not. */
export function truth(surely: boolean, surelyNot: boolean): Interval {
  return bounds(surely ? 1 : 0, surelyNot ? 0 : 1);
}
