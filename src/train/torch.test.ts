import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Loss, type Module, nn } from "../nn/index.ts";
import { type Optimizer, optim } from "../optim/index.ts";
import { compile, type Precision, type Trainer } from "./index.ts";
import type { Nested } from "./values.ts";

/** A call of PyTorch's: name, arguments (numbers, sizes, modules), options with underscores. */
type Call = readonly [string, ...(number | readonly number[] | Call | Readonly<Record<string, unknown>>)[]];

interface Case {
  name: string;
  modules: Call[];
  loss: Call;
  optimizer: Call;
  sizes: number[];
  batch: number;
  seed: number;
  rows: number;
  y: Nested;
  initial: Record<string, Nested>;
  gradients: Record<string, Nested>;
  losses: number[];
  final: Record<string, Nested>;
  evaluation: number;
  prediction: number[][];
}

// scripts/golden_train.py
const golden = JSON.parse(readFileSync(new URL("../../test/golden/train.json", import.meta.url), "utf8")) as {
  cases: Case[];
};

const camel = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

function made<T>(namespace: object, [name, ...rest]: Call): T {
  const given = rest.map((a) =>
    typeof a === "number" || isSizes(a)
      ? a
      : isCall(a)
        ? made(namespace, a)
        : Object.fromEntries(Object.entries(a).map(([key, value]) => [camel(key), value])),
  );
  return (namespace as Record<string, (...args: unknown[]) => T>)[name]!(...given);
}

function isCall(a: unknown): a is Call {
  return Array.isArray(a) && typeof a[0] === "string";
}

function isSizes(a: unknown): a is readonly number[] {
  return Array.isArray(a) && typeof a[0] === "number";
}

const number = (i: number, seed: number): number => (((i * 7919 + seed * 104729 + 13) % 4001) - 2000) / 1000;

function trainer(c: Case, precision: Precision): Trainer {
  const model = nn.Sequential(...c.modules.map((m) => made<Module>(nn, m)));
  return compile(model, {
    loss: made<Loss>(nn, c.loss),
    optimizer: made<Optimizer>(optim, c.optimizer),
    batchSize: c.batch,
    inputShape: c.sizes,
    precision,
  });
}

function data(c: Case): { x: Float64Array; y: Float64Array; width: number; outs: number } {
  const width = c.sizes.reduce((n, size) => n * size, 1);
  const x = Float64Array.from({ length: c.rows * width }, (_, i) => number(i, c.seed));
  const y = Float64Array.from((c.y as number[]).flat());
  return { x, y, width, outs: y.length / c.rows };
}

const flat = (x: Nested | number): number[] => (typeof x === "number" ? [x] : (x as number[]).flat(3));

/** The largest difference, relative to the largest number of the tensor, or to `least`. */
function distance(got: ArrayLike<number>, wanted: readonly number[], least = 1e-30): number {
  const scale = Math.max(least, ...wanted.map(Math.abs));
  return Math.max(...wanted.map((w, i) => Math.abs(got[i]! - w))) / scale;
}

const precisions: [Precision, number][] = [
  ["float64", 1e-9],
  // 24 steps, each of some hundred roundings; Adam divides small gradients by their own size
  ["float32", 1e-4],
];

describe.each(precisions)("%s", (precision, tolerance) => {
  test.each(golden.cases)("$name: the same training as PyTorch's", (c) => {
    const t = trainer(c, precision);
    const { x, y, width, outs } = data(c);
    expect(Object.fromEntries(Object.entries(t.parameters).map(([key, p]) => [key, [...p.shape]]))).toEqual(
      Object.fromEntries(Object.entries(c.initial).map(([key, p]) => [key, shapeOf(p)])),
    );
    expect(Object.keys(t.parameters)).toEqual(Object.keys(c.initial));
    t.load(c.initial);
    for (const [step, loss] of c.losses.entries()) {
      const begin = (step % 4) * c.batch;
      const end = Math.min(c.rows, begin + c.batch);
      const got = t.step(x.subarray(begin * width, end * width), y.subarray(begin * outs, end * outs));
      expect(Math.abs(got - loss) / Math.max(loss, 0.1)).toBeLessThan(tolerance);
      if (step > 0) continue;
      // batch normalisation takes away the bias before it: its slope is rounding, beside those of other parameters
      const least = 1e-2 * Math.max(...Object.values(c.gradients).flatMap(flat).map(Math.abs));
      for (const [key, g] of Object.entries(c.gradients))
        expect(distance(t.gradients[key]!.data, flat(g), least), key).toBeLessThan(tolerance);
    }
    for (const [key, p] of Object.entries(c.final))
      expect(distance(t.parameters[key]!.data, flat(p)), key).toBeLessThan(tolerance);
    expect(distance([t.evaluate(x, y)], [c.evaluation])).toBeLessThan(tolerance);
    expect(distance(t.predict(x.subarray(0, 3 * width)).data, c.prediction.flat())).toBeLessThan(tolerance);
    t.dispose();
  });
});

function shapeOf(x: Nested | number): number[] {
  return Array.isArray(x) ? [x.length, ...shapeOf(x[0] as Nested | number)] : [];
}
