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
export interface TrainedScope {
  /** Whether the state dict has an entry of this name. */
  readonly has: (name: string) => boolean;
  /** What a number that is not trained now is: `value` unless somebody has changed it. */
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

export interface TorchScope extends TrainedScope {
  /** A name of ours as Python writes it: negative_slope. */
  readonly spelled: (name: string) => string;
  /** A number likewise. */
  readonly float: (value: number) => string;
  /** A module inside this one, as a call. */
  readonly child: (name: string, module: Module) => string;
  /** What PyTorch lacks: the class that `text` defines, written once; its name in the file. */
  readonly define: (name: string, text: (name: string) => string) => string;
  /** A function of x and the parameters with its exact slopes, written once; its name in the file. */
  readonly differentiable: (declaration: Declaration) => string;
  /** The lines of a function's body that return the expression. */
  readonly lines: (expression: Expr) => readonly string[];
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

export interface OnnxScope extends TrainedScope {
  readonly opset: number;
  /** What a new node makes of its inputs. */
  readonly node: (op: string, inputs: readonly string[], attributes?: OnnxAttributes) => string;
  /** What a new node of several outputs makes. */
  readonly outputs: (
    count: number,
    op: string,
    inputs: readonly string[],
    attributes?: OnnxAttributes,
  ) => readonly string[];
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

/** A call of a class of our own with a block in it; a block of several lines is indented. */
export function around(
  name: string,
  block: string,
  scope: TorchScope,
  text: (name: string) => string,
  ...more: readonly string[]
): string {
  const all = [block, ...more];
  const defined = scope.define(name, text);
  return block.includes("\n") ? `${defined}(\n${indented(all)})` : `${defined}(${all.join(", ")})`;
}

/** Arguments on lines of their own. */
export function indented(all: readonly string[]): string {
  return all.map((one) => `    ${one.replaceAll("\n", "\n    ")},\n`).join("");
}

/** A constructor's arguments in Python: `{ eps: "1e-05" }` is "eps=1e-05". */
export function keywords(options: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(options).map(([name, value]) => `${name}=${value}`);
}

/** A tensor of one number for each channel (axis 1), in a shape that spreads over x. */
export function onnxPerChannel(values: string, x: OnnxValue, scope: OnnxScope): string {
  const after = x.shape.slice(2).map((_, i) => i + 1);
  return after.length === 0 ? values : scope.node("Unsqueeze", [values, scope.ints(after)]);
}

/** Over `axes`, which stay with length 1. */
export function onnxReduced(
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

/** What the parameters of a function that is not trained now are. */
export function numbersIn(
  params: Readonly<Record<string, number>>,
  scope: TrainedScope,
): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, scope.number(name, value)]));
}

/** In Python: an attribute of the module, which may be a number, as a tensor beside x. */
export function asTensor(name: string): string {
  return `${name} = torch.as_tensor(self.${name}, dtype=x.dtype, device=x.device)`;
}
