/**
 * A trained network as an ONNX model: its modules write the nodes, its parameters are the initializers, under PyTorch's names.
 * Beside the graph the file carries the description of the model, which a reader believes only if it makes the same graph.
 */
import type { OnnxOp } from "../activations/index.ts";
import { canonicalJson, NonlinError } from "../base/index.ts";
import { evaluate, freeVariables, parse } from "../expr/index.ts";
import { batch } from "../graph/index.ts";
import { type Applied, exportsOf, type OnnxAttributes, type OnnxScope, sizesAfter } from "../nn/index.ts";
import {
  domain,
  encode,
  functionOf,
  type Message,
  onnxSchema,
  operatorAt,
  opsets,
  pascalCase,
  settled,
  snakeCase,
} from "../targets/index.ts";
import { networkOf, type Trained } from "./trained.ts";

const { dataTypes, floatAttribute, intsAttribute, model: modelSchema, tensorAttribute, value } = onnxSchema;

export interface OnnxOptions {
  /** The operator set, 16 to 24. Default 20. */
  readonly opset?: number;
  /** Of the graph. Default "network". */
  readonly name?: string;
}

/** Under this key the description of the model travels. */
export const descriptionKey = "nonlin.model";

/** The file. Parameters that are float64 are rounded. */
export function onnxBytes(of: Trained, options: OnnxOptions = {}): Uint8Array {
  return encode(onnxModel(of, options), modelSchema);
}

/** The IR version that came with an operator set; functions travel with models since 8. */
const irVersions = [
  { from: 24, ir: 12 },
  { from: 23, ir: 11 },
  { from: 21, ir: 10 },
  { from: 19, ir: 9 },
  { from: opsets.least, ir: 8 },
] as const;

/** The same as a message; `most` bounds the nodes, for models that nobody has checked. */
export function onnxModel(
  of: Trained,
  { opset = opsets.usual, name = "network" }: OnnxOptions,
  most = Infinity,
): Message {
  if (!(Number.isInteger(opset) && opset >= opsets.least && opset <= opsets.most)) {
    throw new NonlinError("E_USAGE", `opset is ${opsets.least} to ${opsets.most}, not ${opset}`);
  }
  const net = networkOf(of);
  const sizes = net.input.shape.slice(1) as number[];
  const writer = new OnnxWriter(of, new Set(net.stateDict.map((p) => p.name)), opset, most);
  const { node, output } = writer.graph(sizes);
  const { initializer, functions } = writer;
  return {
    ir_version: irVersions.find(({ from }) => opset >= from)?.ir,
    producer_name: "nonlin",
    graph: {
      name,
      node,
      initializer: [...initializer.values()],
      input: value("input", sizes),
      output: value("output", output),
    },
    opset_import: [{ domain: "", version: opset }, ...(functions.size > 0 ? [{ domain, version: 1 }] : [])],
    metadata_props: [{ key: descriptionKey, value: description(of, initializer) }],
    functions: [...functions.values()],
  };
}

/** The model and what prediction does not read of its state. */
function description(of: Trained, initializer: ReadonlyMap<string, Message>): string {
  const { model, inputShape, activationParameters, scalars, parameters } = of;
  const unread = Object.entries(parameters).filter(([name]) => !initializer.has(name));
  const state = Object.fromEntries(unread.map(([name, { data, shape }]) => [name, { data: [...data], shape }]));
  return canonicalJson({ model, inputShape, activationParameters, scalars, state });
}

class OnnxWriter {
  readonly initializer = new Map<string, Message>();
  readonly functions = new Map<string, Message>();
  readonly #of: Trained;
  readonly #names: ReadonlySet<string>;
  readonly #opset: number;
  readonly #most: number;
  readonly #nodes: Message[] = [];
  readonly #taken = new Map<string, number>();
  #modules = 0;

  constructor(of: Trained, names: ReadonlySet<string>, opset: number, most: number) {
    this.#of = of;
    this.#names = names;
    this.#opset = opset;
    this.#most = most;
  }

