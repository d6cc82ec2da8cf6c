/** Errors in units in the last place, of float64 and of float32. */

export type Dtype = "float64" | "float32";

// of the numbers below 2^128
const largestStep = 2.028240960365167e31;
const doubles = new Float64Array(1);
const doubleBits = new BigInt64Array(doubles.buffer);
const singles = new Float32Array(1);
const singleBits = new Int32Array(singles.buffer);

/** The distance from |y| to the next larger number of that width: one unit in the last place. Infinite for what is not finite. */
export function ulpOf(y: number, dtype: Dtype): number {
  const size = Math.abs(y);
  if (!Number.isFinite(size)) return Infinity;
  if (dtype === "float64") {
    doubles[0] = size;
    doubleBits[0] = doubleBits[0]! + 1n;
    return doubles[0] === Infinity ? size - below(size) : doubles[0] - size;
  }
  singles[0] = size;
  const rounded = singles[0];
  if (rounded === Infinity) return largestStep;
  singleBits[0] = singleBits[0]! + 1;
  return singles[0] === Infinity ? largestStep : singles[0] - rounded;
}

function below(size: number): number {
  doubles[0] = size;
  doubleBits[0] = doubleBits[0]! - 1n;
  return doubles[0]!;
}

/**
 * How far `y` is from the exact value, in units in the last place of it; infinite where one is a number and the other is none.
 *
 * The exact value is `truth` and `missed` units in the last place of its float64 form.
 */
export function ulpError(y: number, truth: number, dtype: Dtype, missed = 0): number {
  const wanted = dtype === "float32" ? Math.fround(truth) : truth;
  if (Object.is(y, wanted) || y === wanted) return dtype === "float64" ? Math.abs(missed) : rest(y, truth, dtype);
  if (!Number.isFinite(y) || !Number.isFinite(wanted)) return Infinity;
  const apart = (y - truth) / ulpOf(wanted, dtype);
  return Math.abs(dtype === "float64" ? apart - missed : apart);
}

function rest(y: number, truth: number, dtype: Dtype): number {
  return Number.isFinite(y) && Number.isFinite(truth) ? Math.abs(y - truth) / ulpOf(y, dtype) : 0;
}
