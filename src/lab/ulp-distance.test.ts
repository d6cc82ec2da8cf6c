import { expect, test } from "vitest";
import { ulpError, ulpOf } from "./ulp-distance.ts";

test("a unit in the last place is the step to the next number", () => {
  expect(ulpOf(1, "float64")).toBe(2 ** -52);
  expect(ulpOf(-1.5, "float32")).toBe(2 ** -23);
  expect(ulpOf(0, "float64")).toBe(5e-324);
  expect(ulpOf(1e-40, "float32")).toBe(2 ** -149);
  expect(ulpOf(Number.MAX_VALUE, "float64")).toBe(2 ** 971);
  expect(ulpOf(3.4028234663852886e38, "float32")).toBe(2 ** 104);
});

test("an error is counted from the exact value, what its float64 form misses included", () => {
  expect(ulpError(1 + 2 ** -51, 1, "float64")).toBe(2);
  expect(ulpError(1 + 2 ** -51, 1, "float64", 0.25)).toBe(1.75);
  expect(ulpError(1, 1, "float64", -0.5)).toBe(0.5);
  expect(ulpError(Math.fround(0.1), 0.1, "float32")).toBeCloseTo(0.2, 7);
});

test("a number for none, or none for a number, is an infinite error; the same infinity is none", () => {
  expect(ulpError(Number.NaN, 1, "float64")).toBe(Infinity);
  expect(ulpError(1, Number.NaN, "float64")).toBe(Infinity);
  expect(ulpError(Number.NaN, Number.NaN, "float32")).toBe(0);
  expect(ulpError(Infinity, Infinity, "float64")).toBe(0);
  expect(ulpError(Infinity, 1e300, "float64")).toBe(Infinity);
  // what overflows float32 is infinite there
  expect(ulpError(Infinity, 1e300, "float32")).toBe(0);
});
