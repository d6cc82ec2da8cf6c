import { describe, expect, test } from "vitest";
import { evaluator, type OpName, opNames, ops, parse } from "../../expr/index.ts";
import { bitsOf, floatOf, kernel } from "../index.ts";
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
  16, 17.328679, 0.625, 0.921875, 0.41421357, 10.054679, 13.191, 65536, 1e10, 1e22, 0.707106, 1.414213,
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

const unaryOps = opNames.filter((name) => ops[name].arity === 1);

describe("ops of one argument", () => {
  const inputs = stratified(2 ** 16);
  test.each(unaryOps)("%s is as accurate as stated, over all exponents", (name) => {
    const formula = `${name}(x)`;
    const exact = evaluator(parse(formula), ["x"]);
    const run = kernel({ formula });
    const got = run.apply(inputs);
    run.dispose();
    let worst = { x: 0, ulp: 0 };
    inputs.forEach((x, i) => {
      const ulp = ulpDistance(got[i]!, exact(x));
      if (ulp > worst.ulp) worst = { x, ulp };
    });
    expect(worst.ulp, `at ${worst.x}`).toBeLessThanOrEqual(ulpBounds[name]);
  });

  test.each(unaryOps)("%s of NaN is NaN, and of -0 what float64 gives", (name) => {
    const formula = `${name}(x)`;
    const run = kernel({ formula });
    const [nan, zero] = run.apply(Float32Array.of(NaN, -0));
    run.dispose();
    expect(nan).toBeNaN();
    expect(zero).toBe(Math.fround(evaluator(parse(formula), ["x"])(-0)));
  });
});

const binary: readonly OpName[] = opNames.filter((name) => ops[name].arity === 2);

describe("ops of two arguments", () => {
  const values = [...special, ...Array.from({ length: 60 }, (_, i) => Math.fround(1.7 ** (i - 30)))];
  test.each(binary)("%s is as accurate as stated on pairs of special and usual values", (name) => {
    const { infix } = ops[name];
    const formula = infix ? `x ${infix.symbol} b` : `${name}(x, b)`;
    const run = kernel({ formula });
    const inputs = Float32Array.from([...values, ...values.map((x) => -x), Infinity, -Infinity, NaN]);
    for (const b of inputs) {
      run.setParameters({ b });
      const got = run.apply(inputs);
      inputs.forEach((x, i) => {
        // max and min follow the language: NaN if either is
        const want = ops[name].value(x, b, 0);
        const ulp = ulpDistance(got[i]!, want);
        if (!(ulp <= ulpBounds[name])) expect({ x, b, got: got[i], want, ulp }).toBe(undefined);
      });
    }
    run.dispose();
  });

  test.each([-8, -3, -2, -1, 2, 3, 4, 5, 7, 16, 0.5, -0.5, 1 / 3, 2.5])("x^%d is as accurate as stated", (exponent) => {
    const inputs = stratified(2 ** 13);
    const run = kernel({ formula: `x^(${exponent})` });
    const got = run.apply(inputs);
    run.dispose();
    let worst = { x: 0, ulp: 0 };
    inputs.forEach((x, i) => {
      const ulp = ulpDistance(got[i]!, ops.pow.value(x, Math.fround(exponent), 0));
      if (ulp > worst.ulp) worst = { x, ulp };
    });
    expect(worst.ulp, `at ${worst.x}`).toBeLessThanOrEqual(ulpBounds.pow);
  });
});

describe("products keep the relative accuracy of their scaled factors", () => {
  test.each([
    ["x * normcdf(x)", 7],
    ["x * sigmoid(x)", 3.5],
    ["sigmoid(x) * sigmoid(-x)", 5],
    ["x * exp(-x)", 2],
    ["x * normpdf(x)", 3],
    ["1e-20 * exp(x)", 2.5],
  ])("%s is within %d ulp down to the subnormals", (formula, bound) => {
    const inputs = Float32Array.from({ length: 40000 }, (_, i) => (i - 20000) / 100);
    const exact = evaluator(parse(formula), ["x"]);
    const run = kernel({ formula });
    const got = run.apply(inputs);
    run.dispose();
    let worst = { x: 0, ulp: 0 };
    inputs.forEach((x, i) => {
      const ulp = ulpDistance(got[i]!, exact(x));
      if (ulp > worst.ulp) worst = { x, ulp };
    });
    expect(worst.ulp, `at ${worst.x}`).toBeLessThanOrEqual(bound);
  });
});
