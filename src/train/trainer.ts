/** What can be done with a compiled model. */
import type { Tensor, TensorData } from "../base/index.ts";
import type { Threading, Threads } from "../graph/index.ts";
import type { ActivationParameters, Init, Loss } from "../nn/index.ts";
import type { Optimizer, Schedule } from "../optim/index.ts";
import type { Clipping } from "./learning.ts";
import type { Observation, ObserveOptions } from "./observation.ts";
import type { Trained } from "./trained.ts";
import type { Data, Nested } from "./values.ts";

export type Precision = "float32" | "float64";

export interface CompileOptions extends Clipping {
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** What moves the learning rate, at each call of `stepSchedule`. */
  readonly schedule?: Schedule;
  /** The largest number of rows of one step; a step may have fewer. */
  readonly batchSize: number;
  /** Default 0. */
  readonly seed?: number;
  /** "float64" runs the interpreter: the same program and initial weights, slow. Default "float32". */
  readonly precision?: Precision;
  readonly init?: Init;
  /** Which parameters of activations are trained. Default "declared": those whose declaration says so. */
  readonly activationParameters?: ActivationParameters;
  /** Who shares the steps, for instance `workers(2)` of nonlin/threads: the same bits, sooner where a step takes a millisecond or more. */
  readonly threads?: Threads;
  /** The sizes of one row of input, for a model whose first module takes any. */
  readonly inputShape?: readonly number[];
}

export interface Trainer {
  /** The loss on these rows before the update, of a model in training. NaN and infinity are returned, not thrown. */
  step(x: Data, y: Data): number;
  /** The same on the first `rows` rows of the caller's buffers: the way without conversions. */
  stepRows(x: TensorData, y: TensorData, rows: number): number;
  /** The loss on these rows; its gradients are in `gradients`, and nothing is updated. */
  differentiate(x: Data, y: Data): number;
  /** The output for any number of rows: nothing is dropped, and running statistics stand for those of the batch. */
  predict(x: Data): Tensor;
  /** The loss of what `predict` gives on any number of rows; NaN for the mean of none. */
  evaluate(x: Data, y: Data): number;
  /**
   * What every layer does with these rows: statistics of its input, output and, given a target, of the loss's gradients; on request the
   * numbers themselves. Any number of rows; nothing is updated. A second variant of the network is compiled for it when it is first
   * called: a trainer that is never observed pays nothing, and one that is takes the same course.
   */
  observe(x: Data, options?: ObserveOptions): Observation;
  /** Copies, by PyTorch's names and in its shapes. */
  readonly parameters: Readonly<Record<string, Tensor>>;
  /** Of the last step, likewise. */
  readonly gradients: Readonly<Record<string, Tensor>>;
  /** Model and parameters as plain data, copies, as `exportNetwork` takes them. */
  trained(): Trained;
  /** Replaces every parameter; throws E_MODEL, naming the tensor, if one is missing, unknown or of another shape. */
  load(parameters: Readonly<Record<string, Tensor | TensorData | Nested | number>>): void;
  /**
   * All that the rest of this training depends on, as a file: parameters, buffers, the optimiser's and the schedule's state, rates, seed and step.
   * It is safetensors, the parameters under their own names; `checkpointParameters` gives them alone.
   */
  checkpoint(): Uint8Array;
  /**
   * Goes on where a checkpoint was taken, with the same bits, whatever happened to this trainer before. Throws E_MODEL, and changes nothing,
   * for a damaged file and for that of another model, loss, optimiser, schedule or precision; batchSize may differ.
   */
  restore(checkpoint: Uint8Array): void;
  /** The rate of all parameters from the next step on, until the schedule moves it. */
  setLearningRate(lr: number): void;
  /** PyTorch's scheduler.step(): after an epoch, or a batch, as the schedule counts. ReduceLROnPlateau takes a metric. */
  stepSchedule(metric?: number): void;
  /** Of the next step: of the parameters without a group, then of each group. */
  readonly learningRates: readonly number[];
  /** As if compiled anew with these options, without compiling: a race runs its trials of one network so. */
  reset(options?: ResetOptions): void;
  /** How many threads shared the last call, or will share the first; of one alone, why no more. */
  readonly threads: Threading;
  /** Hands the memory back, and ends the threads. */
  dispose(): void;
}

/** What may differ between trials of one network; what is left out stays. */
export interface ResetOptions {
  readonly seed?: number;
  readonly init?: Init;
  /** Of the same rule and groups. */
  readonly optimizer?: Optimizer;
  readonly schedule?: Schedule;
  /** Values of activations' parameters that are not trained, by name: { "1.negativeSlope": 0.2 }. */
  readonly scalars?: Readonly<Record<string, number>>;
}
