/**
 * A trial is one training: what is trained on what, with which luck. It is plain data and says everything that its result depends on,
 * so two machines that hold the same trial must come to the same hash.
 */

import { canonicalJson, sha256 } from "../base/index.ts";
import type { Task } from "../data/index.ts";
import type { MetricName } from "./metric.ts";

export { numericsVersion } from "../base/index.ts";

export interface Trial {
  readonly schema: "nonlin.trial/1";
  readonly numerics: string;
  readonly data: DataReference;
  /** A name of the catalogue or a formula. */
  readonly activation: string;
  readonly network: NetworkOptions;
  readonly training: TrainingOptions;
  /** Default: the first that fits the target. */
  readonly metric?: string;
  /** Held-out scores looked at, the last included. */
  readonly looks: number;
  readonly luck: Luck;
}

/** Names a data set; whoever runs the trial knows where to find it. */
export interface DataReference {
  /** A built-in name, or the name of the user's file. */
  readonly name: string;
  /** Of the bytes that the file must have. */
  readonly hash?: string;
  /** The column to predict, where the data is a table of the user's. */
  readonly target?: string;
  /** What the user overrides in how a table is read. */
  readonly reading?: Readonly<Record<string, string | number | boolean>>;
}

export interface NetworkOptions {
  /** Units of each hidden layer. */
  readonly hidden: readonly number[];
  readonly init: string;
  /** Of what each hidden layer gives its activation: over the rows of a step, or over the units of a row. Default: neither. */
  readonly normalization?: "batch" | "layer";
  /** The share of each hidden layer's outputs that is left out in a step; default 0. */
  readonly dropout?: number;
  /** Whether a hidden layer whose width stays adds its input to its output; default no. */
  readonly residual?: boolean;
}

export interface TrainingOptions {
  readonly optimizer: string;
  readonly lr: number;
  readonly epochs: number;
  readonly batchSize: number;
}

/** Which random numbers a trial draws: all streams derive from the master seed, a purpose and one of these. */
export interface Luck {
  readonly seed: number;
  /** Decides the data that is drawn, or its split. */
  readonly data: number;
  /** Decides the initial weights and the order of the rows. */
  readonly weights: number;
}

export interface TrialResult {
  readonly metric: MetricName;
  readonly status: "ok" | "diverged";
  /** Where it diverged, and the first tensor that held a value that is not finite; "the loss" or "the prediction" where that exploded. */
  readonly divergence?: { readonly step: number; readonly tensor: string };
  /** The metric on the held-out rows after the last step; at chance level if diverged. */
  readonly score: number;
  /** The best of the held-out scores looked at, and its epoch. */
  readonly best: { readonly score: number; readonly epoch: number };
  /** What predicting the same for every row would score. */
  readonly chance: number;
  readonly curve: Curve;
  readonly steps: number;
  readonly layers: string;
  readonly parameters: number;
  readonly data: DataFacts;
  /** Of everything above and of the trained weights. Times are not in it. */
  readonly hash: string;
  /** Time in training steps, without evaluation. */
  readonly seconds: number;
}

export interface Curve {
  /** Mean training loss of each epoch, seven digits. */
  readonly losses: readonly number[];
  /** The epochs (1 is the first) after which the held-out rows were scored, and the scores. */
  readonly epochs: readonly number[];
  readonly scores: readonly number[];
}

/** What a data set is, as far as a race needs to know. */
export interface DataFacts {
  readonly title: string;
  readonly hash: string;
  readonly kind: Task;
  readonly target: string;
  readonly columns: number;
  readonly outputs: number;
  readonly train: number;
  readonly test: number;
  /** True where every seed splits the same rows anew; false where every seed draws new ones. */
  readonly resplit: boolean;
  /** What was done to the data, a sentence each. */
  readonly notes: readonly string[];
}

/** One text for one trial, on every machine. */
export function trialKey(trial: Trial): string {
  return canonicalJson(trial);
}

/** The hash that a rerun must reproduce. */
export function hashResult(trial: Trial, result: Omit<TrialResult, "hash" | "seconds">, weights: string): string {
  return sha256(canonicalJson({ trial, result, weights }));
}
