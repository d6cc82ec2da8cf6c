import { expect, test } from "vitest";
import { interpret, lower, type Slot, sizeOf } from "../graph/index.ts";
import { type Module, nn } from "../nn/index.ts";
import { optim } from "../optim/index.ts";
import { type CompileOptions, compile, type Trainer, trainingProgram } from "./index.ts";

/** In [-1, 1] by position, float32. */
const noise = (i: number, seed: number): number => Math.fround(Math.sin(12.9898 * (i + 1) + 78.233 * (seed + 1)));
const data = (n: number, seed: number): Float64Array => Float64Array.from({ length: n }, (_, i) => noise(i, seed));

interface Case {
  readonly name: string;
  readonly model: Module;
  readonly inputShape: readonly number[];
  readonly outputs: number;
}

const cases: readonly Case[] = [
  {
    name: "BatchNorm1d and Dropout",
    model: nn.Sequential(nn.Linear(5, 7), nn.BatchNorm1d(7), nn.GELU(), nn.Dropout(0.3), nn.Linear(7, 2)),
    inputShape: [5],
    outputs: 2,
  },
  {
    name: "BatchNorm1d with the mean of all batches, without affine parameters",
    model: nn.Sequential(nn.BatchNorm1d(5, { momentum: null, affine: false }), nn.Linear(5, 2)),
    inputShape: [5],
    outputs: 2,
  },
  {
    name: "LayerNorm and AlphaDropout",
    model: nn.Sequential(nn.Linear(5, 9), nn.LayerNorm(9), nn.SELU(), nn.AlphaDropout(0.2), nn.Linear(9, 2)),
    inputShape: [5],
    outputs: 2,
  },
  {
    name: "RMSNorm, Residual, Tied and Softmax",
    model: nn.Sequential(
      nn.RMSNorm(6),
      nn.Residual(nn.Sequential(nn.Linear(6, 3), nn.Tanh(), nn.Linear(3, 6))),
      nn.Tied(nn.Sequential(nn.Linear(6, 6), nn.BatchNorm1d(6), nn.Tanh(), nn.Dropout(0.1)), 3),
      nn.Softmax(),
    ),
    inputShape: [6],
    outputs: 6,
  },
  {
    name: "gated activations",
    model: nn.Sequential(
      nn.Linear(5, 12),
      nn.GLU(),
      nn.Linear(6, 8),
      nn.SwiGLU(),
      nn.Linear(4, 8),
      nn.GEGLU(),
      nn.ReGLU(),
    ),
    inputShape: [5],
    outputs: 2,
  },
  {
    name: "windows that reach over a small image",
    model: nn.Sequential(
      nn.Conv2d(1, 2, 3, { padding: 2, dilation: 2 }),
      nn.Conv2d(2, 2, 1, { padding: 1, stride: 3 }),
      nn.Conv2d(2, 1, [2, 1], { padding: [1, 2], stride: [3, 2] }),
      nn.Flatten(),
      nn.Linear(3, 2),
    ),
    inputShape: [1, 2, 2],
    outputs: 2,
  },
  {
    name: "windows and their elements in steps, which have divisors in common or none",
    model: nn.Sequential(
      nn.Conv2d(1, 2, [2, 3], { stride: [2, 3], dilation: [2, 2], padding: [1, 2] }),
      nn.Conv2d(2, 4, 2, { stride: 2, dilation: 2, groups: 2, padding: 1 }),
      nn.MaxPool2d(2, { stride: 2, dilation: 2, padding: 1 }),
      nn.Flatten(),
      nn.Linear(4, 2),
    ),
    inputShape: [1, 7, 9],
    outputs: 2,
  },
  {
    name: "what was flattened is normalised, after a sum over windows",
    model: nn.Sequential(nn.AvgPool2d(2, { stride: 1 }), nn.Flatten(), nn.BatchNorm1d(12), nn.Linear(12, 2)),
    inputShape: [2, 3, 4],
    outputs: 2,
  },
  {
    name: "Conv2d, BatchNorm2d and pooling",
    model: nn.Sequential(
      nn.Conv2d(2, 3, 3, { padding: 1 }),
      nn.BatchNorm2d(3),
      nn.GELU(),
      nn.MaxPool2d(2),
      nn.Conv2d(3, 4, 3, { stride: 2, padding: 1 }),
      nn.Tanh(),
      nn.AvgPool2d(2, { stride: 1 }),
      nn.Flatten(),
      nn.Linear(4, 2),
      nn.LogSoftmax(),
    ),
    inputShape: [2, 7, 8],
    outputs: 2,
  },
];

