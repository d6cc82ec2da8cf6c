import fc from "fast-check";
import { expect, test } from "vitest";
import { expressions } from "../../test/arbitrary.ts";
import { apply, evaluate, parse, print, type Target, variable } from "./index.ts";

test("what is printed parses back to the same object", () => {
  fc.assert(
    fc.property(expressions(), (e) => {
      expect(parse(print(e), { parameters: ["x", "a", "b"] })).toBe(e);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  "where(x > 0, x, alpha * expm1(x))",
  "-x^2",
  "(-x)^2",
  "-2^x",
  "(-2)^x",
  "2^-x",
  "2^-3",
  "(2^3)^4",
  "2^3^4",
  "-(2)",
  "-(-x)",
  "-(-2)",
  "-(-x + 1)",
  "a - (b - c)",
  "a - b - c",
  "a + (b + c)",
  "a / (b * c)",
  "a * -b",
  "a - -2",
  "(a + b) * c",
  "-(a + b)",
  "-a * b",
  "-(a * b)",
  "(a < b) * (b < c)",
  "(a < b) < c",
  "x + 1 > 2 * x",
  "2 * pi * e",
  "-inf + nan",
  "1e-7 * x + 1.5e300",
  "5e-324",
])("%s is printed as it was written", (formula) => {
  expect(print(parse(formula))).toBe(formula);
});

test("no parenthesis can be left out", () => {
  fc.assert(
    fc.property(expressions(), (e) => {
      const printed = print(e);
      for (const [i, symbol] of [...printed].entries()) {
        // After a letter it belongs to a call, after a minus it keeps signs apart.
        if (symbol !== "(" || /[\w-]/.test(printed[i - 1] ?? "")) continue;
        const close = partner(printed, i);
        const bare = `${printed.slice(0, i)} ${printed.slice(i + 1, close)} ${printed.slice(close + 1)}`;
        let same = false;
        try {
          same = parse(bare, { parameters: ["x", "a", "b"] }) === e;
        } catch {}
        expect(same, bare).toBe(false);
      }
    }),
    { numRuns: 5000 },
  );
});

function partner(printed: string, open: number): number {
  let depth = 0;
  for (let i = open; ; i += 1) {
    depth += printed[i] === "(" ? 1 : printed[i] === ")" ? -1 : 0;
    if (depth === 0) return i;
  }
}

const upsideDown: Target = {
  name: "C",
  number: (value) => (Number.isInteger(value) ? `${value}.0` : `${value}`),
  variable: (name) => `v_${name}`,
  ops: {
    add: { infix: " + ", precedence: 2 },
    sub: { infix: " - ", precedence: 2 },
    mul: { infix: " * ", precedence: 3 },
    div: { infix: " / ", precedence: 3 },
    neg: { prefix: "-", precedence: 4 },
    gt: { infix: " > ", precedence: 1 },
    max: "fmax",
    exp: "exp",
    log1p: "log1p",
    abs: "fabs",
    where: { template: (a, b, c) => `${a} ? ${b} : ${c}`, needs: [1, 1, 0], precedence: 0 },
    pow: { template: (a, b) => `${a}{${b}}`, needs: [5, 0], precedence: 5 },
  },
};

test("another target is a table of spellings; what it lacks is lowered", () => {
  expect(print(parse("where(x > 0, x, -2) * 3"), upsideDown)).toMatchInlineSnapshot(`"(v_x > 0.0 ? v_x : -2.0) * 3.0"`);
  expect(print(parse("softplus(x - 1)"), upsideDown)).toMatchInlineSnapshot(
    `"fmax(v_x - 1.0, 0.0) + log1p(exp(-fabs(v_x - 1.0)))"`,
  );
  expect(print(parse("(x + 1)^(a + 2)"), upsideDown)).toMatchInlineSnapshot(`"(v_x + 1.0){v_a + 2.0}"`);
  expect(() => print(parse("erf(x)"), upsideDown)).toThrow("C has no erf");
});

test("a graph too large to write out is refused", () => {
  let e = apply("sin", variable("x"));
  for (let i = 0; i < 40; i += 1) e = apply("add", e, e);
  expect(() => print(e)).toThrow("the formula is longer than 100000 characters when written out");
  expect(evaluate(e, { x: 1 })).toBeCloseTo(Math.sin(1) * 2 ** 40, 0);
});
