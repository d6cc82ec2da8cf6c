import { expect, test } from "vitest";
import { limit, observedLimit } from "./limit.ts";
import { parse } from "./parse.ts";

test.each([
  ["x", -Infinity, Infinity],
  ["exp(-x^2) * x^40", 0, 0],
  ["exp(x) / (1 + exp(x))", 0, 1],
  ["x * tanh(softplus(x))", -0, Infinity],
  ["exp(-exp(x)) * exp(3*x)", 0, 0],
  ["exp(exp(x)) / exp(x)", Infinity, Infinity],
  ["(3*x^2 + 1) / (x^2 - x)", 3, 3],
  ["x - sqrt(x^2 + 4*x)", -Infinity, -2],
  ["x * (atan(x) - pi/2)", Infinity, -1],
  ["log(1 + exp(x)) - x", Infinity, 0],
  ["log(x^2 + 1) / x", -0, 0],
  ["x^0.5 / log(x)", NaN, Infinity],
  ["(1 + 1/x)^x", Math.E, Math.E],
  ["x * sin(1/x)", 1, 1],
  ["sin(x)", NaN, NaN],
  ["x * cos(x)", NaN, NaN],
  ["x + sin(x)", -Infinity, Infinity],
  ["exp(-x^2) * sin(x)", 0, 0],
  ["sin(exp(x))", 0, NaN],
  ["floor(1 / x)", -1, 0],
  ["floor(exp(-x^2) + 0.5)", 0, 0],
  ["erfc(x) * exp(x^2) * x", -Infinity, 0.5641895835477563],
  ["normcdf(x) * exp(x^2 / 2)", 0, Infinity],
  ["where(x > 10, 1 / x, log(-x) / x)", -0, 0],
  ["max(x, -3) - min(x, 3)", Infinity, Infinity],
  ["asinh(x) - log(2 * abs(x))", -Infinity, 0],
  ["cosh(x) / sinh(x)", -1, 1],
  ["abs(x) / x", -1, 1],
  ["2^x", 0, Infinity],
  ["x == inf", 0, 0],
])("%s tends to %d on the left and %d on the right", (text, left, right) => {
  const e = parse(text);
  for (const [at, expected] of [
    [-Infinity, left],
    [Infinity, right],
  ] as const) {
    const found = limit(e, "x", at);
    if (Number.isFinite(expected) && expected !== 0) expect(found).toBeCloseTo(expected, 12);
    else expect(found).toBe(expected);
  }
});

test("parameters count with their values", () => {
  expect(limit(parse("x * sigmoid(a * x)"), "x", Infinity, { a: 1 })).toBe(Infinity);
  expect(limit(parse("x * sigmoid(a * x)"), "x", Infinity, { a: -1 })).toBe(0);
  expect(limit(parse("x * sigmoid(a * x)"), "x", Infinity, { a: 0 })).toBe(Infinity);
});

test("what the leading terms do not tell is undefined, and may be observed", () => {
  const e = parse("exp(sqrt(x^2 + x) - sqrt(x^2)) * sin(x) / sin(x)");
  expect(limit(e, "x", Infinity)).toBeUndefined();
  expect(observedLimit(parse("1 + 1 / x"), "x", Infinity)).toBeCloseTo(1, 8);
  expect(observedLimit(parse("sin(x)"), "x", Infinity)).toBeUndefined();
});
