import { expect, test } from "vitest";
import { diff } from "./diff.ts";
import { edges, propagatesNaN } from "./edges.ts";
import { evaluate } from "./evaluate.ts";
import { parse } from "./parse.ts";
import { print } from "./print.ts";
import { partial, road } from "./road.ts";
import { scaled } from "./scale.ts";
import { simplify } from "./simplify.ts";

const mended = (text: string, env = {}) => print(edges(simplify(parse(text)), "x", env));

test("what is right is left alone", () => {
  for (const text of ["x", "max(x, 0)", "tanh(x)", "sigmoid(x)", "exp(x)", "where(x > 0, x, expm1(x))", "sin(x)"]) {
    expect(mended(text)).toBe(text);
  }
});

test.each([
  ["where(x > 0, x, 0)", "where(x == x, where(x > 0, x, 0), x)"],
  ["1", "where(x == x, 1, x)"],
  ["x * sigmoid(x)", "where(x == -inf, -0, x * sigmoid(x))"],
  ["x / (1 + abs(x))", "where(abs(x) == inf, sign(x), x / (abs(x) + 1))"],
  ["x + sin(x)", "where(abs(x) == inf, inf * sign(x), x + sin(x))"],
  ["x + sin(x)^2", "where(x == 0, x, where(abs(x) == inf, inf * sign(x), x + sin(x)^2))"],
  ["exp(-x^2) * (1 - x^2)", "where(exp(-x^2) == 0, -0, exp(-x^2) * (1 - x^2))"],
  ["x * sigmoid(a * x)", "sigmoid(a * x) * where(sigmoid(a * x) == 0, sign(x), x)"],
  ["x^2 / (1 + x^2)", "where(abs(x) > 10000000000000, 1 / ((1 / x)^2 + 1), x^2 / (x^2 + 1))"],
])("%s becomes %s", (from, to) => {
  expect(mended(from)).toBe(to);
});

test("a guarded product is right for parameters of either sign", () => {
  const f = road({ formula: "x * sigmoid(beta * x)", params: { beta: { init: 1 } } });
  expect(evaluate(f, { x: -Infinity, beta: 1 })).toBe(-0);
  expect(evaluate(f, { x: Infinity, beta: 1 })).toBe(Infinity);
  expect(evaluate(f, { x: Infinity, beta: -1 })).toBe(0);
  expect(evaluate(f, { x: -Infinity, beta: -1 })).toBe(-Infinity);
  expect(evaluate(f, { x: NaN, beta: 1 })).toBeNaN();
});

test("what swallows NaN is known by its structure", () => {
  const swallows = ["3", "where(x > 0, 1, 2)", "x > 0", "where(x > 0, x, a)", "sign(a)"];
  for (const text of swallows) expect(propagatesNaN(parse(text)), text).toBe(false);
  const passes = [
    "x",
    "where(x > 0, a, x)",
    "max(a, x)",
    "a / x",
    "where(a > 0, x, -x)",
    "(a + x)^2",
    "where(x != x, x, 1)",
  ];
  for (const text of passes.slice(0, 4)) expect(propagatesNaN(parse(text)), text).toBe(true);
  expect(propagatesNaN(parse("(a + x)^2"))).toBe(true);
  expect(propagatesNaN(parse("where(x != x, x, 1)"))).toBe(true);
});

test("the branch not taken leaks nothing", () => {
  const f = { formula: "where(x > 0, x, expm1(x))" };
  expect(evaluate(road(f), { x: 1000 })).toBe(1000);
  expect(evaluate(road(f, 1), { x: 1000 })).toBe(1);
  expect(evaluate(road(f, 2), { x: 1000 })).toBe(0);
});

test.each([
  "x^5 / (1 + x^4)",
  "(3*x^2 - x) / (x^2 + 1)",
  "x / sqrt(x^2 + 3)",
  "abs(x)^3 / (2 + x^2)",
  "1 / (1 + abs(x))^2",
  "sign(x) * sqrt(1 + x^4) - x^2",
])("%s is itself when scaled", (text) => {
  const e = parse(text);
  const far = scaled(e, "x");
  for (const x of [-31, -2.5, -1, 1, 1.75, 60]) {
    expect(evaluate(far ?? e, { x })).toBeCloseTo(evaluate(e, { x }), 10);
  }
  expect(far).toBeDefined();
});

test.each([
  // x less x / (1 + x^2)
  ["x^3 / (1 + x^2)", (x: number) => (2 * x * (3 - x ** 2)) / (1 + x ** 2) ** 3],
  // 1 / (1 + x^2) from 1
  ["x^2 / (1 + x^2)", (x: number) => (2 - 6 * x ** 2) / (1 + x ** 2) ** 3],
  // x + 1 + 1 / (x - 1)
  ["x^2 / (x - 1)", (x: number) => 2 / (x - 1) ** 3],
])("the second derivative of %s keeps its digits where those of its terms cancel", (formula, second) => {
  const f = road({ formula }, 2);
  for (const x of [-3e4, 2e6, 1e12, -1e40]) {
    const y = evaluate(f, { x });
    expect(Math.abs(y - second(x))).toBeLessThanOrEqual(1e-12 * Math.abs(second(x)));
  }
});

test.each(["x^3 / (1 + x^2)", "x^2 / (1 + abs(x))", "1 / x^2", "where(x > 0, x, x / (1 - x))"])(
  "%s has the derivatives of its far form",
  (text) => {
    const e = simplify(parse(text));
    for (const order of [1, 2] as const) {
      const far = scaled(e, "x", order);
      const plain = order === 1 ? diff(e, "x") : diff(diff(e, "x"), "x");
      expect(far).toBeDefined();
      for (const x of [-7.5, -2, 1.5, 30]) expect(evaluate(far ?? e, { x })).toBeCloseTo(evaluate(plain, { x }), 11);
    }
  },
);

test("slopes by parameters go the same road", () => {
  const f = { formula: "where(x > 0, x, a * expm1(b * x))", params: { a: { init: 1 }, b: { init: 1 } } };
  const [by, h] = [partial(f, "b"), 1e-6];
  const at = (b: number) => evaluate(road(f), { x: -0.75, a: 1.5, b });
  expect(evaluate(by, { x: -0.75, a: 1.5, b: 0.5 })).toBeCloseTo((at(0.5 + h) - at(0.5 - h)) / (2 * h), 8);
  expect(evaluate(by, { x: 2, a: 1, b: 1 })).toBe(0);
  expect(evaluate(by, { x: NaN, a: 1, b: 1 })).toBeNaN();
  expect(evaluate(by, { x: -Infinity, a: 1, b: 1 })).toBe(-0);
});

test("formulas at the limits end within a second", () => {
  const sines = Array.from({ length: 30 }).reduce<string>((inner) => `sin(${inner})`, "x");
  const tower = Array.from({ length: 60 }, () => "x").join("^");
  const sum = Array.from({ length: 40 }, (_, i) => `exp(${i} * x)`).join(" + ");
  for (const formula of [sines, tower, `(${sum}) / (1 + ${sum})`]) {
    const start = performance.now();
    road({ formula }, 2);
    // one second on an idle machine; this one may be busy
    expect(performance.now() - start).toBeLessThan(4000);
  }
});
