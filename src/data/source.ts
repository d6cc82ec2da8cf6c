/**
 * What a race runs on: a source gives, for every replicate, rows to train on and rows held out.
 * Built-in and foreign data look the same from here.
 */

import type { Stream, Tensor } from "../base/index.ts";

export type Task = "binary" | "classes" | "regression";

/** Rows ready for a network: x is [count, inputs]; y is 0 or 1, a class index, or a standardised number. */
export interface Rows {
  readonly x: Float32Array;
  readonly y: Float32Array | Int32Array;
  readonly count: number;
}

/** y in original units is `mean + scale * y`; the identity for classes. */
export interface TargetScale {
  readonly mean: number;
  readonly scale: number;
}

export interface Split {
  readonly train: Rows;
  readonly test: Rows;
  /** Fitted on the training rows. */
  readonly target: TargetScale;
}

export interface Provenance {
  readonly text: string;
  readonly licence: string;
  readonly url: string;
}

export interface Source {
  readonly name: string;
  readonly title: string;
  readonly task: Task;
  readonly inputs: number;
  /** 1, or the number of classes for the task "classes". */
  readonly outputs: number;
  /** Names of the classes by index; two for a binary task. */
  readonly classes?: readonly string[];
  readonly featureNames: readonly string[];
  readonly targetName: string;
  /** "fresh": every split draws new rows; "resplit": every split divides the same rows, so splits overlap. */
  readonly drawn: "fresh" | "resplit";
  readonly trainRows: number;
  readonly testRows: number;
  /** SHA-256 of the rows, or of the recipe that draws them. */
  readonly hash: string;
  /** What was done to the data, a sentence each. */
  readonly notes: readonly string[];
  readonly provenance?: Provenance;
  /** The same stream gives the same bits. */
  split(stream: Stream): Split;
}

/**
 * A data set as it was published: features [n, d] Float32, unscaled;
 * targets [n] Int32 for classes, [n, 1] Float32 for binary (0, 1) and regression.
 */
export interface Dataset {
  readonly name: string;
  readonly title: string;
  readonly task: Task;
  readonly features: Tensor<Float32Array>;
  readonly targets: Tensor<Float32Array> | Tensor<Int32Array>;
  readonly classes?: readonly string[];
  readonly featureNames: readonly string[];
  readonly targetName: string;
  readonly provenance?: Provenance;
  readonly notes: readonly string[];
}
