/** Statements and how they are known. */
import type { Interval } from "../expr/index.ts";

/** Decided by bounds, asymptotics or algebra, or only seen in samples. */
export type How = "proved" | "observed";

/** A statement and how it is known. */
export interface Known<T> {
  readonly value: T;
  readonly how: How;
}

/** A number; if it is proved, the bounds between which it lies. */
export interface Enclosed extends Known<number> {
  readonly within?: readonly [lo: number, hi: number];
}

/** A number proved to lie within bounds; undefined if they are too far apart to name it. */
export function enclosed({ lo, hi }: Interval): Enclosed | undefined {
  const width = hi - lo;
  const near = width <= 2e-4 * Math.max(Math.abs(lo), Math.abs(hi)) || width < 1e-12;
  return lo === hi || (near && Number.isFinite(width))
    ? { value: named({ lo, hi }), how: "proved", within: [lo, hi] }
    : undefined;
}

/** The plainest number between narrow bounds, else their middle. */
export function named({ lo, hi }: Interval): number {
  if (lo === hi) return lo + 0;
  if (lo <= 0 && hi >= 0 && hi - lo < 1e-12) return 0;
  const middle = lo + (hi - lo) / 2;
  for (let digits = 1; digits <= 6; digits += 1) {
    const short = Number(middle.toPrecision(digits));
    if (short >= lo && short <= hi) return short;
  }
  return middle;
}
