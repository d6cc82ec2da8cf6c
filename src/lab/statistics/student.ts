/** Student's t distribution. The one place that knows @stdlib: deterministic ports of Cephes and Boost, without a transcendental `Math` function. */
import cdf from "@stdlib/stats-base-dists-t-cdf";
import quantile from "@stdlib/stats-base-dists-t-quantile";

/** P(T <= x) with `df` degrees of freedom. */
export const studentCdf: (x: number, df: number) => number = cdf;

/** The x with P(T <= x) = p. */
export const studentQuantile: (p: number, df: number) => number = quantile;
