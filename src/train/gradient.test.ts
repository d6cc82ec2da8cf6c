import fc from "fast-check";
import { expect, test } from "vitest";
import { catalogue } from "../activations/index.ts";
import type { Tensor } from "../base/index.ts";
import { type Loss, type Module, nn } from "../nn/index.ts";
import { optim } from "../optim/index.ts";
import { compile, type Trainer } from "./index.ts";

/** In [-1, 1] by position. */
const noise = (i: number, seed: number): number => Math.sin(12.9898 * (i + 1) + 78.233 * (seed + 1));

interface Task {
  model: Module;
  loss: Loss;
  rows: number;
  inputs: number;
  outputs: number;
  seed: number;
}

/** Reverse mode against a central difference along a random direction through all parameters, relative. */
function directionalError({ model, loss, rows, inputs, outputs, seed }: Task): number {
  const trainer = compile(model, { loss, optimizer: optim.SGD(), batchSize: 5, seed, precision: "float64" });
  const x = Float64Array.from({ length: rows * inputs }, (_, i) => 2 * noise(i, seed));
  const classes = loss.kind === "CrossEntropyLoss";
  const y = Float64Array.from({ length: classes ? rows : rows * outputs }, (_, i) =>
    classes ? i % outputs : 0.5 + 0.4 * noise(i, seed + 1),
  );
  trainer.differentiate(x, y);
  const [start, gradients] = [trainer.parameters, trainer.gradients];
  const direction = (k: number, i: number) => noise(31 * k + i, seed + 2);
  const lossAt = (h: number): number => {
    const moved = Object.entries(start).map(([name, p], k): [string, Tensor] => [
      name,
      { data: Float64Array.from(p.data, (v, i) => v + h * direction(k, i)), shape: p.shape },
    ]);
    trainer.load(Object.fromEntries(moved));
    return trainer.evaluate(x, y);
  };
  let expected = 0;
  let scale = 1e-3;
  for (const [k, g] of Object.values(gradients).entries()) {
    for (const [i, v] of g.data.entries()) {
      expected += v * direction(k, i);
      scale += Math.abs(v * direction(k, i));
    }
  }
  const h = 2e-6;
  return Math.abs((lossAt(h) - lossAt(-h)) / (2 * h) - expected) / scale;
}

const losses: Record<string, Loss> = {
  MSELoss: nn.MSELoss(),
  L1Loss: nn.L1Loss({ reduction: "sum" }),
  HuberLoss: nn.HuberLoss({ delta: 0.3 }),
  BCEWithLogitsLoss: nn.BCEWithLogitsLoss(),
  CrossEntropyLoss: nn.CrossEntropyLoss(),
};

// a central difference in float64 is right to about 1e-9 of the loss; some activations grow like x^5
const tolerance = 1e-6;

/** Every activation that has a value everywhere with two of the losses, every loss with two fifths of the activations. */
const everywhere = [...catalogue.values()].filter((a) => a.domain === undefined);
const pairs = everywhere.map(({ name }, i) => {
  const all = Object.values(losses);
  return { name, drawn: [all[i % all.length]!, all[(i + 2) % all.length]!] };
});

test.each(pairs)(
  "the gradient through $name agrees with central differences, trained parameters too",
  ({ name, drawn }) => {
    const model = nn.Sequential(nn.Linear(3, 4), nn.Activation(name), nn.Linear(4, 3));
    for (const [i, loss] of drawn.entries()) {
      const task = { model, loss, rows: 2 + i, inputs: 3, outputs: 3, seed: 10 + i };
      expect(directionalError(task)).toBeLessThan(tolerance);
    }
  },
);

const width = fc.integer({ min: 1, max: 6 });
const networks = fc.record({
  // cross entropy takes two classes
  widths: fc.array(width, { minLength: 2, maxLength: 5 }).map((all) => all.with(-1, Math.max(2, all.at(-1)!))),
  activations: fc.array(
    fc.constantFrom("gelu", "tanh", "silu", "elu", "relu", "prelu", "softplus", "x*tanh(softplus(a*x))"),
    { minLength: 4, maxLength: 4 },
  ),
  bias: fc.boolean(),
  loss: fc.constantFrom(...Object.values(losses)),
  rows: fc.integer({ min: 1, max: 5 }),
  seed: fc.nat(1000),
});