  /** The nodes from "input" to "output", and the sizes of a row of output. */
  graph(sizes: readonly number[]): { readonly node: readonly Message[]; readonly output: readonly number[] } {
    const { model } = this.#of;
    const input = { name: "input", shape: [batch, ...sizes] as const };
    const last = exportsOf(model).onnx(model, input, this.#scope(""));
    const output = sizesAfter(model, sizes);
    const isMade = this.#nodes.some((node) => node.output === last);
    if (!isMade)
      return {
        node: [...this.#nodes, { op_type: "Identity", name: "/Identity", input: last, output: "output" }],
        output,
      };
    const renamed = (name: unknown): unknown => (name === last ? "output" : name);
    const node = this.#nodes.map((one): Message => {
      const outputs = Array.isArray(one.output) ? one.output.map(renamed) : renamed(one.output);
      return { ...one, input: (one.input as readonly string[]).map(renamed) as string[], output: outputs as string };
    });
    return { node, output };
  }

  #scope(prefix: string): OnnxScope {
    const node = (op: string, inputs: readonly string[], attributes?: OnnxAttributes): string =>
      this.#node(prefix, { op_type: op, input: inputs, attribute: attributesOf(attributes) });
    const constant = (tensor: Message): string =>
      this.#node(prefix, { op_type: "Constant", input: [], attribute: [tensorAttribute("value", tensor)] });
    return {
      opset: this.#opset,
      has: (name) => this.#names.has(`${prefix}${name}`),
      number: (name, number) => this.#of.scalars?.[`${prefix}${name}`] ?? number,
      node,
      outputs: (count, op, inputs, attributes) => {
        const first = this.#node(prefix, { op_type: op, input: inputs, attribute: attributesOf(attributes) }, count);
        return Array.from({ length: count }, (_, i) => (i === 0 ? first : `${first}_${i}`));
      },
      parameter: (name) => this.#parameter(`${prefix}${name}`),
      floats: (values, shape = []) => constant(tensorOf("", shape, { floats: values })),
      ints: (values) => constant(tensorOf("", [values.length], { ints: values })),
      apply: (applied, inputs, trained) => this.#apply(prefix, applied, inputs, trained),
      child: (name, module, x) => {
        this.#count();
        const made = exportsOf(module).onnx(module, x, this.#scope(`${prefix}${name}.`));
        return { name: made, shape: [batch, ...sizesAfter(module, x.shape.slice(1) as number[])] };
      },
    };
  }

