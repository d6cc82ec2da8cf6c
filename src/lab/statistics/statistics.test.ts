import { describe, expect, test } from "vitest";
import golden from "../../../test/golden/statistics.json" with { type: "json" };
import { decide } from "./decide.ts";
import { holm } from "./holm.ts";
import { interval, paired, pDifferent, pEquivalent } from "./paired.ts";
import { quantile } from "./sample.ts";
import { seedsToDecide, spreadForEqual } from "./seeds.ts";
import { pSignedRank } from "./signed-rank.ts";
import { studentQuantile } from "./student.ts";
import { winRate } from "./win-rate.ts";

const close = (actual: number, expected: number, tolerance = 1e-8): void =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));

describe("against SciPy", () => {
  test("quantiles of Student's t", () => {
    for (const [p, df, x] of golden.quantiles as [number, number, number][]) close(studentQuantile(p, df), x, 1e-8);
  });

  test("the paired t test, both one-sided tests and the interval", () => {
    for (const row of golden.paired) {
      const test = paired(row.differences);
      close(pDifferent(test), row.p);
      close(pEquivalent(test, 0.5), row.pEquivalent);
      const [low, high] = interval(test, 0.05);
      close(low, row.interval[0] as number);
      close(high, row.interval[1] as number);
    }
  });

  test("the signed-rank test, with and without ties", () => {
    for (const row of golden.signedRank) close(pSignedRank(row.differences), row.p);
  });
});

describe("Holm", () => {
  test("multiplies the smallest p by the number of tests, the next by one less, and never falls", () => {
    const steps = holm([0.02, 0.001, 0.5, 0.019], 0.05);
    for (const [i, adjusted] of [0.057, 0.004, 0.5, 0.057].entries()) close(steps[i]?.adjusted as number, adjusted);
    expect(steps.map((s) => s.rejected)).toEqual([false, true, false, false]);
  });

  test("of two nulls that cannot both be true only one is paid for", () => {
    const steps = holm([0.02, 0.03, 0.9, 0.8], 0.05, [0, 1, 0, 1]);
    for (const [i, adjusted] of [0.04, 0.06, 1, 1].entries()) close(steps[i]?.adjusted as number, adjusted);
  });

  test("an interval at a test's level leaves zero out exactly when the test rejects", () => {
    const random = generator(11);
    for (let study = 0; study < 200; study++) {
      const rivals = Array.from({ length: 5 }, (_, i) => sample(8, () => normal(random) + 0.4 * i));
      for (const d of decide(rivals, { zone: 0.5 })) {
        expect(d.interval[0] > 0 || d.interval[1] < 0).toBe(d.p <= 0.05);
        expect(d.inner[0] > -0.5 && d.inner[1] < 0.5).toBe(d.verdict === "practically equal");
      }
    }
  });
});

describe("verdicts", () => {
  test("a difference that is real and inside the zone is practically equal", () => {
    const [decision] = decide([[0.1, 0.11, 0.09, 0.1, 0.12, 0.1]], { zone: 0.5 });
    expect(decision).toMatchObject({ verdict: "practically equal" });
    expect(decision?.p).toBeLessThan(0.001);
  });

  test("one seed decides nothing", () => {
    expect(decide([[30]], { zone: 0.5 })[0]).toMatchObject({ verdict: "undecided", p: 1 });
  });

  test("two seeds that agree to the last row are not certain", () => {
    const [decision] = decide([[2, 2]], { zone: 0.5, resolution: 1 });
    expect(decision?.p).toBeGreaterThan(0.05);
  });

  test("overlapping splits widen the interval: 1/n + test/train instead of 1/n", () => {
    const scores = [1, 2, 3, 4];
    expect(paired(scores, { overlap: 0.25 }).error).toBe(paired(scores).error * Math.sqrt(2));
  });

  test("more seeds are asked for where undecided, and that many mostly decide", () => {
    const random = generator(5);
    const [pilot] = decide([[1.4, -0.2, 0.9, 0.1, 1.2]], { zone: 0.5 });
    const n = 5 + (pilot?.more as number);
    const study = (): string =>
      decide([sample(n, () => (pilot?.mean as number) + (pilot?.deviation as number) * normal(random))], {
        zone: 0.5,
      })[0]?.verdict as string;
    const decided = sample(300, () => (study() === "undecided" ? 0 : 1));
    expect(decided.reduce((a, b) => a + b) / 300).toBeGreaterThan(0.72);
  });

  test("no number of seeds is named where none would do", () => {
    const question = { deviation: 1, zone: 0.5, levels: { different: 0.05, equivalent: 0.05 } };
    expect(seedsToDecide({ ...question, mean: 0.2, overlap: 0 })).toBeGreaterThan(50);
    expect(seedsToDecide({ ...question, mean: 0.01, overlap: 1 })).toBeUndefined();
  });

  test("at the spread stated by the plan, equal functions are mostly called equal", () => {
    const random = generator(3);
    const spread = spreadForEqual(10, 0.5, 0.05, 0);
    const equal = sample(400, () =>
      decide([sample(10, () => spread * normal(random))], { zone: 0.5 })[0]?.verdict === "practically equal" ? 1 : 0,
    );
    expect(equal.reduce((a, b) => a + b) / 400).toBeGreaterThan(0.75);
  });
});

