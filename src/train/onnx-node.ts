/** A node of an ONNX file as its reader sees it: inputs that are known, attributes with their defaults, and errors in its name. */
import { NonlinError, type Tensor } from "../base/index.ts";
import { constant, type Expr } from "../expr/index.ts";
import { type Link, type Rows, settled } from "./onnx-chain.ts";
import { type FileNode, type FileValue, nodeTitle, tensorValue } from "./onnx-file.ts";
import { meant } from "./onnx-functions.ts";

/** Numbers of the file. */
export interface Constant extends FileValue {
  readonly kind: "constant";
}

/** The shape of something, the first axis being the batch. */
export interface Sizes {
  readonly kind: "sizes";
  readonly sizes: readonly number[];
}

export type Value = Rows | Constant | Sizes;

/** What stands for the batch in shapes: no size is negative. */
export const batchSize = -1;

/** What the caller of a function gave its attributes. */
export type Given = ReadonlyMap<string, number>;

export class ReadNode {
  readonly op: string;
  readonly domain: string;
  readonly title: string;
  readonly opset: number;
  readonly inputs: readonly (Value | undefined)[];
  readonly node: FileNode;
  readonly #given: Given;

  constructor(node: FileNode, inputs: readonly (Value | undefined)[], opset: number, given: Given) {
    this.node = node;
    this.op = node.op_type.at(-1) ?? "";
    this.domain = node.domain.at(-1) ?? "";
    this.title = nodeTitle(node);
    this.opset = opset;
    this.inputs = inputs;
    this.#given = given;
  }

  fail(what: string): never {
    throw new NonlinError("E_MODEL", `${this.title} ${what}`);
  }

  int(name: string, usual: number): number {
    return this.#attribute(name)?.i.at(-1) ?? usual;
  }

  ints(name: string): readonly number[] | undefined {
    return this.#attribute(name)?.ints;
  }

  float(name: string): number | undefined {
    const found = this.#attribute(name);
    const of = found?.ref_attr_name.at(-1);
    const value = of === undefined ? found?.f.at(-1) : this.#given.get(of);
    return value === undefined ? undefined : meant(value);
  }

  floats(name: string): readonly number[] | undefined {
    return this.#attribute(name)?.floats;
  }

  text(name: string, usual: string): string {
    return this.#attribute(name)?.s.at(-1) ?? usual;
  }

  tensor(name: string): FileValue | undefined {
    const found = this.#attribute(name)?.t.at(-1);
    return found === undefined ? undefined : tensorValue(found, `${this.title}: its tensor`);
  }

  /** Throws unless an attribute has the only value that is read. */
  only(name: string, value: number): void {
    const is = this.int(name, value);
    if (is !== value) this.fail(`has ${name} = ${is}; ${value} is what is read`);
  }

  rows(i: number): Rows {
    const value = this.inputs[i];
    return value?.kind === "rows"
      ? value
      : this.fail(`reads as input ${i} what is not computed from the network's input`);
  }

  /** The chain whose output an input is. */
  link(i: number): Link {
    return settled(this.rows(i));
  }

  constant(i: number): Constant {
    const value = this.inputs[i];
    return value?.kind === "constant" ? value : this.fail(`has an input ${i} that is no tensor of the file`);
  }

  optional(i: number): Constant | undefined {
    return this.inputs[i] === undefined ? undefined : this.constant(i);
  }

  /** A number as an expression; undefined for what is none. */
  number(i: number): Expr | undefined {
    const value = this.inputs[i];
    return value?.kind === "constant" && value.data.length === 1 ? constant(meant(value.data[0]!)) : undefined;
  }

  #attribute(name: string): FileNode["attribute"][number] | undefined {
    return this.node.attribute.find((one) => one.name.at(-1) === name);
  }
}

/** Numbers as an entry of the state dict, in this shape. */
export function entry({ data }: FileValue, shape: readonly number[]): Tensor {
  return { data: data instanceof Float32Array ? data : Float32Array.from(data), shape };
}

export function constantOf(data: FileValue["data"], shape: readonly number[]): Constant {
  return { kind: "constant", data, shape };
}
