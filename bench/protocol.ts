/**
 * What the harness and a peer say to each other: one JSON object a line, over the peer's stdin and stdout.
 * A peer is a process of its own (Node or Python), asked for one round at a time, so that all peers of a table
 * are measured in one run, in turns, on the same noisy machine.
 */

export type Activation = "relu" | "leakyRelu" | "elu" | "gelu" | "silu" | "tanh";

export type Elementwise =
  | "relu"
  | "sigmoid"
  | "tanh"
  | "elu"
  | "selu"
  | "softplus"
  | "gelu"
  | "geluTanh"
  | "silu"
  | "mish"
  | "hardswish";

/**
 * What a network is made of: "plain" is Linear and activation in turns; "normalised" has BatchNorm1d before each
 * activation and Dropout(0.1) after it; "images" is Conv 8, Conv 16, MaxPool2d(2) and Linear on pictures of 8 by 8.
 */
export type Body = "plain" | "normalised" | "images";

/** A network to train from `parameters` with Adam; arrays are base64 of little-endian 32-bit numbers. */
export interface StepTask {
  readonly kind: "step";
  /** By its name here; a peer may know only some of them. */
  readonly activation: string;
  readonly body: Body;
  /** How the peer is set up: a peer's own word, such as "foreach". */
  readonly setting: string;
  /** Of a "normalised" or "plain" body the widths, of "images" the pixels and the classes. One output is a logit, for binary cross entropy; more are the logits of classes, for cross entropy. */
  readonly sizes: readonly number[];
  readonly batch: number;
  readonly epochs: number;
  readonly lr: number;
  /** [rows, sizes[0]] float32 and [rows] float32: 0 or 1 for one output, the class for more. */
  readonly inputs: string;
  readonly targets: string;
  /** Weight [out, in] (of a convolution [out, in, 3, 3]), bias [out], layer after layer. */
  readonly parameters: readonly string[];
  /** [steps, batch] int32: the rows of each batch. */
  readonly order: string;
}

export type Task =
  | StepTask
  | { readonly kind: "elementwise"; readonly f: Elementwise; readonly n: number; readonly setting: string }
  /** f and f' at once, as a training step needs them. */
  | { readonly kind: "both"; readonly f: Activation; readonly n: number }
  | { readonly kind: "matmul"; readonly n: number }
  | { readonly kind: "copy"; readonly n: number }
  | { readonly kind: "peak" };

export type Request = { readonly prepare: Task } | { readonly round: number; readonly seconds: number };

/** `check` shows that the work is the right work: the first outputs, or the loss at the end; null stands for NaN. */
export interface Prepared {
  readonly id: number;
  readonly check: readonly (number | null)[];
  /** Floating-point operations of one call, where the peer knows better than the table. */
  readonly flops?: number;
  /** How the peer does it, where that is for the peer to say. */
  readonly note?: string;
}

/** Seconds for `calls` calls: `cpu` is the CPU time of the whole process, `wall` the clock's. */
export interface Round {
  readonly calls: number;
  readonly cpu: number;
  readonly wall: number;
}

/** The first line a peer sends, once it has started. */
export interface Hello {
  readonly ready: true;
}

export interface Failure {
  readonly error: string;
}

/** A prepared task: `run(calls)` does the work; `unit` calls follow one `reset`, whose time is not counted. */
export interface Case {
  readonly check: readonly number[];
  readonly flops?: number;
  readonly note?: string;
  readonly unit?: number;
  reset?(): void | Promise<void>;
  run(calls: number): void | Promise<void>;
}

export interface Peer {
  /** Throws, with the reason, for a task the peer cannot do. */
  prepare(task: Task): Case | Promise<Case>;
}
