/** One training: a pure function of the trial and of the data that it names. */
import { deriveSeed, NonlinError, sha256, stream, type Tensor } from "../base/index.ts";
import { batches, gatherRows, type Rows, type Source, type Split } from "../data/index.ts";
import type { InitName } from "../nn/index.ts";
import { compile, type Trainer } from "../train/index.ts";
import { chanceScore, exploded, type Metric, metricFor, metrics } from "./metric.ts";
import { extrasText, leastRowsOf, lossOf, networkOf, optimizerOf, widthsOf } from "./network.ts";
import { type DataReference, hashResult, numericsVersion, type Trial, type TrialResult } from "./trial.ts";

/** What a trial needs from where it runs. What is kept here saves time and changes no result. */
export interface Bench {
  source(reference: DataReference): Source;
  /** A clock, in seconds. */
  now(): number;
  /** Compiled networks, by what they were compiled from. */
  readonly trainers: Map<string, Trainer>;
  /** The last split and what it was made from: the functions of one seed share it. */
  split?: { readonly key: string; readonly split: Split };
}

export function runTrial(trial: Trial, bench: Bench): TrialResult {
  if (trial.numerics !== numericsVersion) {
    throw new NonlinError("E_WORK", `the trial has numerics ${trial.numerics}, this is ${numericsVersion}`);
  }
  const source = bench.source(trial.data);
  const split = splitOf(trial, source, bench);
  const trainer = trainerOf(trial, source, bench);
  const metric = metricFor(source.task, trial.metric);
  const score = scorer(metrics[metric], trainer, source, split);
  const trained = train(trial, split.train, trainer, score, bench);
  const { outputs } = source;
  const chance = chanceScore(
    metrics[metric],
    { kind: source.task, outputs },
    original(split.train.y, split),
    original(split.test.y, split),
  );
  const { seconds, losses, epochs, scores, steps } = trained;
  const wild = exploded(scores.at(-1) ?? chance, chance, metrics[metric]);
  const divergence = trained.divergence ?? (wild ? { step: steps, tensor: "the prediction" } : undefined);
  const failed = divergence !== undefined;
  const weights = trainer.parameters;
  const result = {
    metric,
    status: failed ? ("diverged" as const) : ("ok" as const),
    ...(failed && { divergence }),
    score: failed ? chance : (scores.at(-1) as number),
    best: bestOf(epochs, scores, metrics[metric], chance),
    chance,
    curve: { losses, epochs, scores },
    steps,
    layers: `${widthsOf(trial, source).join("-")}${extrasText(trial.network)}`,
    parameters: Object.values(trainer.gradients).reduce((n, { data }) => n + data.length, 0),
    data: {
      title: source.title,
      hash: source.hash,
      kind: source.task,
      target: source.targetName,
      columns: source.inputs,
      outputs,
      train: split.train.count,
      test: split.test.count,
      resplit: source.drawn === "resplit",
      notes: source.notes,
    },
  };
  return { ...result, hash: hashResult(trial, result, hashOf(weights)), seconds };
}

function splitOf(trial: Trial, source: Source, bench: Bench): Split {
  const { seed, data } = trial.luck;
  const key = `${source.hash} ${seed} ${data}`;
  if (bench.split?.key !== key) bench.split = { key, split: source.split(stream(seed, "split", data)) };
  return bench.split.split;
}

function trainerOf(trial: Trial, source: Source, bench: Bench): Trainer {
  const { network, training, luck, activation } = trial;
  const seed = deriveSeed(luck.seed, "weights", luck.weights);
  const init = { kind: network.init as InitName };
  const optimizer = optimizerOf(trial);
  const key = JSON.stringify([
    activation,
    widthsOf(trial, source),
    network.normalization,
    network.dropout,
    network.residual,
    source.task,
    training.optimizer,
    training.batchSize,
  ]);
  const kept = bench.trainers.get(key);
  if (kept !== undefined) {
    kept.reset({ seed, init, optimizer });
    return kept;
  }
  const loss = lossOf(source.task);
  const made = compile(networkOf(trial, source), { loss, optimizer, batchSize: training.batchSize, seed, init });
  const [oldest] = bench.trainers.keys();
  if (bench.trainers.size >= mostTrainers && oldest !== undefined) {
    bench.trainers.get(oldest)?.dispose();
    bench.trainers.delete(oldest);
  }
  bench.trainers.set(key, made);
  return made;
}

/** A step's loss beyond this many times the first, or beyond this where the first is less than 1, has exploded. */
const explosion = 1e6;
/** Compiled networks kept at once; their memories go back to the pool. */
const mostTrainers = 64;

