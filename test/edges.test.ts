/** NUMERICS.md, section 1, for every activation on every path: float64, the float32 interpreter, SIMD and scalar code. */
import { expect, test } from "vitest";
import { type Activation, catalogue } from "../src/activations/index.ts";
import { bends, defaults, evaluator, road, source } from "../src/expr/index.ts";
import {
  compileExpressions,
  elementwise,
  type InstructionSet,
  type Ir,
  instantiate,
  interpret,
  Pool,
} from "../src/wasm/index.ts";

const activations = [...catalogue.values()];
const orders = [0, 1, 2] as const;
const single = Math.fround;
const largest = 3.4028234663852886e38;

/** f, f' or f'' on one path; parameters as float32, for all to mean the same function. */
interface Path {
  readonly name: string;
  readonly run: (xs: readonly number[]) => readonly number[];
}

function pathsOf(a: Activation, order: 0 | 1 | 2): readonly Path[] {
  const key = `${a.name} ${order}`;
  const made = known.get(key) ?? freshPaths(a, order);
  known.set(key, made);
  return made;
}

function freshPaths(a: Activation, order: 0 | 1 | 2): readonly Path[] {
  const params = Object.entries(defaults(a)).map(([name, v]) => [name, single(v)] as const);
  const names = ["x", ...params.map(([name]) => name)];
  const values = params.map(([, v]) => v);
  const e = road(a, order);
  const f = evaluator(e, names);
  const ir: Ir = compileExpressions([e], names);
  const first = (arrays: readonly Float32Array[]) => [...(arrays[0] as Float32Array)];
  return [
    { name: "float64", run: (xs) => xs.map((x) => f(x, ...values)) },
    { name: "float32", run: (xs) => first(interpret(ir, [Float32Array.from(xs), ...values], xs.length)) },
    { name: "simd", run: compiled("simd", ir, values) },
    { name: "scalar", run: compiled("scalar", ir, values) },
  ];
}

const pool = new Pool();
const [from, block, to] = [pool.allocate(16384), pool.allocate(256), pool.allocate(16384)];

/** Compiled when first run, then kept. */
function compiled(
  set: InstructionSet,
  ir: Ir,
  values: readonly number[],
): (xs: readonly number[]) => readonly number[] {
  let run: ((...args: number[]) => unknown) | undefined;
  return (xs) => {
    run ??= instantiate(elementwise(set, ir), pool.memory).run as (...args: number[]) => unknown;
    pool.floats(from, xs.length).set(xs);
    pool.floats(block, values.length).set(values);
    run(from, to, to, xs.length, block);
    return [...pool.floats(to, xs.length)];
  };
}

const known = new Map<string, readonly Path[]>();

test.each(activations)("$name: NaN stays NaN in each lane and at each length from 1 to 17", (a) => {
  for (const order of orders) {
    for (const { name, run } of pathsOf(a, order)) {
      for (let length = 1; length <= 17; length += 1) {
        const xs = Array.from({ length }, (_, i) => (i % 3 === 0 ? 0.75 : NaN));
        const missing = run(xs).map((y, i) => (i % 3 === 0 ? false : !Number.isNaN(y)));
        expect({ order, name, length, missing: missing.includes(true) }).toEqual({
          order,
          name,
          length,
          missing: false,
        });
      }
    }
  }
});

test.each(activations)("$name: every path ends at the limit, rounded", (a) => {
  for (const order of orders) {
    const [exact, ...kernels] = pathsOf(a, order) as [Path, ...Path[]];
    const ends = [-Infinity, Infinity];
    const wanted = exact.run(ends);
    for (const { name, run } of kernels) {
      run(ends).forEach((y, i) => {
        const want = wanted[i] as number;
        const close = Math.abs(y - want) <= 1e-6 * Math.abs(want) || Object.is(y, want) || y === want;
        expect({ order, name, at: ends[i], y: close ? want : y }).toEqual({ order, name, at: ends[i], y: want });
      });
    }
  }
});

test.each(activations)("$name: f keeps the sign of zero that float64 gives, on every path", (a) => {
  const [exact, ...kernels] = pathsOf(a, 0) as [Path, ...Path[]];
  const wanted = exact.run([-0, 0]);
  if (wanted.some((y) => y !== 0)) return;
  for (const { name, run } of kernels) expect({ name, y: run([-0, 0]) }).toEqual({ name, y: wanted });
});

test.each(activations)("$name: slopes at corners and beside them are those of float64", (a) => {
  const params = Object.fromEntries(Object.entries(defaults(a)).map(([name, v]) => [name, single(v)]));
  const corners = bends(source(a), params).filter((x) => single(x) === x);
  const beside = corners.flatMap((x) => [x, single(x * (1 + 2e-7)), single(x * (1 - 2e-7))]);
  for (const order of [1, 2] as const) {
    const [exact, ...kernels] = pathsOf(a, order) as [Path, ...Path[]];
    const wanted = exact.run(beside);
    for (const { name, run } of kernels) {
      run(beside).forEach((y, i) => {
        const want = wanted[i] as number;
        const close = Math.abs(y - want) <= 1e-5 * Math.max(1, Math.abs(want)) || y === want;
        expect({ order, name, x: beside[i], y: close ? want : y }).toEqual({ order, name, x: beside[i], y: want });
      });
    }
  }
});

/** Large, small and subnormal: where a branch that is not taken, or a factor, overflows or vanishes. */
const extreme = [1e-45, 1e-38, 1e-20, 88, 89, 104, 710, 746, 1000, 1e10, 1e19, 2e19, 1e30, 1e38, 2e38, largest].flatMap(
  (x) => [single(x), -single(x)],
);

test.each(activations)("$name: no NaN and no infinity but where float64 has one", (a) => {
  for (const order of orders) {
    const [exact, ...kernels] = pathsOf(a, order) as [Path, ...Path[]];
    const wanted = exact.run(extreme);
    for (const { name, run } of kernels) {
      run(extreme).forEach((y, i) => {
        const want = wanted[i] as number;
        const nan = Number.isNaN(y) === Number.isNaN(want);
        const fine = nan && (Math.abs(y) !== Infinity || Math.abs(want) > 3.4e38 || Number.isNaN(want));
        expect({ order, name, x: extreme[i], y: fine ? want : y }).toEqual({ order, name, x: extreme[i], y: want });
      });
    }
  }
});

test.each(activations)("$name: the three float32 paths give the same bits at each length from 0 to 17", (a) => {
  const inputs = [
    -Infinity,
    -3,
    -0.5,
    -0,
    0,
    0.25,
    1,
    NaN,
    3,
    6,
    1e30,
    -1e30,
    Infinity,
    -7.3,
    88.5,
    -104,
    1e-45,
    -1e-40,
  ];
  for (const order of [0, 1] as const) {
    const [interpreter, ...others] = pathsOf(a, order).slice(1) as [Path, ...Path[]];
    for (let length = 0; length <= 17; length += 1) {
      const xs = inputs.slice(0, length);
      const wanted = interpreter.run(xs);
      for (const { name, run } of others) expect({ order, name, y: run(xs) }).toEqual({ order, name, y: wanted });
    }
  }
});
