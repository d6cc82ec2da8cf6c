import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, NonlinError, numericsVersion, sha256, stream, uniform32 } from "../base/index.ts";
import { type Module, nn } from "../nn/index.ts";
import { type Optimizer, optim, type Schedule } from "../optim/index.ts";
import { crc32 } from "./crc32.ts";
import {
  type CompileOptions,
  checkpointParameters,
  compile,
  fromSafetensors,
  safetensorsMetadata,
  type Trainer,
  toSafetensors,
} from "./index.ts";

const optimizers: readonly Optimizer[] = [
  optim.SGD({ lr: 0.05 }),
  optim.SGD({ lr: 0.05, momentum: 0.9, nesterov: true }),
  optim.Adam({ lr: 0.01 }),
  optim.Adam({ lr: 0.01, amsgrad: true, groups: [{ params: "*.bias", lr: 0.02, weightDecay: 0.1 }] }),
  optim.AdamW({ lr: 0.01 }),
  optim.RMSprop({ lr: 0.01, momentum: 0.5, centered: true }),
  optim.Adagrad({ lr: 0.05, initialAccumulatorValue: 0.1 }),
  optim.NAdam({ lr: 0.01 }),
  optim.RAdam({ lr: 0.01 }),
  optim.Lion({ lr: 0.001 }),
];

const schedules: readonly Schedule[] = [
  optim.LambdaLR("0.9^epoch"),
  optim.StepLR({ stepSize: 3 }),
  optim.MultiStepLR({ milestones: [4, 30] }),
  optim.ExponentialLR({ gamma: 0.95 }),
  optim.CosineAnnealingLR({ TMax: 25 }),
  optim.CosineAnnealingWarmRestarts({ T0: 7, TMult: 2 }),
  optim.LinearLR(),
  optim.OneCycleLR({ maxLr: 0.1, totalSteps: 50 }),
  optim.ReduceLROnPlateau({ patience: 2, cooldown: 1, factor: 0.5 }),
];

const plain = nn.Sequential(nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 2));
const rich = nn.Sequential(
  nn.Linear(6, 8),
  nn.BatchNorm1d(8),
  nn.PReLU(),
  nn.Dropout(0.3),
  nn.Residual(nn.Sequential(nn.Linear(8, 8), nn.SELU(), nn.AlphaDropout(0.1))),
  nn.BatchNorm1d(8, { momentum: null }),
  nn.Activation("x * sigmoid(beta * x)", { beta: 1.5 }),
  nn.Linear(8, 2),
);

const draws = stream(7, "checkpoints");
const batchOf = (step: number, rows: number) => ({
  x: Float32Array.from({ length: rows * 6 }, (_, i) => 4 * uniform32(draws, step * 1000 + i) - 2),
  y: Float32Array.from({ length: rows * 2 }, (_, i) => uniform32(draws, step * 1000 + 500 + i)),
});

/** Steps `from` to `to - 1`, each followed by the schedule where there is one; the losses. */
function train(trainer: Trainer, from: number, to: number, scheduled: boolean): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => {
    const { x, y } = batchOf(from + i, (from + i) % 4 === 3 ? 3 : 8);
    const loss = trainer.step(x, y);
    if (scheduled) trainer.stepSchedule(1 + ((from + i) % 5));
    return loss;
  });
}

/** Trains 20 steps, saves, trains 20 more; a fresh trainer that restores must do the same 20. */
function checkResumes(model: Module, options: CompileOptions): void {
  const scheduled = options.schedule !== undefined;
  const first = compile(model, options);
  train(first, 0, 20, scheduled);
  const saved = first.checkpoint();
  const losses = train(first, 20, 40, scheduled);
  const again = compile(model, { ...options, seed: 99, batchSize: 19 });
  train(again, 0, 3, scheduled);
  again.restore(saved);
  expect(sha256(again.checkpoint())).toBe(sha256(saved));
  expect(train(again, 20, 40, scheduled)).toEqual(losses);
  expect(losses.every(Number.isFinite)).toBe(true);
  expect(again.learningRates).toEqual(first.learningRates);
  // parameters, buffers, states of the optimiser and of the schedule
  expect(sha256(again.checkpoint())).toBe(sha256(first.checkpoint()));
  first.dispose();
  again.dispose();
}

