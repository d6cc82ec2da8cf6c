/**
 * How a module is written for other systems. A row states its own export in the words of these scopes; the writers behind them
 * (`exportNetwork`) are taken only by who exports.
 */
import type { Declaration } from "../activations/index.ts";
import type { Expr } from "../expr/index.ts";
import type { Shape } from "../graph/index.ts";
import type { Module } from "./module.ts";

export interface Exports<M extends Module = Module> {
  /** The module as a call: "nn.Linear(20, 64)". */
  readonly torch: (m: M, scope: TorchScope) => string;
  /** Adds nodes to the graph; the name of what the last one makes. */
  readonly onnx: (m: M, x: OnnxValue, scope: OnnxScope) => string;
}

/** What is known of the values in a trained network; names are relative to the module's place. */
interface Trained {
  /** Whether the state dict has an entry of this name. */
  readonly has: (name: string) => boolean;
  /** What a number that is not trained now is, `value` unless somebody has changed it. */
  readonly number: (name: string, value: number) => number;
}

/** A function of a declaration in a network. */
export interface Applied {
  readonly declaration: Declaration;
  /** In x, or in a and b, and the parameters. */
  readonly expression: Expr;
  /** The values of those parameters that are not trained. */
  readonly numbers: Readonly<Record<string, number>>;
}

export interface TorchScope extends Trained {
  /** A module inside this one, as a call. */
  readonly child: (name: string, module: Module) => string;
  /** What PyTorch lacks: the class or function, written once, that `text` defines under `name`; its name in the file. */
  readonly define: (name: string, text: (name: string) => string) => string;
  /** A function of x with its exact slopes, written once; its name in the file. */
  readonly differentiable: (declaration: Declaration) => string;
}

/** A tensor of an ONNX graph. */
export interface OnnxValue {
  readonly name: string;
  readonly shape: Shape;
}

/** Attributes of a node by name; whole numbers and others are two types. */
export interface OnnxAttributes {
  readonly ints?: Readonly<Record<string, number | readonly number[]>>;
  readonly floats?: Readonly<Record<string, number>>;
}

export interface OnnxScope extends Trained {
  readonly opset: number;
  /** What a new node makes of its inputs. */
  readonly node: (op: string, inputs: readonly string[], attributes?: OnnxAttributes) => string;
  /** An entry of the state dict. */
  readonly parameter: (name: string) => string;
  /** Numbers that are no entry of the state dict. */
  readonly floats: (values: readonly number[], shape?: readonly number[]) => string;
  /** Whole numbers: axes, sizes. */
  readonly ints: (values: readonly number[]) => string;
  /** A function of `inputs` and of trained parameters: the operator set's own, else one that travels with the model. */
  readonly apply: (
    applied: Applied,
    inputs: Readonly<Record<string, string>>,
    trained: Readonly<Record<string, string>>,
  ) => string;
  readonly child: (name: string, module: Module, x: OnnxValue) => OnnxValue;
}

/** Over `axes` (not the first), which stay with length 1. */
export function reduced(
  op: "ReduceMean" | "ReduceSum" | "ReduceMax",
  x: string,
  axes: readonly number[],
  scope: OnnxScope,
): string {
  // sums take their axes as an input since operator set 13, the others since 18
  const input = op === "ReduceSum" || scope.opset >= 18;
  return input
    ? scope.node(op, [x, scope.ints(axes)], { ints: { keepdims: 1 } })
    : scope.node(op, [x], { ints: { axes, keepdims: 1 } });
}

/** A constructor's arguments in Python: `{ eps: "1e-05" }` is "eps=1e-05". */
export function keywords(options: Readonly<Record<string, string>>): string {
  return Object.entries(options)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ");
}

/** As Python writes them. */
export const python = {
  boolean: (value: boolean): string => (value ? "True" : "False"),
  tuple: (values: readonly number[]): string => `(${values.join(", ")}${values.length === 1 ? "," : ""})`,
  /** A whole number of float is written with its point. */
  float: (value: number): string =>
    Number.isInteger(value) && Math.abs(value) < 1e16 ? `${value}.0` : `${value}`.replace("e+", "e"),
};