const defaults = { loss: nn.MSELoss(), optimizer: optim.SGD({ lr: 0.1, momentum: 0.9 }), batchSize: 8 };

function trainer(model: Module, options: Partial<CompileOptions> = {}): Trainer {
  return compile(model, { ...defaults, ...options });
}

test.each(cases)("$name: the gradient agrees with central differences", ({ model, inputShape, outputs }) => {
  const t = trainer(model, { inputShape, precision: "float64" });
  const [x, y] = [data(6 * sizeOf(inputShape), 1), data(6 * outputs, 2)];
  t.step(x, y);
  t.differentiate(x, y);
  const [start, gradients] = [t.parameters, t.gradients];
  let expected = 0;
  let scale = 1e-3;
  for (const [name, g] of Object.entries(gradients)) {
    for (const [i, v] of g.data.entries()) {
      expected += v * noise(i, name.length);
      scale += Math.abs(v * noise(i, name.length));
    }
  }
  const lossAt = (h: number): number => {
    const moved = Object.entries(start).map(([name, p]) => [
      name,
      { ...p, data: Float64Array.from(p.data, (v, i) => v + (name in gradients ? h * noise(i, name.length) : 0)) },
    ]);
    t.load(Object.fromEntries(moved));
    return t.differentiate(x, y);
  };
  const h = 2e-6;
  expect(Math.abs((lossAt(h) - lossAt(-h)) / (2 * h) - expected) / scale).toBeLessThan(1e-6);
});

test.each(cases)("$name: the compiled training is the interpreter's", ({ model, inputShape, outputs }) => {
  const [exact, compiled] = (["float64", "float32"] as const).map((precision) =>
    trainer(model, { inputShape, precision }),
  );
  const width = sizeOf(inputShape);
  for (let step = 0; step < 6; step++) {
    // the last batch is short
    const rows = step === 5 ? 3 : 8;
    const [x, y] = [data(rows * width, step), data(rows * outputs, step + 10)];
    const loss = exact!.step(x, y);
    expect(Math.abs(compiled!.step(x, y) - loss)).toBeLessThan(2e-5 * Math.max(1, loss));
  }
  const x = data(11 * width, 20);
  const wanted = exact!.predict(x).data;
  for (const [i, v] of compiled!.predict(x).data.entries()) expect(Math.abs(v - wanted[i]!)).toBeLessThan(2e-4);
});

test.each(cases)("$name: SIMD and scalar code give the same bits", ({ model, inputShape, outputs }) => {
  const made = trainingProgram(model, { ...defaults, inputShape, bytes: 4 });
  const engines = (["simd", "scalar"] as const).map((isa) => lower(made.program, { batchSize: 8, isa }));
  const floats = made.program.slots.filter((s) => s.role !== "rows" && s.data === undefined && s.type === "f32");
  const results = engines.map((engine) => {
    for (const s of made.program.slots) if (s.data !== undefined) engine.write(s, s.data);
    for (const [i, s] of floats.entries()) {
      const size = sizeOf(s.shape, 8);
      engine.write(s, s.role === "state" ? new Float64Array(size).fill(1) : data(size, i));
    }
    for (const key of made.keys) engine.write(key, [3, 4]);
    engine.write(made.input, data(8 * sizeOf(inputShape), 1));
    engine.write(made.target, data(8 * outputs, 2));
    engine.run("step", 8);
    engine.run("predict", 5);
    return floats.flatMap((s: Slot) => [...new Int32Array((engine.read(s, 5) as Float32Array).buffer)]);
  });
  expect(results[1]).toEqual(results[0]);
});

