/**
 * The rule of decision: many rivals against one baseline, four verdicts.
 *
 * Better or worse: the paired t test rejects "no difference". Practically equal: two one-sided t tests reject "outside the zone"; this outranks
 * better and worse, since a difference that is real and too small to matter is a small difference. Both questions of all rivals are one family,
 * corrected by Holm, so that a study holds a false verdict with a chance of at most alpha. All else is undecided, with the seeds it would take.
 */
import { type HolmStep, holm } from "./holm.ts";
import { interval, type Paired, type PairedOptions, paired, pDifferent, pEquivalent, type Range } from "./paired.ts";
import { seedsToDecide } from "./seeds.ts";

export type Verdict = "better" | "worse" | "practically equal" | "undecided";

export interface DecisionOptions extends PairedOptions {
  /** Half-width of the zone of practical equality, in the unit of the score. */
  readonly zone: number;
  /** The chance of any wrong verdict in the study; 0.05 by convention. */
  readonly alpha?: number;
}

export interface Decision extends Paired {
  readonly verdict: Verdict;
  /** p values after Holm. */
  readonly p: number;
  readonly pEquivalent: number;
  /** The interval that leaves zero out exactly when the difference test rejects, and the level it is drawn at. */
  readonly interval: Range;
  readonly level: number;
  /** The interval that lies inside the zone exactly when "practically equal" is shown, and its level. */
  readonly inner: Range;
  readonly innerLevel: number;
  /** Where undecided: how many more seeds would probably decide; undefined if no affordable number would. */
  readonly more?: number;
}

export const alpha = 0.05;

/** One decision per rival; `rivals` holds the paired differences rival - baseline of each, larger being better. */
export function decide(rivals: readonly (readonly number[])[], options: DecisionOptions): Decision[] {
  const { zone, overlap = 0, alpha: total = alpha } = options;
  const tests = rivals.map((differences) => paired(differences, options));
  const groups = [...tests.keys(), ...tests.keys()];
  const steps = holm([...tests.map(pDifferent), ...tests.map((t) => pEquivalent(t, zone))], total, groups);
  return tests.map((test, i) => {
    const difference = steps[i] as HolmStep;
    const equality = steps[tests.length + i] as HolmStep;
    const verdict: Verdict = equality.rejected
      ? "practically equal"
      : !difference.rejected
        ? "undecided"
        : test.mean > 0
          ? "better"
          : "worse";
    const levels = { different: difference.level, equivalent: equality.level };
    const seeds = verdict === "undecided" && test.n > 1 ? seedsToDecide({ ...test, zone, levels, overlap }) : undefined;
    return {
      ...test,
      verdict,
      p: difference.adjusted,
      pEquivalent: equality.adjusted,
      interval: interval(test, difference.level),
      level: 1 - difference.level,
      // each of the two tests is one-sided, so the interval that shows them misses by twice the level
      inner: interval(test, 2 * equality.level),
      innerLevel: 1 - 2 * equality.level,
      ...(seeds === undefined ? {} : { more: Math.max(1, seeds - test.n) }),
    };
  });
}
