/** P(A > B): how often one wins over the other on the same seed, a tie counting half. */
import { normalQuantile } from "../../base/index.ts";
import type { Range } from "./paired.ts";

export interface WinRate {
  readonly rate: number;
  /** Wilson's interval for a share (1927), 95 %. */
  readonly interval: Range;
}

export function winRate(differences: readonly number[]): WinRate {
  const n = differences.length;
  const wins = differences.reduce((sum, d) => sum + (d > 0 ? 1 : d === 0 ? 0.5 : 0), 0);
  const rate = wins / n;
  const z = normalQuantile(0.975);
  const centre = (rate + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n));
  return { rate, interval: [Math.max(0, centre - half), Math.min(1, centre + half)] };
}
