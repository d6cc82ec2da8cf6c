/** Scores of a network's raw outputs against the truth, a row per metric. */
import { exp, log, NonlinError, suggest } from "../base/index.ts";
import type { Task } from "../data/index.ts";
import type { DataFacts } from "./trial.ts";

export interface Metric {
  readonly title: string;
  /** `points` are hundredths; `target` is the unit of the column that is predicted. */
  readonly unit: "points" | "nats" | "target";
  readonly larger: "better" | "worse";
  /** The targets it is defined for; the first metric listed for a kind is its default. */
  readonly kinds: readonly Task[];
  /** outputs: [rows, columns], logits or predicted values; truth: class indices or values, one a row. */
  score(outputs: ArrayLike<number>, truth: ArrayLike<number>, columns: number): number;
  /** True where a score hangs on which rows are right, so that it moves in steps of about one row. */
  readonly counted?: true;
}

export const metrics = {
  accuracy: {
    title: "accuracy",
    unit: "points",
    larger: "better",
    kinds: ["binary", "classes"],
    counted: true,
    score(outputs, truth, columns) {
      let right = 0;
      for (let i = 0; i < truth.length; i++) if (predictedClass(outputs, i, columns) === truth[i]) right++;
      return (100 * right) / truth.length;
    },
  },
  r2: {
    title: "100 R²",
    unit: "points",
    larger: "better",
    kinds: ["regression"],
    score(outputs, truth) {
      const centre = sum(truth.length, (i) => truth[i] as number) / truth.length;
      const spread = sum(truth.length, (i) => square((truth[i] as number) - centre));
      // where all rows are alike there is nothing to explain
      return spread === 0 ? 0 : 100 * (1 - squaredError(outputs, truth) / spread);
    },
  },
  auc: {
    title: "area under the ROC curve",
    unit: "points",
    larger: "better",
    kinds: ["binary"],
    score: (outputs, truth) => 100 * areaUnderCurve(outputs, truth),
  },
  f1: {
    title: "F1, the mean over the classes",
    unit: "points",
    larger: "better",
    kinds: ["binary", "classes"],
    counted: true,
    score: (outputs, truth, columns) => 100 * meanF1(outputs, truth, columns),
  },
  logloss: {
    title: "cross entropy",
    unit: "nats",
    larger: "worse",
    kinds: ["binary", "classes"],
    score: (outputs, truth, columns) =>
      sum(truth.length, (i) => logLoss(outputs, i, columns, truth[i] as number)) / truth.length,
  },
  rmse: {
    title: "root mean squared error",
    unit: "target",
    larger: "worse",
    kinds: ["regression"],
    score: (outputs, truth) => Math.sqrt(squaredError(outputs, truth) / truth.length),
  },
  mae: {
    title: "mean absolute error",
    unit: "target",
    larger: "worse",
    kinds: ["regression"],
    score: (outputs, truth) =>
      sum(truth.length, (i) => Math.abs((outputs[i] as number) - (truth[i] as number))) / truth.length,
  },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof metrics;

/** The metric named, or the default for the kind of target. Throws E_USAGE naming what would fit. */
export function metricFor(kind: Task, name?: string): MetricName {
  const fitting = (Object.keys(metrics) as MetricName[]).filter((key) => (metrics[key] as Metric).kinds.includes(kind));
  if (name === undefined) return fitting[0] as MetricName;
  const found = fitting.find((key) => key === name.toLowerCase());
  if (found !== undefined) return found;
  const near = suggest(name, fitting);
  const advice = near === undefined ? `one of ${fitting.join(", ")}` : `did you mean ${near}?`;
  const what = kind === "regression" ? "a number" : kind === "binary" ? "two classes" : "classes";
  throw new NonlinError("E_USAGE", `--metric ${name} does not fit a target of ${what}`, { advice });
}

/** What predicting the same for every row scores, having seen only the training targets. */
export function chanceScore(
  metric: Metric,
  facts: Pick<DataFacts, "kind" | "outputs">,
  train: ArrayLike<number>,
  test: ArrayLike<number>,
): number {
  const n = train.length;
  const row = new Float64Array(facts.outputs);
  if (facts.kind === "regression") row[0] = sum(n, (i) => train[i] as number) / n;
  else {
    const counts = new Float64Array(Math.max(2, facts.outputs));
    for (let i = 0; i < n; i++) counts[train[i] as number] = (counts[train[i] as number] as number) + 1;
    // half a row for each class, so that one absent from the training rows has a finite logit
    const logits = counts.map((count) => log((count + 0.5) / n));
    if (facts.kind === "binary") row[0] = (logits[1] as number) - (logits[0] as number);
    else row.set(logits);
  }
  const outputs = new Float64Array(test.length * facts.outputs);
  for (let i = 0; i < test.length; i++) outputs.set(row, i * facts.outputs);
  return metric.score(outputs, test, facts.outputs);
}

/**
 * Whether a score says that the training has exploded, though all numbers are finite: an error of more than 1000 times that of `chance`.
 * Where chance makes no error, and in metrics that cannot fall so far, nothing explodes.
 */
export function exploded(score: number, chance: number, metric: Metric): boolean {
  const error = (s: number): number => (metric.larger === "worse" ? s : 100 - s);
  return error(chance) > 0 && error(score) > 1000 * Math.max(error(chance), metric.larger === "worse" ? 0 : 1);
}

/** The zone of practical equality where the user names none: 0.5 points, or its like in the unit of the metric. */
export function defaultZone(metric: Metric, chance: number): number {
  if (metric.unit === "points") return 0.5;
  // nats of a cross entropy, or half a per cent of the error of predicting the mean
  return metric.unit === "nats" ? 0.005 : 0.005 * chance;
}

function predictedClass(outputs: ArrayLike<number>, row: number, columns: number): number {
  if (columns === 1) return (outputs[row] as number) > 0 ? 1 : 0;
  let best = 0;
  for (let c = 1; c < columns; c++) {
    if ((outputs[row * columns + c] as number) > (outputs[row * columns + best] as number)) best = c;
  }
  return best;
}

function logLoss(outputs: ArrayLike<number>, row: number, columns: number, truth: number): number {
  // one logit z stands for the pair 0, z
  const at = (c: number): number =>
    columns === 1 ? c * (outputs[row] as number) : (outputs[row * columns + c] as number);
  const classes = Math.max(2, columns);
  let top = at(0);
  for (let c = 1; c < classes; c++) top = Math.max(top, at(c));
  return top + log(sum(classes, (c) => exp(at(c) - top))) - at(truth);
}

/** The share of pairs of one row of each class that are in the right order, ties half (Mann and Whitney). */
function areaUnderCurve(outputs: ArrayLike<number>, truth: ArrayLike<number>): number {
  const order = Array.from({ length: truth.length }, (_, i) => i);
  order.sort((i, j) => (outputs[i] as number) - (outputs[j] as number));
  let ones = 0;
  let zerosBelow = 0;
  let pairs = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    let tiedOnes = 0;
    while (end < order.length && outputs[order[end] as number] === outputs[order[start] as number]) {
      tiedOnes += truth[order[end] as number] as number;
      end++;
    }
    const tiedZeros = end - start - tiedOnes;
    pairs += tiedOnes * (zerosBelow + tiedZeros / 2);
    ones += tiedOnes;
    zerosBelow += tiedZeros;
    start = end;
  }
  // without a pair nothing is in order or out of it
  return ones === 0 || zerosBelow === 0 ? 0.5 : pairs / (ones * zerosBelow);
}

function meanF1(outputs: ArrayLike<number>, truth: ArrayLike<number>, columns: number): number {
  const classes = Math.max(2, columns);
  const hits = new Float64Array(classes);
  const seen = new Float64Array(classes);
  for (let i = 0; i < truth.length; i++) {
    const guess = predictedClass(outputs, i, columns);
    const actual = truth[i] as number;
    seen[guess] = (seen[guess] as number) + 1;
    seen[actual] = (seen[actual] as number) + 1;
    if (guess === actual) hits[actual] = (hits[actual] as number) + 1;
  }
  const present = Array.from(seen.keys()).filter((c) => (seen[c] as number) > 0);
  return (
    sum(present.length, (k) => (2 * (hits[present[k] as number] as number)) / (seen[present[k] as number] as number)) /
    present.length
  );
}

function squaredError(outputs: ArrayLike<number>, truth: ArrayLike<number>): number {
  return sum(truth.length, (i) => square((outputs[i] as number) - (truth[i] as number)));
}

function square(x: number): number {
  return x * x;
}

function sum(n: number, term: (i: number) => number): number {
  let total = 0;
  for (let i = 0; i < n; i++) total += term(i);
  return total;
}
