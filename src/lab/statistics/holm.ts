/**
 * Holm's step-down correction: a family of tests in which the chance of any false rejection is at most alpha (Holm 1979).
 *
 * Tests may come in groups of which at most one null can be true: "no difference" and "a difference outside the zone" of the same rival.
 * Then a step divides alpha by the groups left, not by the tests left (Shaffer 1986). Two separate families, one a question,
 * would let up to 8 % of studies hold a false verdict; one family keeps 5 %.
 */

export interface HolmStep {
  /** The p value times what it is corrected for; rejected where at most alpha. */
  readonly adjusted: number;
  /** The level at which this test was judged, or would have been. An interval at this level excludes the null exactly if it was rejected. */
  readonly level: number;
  readonly rejected: boolean;
}

/** One step per p value; `groups[i]` names the group of test i, by default its own. */
export function holm(
  ps: readonly number[],
  alpha: number,
  groups: readonly number[] = ps.map((_, i) => i),
): HolmStep[] {
  const order = ps.map((_, i) => i).sort((i, j) => (ps[i] as number) - (ps[j] as number) || i - j);
  const steps: HolmStep[] = new Array(ps.length);
  let adjusted = 0;
  let divisor = 0;
  for (const [rank, i] of order.entries()) {
    const left = new Set(order.slice(rank).map((j) => groups[j])).size;
    const stopped = adjusted > alpha;
    adjusted = Math.max(adjusted, Math.min(1, (ps[i] as number) * left));
    // after the first test that is not rejected the procedure stands still: all others are judged at its level
    if (!stopped) divisor = left;
    steps[i] = { adjusted, level: alpha / divisor, rejected: adjusted <= alpha };
  }
  return steps;
}