const ones = (n: number): Float64Array => new Float64Array(n).fill(1);
/** A network whose gradient is the mask: one weight for each place, the loss their sum. */
const masked = (dropout: Module): Module => nn.Sequential(nn.Linear(1, 400, { bias: false }), dropout);

test("dropout leaves out a share p in a step, scales the rest, and nothing in prediction", () => {
  for (const precision of ["float32", "float64"] as const) {
    const t = trainer(masked(nn.Dropout(0.5)), { precision, loss: nn.MSELoss({ reduction: "sum" }) });
    t.load({ "0.weight": ones(400) });
    expect([...t.predict(ones(2)).data]).toEqual([...ones(800)]);
    // the loss is the sum of squares: of 4 for what is kept
    const kept = t.differentiate(ones(8), new Float64Array(3200)) / 4;
    expect(Number.isInteger(kept)).toBe(true);
    // five standard deviations of a count of 3200
    expect(Math.abs(kept - 1600)).toBeLessThan(5 * Math.sqrt(3200 * 0.25));
    expect(t.evaluate(ones(8), new Float64Array(3200))).toBe(3200);
  }
});

test("masks follow from seed, step and place, whatever the engine", () => {
  const model = nn.Sequential(masked(nn.Dropout()), nn.Dropout());
  const loss = nn.MSELoss({ reduction: "sum" });
  const slopes = (seed: number, precision: "float32" | "float64", steps: number): string => {
    const t = trainer(model, { seed, precision, loss, optimizer: optim.SGD({ lr: 0 }) });
    t.load({ "0.0.weight": ones(400) });
    for (let i = 0; i < steps; i++) t.step(ones(1), new Float64Array(400));
    return [...t.gradients["0.0.weight"]!.data].join();
  };
  expect(slopes(1, "float32", 2)).toBe(slopes(1, "float64", 2));
  expect(slopes(1, "float32", 2)).not.toBe(slopes(1, "float32", 1));
  expect(slopes(1, "float32", 2)).not.toBe(slopes(2, "float32", 2));
  // the two layers draw their own: a quarter is left
  const left = slopes(1, "float32", 1)
    .split(",")
    .filter((v) => v !== "0").length;
  expect(Math.abs(left - 100)).toBeLessThan(5 * Math.sqrt(400 * 0.25 * 0.75));
});

test("the probability is a number that may be set without compiling; 0 is the identity, and 1 drops all", () => {
  for (const dropout of [nn.Dropout(0.5), nn.AlphaDropout(0.5)]) {
    const t = trainer(masked(dropout), { loss: nn.MSELoss({ reduction: "sum" }) });
    t.load({ "0.weight": ones(400) });
    t.reset({ scalars: { "1.p": 0 } });
    t.load({ "0.weight": ones(400) });
    expect(t.differentiate(ones(1), new Float64Array(400))).toBeCloseTo(400, 3);
    t.reset({ scalars: { "1.p": 1 } });
    t.load({ "0.weight": ones(400) });
    expect(t.differentiate(ones(1), new Float64Array(400))).toBe(0);
    expect(t.gradients["0.weight"]!.data.every((v) => v === 0)).toBe(true);
  }
});

test("AlphaDropout keeps mean 0 and variance 1", () => {
  const made = trainingProgram(nn.Sequential(nn.AlphaDropout(0.3), nn.Identity()), {
    ...defaults,
    inputShape: [2000],
    bytes: 8,
  });
  // the loss against 0 is the second moment, against 1 it is that less twice the mean, plus 1
  const engine = interpret(made.program, { batchSize: 8 });
  for (const key of made.keys) engine.write(key, [1, 2]);
  // sqrt 2 sin of equally spaced angles: mean 0, variance 1
  const x = Float64Array.from({ length: 16000 }, (_, i) => Math.SQRT2 * Math.sin((2 * Math.PI * (i + 0.5)) / 16000));
  const lossAgainst = (target: number): number => {
    engine.write(made.input, x);
    engine.write(made.target, new Float64Array(16000).fill(target));
    engine.run("gradients", 8);
    return engine.read(made.loss)[0]!;
  };
  const square = lossAgainst(0);
  const mean = (square + 1 - lossAgainst(1)) / 2;
  // five standard errors
  expect(Math.abs(mean)).toBeLessThan(0.04);
  expect(Math.abs(square - 1)).toBeLessThan(0.06);
});

