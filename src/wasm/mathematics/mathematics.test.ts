import { describe, expect, test } from "vitest";
import { apply, constant, type Expr, evaluator, opNames, ops, parse, variable } from "../../expr/index.ts";
import { bitsOf, compileExpressions, computeArrays, floatOf } from "../index.ts";
import { ulpBounds } from "./accuracy.ts";

/** Every sign and exponent with mantissas spread evenly, then values that formulas are sensitive to. */
function stratified(count: number): Float32Array {
  const step = 2 ** 32 / count;
  const even = Array.from({ length: count }, (_, i) => floatOf((i * step + ((i * 40503) % step)) | 0));
  const usual = Array.from({ length: count }, (_, i) => Math.fround((i / count - 0.5) * 40));
  return Float32Array.from([...even, ...usual, ...special, ...special.flatMap(neighbours)]);
}

const special = [
  0, 1, 0.5, 2, 3, 1e-45, 1.1754942106924411e-38, 1.17549435e-38, 3.4028234663852886e38, 88.72283, 89.415985, 103.97208,
  16, 17.328679, 0.625, 0.921875, 0.41421357, 10.054679, 13.191, 65536, 1e10, 1e22, 0.8,
].flatMap((x) => [x, -x]);

function neighbours(x: number): number[] {
  return x === 0 ? [] : [floatOf(bitsOf(x) + 1), floatOf(bitsOf(x) - 1)];
}

/** The distance of a float32 from a float64 in units of the last place of the latter, rounded to float32. */
function ulpDistance(got: number, want: number): number {
  if (Number.isNaN(got) || Number.isNaN(want)) return Number.isNaN(got) === Number.isNaN(want) ? 0 : Infinity;
  const rounded = Math.fround(want);
  if (Object.is(got, rounded)) return Number.isFinite(rounded) ? Math.abs(got - want) / unit(want) : 0;
  if (want === 0) return Infinity;
  // past the largest float32 the next one up would be 2^128
  const finite = Number.isFinite(got) ? got : Math.sign(got) * 2 ** 128;
  return Math.abs(finite - Math.max(-(2 ** 128), Math.min(2 ** 128, want))) / unit(want);
}

function unit(value: number): number {
  const exponent = Math.floor(Math.log2(Math.min(Math.abs(value), 2 ** 127)));
  return 2 ** (Math.max(exponent, -126) - 23);
}

/** `e` as it stands, in x. */
function computed(e: Expr, inputs: Float32Array): Float32Array {
  return computeArrays(compileExpressions([e], ["x"]), inputs)[0]!;
}

/** The largest distance of `got` from `exact`, in ulp, and where. */
function worstOf(inputs: Float32Array, got: Float32Array, exact: (x: number) => number): { x: number; ulp: number } {
  let worst = { x: 0, ulp: 0 };
  inputs.forEach((x, i) => {
    const ulp = ulpDistance(got[i]!, exact(x));
    if (ulp > worst.ulp) worst = { x, ulp };
  });
  return worst;
}

const spelledOps = Object.keys(ulpBounds) as (keyof typeof ulpBounds)[];
const unaryOps = spelledOps.filter((name) => ops[name].arity === 1);

test("every op has a spelling or is made of others", () => {
  for (const name of opNames) expect(name in ulpBounds || "lower" in ops[name], name).toBe(true);
});

describe("ops of one argument", () => {
  const inputs = stratified(2 ** 16);
  test.each(unaryOps)("%s is as accurate as stated, over all exponents", (name) => {
    const e = parse(`${name}(x)`);
    const worst = worstOf(inputs, computed(e, inputs), evaluator(e, ["x"]));
    expect(worst.ulp, `at ${worst.x}`).toBeLessThanOrEqual(ulpBounds[name]);
  });

  test.each(unaryOps)("%s of NaN is NaN, and of -0 what float64 gives", (name) => {
    const e = parse(`${name}(x)`);
    const [nan, zero] = computed(e, Float32Array.of(NaN, -0));
    expect(nan).toBeNaN();
    expect(zero).toBe(Math.fround(evaluator(e, ["x"])(-0)));
  });
});

const binaryOps = spelledOps.filter((name) => ops[name].arity === 2);

describe("ops of two arguments", () => {
  const usual = Array.from({ length: 60 }, (_, i) => Math.fround(1.7 ** (i - 30)));
  const inputs = Float32Array.from([...special, ...usual, ...usual.map((x) => -x), Infinity, -Infinity, NaN]);
  test.each(binaryOps)("%s is as accurate as stated on pairs of special and usual values", (name) => {
    const ir = compileExpressions([apply(name, variable("x"), variable("b"))], ["x", "b"]);
    for (const b of inputs) {
      const [got] = computeArrays(ir, inputs, [b]);
      const worst = worstOf(inputs, got!, (x) => ops[name].value(x, b, 0));
      expect(worst.ulp, `at ${worst.x}, ${b}`).toBeLessThanOrEqual(ulpBounds[name]);
    }
  });

  const exponents = [-8, -3, -2, -1, 0, 1, 2, 3, 4, 5, 7, 16, 0.5, -0.5, 1 / 3, 2.5, 64, 65];
  test.each(exponents)("x^%d is as accurate as stated", (exponent) => {
    const exact = Math.fround(exponent);
    const e = apply("pow", variable("x"), constant(exact));
    const samples = stratified(2 ** 13);
    const worst = worstOf(samples, computed(e, samples), evaluator(e, ["x"]));
    expect(worst.ulp, `at ${worst.x}`).toBeLessThanOrEqual(ulpBounds.pow);
  });
});

describe("products keep the relative accuracy of their scaled factors", () => {
  test.each([
    ["x * normcdf(x)", 5.5],
    ["x * sigmoid(x)", 3.5],
    ["sigmoid(x) * sigmoid(-x)", 5],
    ["x * exp(-x)", 2],
    ["x * normpdf(x)", 3],
    ["1e-20 * exp(x)", 2.5],
    ["x * where(x < 0, exp(x), 1) / (1 + x^2)", 4],
  ])("%s is within %d ulp down to the subnormals", (formula, bound) => {
    const inputs = Float32Array.from({ length: 40000 }, (_, i) => (i - 20000) / 100);
    const e = parse(formula);
    const worst = worstOf(inputs, computed(e, inputs), evaluator(e, ["x"]));
    expect(worst.ulp, `at ${worst.x}`).toBeLessThanOrEqual(bound);
  });
});

test.each(["sigmoid(1.7 * x) + sigmoid(-1.7 * x)", "sigmoid(x * (2 * p)) + sigmoid(x * (-2 * p))"])(
  "%s takes one exponential",
  (text) => {
    const { nodes } = compileExpressions([parse(text, { parameters: ["p"] })], ["x", "p"]);
    // 2^n is two factors
    expect(nodes.filter((node) => node.kind === "apply" && node.op === "i32.shl")).toHaveLength(2);
  },
);
