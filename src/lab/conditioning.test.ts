import { expect, test } from "vitest";
import { conditioning } from "./conditioning.ts";

const params = { a: { init: 3 }, b: { init: 2.5 } };

test("a difference of large terms hangs on both, in shares of each", () => {
  const at = conditioning({ formula: "a * x - b * x", params }, 0);
  expect(at(10)).toBeCloseTo(30 + 25, 5);
  expect(conditioning({ formula: "a * x^2 - b * x^2", params }, 2)(10)).toBeCloseTo(6 + 5, 5);
});

test("what has no parameters hangs on none, and what is infinite is not told", () => {
  expect(conditioning({ formula: "exp(x)" }, 1)(3)).toBe(0);
  expect(conditioning({ formula: "exp(a * x)", params }, 0)(1000)).toBe(0);
});
