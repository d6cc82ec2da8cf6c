/**
 * Wilcoxon's signed-rank test, exact also with ties: scores counted in test rows tie often, and tables for untied ranks do not hold then.
 * Zeros are dropped, tied values share their mean rank, and the distribution over all sign patterns is counted (ranks doubled to stay whole).
 */

/** Two-sided p of "the differences are symmetric about zero"; 1 if all are zero. */
export function pSignedRank(differences: readonly number[]): number {
  const moved = differences.filter((d) => d !== 0);
  const ranks = doubledRanks(moved.map(Math.abs));
  const total = ranks.reduce((sum, rank) => sum + rank, 0);
  const positive = ranks.reduce((sum, rank, i) => sum + ((moved[i] as number) > 0 ? rank : 0), 0);
  const smaller = Math.min(positive, total - positive);
  // share[s]: the share of sign patterns whose positive ranks sum to s, as far as the tail asks
  const share = new Float64Array(smaller + 1);
  share[0] = 1;
  for (const rank of ranks) {
    for (let s = smaller; s >= 0; s--) {
      share[s] = ((share[s] as number) + (s >= rank ? (share[s - rank] as number) : 0)) / 2;
    }
  }
  let tail = 0;
  for (let s = 0; s <= smaller; s++) tail += share[s] as number;
  return Math.min(1, 2 * tail);
}

/** Twice the mean rank of each value among all. */
function doubledRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    let below = 0;
    let equal = 0;
    for (const other of values) {
      if (other < value) below++;
      else if (other === value) equal++;
    }
    return 2 * below + equal + 1;
  });
}