describe("by simulation", () => {
  test.each([3, 5, 10, 20])("the interval covers normal differences within two points of 95 %% at %i seeds", (n) => {
    expect(Math.abs(coverage(n, 4000, normal) - 95)).toBeLessThan(2);
  });

  test.each([3, 5, 10, 20])("it covers exchangeable skewed pairs at least 94 %% of the time at %i seeds", (n) => {
    expect(coverage(n, 4000, (r) => exp(normal(r)) - exp(normal(r)))).toBeGreaterThan(94);
  });

  // the states of the world in which the two families of tests could both err: all alike, all on the border, half and half
  test.each([
    ["all equal to the baseline", () => 0],
    ["all on the border of the zone", () => 1],
    ["half equal, half on the border", (i: number) => i % 2],
  ])("false verdicts in at most 5 %% of studies: %s", (_world, truth) => {
    for (const [n, spread] of [
      [5, 0.4],
      [10, 0.8],
      [20, 1.2],
    ] as const) {
      const random = generator(n);
      const studies = 1200;
      let wrong = 0;
      for (let study = 0; study < studies; study++) {
        const rivals = Array.from({ length: 6 }, (_, i) => sample(n, () => truth(i) + spread * normal(random)));
        const verdicts = decide(rivals, { zone: 1 }).map((d) => d.verdict);
        if (verdicts.some((verdict, i) => isFalse(verdict, truth(i)))) wrong++;
      }
      // three standard errors of a share of 5 % among the studies
      expect(wrong / studies).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / studies));
    }
  });
});

test("the share of wins counts a tie as half and keeps its interval in 0..1", () => {
  expect(winRate([1, -1, 0, 2]).rate).toBe(0.625);
  const { interval: range } = winRate([1, 1, 1]);
  expect(range[0]).toBeGreaterThan(0.4);
  expect(range[1]).toBe(1);
});

test("quantiles are linear between order statistics and pass infinities through", () => {
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([0, 10], 0.25)).toBe(2.5);
  expect(quantile([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY], 0.3)).toBe(Number.NEGATIVE_INFINITY);
});

function isFalse(verdict: string, truth: number): boolean {
  if (verdict === "better") return truth <= 0;
  if (verdict === "worse") return truth >= 0;
  return verdict === "practically equal" && Math.abs(truth) >= 1;
}

function coverage(n: number, repeats: number, draw: (random: () => number) => number): number {
  const random = generator(n);
  let held = 0;
  for (let i = 0; i < repeats; i++) {
    const [low, high] = interval(paired(sample(n, () => draw(random))), 0.05);
    if (low <= 0 && 0 <= high) held++;
  }
  return (100 * held) / repeats;
}

function sample(n: number, draw: () => number): number[] {
  return Array.from({ length: n }, draw);
}

// a generator of the test's own, so that the statistics are not tested with the numbers they use
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function exp(x: number): number {
  return Math.exp(x);
}