test("prediction uses running statistics, which only steps move", () => {
  const t = trainer(nn.BatchNorm1d(1), { inputShape: [1], precision: "float64", optimizer: optim.SGD({ lr: 0 }) });
  const x = [[1], [3]];
  expect(t.predict([[5]]).data[0]).toBeCloseTo(5 / Math.sqrt(1 + 1e-5), 12);
  t.differentiate(x, x);
  expect(t.parameters.running_mean!.data[0]).toBe(0);
  t.step(x, x);
  expect(t.parameters.running_mean!.data[0]).toBeCloseTo(0.2, 12);
  expect(t.parameters.running_var!.data[0]).toBeCloseTo(0.9 + 0.1 * 2, 12);
  expect([...t.parameters.num_batches_tracked!.data]).toEqual([1]);
  expect(t.predict([[5]]).data[0]).toBeCloseTo(4.8 / Math.sqrt(1.1 + 1e-5), 12);
  const copy = trainer(nn.BatchNorm1d(1), { inputShape: [1], precision: "float64" });
  copy.load(t.parameters);
  expect(copy.predict([[5]])).toEqual(t.predict([[5]]));
  t.reset();
  expect(t.predict([[5]]).data[0]).toBeCloseTo(5 / Math.sqrt(1 + 1e-5), 12);
});

test("without running statistics prediction uses those of its own rows", () => {
  const t = trainer(nn.BatchNorm1d(1, { trackRunningStats: false, affine: false, eps: 0 }), { inputShape: [1] });
  expect([...t.predict([[1], [3]]).data]).toEqual([-1, 1]);
  expect(t.parameters).toEqual({});
});

test("a step of one row has no variance, and says so", () => {
  const t = trainer(nn.Sequential(nn.Linear(1, 3), nn.BatchNorm1d(3)));
  const step = (): number => t.step([[1]], [[1, 2, 3]]);
  expect(step).toThrow("BatchNorm1d(3) cannot train on a step of 1 row");
  expect(t.predict([[1]]).shape).toEqual([1, 3]);
});

test("neither the capacity nor what ran before changes a bit of such a training", () => {
  const { model, inputShape, outputs } = cases[0]!;
  const runs = [8, 19].map((batchSize) => {
    const t = trainer(model, { inputShape, batchSize });
    t.predict(data(30 * 5, 3));
    const losses = [1, 2, 3].map((seed) => t.step(data(7 * 5, seed), data(7 * outputs, seed)));
    return [losses, [...t.predict(data(4 * 5, 9)).data]];
  });
  expect(runs[1]).toEqual(runs[0]);
});

test.each(cases)("$name: what is observed is what is computed, and it goes on from a checkpoint", (c) => {
  const { model, inputShape, outputs } = c;
  const [plain, watched] = [trainer(model, { inputShape }), trainer(model, { inputShape })];
  const batchOf = (seed: number) => [data(6 * sizeOf(inputShape), seed), data(6 * outputs, seed + 50)] as const;
  for (let seed = 1; seed < 4; seed++) {
    const [x, y] = batchOf(seed);
    const seen = watched.observe(x, { target: y, training: true });
    const loss = watched.step(x, y);
    expect(Math.abs(seen.loss! - loss)).toBeLessThan(1e-5 * Math.abs(loss));
    expect(plain.step(x, y)).toBe(loss);
  }
  const [x] = batchOf(9);
  const whole = watched.observe(x, { layers: [""], tensors: true }).layers[0]!;
  const { data: predicted } = watched.predict(x);
  // loops that keep what is on the way may add in another order
  for (const [i, value] of whole.tensors!.output.data.entries()) expect(value).toBeCloseTo(predicted[i]!, 5);
  const again = trainer(model, { inputShape, batchSize: 13, seed: 4 });
  again.restore(watched.checkpoint());
  for (let seed = 4; seed < 7; seed++) expect(again.step(...batchOf(seed))).toBe(plain.step(...batchOf(seed)));
  expect(again.parameters).toEqual(plain.parameters);
});
