/** What is seen of a network while it computes: plain data, layer by layer. */
import type { Tensor } from "../base/index.ts";
import type { Data } from "./values.ts";

export interface ObserveOptions {
  /** With targets there is a loss, and its gradients are observed too. */
  readonly target?: Data;
  /**
   * Whether to compute as the next `step` will (elements dropped, statistics of these rows) rather than as `predict`. Nothing is
   * updated either way: observed before each step, a training takes the same course. Default false.
   */
  readonly training?: boolean;
  /** Which modules, by PyTorch's names ("0", "1.0"; "" is the whole model). Default: all that hold no others. */
  readonly layers?: readonly string[];
  /** Whether the numbers themselves come along. Default false. */
  readonly tensors?: boolean;
  /** A function is saturated where its slope is smaller than this. Default 0.1. */
  readonly saturation?: number;
}

export interface Observation {
  readonly rows: number;
  /** Where there was a target. */
  readonly loss?: number;
  /** In the order in which they compute; a module inside a Tied one is there once for each turn. */
  readonly layers: readonly LayerObservation[];
}

/** One passage through a module. Units are the sizes of axis 1: features, or channels with all their positions. */
export interface LayerObservation {
  readonly name: string;
  /** How often the module was passed before: 0, but in a Tied one. */
  readonly turn: number;
  readonly kind: string;
  /** As errors call it: "Linear(20, 64)". */
  readonly title: string;
  /** What comes in: of an activation, the pre-activations. */
  readonly input: Summary;
  readonly output: Summary;
  /** The share of outputs above 0. */
  readonly active: number;
  /** The same for each unit: how often it fires. */
  readonly activity: readonly number[];
  /** The units that fire on no row. */
  readonly dead: readonly number[];
  /** The share of inputs at which |f'| is below the limit; of elementwise functions. */
  readonly saturated?: number;
  /** The same for each unit. */
  readonly saturation?: readonly number[];
  /** Of the loss, in the input through this module alone, and in the output: what PyTorch's full backward hooks are given. */
  readonly inputGradient?: Summary;
  readonly outputGradient?: Summary;
  /** The norm of the loss's gradient in each parameter of the module, by its name in the state dict. */
  readonly parameterGradients?: Readonly<Record<string, number>>;
  readonly tensors?: LayerTensors;
}

export interface Summary {
  readonly mean: number;
  /** The root of the mean square. */
  readonly rms: number;
  /** The root of the sum of squares. */
  readonly norm: number;
}

/** Each [rows, ...]; copies. */
export interface LayerTensors {
  readonly input: Tensor;
  readonly output: Tensor;
  /** f' at the inputs, of elementwise functions. */
  readonly slope?: Tensor;
  readonly inputGradient?: Tensor;
  readonly outputGradient?: Tensor;
}
