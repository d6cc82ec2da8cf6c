import { expect, test } from "vitest";
import { type Formula, road } from "../expr/index.ts";
import { compileExpressions, interpret, kernel, Pool, type Ptr } from "./index.ts";

const formulas: readonly Formula[] = [
  { formula: "x" },
  { formula: "3" },
  { formula: "max(x, 0)" },
  { formula: "x * normcdf(x)" },
  { formula: "x * sigmoid(x)" },
  { formula: "where(x > 0, x, alpha * expm1(x))", params: { alpha: { init: 0.75 } } },
];

function interpreted(formula: Formula, order: 0 | 1, inputs: Float32Array): number[] {
  const parameters = Object.entries(formula.params ?? {});
  const ir = compileExpressions([road(formula, order)], ["x", ...parameters.map(([name]) => name)]);
  return [...interpret(ir, [inputs, ...parameters.map(([, { init }]) => init)], inputs.length)[0]!];
}

const inputsOf = (length: number) => Float32Array.from({ length }, (_, i) => (i % 2 === 0 ? 7 - i : i / 3));

test.each(formulas)("$formula reads and writes only its range, at any 4-byte offset, in place too", (formula) => {
  const pool = new Pool();
  const run = kernel(formula, { pool });
  const blocks = [run.allocate(80), run.allocate(80), run.allocate(80)] as const;
  for (const first of [0, 1, 2, 3]) {
    for (const length of [0, 1, 2, 3, 4, 5, 15, 16, 17, 33]) {
      const inputs = inputsOf(length);
      const [source, value, slope] = blocks.map((pointer) => pool.floats(pointer, 80).fill(7));
      source!.set(inputs, first);
      const [from, to, other] = blocks.map((pointer) => (pointer + 4 * first) as Ptr);
      run.runBoth(from!, to!, other!, length);
      const around = (want: number[]) => [
        ...new Array(first).fill(7),
        ...want,
        ...new Array(80 - first - length).fill(7),
      ];
      expect([...source!]).toEqual(around([...inputs]));
      expect([...value!]).toEqual(around(interpreted(formula, 0, inputs)));
      expect([...slope!]).toEqual(around(interpreted(formula, 1, inputs)));
      run.run(from!, from!, length);
      expect([...source!]).toEqual(around(interpreted(formula, 0, inputs)));
    }
  }
});

test.each([0, 1, 5, 16383, 16384, 16385, 40000])(
  "an array of %d elements comes back as long, untouched itself",
  (length) => {
    const run = kernel({ formula: "2 * x" });
    const inputs = Float32Array.from({ length }, (_, i) => i);
    expect(run.apply(inputs)).toEqual(inputs.map((x) => 2 * x));
    expect(run.applyDerivative(inputs)).toEqual(new Float32Array(length).fill(2));
    expect(inputs[length - 1] ?? length - 1).toBe(length - 1);
    run.dispose();
  },
);

test("NaN comes out where NaN goes in, at every length and place", () => {
  const run = kernel({ formula: "max(x, 0)" });
  for (let length = 1; length <= 17; length++) {
    const got = run.apply(new Float32Array(length).fill(NaN));
    expect(got.every(Number.isNaN)).toBe(true);
    expect(run.applyDerivative(new Float32Array(length).fill(NaN)).every(Number.isNaN)).toBe(true);
  }
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
  const times = Array.from({ length: 40 }, (_, i) => {
    const formula = { formula: `x * normcdf(x * ${i + 1})` };
    road(formula);
    const start = performance.now();
    kernel(formula).apply(Float32Array.of(1));
    return performance.now() - start;
  });
  // the quickest: the machine does other things meanwhile
  expect(Math.min(...times)).toBeLessThan(2);
});
