/**
 * Tensor programs. A program is data: slots (memory with a name) and functions that compute nodes and store them in slots.
 * Four kinds of kernel make every node: map, reduce, matmul, gather (and its adjoint, scatterAdd); each reads its operands through views.
 * A fifth, random, reads nothing but a key and a counter.
 * The one unknown in a shape is the number of rows of a call, `batch`; everything else is fixed when the program is built.
 */
import type { Expr } from "../expr/index.ts";

/** The number of rows of this call: 1 to the capacity that the program is compiled for. */
export const batch = "batch";
export type Dim = number | typeof batch;
/** Only the first axis of a node may be `batch`, so that memory holds the rows of a call first, whatever the capacity; a view may put it anywhere. */
export type Shape = readonly Dim[];
export type ElementType = "f32" | "i32";

export type Node = Slot | MapNode | Reduce | Matmul | Gather | ScatterAdd | Random;

/**
 * What a slot is for. `parameter`, `gradient` and `state` slots of one program lie in blocks of their own, in the order of `Program.slots`.
 * `scalar` is written by the caller before a call (a learning rate, an activation's parameter); `rows` holds the number of rows of the call as a float;
 * `constant` is written once, from `data`; `result` is read by the caller after it.
 */
export type Role = "input" | "parameter" | "gradient" | "state" | "scalar" | "rows" | "constant" | "result";

export interface Slot {
  readonly kind: "slot";
  readonly role: Role;
  readonly name: string;
  readonly shape: Shape;
  readonly type: ElementType;
  readonly data?: Float64Array;
}

/** How a kernel reads a node: element at `offset + sum(index[i] * strides[i])` of its row-major storage (a batch axis counts with the program's capacity). */
export interface View {
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly offset: number;
  /** Reads outside a guard give `padding` instead (convolution's border, concatenation). */
  readonly guards?: readonly Guard[];
  readonly padding?: number;
}

/** The coordinate `start + sum(index[i] * weights[i])` must lie in 0 .. length - 1. */
export interface Guard {
  readonly start: number;
  readonly weights: readonly number[];
  readonly length: Dim;
}

export interface Operand {
  readonly node: Node;
  readonly view: View;
}

/** A formula over tensors of one shape. The formula's variables are the keys of `operands`, each viewed in the map's shape (broadcasting is a stride of 0). */
export interface MapNode {
  readonly kind: "map";
  readonly expression: Expr;
  readonly operands: Readonly<Record<string, Operand>>;
  readonly shape: Shape;
  /** The partial derivatives by operand, where they are not the plain derivative of `expression`: a function's own f' at its corners, 0 to let no gradient through. */
  readonly partials?: Readonly<Record<string, Expr>>;
}

/** Reduction of the last `axes` axes of the operand's view. `argmax` is the first index (row-major over the reduced axes) of the largest value, as a float; NaN wins. */
export interface Reduce {
  readonly kind: "reduce";
  readonly op: "sum" | "max" | "argmax";
  readonly operand: Operand;
  readonly axes: number;
  readonly shape: Shape;
}

/**
 * `init + a b`: a viewed as [...rows, ...inner], b as [...inner, ...columns]; the result is [...rows, ...columns].
 * Each element is one accumulator, begun at `init` (viewed in the result's shape; 0 if absent), over the inner axes ascending.
 */
export interface Matmul {
  readonly kind: "matmul";
  readonly a: Operand;
  readonly b: Operand;
  readonly inner: number;
  readonly init?: Operand;
  readonly shape: Shape;
}

/** Rows of `table` ([n, ...rest]) at `index` ([...i], integers): [...i, ...rest]. */
export interface Gather {
  readonly kind: "gather";
  readonly table: Operand;
  readonly index: Operand;
  readonly shape: Shape;
}

/** The adjoint of gather: a zero tensor [n, ...rest] to which each row of `values` is added at its index, in index order. */
export interface ScatterAdd {
  readonly kind: "scatterAdd";
  readonly index: Operand;
  readonly values: Operand;
  readonly shape: Shape;
}

/**
 * Uniform numbers in [0, 1), multiples of 2^-24: element i (row-major) is base's `uniform32` of the stream `key` (an integer slot of
 * two, seed and stream) at the position `step * 2^32 + i`, on every engine.
 */
export interface Random {
  readonly kind: "random";
  readonly key: Operand;
  /** An integer slot of one. */
  readonly step: Operand;
  readonly shape: Shape;
}

export interface Assignment {
  readonly slot: Slot;
  readonly value: Node;
}

/** All values of a phase are computed from the slots as they were before it; then all are stored. */
export type Phase = readonly Assignment[];

export interface Program {
  readonly slots: readonly Slot[];
  /** For instance `step` (gradients, then update) and `predict`. */
  readonly functions: Readonly<Record<string, readonly Phase[]>>;
}
