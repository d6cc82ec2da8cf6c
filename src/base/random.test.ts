import { expect, test } from "vitest";
import {
  bits,
  deriveSeed,
  fillNormal,
  normal,
  permutation,
  stream,
  substream,
  threefry2x32,
  uniform,
  uniform32,
} from "./random.ts";

test("Threefry-2x32-20 gives Random123's known answers", () => {
  // kat_vectors of Random123 1.14, threefry2x32 20: counter, key, result
  expect(threefry2x32(0, 0, 0, 0)).toEqual([0x6b200159, 0x99ba4efe]);
  const ones = 0xffffffff;
  expect(threefry2x32(ones, ones, ones, ones)).toEqual([0x1cb996fc, 0xbb002be7]);
  expect(threefry2x32(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3)).toEqual([0xc4923a9c, 0x483df7a0]);
});

test("a stream is named by seed, purpose and replicate", () => {
  expect(stream(1, "weights", 2)).toEqual(stream(1, "weights", 2));
  const names = [stream(1, "weights"), stream(1, "order"), stream(2, "weights"), stream(1, "weights", 1), stream(1, 7)];
  expect(new Set(names.map((s) => bits(s, 0))).size).toBe(names.length);
  expect(deriveSeed(1, "a")).not.toBe(deriveSeed(1, "b"));
});

test("the streams of 20,000 replicates are apart", () => {
  // 32 bits: 0.05 pairs are expected to collide among n^2 / 2
  const seen = new Set(Array.from({ length: 20_000 }, (_, k) => stream(3, "data", k).stream));
  expect(seen.size).toBeGreaterThanOrEqual(19_999);
});

test("a substream is neither its parent nor its sibling", () => {
  const s = stream(1, "data", 5);
  const firsts = [s, substream(s, "train"), substream(s, "test"), substream(s, 0), substream(stream(1, "data", 6), 0)];
  expect(new Set(firsts.map((t) => bits(t, 0))).size).toBe(5);
  expect(substream(s, "train")).toEqual(substream(stream(1, "data", 5), "train"));
});

test("an index past 2^32 draws another number", () => {
  const s = stream(1, "data");
  expect(bits(s, 2 ** 32 + 5)).not.toBe(bits(s, 5));
});

test("uniform lies in [0, 1), with mean 1/2 and variance 1/12", () => {
  const s = stream(4, "uniform");
  const n = 100_000;
  for (const draw of [uniform, uniform32]) {
    const values = Array.from({ length: n }, (_, i) => draw(s, i));
    expect(Math.min(...values.slice(0, 50_000))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values.slice(0, 50_000))).toBeLessThan(1);
    const mean = values.reduce((a, b) => a + b) / n;
    const variance = values.reduce((a, b) => a + (b - mean) * (b - mean), 0) / n;
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n)); // four standard errors
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / n));
  }
});

test("normal has the moments and the tails of the normal distribution", () => {
  const s = stream(5, "normal");
  const n = 100_000;
  const values = new Float64Array(n);
  fillNormal(s, values);
  expect(values[17]).toBe(normal(s, 17));
  const moment = (k: number): number => values.reduce((a, x) => a + x ** k, 0) / n;
  expect(Math.abs(moment(1))).toBeLessThan(4 / Math.sqrt(n));
  expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
  expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
  expect(values.every(Number.isFinite)).toBe(true);
});

test("a permutation holds every index once, and every order is as likely", () => {
  const order = permutation(stream(6, "order"), 1000);
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  const counts = new Map<string, number>();
  for (let k = 0; k < 24_000; k++) {
    const key = permutation(stream(7, "order", k), 4).join("");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const chi = [...counts.values()].reduce((a, c) => a + (c - 1000) ** 2 / 1000, 0);
  expect(counts.size).toBe(24);
  expect(chi).toBeLessThan(49.7); // chi-squared with 23 degrees of freedom, 0.1 %
});
