/**
 * The bias-corrected and accelerated bootstrap interval of a mean (Efron 1987), shown beside the t interval and never deciding:
 * with few seeds it is too narrow (about 93 % instead of 95 % at 20 normal scores).
 */
import { normalCdf, normalQuantile, type Stream, uniform } from "../../base/index.ts";
import type { Range } from "./paired.ts";
import { mean, quantile } from "./sample.ts";

const resamples = 2000;

/** The 95 % interval; both ends are the mean where all values are equal. */
export function bcaInterval(xs: readonly number[], random: Stream): Range {
  const n = xs.length;
  const centre = mean(xs);
  if (n < 2 || xs.every((x) => x === xs[0])) return [centre, centre];
  const means = Array.from({ length: resamples }, (_, r) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += xs[Math.floor(uniform(random, r * n + i) * n)] as number;
    return sum / n;
  });
  const below = means.reduce((count, m) => count + (m < centre ? 1 : m === centre ? 0.5 : 0), 0);
  const bias = normalQuantile(Math.min(Math.max(below, 0.5), resamples - 0.5) / resamples);
  const acceleration = skewOfJackknife(xs);
  const level = (z: number): number => normalCdf(bias + (bias + z) / (1 - acceleration * (bias + z)));
  return [quantile(means, level(normalQuantile(0.025))), quantile(means, level(normalQuantile(0.975)))];
}

function skewOfJackknife(xs: readonly number[]): number {
  const centre = mean(xs);
  let cubes = 0;
  let squares = 0;
  // leaving x out moves the mean by (centre - x) / (n - 1); the factor cancels in the ratio
  for (const x of xs) {
    const d = x - centre;
    cubes += d * d * d;
    squares += d * d;
  }
  return cubes / (6 * squares * Math.sqrt(squares));
}