function taskOf({
  widths,
  activations,
  bias,
  ...rest
}: typeof networks extends fc.Arbitrary<infer N> ? N : never): Task {
  const layers = widths.slice(1).flatMap((out, i) => {
    const layer = nn.Linear(widths[i]!, out, { bias });
    return i + 2 < widths.length ? [layer, nn.Activation(activations[i]!)] : [layer];
  });
  return { ...rest, model: nn.Sequential(...layers), inputs: widths[0]!, outputs: widths.at(-1)! };
}

test("the gradient of random networks agrees with central differences", () => {
  fc.assert(
    fc.property(networks, (n) => {
      expect(directionalError(taskOf(n))).toBeLessThan(tolerance);
    }),
    // fixed: a difference taken across a corner would be wrong, not the gradient
    { numRuns: 60, seed: 1 },
  );
});

/** The largest difference of loss and gradients between the compiled module and the interpreter, relative to the largest slope. */
function engineDistance({ model, loss, rows, inputs, outputs, seed }: Task): number {
  const [compiled, interpreted] = (["float32", "float64"] as const).map((precision) =>
    compile(model, { loss, optimizer: optim.SGD(), batchSize: 37, seed, precision }),
  ) as [Trainer, Trainer];
  const x = Float32Array.from({ length: rows * inputs }, (_, i) => 2 * noise(i, seed));
  const classes = loss.kind === "CrossEntropyLoss";
  const y = Float32Array.from({ length: classes ? rows : rows * outputs }, (_, i) =>
    classes ? i % outputs : 0.5 + 0.4 * noise(i, seed + 1),
  );
  const [a, b] = [compiled.differentiate(x, y), interpreted.differentiate(x, y)];
  const [g, h] = [compiled.gradients, interpreted.gradients];
  compiled.dispose();
  const flat = (tensors: Readonly<Record<string, Tensor>>) => Object.values(tensors).flatMap(({ data }) => [...data]);
  const wanted = flat(h);
  const apart = flat(g).map((v, i) => Math.abs(v - wanted[i]!));
  return Math.max(Math.abs(a - b) / Math.max(1, b), Math.max(...apart) / Math.max(1e-6, ...wanted.map(Math.abs)));
}

// some hundred roundings of float32, which nearly cancel in some sums
const single = 5e-5;

test.each(pairs)("$name: the compiled gradient is the interpreter's", ({ name, drawn }) => {
  const model = nn.Sequential(nn.Linear(3, 9), nn.Activation(name), nn.Linear(9, 3));
  const task = { model, loss: drawn[0]!, rows: 37, inputs: 3, outputs: 3, seed: 10 };
  expect(engineDistance(task)).toBeLessThan(single);
});

test("the compiled gradient of random networks is the interpreter's", () => {
  fc.assert(
    fc.property(networks, (n) => {
      expect(engineDistance(taskOf(n))).toBeLessThan(single);
    }),
    { numRuns: 40, seed: 2 },
  );
});

test("probabilities have the gradient of their binary cross entropy", () => {
  const model = nn.Sequential(nn.Linear(3, 4), nn.GELU(), nn.Linear(4, 2), nn.Sigmoid());
  expect(directionalError({ model, loss: nn.BCELoss(), rows: 4, inputs: 3, outputs: 2, seed: 3 })).toBeLessThan(
    tolerance,
  );
});

// tfjs 1072
test("the slope of PReLU learns from what is below 0, and from nothing else", () => {
  const model = nn.Sequential(nn.PReLU({ init: 0.1 }));
  const options = { loss: nn.MSELoss({ reduction: "sum" }), optimizer: optim.SGD(), batchSize: 4, inputShape: [1] };
  const t = compile(model, { ...options, precision: "float64" });
  t.differentiate([-3, -1, 0, 2], [0, 1, 5, 5]);
  const wanted = 2 * Math.fround(0.1) * 9 + 2 * (Math.fround(0.1) + 1);
  expect(t.gradients["0.weight"]!.data[0]).toBeCloseTo(wanted, 14);
});
