import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyFloat, expressions } from "../../test/arbitrary.ts";
import { tabulated, trace } from "./evaluate.ts";
import {
  apply,
  constant,
  evaluate,
  evaluator,
  fold,
  freeVariables,
  nodes,
  parse,
  substitute,
  variable,
  print as written,
} from "./index.ts";

const x = variable("x");

test("the same structure is the same object", () => {
  expect(apply("add", x, constant(1))).toBe(apply("add", variable("x"), constant(1)));
  expect(apply("add", x, constant(1))).not.toBe(apply("add", constant(1), x));
  expect(constant(NaN)).toBe(constant(Number("nothing")));
});

test("0 and -0 are different constants", () => {
  expect(constant(0)).not.toBe(constant(-0));
  expect(constant(-0).value).toBe(-0);
});

test("a copy of an expression is refused", () => {
  expect(() => apply("exp", structuredClone(x))).toThrow("hand its text over and parse it");
  expect(() => freeVariables(structuredClone(x))).toThrow("hand its text over and parse it");
});

test("numbers, names and ops never meet in the table", () => {
  expect(variable("1")).not.toBe(constant(1));
  expect(variable("neg 1").kind).toBe("var");
});

test("nodes come arguments first, each once, however deep the graph", () => {
  const sum = apply("add", x, x);
  expect(nodes(apply("mul", sum, sum))).toEqual([x, sum, apply("mul", sum, sum)]);
  let deep = apply("sin", x);
  for (let i = 0; i < 20_000; i += 1) deep = apply("sin", apply("add", deep, deep));
  expect(nodes(deep)).toHaveLength(40_002);
  expect(fold<number>(deep, (_, args) => 1 + Math.max(0, ...args))).toBe(40_002);
});

test("free variables are sorted, each once", () => {
  expect(freeVariables(parse("x * beta + alpha * x"))).toEqual(["alpha", "beta", "x"]);
  expect(freeVariables(parse("1 + 2"))).toEqual([]);
});

test("what nobody uses is forgotten", async () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const made = Array.from({ length: 5000 }, (_, i) => new WeakRef(parse(`sin(${i} * x) + ${i}`)));
  // A reference that was just made is held until its job ends.
  await new Promise((resolve) => setTimeout(resolve, 10));
  collect();
  expect(made.filter((e) => e.deref() !== undefined).length).toBeLessThan(50);
});

test("substitution is simultaneous and keeps the object where nothing changes", () => {
  const e = parse("x / a");
  expect(substitute(e, { x: variable("a"), a: x })).toBe(parse("a / x"));
  expect(substitute(e, { b: x })).toBe(e);
  expect(substitute(parse("a + 1"), {})).toBe(parse("a + 1"));
});

test("inherited properties are no substitutes and no values", () => {
  const e = parse("constructor", { parameters: ["constructor"] });
  expect(substitute(e, {})).toBe(e);
  expect(() => evaluate(e, {})).toThrow('no value for "constructor"');
});

test("a value is what JavaScript makes of the same arithmetic", () => {
  const f = evaluator(parse("where(x > 0, x, a * (x - 1)) / 2 - abs(-x)"), ["x", "a"]);
  fc.assert(
    fc.property(anyFloat, anyFloat, (p, a) => {
      expect(f(p, a)).toBe((p > 0 ? p : a * (p - 1)) / 2 - Math.abs(-p));
    }),
  );
});

test("two evaluators of one expression do not disturb each other", () => {
  const e = parse("x - a");
  const [f, g] = [evaluator(e, ["x", "a"]), evaluator(e, ["a", "x"])];
  expect([f(5, 3), g(5, 3), f(1, 1)]).toEqual([2, -2, 0]);
});

test("an evaluator of a constant needs no values", () => {
  expect(evaluator(parse("pi"), [])()).toBe(Math.PI);
  expect(evaluate(parse("-0"), {})).toBe(-0);
});

test("max and min take the first at a tie, and NaN if either is", () => {
  const [least, most] = [evaluator(parse("min(a, b)"), ["a", "b"]), evaluator(parse("max(a, b)"), ["a", "b"])];
  expect([most(-0, 0), most(0, -0), least(-0, 0), least(0, -0)]).toEqual([-0, 0, -0, 0]);
  for (const f of [least, most]) expect([f(NaN, 1), f(1, NaN), f(NaN, NaN)]).toEqual([NaN, NaN, NaN]);
});

test("evaluation agrees with a plain recursion over the table", () => {
  fc.assert(
    fc.property(expressions(), anyFloat, anyFloat, anyFloat, (e, p, a, b) => {
      const slow = substitute(e, { x: constant(p), a: constant(a), b: constant(b) });
      expect(evaluate(e, { x: p, a, b })).toBe(evaluate(slow, {}));
    }),
  );
});

test("values at many places are those at each, in float64 and in float32", () => {
  fc.assert(
    fc.property(expressions(anyFloat), fc.array(anyFloat, { minLength: 1, maxLength: 5 }), anyFloat, (e, xs, other) => {
      for (const single of [false, true]) {
        const all = tabulated(e, "x", xs, () => other, single);
        const round = single ? Math.fround : undefined;
        const each = xs.map((x) => trace(e, (name) => (name === "x" ? x : other), round).at(-1));
        expect([...all], written(e)).toEqual(each);
      }
    }),
    { numRuns: 300 },
  );
});

test("text and numbers are no expressions, and told so", () => {
  expect(() => written("x" as never)).toThrow('"x" is no expression; parse("x * sigmoid(x)") is one');
  expect(() => freeVariables(2 as never)).toThrow("2 is no expression; constant(2) is one");
});
