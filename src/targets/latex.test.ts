import { expect, test } from "vitest";
import { catalogue } from "../activations/index.ts";
import { type Expr, opNames, ops, parse, print, road, source } from "../expr/index.ts";
import { latex } from "./latex.ts";

const written = (text: string) => print(parse(text, { parameters: ["negativeSlope"] }), latex);

test("formulas as a paper has them", () => {
  expect(written("x * sigmoid(beta * x)")).toMatchInlineSnapshot(`"x \\, \\sigma\\left(\\beta \\, x\\right)"`);
  expect(written("where(x > 0, x, alpha * expm1(x))")).toMatchInlineSnapshot(
    `"\\begin{cases} x & \\text{if } x > 0 \\\\ \\alpha \\, \\left(e^{x} - 1\\right) & \\text{otherwise} \\end{cases}"`,
  );
  expect(written("where(x <= -3, 0, where(x >= 3, x, x * (x + 3) / 6))")).toMatchInlineSnapshot(
    `"\\begin{cases} 0 & \\text{if } x \\le -3 \\\\ x & \\text{if } x \\ge 3 \\\\ \\frac{x \\, \\left(x + 3\\right)}{6} & \\text{otherwise} \\end{cases}"`,
  );
  expect(written("where(x > 0, x, negativeSlope * x)")).toMatchInlineSnapshot(
    `"\\begin{cases} x & \\text{if } x > 0 \\\\ \\mathit{negativeSlope} \\, x & \\text{otherwise} \\end{cases}"`,
  );
  expect(written("x * tanh(softplus(x))")).toMatchInlineSnapshot(
    `"x \\, \\tanh\\left(\\operatorname{softplus}\\left(x\\right)\\right)"`,
  );
  expect(written("(x + sqrt(x^2 + b)) / 2")).toMatchInlineSnapshot(`"\\frac{x + \\sqrt{x^{2} + b}}{2}"`);
  expect(written("x / (1 + abs(x))")).toMatchInlineSnapshot(`"\\frac{x}{1 + \\left|x\\right|}"`);
  expect(written("exp(-x^2) * (1 - 2 * x^2)")).toMatchInlineSnapshot(`"e^{-x^{2}} \\, \\left(1 - 2 \\, x^{2}\\right)"`);
  expect(written("x * normcdf(x)")).toMatchInlineSnapshot(`"x \\, \\Phi\\left(x\\right)"`);
  expect(written("a0 + a1 * x - (a2 - x)^3")).toMatchInlineSnapshot(
    `"a_{0} + a_{1} \\, x - \\left(a_{2} - x\\right)^{3}"`,
  );
  expect(written("2 * 3e-20 * -x")).toMatchInlineSnapshot(
    `"2 \\, \\left(3 \\cdot 10^{-20}\\right) \\, \\left(-x\\right)"`,
  );
  expect(written("exp(x)^2 + (-x)^2 + (x + 1)^-0.5")).toMatchInlineSnapshot(
    `"\\left(e^{x}\\right)^{2} + \\left(-x\\right)^{2} + \\left(x + 1\\right)^{-0.5}"`,
  );
  expect(written("1 - expm1(x) - log1p(x - 1)")).toMatchInlineSnapshot(
    `"1 - \\left(e^{x} - 1\\right) - \\ln\\left(1 + \\left(x - 1\\right)\\right)"`,
  );
  expect(written("log1p(-exp(-x)) + log1p(-2)")).toMatchInlineSnapshot(
    `"\\ln\\left(1 - e^{-x}\\right) + \\ln\\left(1 - 2\\right)"`,
  );
  expect(written("(x > 0) * (x < 1)")).toMatchInlineSnapshot(`"\\left(x > 0\\right) \\, \\left(x < 1\\right)"`);
});

test("every op has a symbol of its own, but for those that stand for their argument", () => {
  expect(opNames.filter((op) => latex.ops[op] === undefined)).toEqual(opNames.filter((op) => ops[op].lower === "a"));
});

test.each([...catalogue.values()])("$name is written with balanced braces, in the font of its symbols", (a) => {
  const forms: readonly Expr[] = [source(a), road(a, 0), road(a, 1)];
  for (const e of forms) {
    const text = print(e, latex);
    let depth = 0;
    for (const c of text) {
      depth += c === "{" ? 1 : c === "}" ? -1 : 0;
      expect(depth).toBeGreaterThanOrEqual(0);
    }
    expect(depth).toBe(0);
    expect(text.split("\\left").length).toBe(text.split("\\right").length);
    expect(text.replaceAll(/\\(begin|end|text|mathit|operatorname)\{[a-zA-Z ]*\}|\\[a-zA-Z]+/g, "")).not.toMatch(
      /[a-zA-Z]{2}/,
    );
  }
});
