/**
 * What formulas along an axis may make of all values at once: one number.
 *
 * A row states the number and how fast it changes with each value. NaN among the values makes it NaN.
 */

export interface Reduction {
  readonly value: (values: Float64Array) => number;
  /** The slopes of the number y. */
  readonly slopes: (values: Float64Array, y: number) => Float64Array;
}

export type ReductionName = keyof typeof reductions;

export const reductions = {
  /** In order of position. */
  sumOver: {
    value: (values) => values.reduce((sum, v) => sum + v, 0),
    slopes: (values) => values.map(() => 1),
  },
  /** -inf of no values. The slope is the first largest value's. */
  maxOver: {
    value: largest,
    slopes: (values, y) => oneHot(values.length, values.indexOf(y)),
  },
  /** The position of the first largest value. */
  argmaxOver: {
    value: (values) => (values.some(Number.isNaN) ? NaN : values.indexOf(largest(values))),
    slopes: (values) => new Float64Array(values.length),
  },
  /** The t for which the positive parts of v - t add up to 1: Martins and Astudillo 2016, algorithm 1. */
  simplexOver: {
    value: (values) => threshold(values, (count, sum) => (sum - 1) / count),
    slopes: (values, t) => shares(values, t, () => 1),
  },
  /** The t for which the squares of the positive parts of v - t add up to 1: Peters et al. 2019, algorithm 2. */
  sphereOver: {
    value: (values) =>
      threshold(values, (count, sum, squares) => {
        const mean = sum / count;
        const spread = squares - sum * mean;
        return mean - Math.sqrt(Math.max(1 - spread, 0) / count);
      }),
    slopes: (values, t) => shares(values, t, (above) => above),
  },
} as const satisfies Record<string, Reduction>;

function largest(values: Float64Array): number {
  return values.reduce((most, v) => (v > most || Number.isNaN(v) ? v : most), -Infinity);
}

function oneHot(length: number, position: number): Float64Array {
  return new Float64Array(length).map((_, i) => (i === position ? 1 : 0));
}

/** The threshold that leaves the most values above it: each is tried, the largest values first. */
function threshold(values: Float64Array, of: (count: number, sum: number, squares: number) => number): number {
  if (values.some(Number.isNaN)) return NaN;
  let [count, sum, squares] = [0, 0, 0];
  let found = NaN;
  for (const v of values.toSorted().toReversed()) {
    count += 1;
    sum += v;
    squares += v * v;
    const tried = of(count, sum, squares);
    if (!(tried < v)) break;
    found = tried;
  }
  return found;
}

/** What each value above t has in moving it. */
function shares(values: Float64Array, t: number, weight: (above: number) => number): Float64Array {
  const weights = values.map((v) => (v > t ? weight(v - t) : 0));
  const whole = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / whole);
}
