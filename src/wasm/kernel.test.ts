import { describe, expect, test } from "vitest";
import { type Formula, road } from "../expr/index.ts";
import { compileExpressions, type InstructionSet, interpret, kernel, Pool } from "./index.ts";

const formulas: readonly Formula[] = [
  { formula: "x" },
  { formula: "3" },
  { formula: "max(x, 0)", corners: [{ at: "0", slope: "0" }] },
  { formula: "x * normcdf(x)" },
  { formula: "x * sigmoid(x)" },
  { formula: "x * tanh(softplus(x))" },
  { formula: "where(x > 0, x, alpha * expm1(x))", params: { alpha: { init: 0.75 } } },
  { formula: "tanh(x) + erf(x) - log1p(x) * exp2(x)" },
  { formula: "sin(a * x)^2 / (1 + abs(x)) + floor(x) * sign(x)", params: { a: { init: 3 } } },
  { formula: "log(x) + log2(x) + sqrt(x) + cosh(x) + sinh(x) + asinh(x) + atan(x) + tan(x) + cos(x)" },
  { formula: "erfc(x) * normpdf(x) + min(x, x^0.3) + expm1(x)" },
  { formula: "where(x >= 1, x^3, where(x <= -1, x^5, where(x == 0.5, 1, where(x != 0.25, x < 0, x))))" },
];

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
  1e-45,
  -1e-45,
  1.1754942e-38,
  88.8,
  -88.8,
  104,
  -104,
  1e30,
  -1e30,
  3.4028235e38,
  -3.4028235e38,
  1e5,
  -1e5,
  3,
  -3,
  6,
  -6,
];

function inputsOf(length: number, seed = length): Float32Array {
  let state = seed + 1;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const choice = (state >>> 8) % 4;
    if (choice === 0) return special[(state >>> 12) % special.length]!;
    return (state / 2 ** 31) * (choice === 1 ? 200 : 5);
  });
}

/** Bits, every NaN being one. */
function bits(values: Float32Array): number[] {
  const canonical = values.map((value) => (Number.isNaN(value) ? NaN : value));
  return [...new Int32Array(canonical.buffer)];
}

function interpreted(formula: Formula, order: 0 | 1, inputs: Float32Array): Float32Array {
  const parameters = Object.entries(formula.params ?? {});
  const ir = compileExpressions([road(formula, order)], ["x", ...parameters.map(([name]) => name)]);
  return interpret(ir, [inputs, ...parameters.map(([, { init }]) => init)], inputs.length)[0]!;
}

const lengths = [...Array.from({ length: 18 }, (_, i) => i), 31, 64, 1023];

describe.each(["simd", "scalar"] as const)("%s", (set: InstructionSet) => {
  test.each(formulas)("$formula and its slope have the interpreter's bits at every length", (formula) => {
    const run = kernel(formula, { set });
    for (const length of lengths) {
      const inputs = inputsOf(length);
      expect(bits(run.apply(inputs))).toEqual(bits(interpreted(formula, 0, inputs)));
      expect(bits(run.applyDerivative(inputs))).toEqual(bits(interpreted(formula, 1, inputs)));
    }
    run.dispose();
  });

  test.each(formulas)("$formula reads and writes only its range, at any 4-byte offset, in place too", (formula) => {
    const pool = new Pool();
    const run = kernel(formula, { set, pool });
    const [from, to, other] = [run.allocate(80), run.allocate(80), run.allocate(80)];
    for (const offset of [0, 4, 8, 12]) {
      for (const length of [0, 1, 2, 3, 4, 5, 15, 16, 17, 33]) {
        const inputs = inputsOf(length, offset);
        const first = [from, to, other].map((pointer) => pool.floats(pointer, 80).fill(7));
        first[0]!.set(inputs, offset / 4);
        const at = (pointer: typeof from) => (pointer + offset) as typeof from;
        run.runBoth(at(from), at(to), at(other), length);
        expect(bits(first[0]!.slice(offset / 4, offset / 4 + length))).toEqual(bits(inputs));
        for (const [block, order] of [
          [first[1]!, 0],
          [first[2]!, 1],
        ] as const) {
          const around = [...block.subarray(0, offset / 4), ...block.subarray(offset / 4 + length)];
          expect(around.every((value) => value === 7)).toBe(true);
          const got = block.slice(offset / 4, offset / 4 + length);
          expect(bits(got)).toEqual(bits(interpreted(formula, order, inputs)));
        }
        run.run(at(from), at(from), length);
        expect(bits(first[0]!.slice(offset / 4, offset / 4 + length))).toEqual(bits(interpreted(formula, 0, inputs)));
      }
    }
  });
});

test("parameters change without compiling anew, and an unknown one is refused", () => {
  const run = kernel({ formula: "where(x > 0, x, alpha * x)", params: { alpha: { init: 0.01 } } });
  expect([...run.apply(Float32Array.of(-100, 5))]).toEqual([-1, 5]);
  run.setParameters({ alpha: 0.5 });
  expect([...run.apply(Float32Array.of(-100, 5))]).toEqual([-50, 5]);
  expect(() => run.setParameters({ beta: 1 })).toThrow('has no parameter "beta"; it has alpha');
});

test("5,000 kernels share one memory and give back what they took", () => {
  const pool = new Pool();
  const inputs = Float32Array.of(1, 2, 3);
  for (let i = 0; i < 5000; i++) {
    const run = kernel({ formula: `x * ${i} + b`, params: { b: { init: 1 } } }, { pool });
    expect(run.apply(inputs)[2]).toBe(3 * i + 1);
    run.dispose();
  }
  expect(pool.used()).toBe(0);
  expect(pool.memory.buffer.byteLength).toBe(65536);
});

test("once warm, a kernel is written and ready in under 2 ms", () => {
  const times = Array.from({ length: 30 }, (_, i) => {
    const formula = { formula: `x * normcdf(x * ${i + 1})` };
    road(formula);
    const start = performance.now();
    kernel(formula).apply(Float32Array.of(1));
    return performance.now() - start;
  });
  // the quickest: this machine does other things meanwhile
  expect(Math.min(...times)).toBeLessThan(2);
});
