import { describe, expect, test } from "vitest";
import golden from "../../../test/golden/math.json" with { type: "json" };
import { apply, constant, evaluator, type OpName, opNames, ops, parse, variable } from "../../expr/index.ts";
import { IrBuilder } from "../ir.ts";
import { ulpError } from "./error.ts";
import { compileOracle } from "./index.ts";
import { runOracle } from "./run.ts";

/** Argument, value, and the exact value less it in ulp; two arguments for pow. */
const rows = golden.functions as unknown as Readonly<Record<string, readonly (readonly number[])[]>>;
const goldenOf: Partial<Record<OpName, string>> = { normpdf: "normalPdf", normcdf: "normalCdf" };
const x = variable("x");

function unit(value: number): number {
  return 2 ** (Math.floor(Math.log2(Math.abs(value))) - 52);
}

/** Of results that float32 has and more; sines only where float32 has arguments. */
function usual(argument: number, value: number): boolean {
  return Math.abs(argument) < 2 ** 128 && Math.abs(value) > 1e-280 && Math.abs(value) < 1e300;
}

const tested = opNames.filter((op) => ops[op].arity === 1 && (goldenOf[op] ?? op) in rows);

test("every elementary op is held to golden values", () => {
  expect(tested.length).toBeGreaterThan(18);
});

describe.each(["simd", "scalar"] as const)("in %s code", (set) => {
  test.each(tested)("%s is within 1.6 ulp of float64 of the exact value", (op) => {
    const cases = rows[goldenOf[op] ?? op]!.filter(([argument, value]) => usual(argument!, value!));
    const arguments_ = Float64Array.from(cases, ([argument]) => argument!);
    const [got] = runOracle(compileOracle([apply(op, x)], ["x"]), arguments_, set);
    expect(cases.length).toBeGreaterThan(50);
    cases.forEach(([argument, value, rest], i) => {
      const error = Math.abs((got![i]! - value!) / unit(value!) - rest!);
      expect(error, `${op}(${argument})`).toBeLessThanOrEqual(1.6);
    });
  });
});

test("general powers are within 1 ulp of float64 of the exact value", () => {
  for (const [base, exponent, value, rest] of rows.pow!) {
    if (!usual(base!, value!) || Number.isInteger(exponent)) continue;
    const [got] = runOracle(compileOracle([apply("pow", x, constant(exponent!))], ["x"]), Float64Array.of(base!));
    expect(Math.abs((got![0]! - value!) / unit(value!) - rest!), `${base}^${exponent}`).toBeLessThanOrEqual(1);
  }
});

const special = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  Infinity,
  -Infinity,
  NaN,
  1e-300,
  -1e-300,
  1e300,
  -1e300,
  40,
  -40,
  1e8,
  -1e30,
  3.4e38,
  710,
  -746,
  1024,
  -1075,
  28,
  -28,
  39,
  -39,
];

/** To 1e-15, where float32 could tell it from 0 even after a product with its largest numbers. */
function same(got: number, want: number): boolean {
  if (Math.abs(got) < 1e-280 && Math.abs(want) < 1e-280) return Math.sign(got) * Math.sign(want) >= 0;
  return Object.is(got, want) || Math.abs(got - want) <= 2e-15 * Math.abs(want);
}

const circular: readonly OpName[] = ["sin", "cos", "tan"];

test.each(opNames)("%s of special values is what the op's row says", (op) => {
  const arity = ops[op].arity;
  const inputs = special.filter((value) => !circular.includes(op) || !(Math.abs(value) > 2 ** 128));
  for (const b of arity > 1 ? inputs : [0]) {
    const e = apply(op, ...[x, variable("b"), constant(0.25)].slice(0, arity));
    const ir = compileOracle([e], ["x", "b"]);
    const [got] = runOracle(ir, Float64Array.from(inputs), "simd", [b]);
    inputs.forEach((a, i) => {
      const want = ops[op].value(a, b, 0.25);
      expect(same(got![i]!, want), `${op}(${a}, ${b}) is ${got![i]}, not ${want}`).toBe(true);
    });
  }
});

test("sines are right at the largest float32", () => {
  const inputs = Float64Array.from({ length: 400 }, (_, i) => Math.fround((i % 2 === 0 ? 1 : -1) * 1.25 ** i));
  for (const op of circular) {
    const [got] = runOracle(compileOracle([apply(op, x)], ["x"]), inputs);
    inputs.forEach((value, i) => {
      if (Math.abs(value) < Infinity) expect(same(got![i]!, ops[op].value(value, 0, 0)), `${op}(${value})`).toBe(true);
    });
  }
});

test.each([
  "x * normcdf(x)",
  "where(x > 0, x, 0.5 * expm1(x)) + max(x, 0.25) * min(x, 3) ^ 2.5",
  "x * tanh(softplus(x)) / (1 + abs(x))^3 + floor(x) * sign(x)",
])("%s has the same bits in SIMD and scalar code", (text) => {
  const ir = compileOracle([parse(text)], ["x"]);
  const inputs = Float64Array.from({ length: 1001 }, (_, i) => (i - 500) / 7);
  const [simd] = runOracle(ir, inputs, "simd");
  const [scalar] = runOracle(ir, inputs, "scalar");
  expect([...simd!]).toEqual([...scalar!]);
  const exact = evaluator(parse(text), ["x"]);
  inputs.forEach((value, i) => {
    const want = exact(value);
    const near = Math.abs(simd![i]! - want) <= 1e-14 * Math.abs(want);
    expect(near || same(simd![i]!, want), `at ${value}: ${simd![i]}, not ${want}`).toBe(true);
  });
});

describe("the distance in ulp", () => {
  const ir = new IrBuilder();
  const distance = (got: number, exact: number): number => {
    const error = ir.finish(["x", "exact"], [ulpError(ir, ir.input(0, "f64"), ir.input(1, "f64"))]);
    return runOracle(error, Float64Array.of(got), "simd", [exact])[0]![0]!;
  };
  const smallest = 2 ** -149;
  const largest = Math.fround(3.4028234663852886e38);
  test.each([
    [1, 1 + 2 ** -23, 1],
    [1, 1 - 2 ** -24, 1],
    [1.5, 1.5 + 2 ** -25, 0.25],
    [0, 1e-60, 1e-60 / smallest],
    [smallest, 0, 1],
    [-0, 0, 0],
    [3 * smallest, 2.5 * smallest, 0.5],
    [Infinity, 2 ** 200, 0],
    [Infinity, Infinity, 0],
    [Infinity, largest, 1],
    [largest, Infinity, 1],
    [-Infinity, Infinity, 2 ** 25],
    [NaN, NaN, 0],
    [NaN, 1, Infinity],
    [1, NaN, Infinity],
  ])("from %d to %d is %d", (got, exact, want) => {
    expect(distance(got, exact)).toBe(want);
  });
});