  #node(prefix: string, node: Message, outputs = 1): string {
    this.#count();
    const name = this.#unique(`/${prefix.replaceAll(".", "/")}${node.op_type}`);
    const output = `${name}_output`;
    const all =
      outputs === 1 ? output : Array.from({ length: outputs }, (_, i) => (i === 0 ? output : `${output}_${i}`));
    this.#nodes.push({ ...node, name, output: all });
    return output;
  }

  #count(): void {
    this.#modules += 1;
    if (this.#modules > this.#most) throw new NonlinError("E_MODEL", "the model makes more nodes than the file has");
  }

  #unique(name: string): string {
    const count = this.#taken.get(name) ?? 0;
    this.#taken.set(name, count + 1);
    return count === 0 ? name : `${name}_${count}`;
  }

  #parameter(name: string): string {
    const tensor = this.#of.parameters[name];
    if (tensor === undefined) throw new NonlinError("E_MODEL", `the parameter "${name}" is missing`);
    if (!this.initializer.has(name)) this.initializer.set(name, tensorOf(name, tensor.shape, { floats: tensor.data }));
    return name;
  }

  #apply(
    prefix: string,
    applied: Applied,
    inputs: Readonly<Record<string, string>>,
    trained: Readonly<Record<string, string>>,
  ): string {
    const { declaration, expression, numbers } = applied;
    const native = operatorAt(declaration, this.#opset);
    if (native !== undefined && says(native, applied, trained)) {
      const { attribute } = settled({ ...native, inputs: [] }, numbers);
      const others = (native.inputs ?? []).map(
        (text) => trained[text] ?? this.#scope(prefix).floats([numberOf(text, numbers)]),
      );
      return this.#node(prefix, { op_type: native.op, input: [...Object.values(inputs), ...others], attribute });
    }
    const read = freeVariables(expression);
    const tensors = { ...inputs, ...trained };
    const given = Object.keys(tensors).filter((name) => read.includes(name));
    const attributes = Object.keys(numbers).filter((name) => read.includes(name));
    const op = this.#function(applied, given, attributes);
    const attribute = attributes.map((name) => floatAttribute(snakeCase(name), numbers[name]!));
    const result = this.#node(prefix, { op_type: op, domain, input: given.map((name) => tensors[name]!), attribute });
    if (Object.keys(inputs).some((name) => read.includes(name))) return result;
    // a constant, in the shape of what it is a function of
    const { node } = this.#scope(prefix);
    return node("Expand", [result, node("Shape", Object.values(inputs).slice(0, 1))]);
  }

  /** The name of the function of `given` and `attributes`. */
  #function({ declaration, expression }: Applied, given: readonly string[], attributes: readonly string[]): string {
    const stem = /^[A-Za-z]\w*$/.test(declaration.name) ? pascalCase(declaration.name) : "Formula";
    for (let i = 1; ; i++) {
      const op = i === 1 ? stem : `${stem}${i}`;
      const made = functionOf({ op, inputs: given, attributes, expression }, this.#opset);
      const known = this.functions.get(op);
      if (known === undefined) this.functions.set(op, made);
      if (known === undefined || canonicalJson(known) === canonicalJson(made)) return op;
    }
  }
}

/** Whether the operator is the function with these parameters: it says all that are not usual, and what is trained is an input. */
function says(
  { attrs = {}, inputs = [] }: OnnxOp,
  { declaration, numbers }: Applied,
  trained: Readonly<Record<string, string>>,
): boolean {
  const parameters = [...Object.keys(numbers), ...Object.keys(trained)];
  const read = (text: string) => freeVariables(parse(text, { parameters }));
  const attributes = Object.values(attrs).flatMap(read);
  const said = [...attributes, ...inputs.flatMap(read)];
  const isSaid = ([name, number]: readonly [string, number]) =>
    said.includes(name) || number === declaration.params?.[name]?.init;
  const isInput = (name: string) => inputs.includes(name) && !attributes.includes(name);
  return Object.entries(numbers).every(isSaid) && Object.keys(trained).every(isInput);
}

function numberOf(text: string, numbers: Readonly<Record<string, number>>): number {
  return evaluate(parse(text, { parameters: Object.keys(numbers) }), numbers);
}

function attributesOf({ ints = {}, floats = {} }: OnnxAttributes = {}): readonly Message[] {
  return [
    ...Object.entries(ints).map(([name, whole]) => intsAttribute(name, whole)),
    ...Object.entries(floats).map(([name, number]) => floatAttribute(name, number)),
  ];
}

/** A tensor with its numbers as bytes. */
function tensorOf(
  name: string,
  dims: readonly number[],
  { floats, ints }: { readonly floats?: ArrayLike<number>; readonly ints?: readonly number[] },
): Message {
  const type = floats === undefined ? dataTypes.int64 : dataTypes.float;
  const raw = floats === undefined ? bigints(ints ?? []) : littleEndian(floats);
  return { dims, data_type: type, ...(name !== "" && { name }), raw_data: raw };
}

function bigints(values: readonly number[]): Uint8Array {
  return new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
}

/** float32, the bits of NaN kept. */
function littleEndian(values: ArrayLike<number>): Uint8Array {
  if (!(values instanceof Float32Array)) return new Uint8Array(Float32Array.from(values).buffer);
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
}
