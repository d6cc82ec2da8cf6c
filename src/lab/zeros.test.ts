import { expect, test } from "vitest";
import { cos, exp, sin, tanh } from "../base/index.ts";
import { zerosOf } from "./zeros.ts";

test("zeros that are crossed are found to the last bit", () => {
  expect(zerosOf((x) => x * x - 2).zeros.map(Math.abs)).toEqual(
    [Math.SQRT2, Math.SQRT2].map(Math.fround).map((x) => expect.closeTo(x, 7)),
  );
  expect(zerosOf((x) => x + 0.3).zeros).toEqual([expect.closeTo(-0.3, 14)]);
});

test("a zero that is met exactly is found", () => {
  expect(zerosOf((x) => 2 * x + 0.5).zeros).toEqual([-0.25]);
  expect(zerosOf((x) => (x < -0.5 ? 0 : x < 2 ? 2 * x + 0.5 : 0)).zeros).toEqual([-0.25]);
});

test("zeros that are touched are found", () => {
  expect(zerosOf((x) => (x - 3.1) * (x - 3.1)).zeros).toEqual([expect.closeTo(3.1, 6)]);
});

test("0 is none, nor is a jump, nor a tail, nor a minimum beside it", () => {
  expect(zerosOf((x) => tanh(x)).zeros).toEqual([]);
  expect(zerosOf((x) => (x < 1.3 ? -1 : 1)).zeros).toEqual([]);
  expect(zerosOf((x) => exp(-x)).zeros).toEqual([]);
  expect(zerosOf((x) => (x - 1) * (x - 1) + 1e-3).zeros).toEqual([]);
});

test("a wave is known as one", () => {
  const { zeros, wavesFrom } = zerosOf(cos);
  expect(zeros.map(Math.abs)).toEqual([1, 1, 3, 3, 5, 5].map((n) => expect.closeTo((n * Math.PI) / 2, 12)));
  expect(wavesFrom).toBeCloseTo((5 * Math.PI) / 2, 12);
  expect(zerosOf((x) => 1 + sin(x)).zeros).toHaveLength(6);
  expect(zerosOf((x) => x - 1).wavesFrom).toBe(Infinity);
});
