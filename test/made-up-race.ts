/** A race that nobody ran: scores drawn round given means, for tests of what is made from a result. */
import { normal, stream } from "../src/base/index.ts";
import { type Entrant, judge, type RaceResult, type TaskOptions, type TrialResult } from "../src/lab/index.ts";

interface Pretence {
  readonly title: string;
  readonly score: number;
  readonly spread: number;
  readonly loss: number;
  readonly seconds: number;
  readonly role?: Entrant["role"];
  readonly diverged?: number;
}

const course: readonly Pretence[] = [
  { title: "ReLU", score: 96.3, spread: 0.4, loss: 0.002, seconds: 0.09, role: "baseline" },
  { title: "Sigmoid", score: 98.6, spread: 0.2, loss: 0.02, seconds: 0.11 },
  { title: "Tanh", score: 97.6, spread: 0.3, loss: 0.006, seconds: 0.12 },
  { title: "LeakyReLU", score: 96.35, spread: 0.4, loss: 0.002, seconds: 0.09 },
  { title: "ELU", score: 96.9, spread: 0.4, loss: 0.003, seconds: 0.11 },
  { title: "GELU", score: 96.1, spread: 0.4, loss: 0.001, seconds: 0.14 },
  { title: "SiLU", score: 96.2, spread: 0.4, loss: 0.001, seconds: 0.12 },
  { title: "Identity", score: 98.55, spread: 0.2, loss: 0.03, seconds: 0.08, role: "control" },
  { title: "ReLU, other seeds", score: 96.3, spread: 0.4, loss: 0.002, seconds: 0.09, role: "floor" },
];

const spirals: readonly Pretence[] = [
  { title: "ReLU", score: 98.6, spread: 0.5, loss: 0.03, seconds: 0.1, role: "baseline" },
  { title: "Sigmoid", score: 91, spread: 4, loss: 0.2, seconds: 0.12 },
  { title: "Tanh", score: 98.7, spread: 0.3, loss: 0.03, seconds: 0.13, diverged: 1 },
  { title: "LeakyReLU", score: 98.7, spread: 0.3, loss: 0.03, seconds: 0.1 },
  { title: "ELU", score: 99.3, spread: 0.2, loss: 0.02, seconds: 0.12 },
  { title: "GELU", score: 99.2, spread: 0.2, loss: 0.01, seconds: 0.15 },
  { title: "SiLU", score: 98.8, spread: 0.6, loss: 0.02, seconds: 0.13 },
  { title: "Identity", score: 66.1, spread: 0.4, loss: 0.62, seconds: 0.09, role: "control" },
  { title: "ReLU, other seeds", score: 98.6, spread: 0.5, loss: 0.03, seconds: 0.1, role: "floor" },
];

export function madeUpRace(seeds = 10): RaceResult {
  const common = { optimizer: "adam", lr: 0.01, batchSize: 32 };
  const first: TaskOptions = {
    data: { name: "course" },
    network: { hidden: [64, 32, 16], init: "default" },
    training: { ...common, epochs: 50 },
  };
  const second: TaskOptions = {
    data: { name: "spirals" },
    network: { hidden: [24, 24, 24], init: "default" },
    training: { ...common, epochs: 30 },
  };
  const tasks = [
    task(first, "the course's set", "20-64-32-16-1", course, seeds, 0.5),
    task(second, "two spirals", "2-24-24-24-1", spirals, seeds, 1),
  ];
  const activations = course.filter((p) => p.role === undefined).map((p) => p.title);
  return {
    schema: "nonlin.race/1",
    numerics: "1",
    options: { tasks: [first, second], activations, baseline: "relu", seeds },
    seed: 1,
    tasks,
    partial: false,
    hash: "0".repeat(64),
    provenance: { command: "nonlin race", version: "0.1.0", engine: "Node 20", seconds: 12.3 },
  };
}

function task(
  options: TaskOptions,
  title: string,
  layers: string,
  who: readonly Pretence[],
  seeds: number,
  start: number,
): ReturnType<typeof judge> {
  const entrants = who.map(
    (p) => ({ activation: p.title.toLowerCase(), title: p.title, role: p.role ?? "rival" }) as const,
  );
  const results = who.map((p, i) =>
    Array.from({ length: seeds }, (_, k) => result(options, p, i, k, { start, title, layers })),
  );
  return judge({ options, seed: 1, entrants, results });
}

interface Facts {
  readonly start: number;
  readonly title: string;
  readonly layers: string;
}

function result(
  options: TaskOptions,
  p: Pretence,
  entrant: number,
  replicate: number,
  { start, title, layers }: Facts,
): TrialResult {
  const epochs = options.training.epochs;
  const luck = stream(7, `made up ${p.title} ${start}`, replicate);
  const diverged = replicate < (p.diverged ?? 0);
  const score = diverged ? 50 : Math.min(100, p.score + p.spread * normal(luck, 0));
  const looks = [1, 2, 4, 8, 12, 16, 24, 32, 40, 50].filter((e) => e < epochs).concat(epochs);
  const speed = 3 + 2 * entrant * start;
  const scores = looks.map(
    (e) => score - ((score - 50) * speed) / (speed + 4 * e) + ((score - 50) * speed) / (speed + 4 * epochs),
  );
  return {
    metric: "accuracy",
    status: diverged ? "diverged" : "ok",
    ...(diverged && { divergence: { step: 41, tensor: "2.weight" } }),
    score,
    best: { score, epoch: epochs },
    chance: 50.6,
    curve: {
      losses: Array.from({ length: epochs }, (_, e) => p.loss * (1 + 0.05 * normal(luck, 2)) + 0.69 / (1 + e * 0.5)),
      epochs: diverged ? [] : looks,
      scores: diverged ? [] : scores,
    },
    steps: epochs * 32,
    layers,
    parameters: 3969,
    data: {
      title,
      hash: "made up",
      kind: "binary",
      target: "label",
      columns: 20,
      outputs: 1,
      train: 1000,
      test: 10000,
      resplit: false,
      notes: [],
    },
    hash: `${entrant}-${replicate}`,
    seconds: p.seconds * (1 + 0.05 * normal(luck, 1)),
  };
}