const loss = nn.MSELoss();

test.each(optimizers)("$kind goes on from a checkpoint with the same bits", (optimizer) => {
  checkResumes(rich, { loss, optimizer, batchSize: 8, seed: 3 });
  checkResumes(plain, { loss, optimizer, batchSize: 8, precision: "float64" });
});

test.each(schedules)("$kind goes on from a checkpoint with the same bits", (schedule) => {
  // NAdam keeps a product of all momenta so far, which OneCycleLR moves
  checkResumes(plain, { loss, optimizer: optim.NAdam({ lr: 0.01 }), schedule, batchSize: 8 });
});

test("clipping, fixed numbers and a model in float64 go on from a checkpoint with the same bits", () => {
  const optimizer = optim.Adam({ lr: 0.01 });
  checkResumes(rich, { loss, optimizer, batchSize: 8, clipGradNorm: 0.5, clipGradValue: 0.1 });
  checkResumes(rich, { loss, optimizer, batchSize: 8, precision: "float64", activationParameters: "trainable" });
});

const options = { loss, optimizer: optim.Adam({ lr: 0.01 }), batchSize: 8 };

test("a rate that was set by hand and a number that was set for a trial are in the checkpoint", () => {
  const leaky = nn.Sequential(nn.Linear(6, 2), nn.LeakyReLU());
  const first = compile(leaky, options);
  first.reset({ scalars: { "1.negativeSlope": 0.3 } });
  first.setLearningRate(0.5);
  const again = compile(leaky, options);
  again.restore(first.checkpoint());
  expect(again.learningRates).toEqual([0.5]);
  const { x } = batchOf(0, 8);
  expect(again.predict(x)).toEqual(first.predict(x));
});

test("another tool reads the weights of a checkpoint, and so does another network", () => {
  const first = compile(rich, options);
  train(first, 0, 5, false);
  const saved = first.checkpoint();
  const tensors = fromSafetensors(saved);
  for (const [name, tensor] of Object.entries(first.parameters)) expect(tensors[name]).toEqual(tensor);
  expect(tensors["trainer.state.0.weight.expAvg"]!.shape).toEqual([8, 6]);
  expect(checkpointParameters(saved)).toEqual(first.parameters);
  const again = compile(rich, { ...options, optimizer: optim.SGD() });
  again.load(checkpointParameters(saved));
  expect(again.parameters).toEqual(first.parameters);
  expect(() => again.load(tensors)).toThrow("a checkpoint goes to trainer.restore");
});

/** What `restore` says of this file; the trainer must stay as it is. */
function refusal(bytes: Uint8Array, trainer: Trainer): string {
  const before = sha256(trainer.checkpoint());
  try {
    trainer.restore(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(NonlinError);
    expect((error as NonlinError).code).toBe("E_MODEL");
    expect(sha256(trainer.checkpoint())).toBe(before);
    return (error as NonlinError).message;
  }
  throw new Error("restored");
}

const saved = compile(plain, options).checkpoint();

test.each<[Partial<CompileOptions> & { model?: Module }, string]>([
  [
    { model: nn.Sequential(nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 2)) },
    'modules.1.of is "tanh" there and "relu" here',
  ],
  [
    { model: nn.Sequential(nn.Linear(6, 4), nn.Tanh(), nn.Linear(4, 2)) },
    "modules.0.outFeatures is 5 there and 4 here",
  ],
  [{ model: nn.Sequential(nn.Linear(6, 5)) }, "and missing here"],
  [{ loss: nn.L1Loss() }, 'loss.kind is "MSELoss" there and "L1Loss" here'],
  [{ optimizer: optim.SGD() }, 'optimizer.kind is "Adam" there and "SGD" here'],
  [{ optimizer: optim.Adam({ lr: 0.1 }) }, "optimizer.options.lr is 0.01 there and 0.1 here"],
  [{ schedule: optim.StepLR({ stepSize: 3 }) }, "schedule is missing there"],
  [{ precision: "float64" }, 'precision is "float32" there and "float64" here'],
  [{ clipGradNorm: 1 }, "clipGradNorm is missing there and 1 here"],
])("the checkpoint of another training is refused, naming the difference (%#)", ({ model = plain, ...other }, text) => {
  expect(refusal(saved, compile(model, { ...options, ...other }))).toContain(text);
});

