/** Summaries of a sample. Sums run left to right, so the same numbers give the same bits. */

export function mean(xs: readonly number[]): number {
  let sum = 0;
  for (const x of xs) sum += x;
  return sum / xs.length;
}

/** The sample standard deviation (divisor n - 1); NaN below two values. */
export function deviation(xs: readonly number[]): number {
  const centre = mean(xs);
  let sum = 0;
  for (const x of xs) sum += (x - centre) * (x - centre);
  return Math.sqrt(sum / (xs.length - 1));
}

/** The quantile of the sample at `p`, linear between order statistics (type 7 of Hyndman and Fan 1996, NumPy's default). */
export function quantile(xs: readonly number[], p: number): number {
  const sorted = [...xs].sort((a, b) => a - b);
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  return low === high ? low : low + (position - below) * (high - low);
}

export function median(xs: readonly number[]): number {
  return quantile(xs, 0.5);
}

/** `a[i] - b[i]` for the pairs that both have. */
export function differences(a: readonly number[], b: readonly number[]): number[] {
  return a.slice(0, b.length).map((x, i) => x - (b[i] as number));
}
