/** Modules along an axis, random and joined ones, against the declarations in float64 and against their definition. */
import { describe, expect, test } from "vitest";
import {
  type AxisFunction,
  adjointAlongAxis,
  alongAxis,
  axisProgram,
  declarations,
  kindOf,
  moduleName,
} from "../activations/index.ts";
import { type Module, nn } from "../nn/index.ts";
import { optim } from "../optim/index.ts";
import { type CompileOptions, compile, type Trainer } from "./index.ts";

const makers = nn as unknown as Record<string, (options?: object) => Module>;
const axisFunctions = [...declarations.values()].filter((d): d is AxisFunction => kindOf(d) === "axis");
const modules = axisFunctions.filter((f) => f.mask === undefined);

const precisions = [
  ["float64", 1e-12],
  ["float32", 2e-6],
] as const;

/** A trainer whose gradients of "0.bias" are those of the model's input, summed over the rows. */
function trainer(model: Module, width: number, options: Partial<CompileOptions> = {}): Trainer {
  const loss = nn.MSELoss({ reduction: "sum" });
  const t = compile(nn.Sequential(nn.Linear(width, width), model), {
    loss,
    optimizer: optim.SGD({ lr: 0 }),
    batchSize: 3,
    ...options,
  });
  const one = Float64Array.from({ length: width * width }, (_, i) => (i % (width + 1) === 0 ? 1 : 0));
  t.load({ "0.weight": one, "0.bias": new Float64Array(width) });
  return t;
}

test("a mask takes a second tensor, so no module has one", () => {
  expect(axisFunctions.filter((f) => !Object.hasOwn(nn, moduleName(f))).map((f) => f.name)).toEqual(["maskedSoftmax"]);
});

test.each(axisFunctions)("$name says whether the axis goes", (f) => {
  expect(axisProgram(f).perValue).toBe(f.reduces === undefined && f.pieces === undefined);
});

const plain = modules.filter((f) => f.random === undefined && f.pieces === undefined && f.dim === undefined);
// ties, which sparse maxima split, and a value far below the others
const rows = [
  [0.3, -1.2, 0.9, 0.35, 0.5],
  [1, 1, 0.25, 1, -40],
  [-0.1, -0.2, 2, 2.25, 2.5],
];

describe.each(precisions)("%s", (precision, tolerance) => {
  test.each(plain)("$name: the module and its gradient are the declaration's", (f) => {
    const t = trainer(makers[moduleName(f)]!(), 5, { precision });
    const env = Object.fromEntries(Object.entries(f.params ?? {}).map(([name, p]) => [name, p.init]));
    for (const row of rows) {
      const x = Float64Array.from(row, Math.fround);
      const y = alongAxis(f, x, env);
      const predicted = t.predict([[...x]]);
      expect(predicted.shape).toEqual(f.reduces ? [1] : [1, 5]);
      for (const [i, v] of predicted.data.entries()) expect(Math.abs(v - y[i]!)).toBeLessThan(tolerance * 40);
      t.differentiate(
        [[...x]],
        predicted.data.map(() => 0),
      );
      const slopes = adjointAlongAxis(
        f,
        x,
        y.map((v) => 2 * v),
        env,
      );
      const scale = Math.max(1, ...slopes.map(Math.abs));
      for (const [i, g] of t.gradients["0.bias"]!.data.entries())
        expect(Math.abs(g - slopes[i]!) / scale, `${row}: slope ${i}`).toBeLessThan(tolerance * 10);
    }
    t.dispose();
  });
});

test("an axis inside a row is one as well as the last, and the batch is none", () => {
  const options = { loss: nn.MSELoss(), optimizer: optim.SGD(), batchSize: 2, inputShape: [3, 2] };
  const x = [[1, 2, 3, 4, 5, 7].map(Math.fround)];
  const predict = (model: Module, inputShape = [3, 2]): number[] => {
    const t = compile(nn.Sequential(model), { ...options, inputShape });
    return [...t.predict(Float64Array.from(x[0]!)).data];
  };
  for (const dim of [1, -2]) {
    const y = predict(nn.Softmax({ dim }));
    for (const j of [0, 1]) expect(y[j]! + y[2 + j]! + y[4 + j]!).toBeCloseTo(1, 6);
  }
  expect(predict(nn.Softmax2d(), [3, 1, 2])).toEqual(predict(nn.Softmax({ dim: 1 })));
  expect(predict(nn.Maxout({ k: 3, dim: 1 }))).toEqual([5, 7]);
  expect(predict(nn.Maxout({ k: 2 }))).toEqual([2, 4, 7]);
  expect(() => predict(nn.Softmax({ dim: 0 }))).toThrow("Softmax({ dim: 0 }) expects an axis of a row");
});

describe.each(precisions)("%s", (precision) => {
  test("RReLU draws its slopes anew in every step, and predicts with their mean", () => {
    const t = trainer(nn.RReLU({ lower: 0.1, upper: 0.5 }), 200, { precision });
    const x = new Float32Array(200).fill(-1);
    const slopes = [1, 2].map(() => {
      t.step(x, new Float32Array(200));
      // the loss is a^2 for x = -1, so its slope is -2 a^2
      return Array.from(t.gradients["0.bias"]!.data, (g) => Math.sqrt(g / -2));
    });
    expect(slopes[0]).not.toEqual(slopes[1]);
    const all = slopes.flat();
    expect(Math.min(...all)).toBeGreaterThan(0.1 - 1e-6);
    expect(Math.max(...all)).toBeLessThan(0.5);
    // five standard errors of 400 uniform numbers
    const mean = all.reduce((sum, a) => sum + a, 0) / all.length;
    expect(Math.abs(mean - 0.3)).toBeLessThan((5 * 0.4) / Math.sqrt(12 * 400));
    for (const v of t.predict(x).data) expect(v).toBeCloseTo(-0.3, 6);
  });

  test("CReLU keeps both signs apart, one half after the other", () => {
    const t = trainer(nn.CReLU(), 3, { precision });
    expect([...t.predict([[1, -2, 3]]).data]).toEqual([1, 0, 3, 0, 2, 0]);
    t.differentiate([[1, -2, 3]], [[0, 0, 0, 0, 0, 0]]);
    expect([...t.gradients["0.bias"]!.data]).toEqual([2, -4, 6]);
  });

  test("GumbelSoftmax draws classes as often as softmax says, hard ones with the slopes of soft ones", () => {
    const t = trainer(nn.GumbelSoftmax({ hard: true }), 3, { precision });
    const logits = [0, 1, 2];
    const counts = [0, 0, 0];
    const steps = 600;
    for (let i = 0; i < steps; i++) {
      t.step([logits], [[0, 0, 0]]);
      const drawn = [...t.predict([logits]).data];
      expect(drawn.toSorted()).toEqual([0, 0, 1]);
      counts[drawn.indexOf(1)]! += 1;
      expect(t.gradients["0.bias"]!.data.some((g) => Math.abs(g) > 1e-9)).toBe(true);
    }
    const whole = logits.reduce((sum, v) => sum + Math.exp(v), 0);
    for (const [i, v] of logits.entries()) {
      const p = Math.exp(v) / whole;
      expect(Math.abs(counts[i]! - steps * p)).toBeLessThan(5 * Math.sqrt(steps * p * (1 - p)));
    }
  });
});