test("a damaged checkpoint is refused whole", () => {
  const trainer = compile(plain, options);
  train(trainer, 0, 2, false);
  for (let at = 0; at < saved.length; at += 61) {
    refusal(saved.slice().fill(saved[at]! ^ (1 << (at % 8)), at, at + 1), trainer);
    refusal(saved.subarray(0, at), trainer);
  }
  refusal(Uint8Array.from([...saved, 0]), trainer);
});

test("a file of weights, of other numerics or of a later schema is no checkpoint", () => {
  const trainer = compile(plain, options);
  expect(refusal(toSafetensors(trainer.parameters), trainer)).toContain("the file is no checkpoint");
  const [tensors, metadata] = [fromSafetensors(saved), safetensorsMetadata(saved)];
  const later = toSafetensors(tensors, { ...metadata, schema: "nonlin.checkpoint/2" });
  expect(refusal(later, trainer)).toContain('a checkpoint of "nonlin.checkpoint/2"');
  const other = toSafetensors(tensors, { ...metadata, numerics: "0" });
  expect(refusal(other, trainer)).toContain("does not have its checksum");
});

/** A checkpoint changed by somebody who knows the format: with the checksum of what it holds. */
function forged(changes: Readonly<Record<string, string>>): Uint8Array {
  const tensors = fromSafetensors(saved);
  const { checksum: _, ...metadata } = { ...safetensorsMetadata(saved), ...changes };
  const entries = Object.entries(tensors).sort(([a], [b]) => (a < b ? -1 : 1));
  const shapes = entries.map(([name, { data, shape }]) => [name, data.BYTES_PER_ELEMENT, shape]);
  const head = new TextEncoder().encode(canonicalJson([metadata, shapes]));
  const whole = Buffer.concat([head, ...entries.map(([, { data }]) => new Uint8Array(data.buffer))]);
  return toSafetensors(tensors, { ...metadata, checksum: crc32(whole).toString(16).padStart(8, "0") });
}

test("a checkpoint of other numerics is refused, and its weights are still to be had", () => {
  const other = forged({ numerics: "0" });
  const trainer = compile(plain, options);
  expect(refusal(other, trainer)).toContain(`the checkpoint has numerics 0, this is ${numericsVersion}`);
  expect(Object.keys(checkpointParameters(other))).toEqual(Object.keys(trainer.parameters));
});

test("whatever a checkpoint says of its training, it goes on or is refused whole", () => {
  const trainer = compile(plain, options);
  expect(forged({})).toEqual(saved);
  trainer.restore(forged({}));
  const progress = JSON.parse(safetensorsMetadata(saved).progress!) as object;
  const any = fc.oneof(
    fc.json(),
    fc.string(),
    fc.jsonValue().map((value) => JSON.stringify({ ...progress, settings: value })),
  );
  const steps = fc.jsonValue().map((value) => JSON.stringify({ ...progress, steps: value }));
  const property = fc.property(fc.constantFrom("progress", "program"), fc.oneof(any, steps), (name, text) => {
    try {
      trainer.restore(forged({ [name]: text }));
    } catch (error) {
      expect(error).toBeInstanceOf(NonlinError);
      expect((error as NonlinError).code).toBe("E_MODEL");
    }
  });
  fc.assert(property, { numRuns: 300 });
  const { x, y } = batchOf(0, 8);
  trainer.restore(saved);
  expect(trainer.step(x, y)).toBe(compile(plain, options).step(x, y));
});

test("a checkpoint written again by another tool, its tensors in another order, is the same checkpoint", () => {
  const trainer = compile(plain, { ...options, seed: 5 });
  const reordered = Object.fromEntries(Object.entries(fromSafetensors(saved)).reverse());
  trainer.restore(toSafetensors(reordered, safetensorsMetadata(saved)));
  expect(trainer.checkpoint()).toEqual(saved);
});