interface Trained {
  readonly losses: number[];
  readonly epochs: number[];
  readonly scores: number[];
  readonly steps: number;
  readonly divergence?: { readonly step: number; readonly tensor: string };
  readonly seconds: number;
}

function train(trial: Trial, rows: Rows, trainer: Trainer, score: () => number, bench: Bench): Trained {
  const { epochs, batchSize } = trial.training;
  const order = stream(trial.luck.seed, "order", trial.luck.weights);
  const x = new Float32Array(batchSize * (rows.x.length / rows.count));
  const y = rows.y instanceof Int32Array ? new Int32Array(batchSize) : new Float32Array(batchSize);
  const leastRows = leastRowsOf(trial);
  const looks = looksAt(epochs, trial.looks);
  const found: Omit<Trained, "steps" | "seconds" | "divergence"> = { losses: [], epochs: [], scores: [] };
  let steps = 0;
  let seconds = 0;
  let most = Number.POSITIVE_INFINITY;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const start = bench.now();
    let sum = 0;
    let seen = 0;
    for (const { order: indices, from, to } of batches(rows, batchSize, order, epoch)) {
      // a last batch of one row has no variance: it is left out, as PyTorch's users have to
      if (to - from < leastRows) continue;
      const n = gatherRows(rows, indices, from, to, x, y);
      const loss = trainer.stepRows(x, y, n);
      steps++;
      if (steps === 1) most = explosion * Math.max(1, loss);
      if (!(Number.isFinite(loss) && loss <= most)) {
        const divergence = { step: steps, tensor: firstBad(trainer.parameters) };
        return { ...found, steps, divergence, seconds: seconds + bench.now() - start };
      }
      sum += loss * n;
      seen += n;
    }
    seconds += bench.now() - start;
    found.losses.push(Number((sum / seen).toPrecision(7)));
    if (looks.includes(epoch + 1)) {
      const held = score();
      // the loss of a step comes before its update, so the last update shows only here
      if (!Number.isFinite(held))
        return { ...found, steps, divergence: { step: steps, tensor: "the prediction" }, seconds };
      found.epochs.push(epoch + 1);
      found.scores.push(held);
    }
  }
  return { ...found, steps, seconds };
}

/** Epochs after which the held-out rows are scored: dense at first, where curves bend; the last always. */
export function looksAt(epochs: number, looks: number): number[] {
  const places = Array.from({ length: looks }, (_, i) => ((i + 1) / looks) * ((i + 1) / looks));
  return [...new Set(places.map((place) => Math.max(1, Math.round(epochs * place))))];
}

/** NaN where a prediction is not finite. */
function scorer(metric: Metric, trainer: Trainer, source: Source, split: Split): () => number {
  const { test } = split;
  const x = { data: test.x, shape: [test.count, source.inputs] };
  const truth = original(test.y, split);
  return () => {
    const outputs = trainer.predict(x).data as Float32Array;
    // a logit that is no number would still be counted for some class
    if (!outputs.every(Number.isFinite)) return Number.NaN;
    return metric.score(original(outputs, split), truth, source.outputs);
  };
}

/** Values of a regression in the target's own unit; logits and classes as they are. */
function original<T extends ArrayLike<number>>(values: T, { target }: Split): T | Float64Array {
  if (target.mean === 0 && target.scale === 1) return values;
  return Float64Array.from(values, (v) => target.mean + target.scale * v);
}

function bestOf(
  epochs: readonly number[],
  scores: readonly number[],
  metric: Metric,
  chance: number,
): TrialResult["best"] {
  let best = { score: chance, epoch: 0 };
  const better = (a: number, b: number): boolean => (metric.larger === "better" ? a > b : a < b);
  for (const [i, score] of scores.entries()) {
    if (best.epoch === 0 || better(score, best.score)) best = { score, epoch: epochs[i] as number };
  }
  return best;
}

function firstBad(parameters: Readonly<Record<string, Tensor>>): string {
  const bad = Object.entries(parameters).find(([, { data }]) => !data.every(Number.isFinite));
  return bad?.[0] ?? "the loss";
}

function hashOf(parameters: Readonly<Record<string, Tensor>>): string {
  const each = Object.entries(parameters).map(([name, { data }]) => {
    // one NaN for all NaNs: which one an engine keeps is not determined
    const values = data.map((v: number) => (Number.isNaN(v) ? Number.NaN : v));
    return `${name} ${sha256(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))}`;
  });
  return sha256(each.join("\n"));
}
