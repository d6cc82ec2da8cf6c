import { expect, test } from "vitest";
import { parse } from "./parse.ts";
import { precise } from "./precise.ts";
import { print } from "./print.ts";

const marked = (text: string, order = 0, env: Record<string, number> = {}) =>
  print(precise(parse(text, { parameters: Object.keys(env) }), { name: "x", env }, order));

test("a sum that cancels at its zero is marked", () => {
  expect(marked("x^2 - 2")).toBe("wide(x^2 - 2)");
  expect(marked("min(max(a * x + b, 0), 1)", 0, { a: 0.2, b: 0.5 })).toBe("min(max(wide(a * x + b), 0), 1)");
});

test("an argument whose rounding is magnified is marked", () => {
  expect(marked("exp(-exp(-x))")).toBe("exp(wide(-exp(-x)))");
  expect(marked("normcdf((x - m) / s)", 0, { m: 0.7, s: 0.28 })).toBe("normcdf(wide((x - m) / s))");
});

test("what kernels keep by themselves is not marked", () => {
  for (const text of ["x * sigmoid(1.702 * x)", "exp(-x^2)", "x * normcdf(x)", "x + 3", "max(x, 0)"]) {
    expect(marked(text)).toBe(text);
  }
});

test("a slope may be off near its zero by 1e-7, and is not marked there", () => {
  expect(marked("(x * sigmoid(-x) + 1) * sigmoid(x)", 1)).toBe("(x * sigmoid(-x) + 1) * sigmoid(x)");
  expect(marked("(x * sigmoid(-x) + 1) * sigmoid(x)")).toBe("wide(x * sigmoid(-x) + 1) * sigmoid(x)");
});

test("marks change no value in float64, and what is marked stays as it is", () => {
  const e = precise(parse("x^2 - 2"), { name: "x", env: {} }, 0);
  expect(precise(e, { name: "x", env: {} }, 0)).toBe(e);
});
