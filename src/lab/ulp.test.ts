import { describe, expect, test } from "vitest";
import { catalogue } from "../activations/index.ts";
import { type Formula, parse, road } from "../expr/index.ts";
import { compileDoubt, floatOf, Judge, runOracle } from "../wasm/index.ts";
import { stratified } from "./inputs.ts";
import { measureOrders, measureUlp } from "./ulp.ts";

const gelu = catalogue.get("gelu")!;

test("what is exact has no error, what is rounded once half an ulp at most", () => {
  expect(measureUlp({ formula: "max(x, 0)" })).toMatchObject({ max: 0, mean: 0, above: [0, 0, 0] });
  const { max, mean } = measureUlp({ formula: "1 / x" });
  expect(max).toBeGreaterThan(0.49);
  expect(max).toBeLessThanOrEqual(0.5);
  expect(mean).toBeGreaterThan(0.15);
});

test("the worst input is one that has the worst error", () => {
  const { max, at } = measureUlp(gelu);
  expect(max).toBeGreaterThan(0.5);
  expect(measureUlp(gelu, { inputs: Float32Array.of(at) })).toMatchObject({ max, at, mean: max, inputs: 1 });
});

test("a form that cancels in float32 is found out", () => {
  const [finding] = new Judge([{ form: parse("(x + 1e6) - 1e6") }]).measure(Float32Array.of(1.01));
  expect(finding!.ulp.max).toBeGreaterThan(1e4);
});

test("NaN for a number is infinitely wrong", () => {
  const overflowing: Formula = { formula: "x^2 / (1 + x^2) * a" };
  const inputs = Float32Array.of(1e30);
  const judge = new Judge([{ form: parse("x * x / (1 + x * x)") }]);
  const [finding] = judge.measure(inputs);
  expect(finding!.ulp).toMatchObject({ max: Infinity, at: Math.fround(1e30) });
  expect(measureUlp(overflowing, { inputs }).max).toBeLessThan(Infinity);
});

test("parameters are float32 for both sides", () => {
  expect(measureUlp(catalogue.get("leakyRelu")!, { parameters: { negativeSlope: 0.1 } }).max).toBeLessThanOrEqual(0.5);
});

test("near the zero of a slope the error counts beside 1", () => {
  const { max, nearZeros } = measureUlp(gelu, { order: 1 });
  expect(max).toBeLessThan(1000);
  expect(nearZeros!.max).toBeGreaterThan(0);
  expect(nearZeros!.max).toBeLessThan(1e-6);
  expect(Math.abs(nearZeros!.at + 0.75179)).toBeLessThan(0.19);
});

test("two orders at once give what each gives alone", () => {
  const inputs = stratified(gelu, [0, 1], 65536);
  const [f, slope] = measureOrders(gelu, [0, 1], { inputs });
  expect(f).toEqual(measureUlp(gelu, { inputs }));
  expect(slope).toEqual(measureUlp(gelu, { order: 1, inputs }));
});

describe("stratified inputs", () => {
  const inputs = stratified(catalogue.get("hardtanh")!, [0], 65536);
  test("have every exponent of either sign", () => {
    const exponents = new Set([...inputs].filter((x) => !Number.isNaN(x)).map((x) => `${Math.sign(x)} ${exponent(x)}`));
    expect(exponents.size).toBeGreaterThanOrEqual(2 * 255);
  });
  test("have both neighbours of each bend, the special values, and NaN", () => {
    const has = new Set(inputs);
    for (const x of [1, floatOf(0x3f800001), floatOf(0x3f7fffff), -1, 0, 1e-45, Infinity, -Infinity, NaN]) {
      expect(has.has(Math.fround(x)), String(x)).toBe(true);
    }
    expect([...inputs].some((x) => Object.is(x, -0))).toBe(true);
  });
  test("have both sides of a threshold that only the kernel knows", () => {
    const bits = new Set(stratified({ formula: "where(x^3 > 20, x, 0)" }, [0], 65536));
    const edge = Math.fround(Math.cbrt(20));
    expect(bits.has(edge)).toBe(true);
    expect([...bits].filter((x) => Math.abs(x - edge) < 1e-6).length).toBeGreaterThan(4);
  });
});

function exponent(x: number): number {
  const size = Math.abs(x);
  return size < 2 ** -126 ? 0 : size === Infinity ? 255 : Math.floor(Math.log2(size)) + 127;
}

describe("doubt", () => {
  const doubtOf = (formula: string, x: number): number =>
    runOracle(compileDoubt(parse(formula), ["x"]), Float64Array.of(x))[0]![0]!;
  test("is small where nothing cancels", () => {
    for (const x of [-20, -0.1, 1e-30, 3, 1e30]) expect(doubtOf("x * sigmoid(x)", x)).toBeLessThan(1e-7);
  });
  test("is large where everything does", () => {
    expect(doubtOf("(x + 1e15) - 1e15", 1)).toBeGreaterThan(1);
    expect(doubtOf("1 - tanh(x)", 25)).toBeGreaterThan(1);
    expect(doubtOf("sin(x * 1.1)", 1e30)).toBeGreaterThan(1);
  });
  test("is none of a product that float64 holds", () => {
    expect(doubtOf("sin(x * 1.5)", 1e30)).toBeLessThan(1e-6);
  });
  test("bounds what float64 is off", () => {
    for (const x of [0.001, 0.37, 1.7, 9.3]) {
      // (1 - cos x) / x^2 by its half angle, which does not cancel
      const exact = 2 * Math.sin(x / 2) ** 2;
      const [got] = runOracle(compileDoubt(parse("1 - cos(x)"), ["x"]), Float64Array.of(x));
      const off = Math.abs(1 - Math.cos(x) - exact) / 2 ** (Math.floor(Math.log2(exact)) - 23);
      expect(got![0]!).toBeGreaterThanOrEqual(off);
      expect(got![0]!).toBeLessThan(1);
    }
  });
  test("is taken off what a kernel is said to be wrong by", () => {
    const form = parse("(x + 1e15) - 1e15");
    const inputs = Float32Array.from({ length: 64 }, (_, i) => 1 + i / 64);
    const [trusting] = new Judge([{ form }]).measure(inputs);
    const [careful] = new Judge([{ form, careful: true }]).measure(inputs);
    expect(careful!.unsure).toBeGreaterThan(60);
    expect(careful!.ulp.sum).toBeLessThan(trusting!.ulp.sum);
  });
});

test("a sweep over bits is a measure of the same numbers", () => {
  const judge = new Judge([{ form: road(gelu, 0) }]);
  const first = 0x3f7ff000;
  const inputs = Float32Array.from({ length: 4096 * 5 }, (_, i) => floatOf(first + i));
  expect(judge.sweep(first, inputs.length, inputs.length)).toEqual(judge.measure(inputs));
});
