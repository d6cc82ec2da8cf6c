/**
 * The paired t test, read in both directions: is the mean difference away from zero, and is it inside a zone round zero?
 *
 * Differences of resplits of one data set are not independent, because the training parts overlap: their mean has the variance
 * s^2 (1/n + test/train) instead of s^2/n (Nadeau and Bengio 2003, "Inference for the generalization error").
 */
import { deviation, mean } from "./sample.ts";
import { studentCdf, studentQuantile } from "./student.ts";

export interface PairedOptions {
  /** Rows of a test part over rows of its training part, where the splits are of one data set; 0 for independent draws. */
  readonly overlap?: number;
  /** The smallest step of a score. Scores that move in steps may all differ by the same; their spread is never taken below the rounding error of a difference. */
  readonly resolution?: number;
}

export interface Paired {
  readonly n: number;
  /** Mean difference. */
  readonly mean: number;
  /** Standard deviation of the differences. */
  readonly deviation: number;
  /** Standard error of the mean. */
  readonly error: number;
}

export type Range = readonly [low: number, high: number];

export function paired(differences: readonly number[], { overlap = 0, resolution = 0 }: PairedOptions = {}): Paired {
  const n = differences.length;
  // a rounded score is off by at most half a step, uniformly: variance step^2 / 12, twice in a difference
  const spread = Math.max(deviation(differences), resolution / Math.sqrt(6));
  return { n, mean: mean(differences), deviation: spread, error: standardError(spread, n, overlap) };
}

export function standardError(spread: number, n: number, overlap: number): number {
  return spread * Math.sqrt(1 / n + overlap);
}

/** Two-sided p of "the mean difference is zero"; 1 where fewer than two pairs tell nothing. */
export function pDifferent(test: Paired): number {
  if (test.n < 2) return 1;
  if (test.error === 0) return test.mean === 0 ? 1 : 0;
  return 2 * studentCdf(-Math.abs(test.mean) / test.error, test.n - 1);
}

/** The larger p of two one-sided tests: of "the mean difference is at least `zone`", and of "at most -`zone`" (Schuirmann 1987). */
export function pEquivalent(test: Paired, zone: number): number {
  if (test.n < 2) return 1;
  const inside = zone - Math.abs(test.mean);
  if (test.error === 0) return inside > 0 ? 0 : 1;
  return studentCdf(-inside / test.error, test.n - 1);
}

/** The interval of the mean difference that holds it with probability `1 - alpha`; unbounded below two pairs. */
export function interval(test: Paired, alpha: number): Range {
  if (test.n < 2) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const half = studentQuantile(1 - alpha / 2, test.n - 1) * test.error;
  return [test.mean - half, test.mean + half];
}
