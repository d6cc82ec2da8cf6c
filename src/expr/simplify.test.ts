import fc from "fast-check";
import { expect, test } from "vitest";
import { anyFloat, expressions, specials } from "../../test/arbitrary.ts";
import { identities } from "./identities.ts";
import {
  compare,
  constant,
  type Expr,
  evaluator,
  freeVariables,
  match,
  nodes,
  parse,
  print,
  simplify,
} from "./index.ts";

test.each(identities)("%s is %s, bit for bit", (left, right) => {
  const names = freeVariables(parse(left));
  const [before, after] = [evaluator(parse(left), names), evaluator(parse(right), names)];
  expect(names).toEqual(expect.arrayContaining([...freeVariables(parse(right))]));
  const fits = (values: readonly number[]) => !names.includes("n") || (values[names.indexOf("n")] ?? 0) < 0;
  const check = (values: readonly number[]) => {
    if (fits(values)) expect(after(...values), `at ${values}`).toBe(before(...values));
  };
  for (const a of specials) for (const b of specials) check([a, b, a, b]);
  const point = fc.array(anyFloat, { minLength: names.length, maxLength: names.length });
  fc.assert(fc.property(point, check), { numRuns: 500 });
});

test("a simplified expression has the same value, bit for bit", () => {
  fc.assert(
    fc.property(expressions(), anyFloat, anyFloat, anyFloat, (e, a, b, x) => {
      const names = ["a", "b", "x"];
      expect(evaluator(simplify(e), names)(a, b, x), print(simplify(e))).toBe(evaluator(e, names)(a, b, x));
    }),
    { numRuns: 5000 },
  );
});

test("simplifying twice is simplifying once, and never grows", () => {
  fc.assert(
    fc.property(expressions(), (e) => {
      const once = simplify(e);
      expect(print(simplify(once))).toBe(print(once));
      expect(opsIn(once)).toBeLessThanOrEqual(opsIn(e));
    }),
    { numRuns: 2000 },
  );
});

function opsIn(e: Expr): number {
  return nodes(e).filter(({ kind }) => kind === "apply").length;
}

test.each([
  ["2 * 3 + x", "x + 6"],
  ["x * 2", "2 * x"],
  ["x + sigmoid(x) * alpha", "x + alpha * sigmoid(x)"],
  ["cos(x) * x", "x * cos(x)"],
  ["0 < x", "x > 0"],
  ["x + -3", "x - 3"],
  ["-2 * x + a", "a - 2 * x"],
  ["-(2 * x)", "-2 * x"],
  ["x / 1 - 0", "x"],
  ["sin(0) + x", "x + 0"],
  ["x * 0", "0 * x"],
  ["x - x", "x - x"],
  ["where(1 > 2, a, b)", "b"],
  ["where(x > 0, where(x > 0, a, b), where(x > 0, b, a))", "a"],
  ["where(x == 0, 0, where(x > 0, 0, 1))", "where(x >= 0, 0, 1)"],
  ["where(x == 0, 1, where(x > 0, 0, 1))", "where(x > 0, 0, 1)"],
  ["log(-1)", "nan"],
])("%s becomes %s", (before, after) => {
  expect(print(simplify(parse(before)))).toBe(after);
});

test("the order of operands depends on what they are, not on when they were made", () => {
  expect(simplify(parse("tanh(x) * sin(x)"))).toBe(simplify(parse("sin(x) * tanh(x)")));
  expect(simplify(parse("(a + 1) * (1 + a)"))).toBe(simplify(parse("(1 + a) * (a + 1)")));
  expect(print(simplify(parse("sin(b * 2) + sin(a * 2)")))).toBe("sin(2 * a) + sin(2 * b)");
});

test("of two expressions the same one comes first, whichever is asked about", () => {
  for (const a of specials) {
    for (const b of specials) {
      if (!Object.is(a, b))
        expect(compare(constant(a), constant(b)), `${a}, ${b}`).toBe(-compare(constant(b), constant(a)));
    }
  }
});

test("a pattern's name stands for one expression; k and n for numbers", () => {
  expect(match(parse("a + a"), parse("sin(x) + sin(x)"))?.get("a")).toBe(parse("sin(x)"));
  expect(match(parse("a + a"), parse("x + 1"))).toBeUndefined();
  expect(match(parse("k * a"), parse("x * 3"))?.get("k")).toBe(constant(3));
  expect(match(parse("k * a"), parse("x * b"))).toBeUndefined();
  expect(match(parse("n * a"), parse("x * 3"))).toBeUndefined();
  expect(match(parse("a - b"), parse("x + 1"))).toBeUndefined();
});
