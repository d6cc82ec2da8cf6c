import fc from "fast-check";
import { expect, test } from "vitest";
import { catalogue } from "../activations/index.ts";
import type { Tensor } from "../base/index.ts";
import { type Loss, type Module, nn } from "../nn/index.ts";
import { optim } from "../optim/index.ts";
import { compile } from "./index.ts";

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

test.each([...catalogue.keys()])(
  "the gradient through %s agrees with central differences, trained parameters too",
  (name) => {
    const model = nn.Sequential(nn.Linear(3, 4), nn.Activation(name), nn.Linear(4, 3));
    for (const [i, loss] of Object.values(losses).entries()) {
      expect(directionalError({ model, loss, rows: 1 + i, inputs: 3, outputs: 3, seed: 10 + i })).toBeLessThan(
        tolerance,
      );
    }
  },
);

test("the gradient of random networks agrees with central differences", () => {
  const width = fc.integer({ min: 1, max: 6 });
  const networks = fc.record({
    widths: fc.array(width, { minLength: 2, maxLength: 5 }),
    activations: fc.array(
      fc.constantFrom("gelu", "tanh", "silu", "elu", "relu", "prelu", "softplus", "x*tanh(softplus(a*x))"),
      {
        minLength: 4,
        maxLength: 4,
      },
    ),
    bias: fc.boolean(),
    loss: fc.constantFrom(...Object.values(losses)),
    rows: fc.integer({ min: 1, max: 5 }),
    seed: fc.nat(1000),
  });
  fc.assert(
    fc.property(networks, ({ widths, activations, bias, loss, rows, seed }) => {
      const layers = widths.slice(1).flatMap((out, i) => {
        const layer = nn.Linear(widths[i]!, out, { bias });
        return i + 2 < widths.length ? [layer, nn.Activation(activations[i]!)] : [layer];
      });
      const [inputs, outputs] = [widths[0]!, widths.at(-1)!];
      const error = directionalError({ model: nn.Sequential(...layers), loss, rows, inputs, outputs, seed });
      expect(error).toBeLessThan(tolerance);
    }),
    // fixed: a difference taken across a corner would be wrong, not the gradient
    { numRuns: 60, seed: 1 },
  );
});

test("probabilities have the gradient of their binary cross entropy", () => {
  const model = nn.Sequential(nn.Linear(3, 4), nn.GELU(), nn.Linear(4, 2), nn.Sigmoid());
  expect(directionalError({ model, loss: nn.BCELoss(), rows: 4, inputs: 3, outputs: 2, seed: 3 })).toBeLessThan(
    tolerance,
  );
});
