/**
 * An ONNX file as checked data: nothing in it is believed. Sizes are held against the bytes that are there before anything is
 * allocated, every name is made once and before it is read, and what lies in other files is refused.
 */
import { NonlinError } from "../base/index.ts";
import { type Decoded, decode, onnxSchema } from "../targets/index.ts";

const { dataTypes, model: modelSchema, tensor: tensorSchema } = onnxSchema;

export type FileNode = Decoded<typeof modelSchema>["graph"][number]["node"][number];
export type FileFunction = Decoded<typeof modelSchema>["functions"][number];
type FileTensor = Decoded<typeof tensorSchema>;

/** Numbers of the file; whole ones are held as float64. */
export interface FileValue {
  readonly data: Float32Array | Float64Array;
  readonly shape: readonly number[];
}

export interface OnnxFile {
  readonly opset: number;
  readonly name: string;
  readonly input: { readonly name: string; readonly sizes: readonly number[] | undefined };
  readonly output: string;
  readonly nodes: readonly FileNode[];
  readonly tensors: ReadonlyMap<string, FileValue>;
  /** By domain and name. */
  readonly functions: ReadonlyMap<string, FileFunction>;
  readonly metadata: ReadonlyMap<string, string>;
}

/** What is in the file. Throws E_MODEL, naming the tensor or node, for what is wrong with it. */
export function readFile(bytes: Uint8Array): OnnxFile {
  const model = decode(bytes, modelSchema, "refuse");
  const graph = model.graph.at(-1);
  const opset = model.opset_import.find(({ domain }) => isStandard(domain.at(-1)))?.version.at(-1);
  if (model.graph.length !== 1 || graph === undefined || model.ir_version.length === 0 || opset === undefined) {
    throw new NonlinError("E_MODEL", "the bytes are no ONNX model: it has a version, an operator set and one graph");
  }
  if (graph.sparse_initializer.length > 0)
    throw new NonlinError("E_MODEL", "the model has sparse tensors, which are not read");
  const tensors = new Map<string, FileValue>();
  for (const tensor of graph.initializer) {
    const name = tensor.name.at(-1) ?? "";
    if (name === "" || tensors.has(name))
      throw new NonlinError("E_MODEL", `the tensor "${name}" is there twice, or has no name`);
    tensors.set(name, tensorValue(tensor, `the tensor "${name}"`));
  }
  const inputs = graph.input.filter(({ name }) => !tensors.has(name.at(-1) ?? ""));
  const [input, ...more] = inputs;
  const [output, ...others] = graph.output;
  if (input === undefined || output === undefined || more.length > 0 || others.length > 0) {
    const counts = `${inputs.length} inputs and ${graph.output.length} outputs`;
    throw new NonlinError("E_MODEL", `the model has ${counts}`, {
      advice: "networks of one input and one output are read",
    });
  }
  const name = input.name.at(-1) ?? "";
  checkNames(graph.node, [name, ...tensors.keys()], output.name.at(-1) ?? "");
  return {
    opset,
    name: graph.name.at(-1) ?? "",
    input: { name, sizes: sizesOf(input) },
    output: output.name.at(-1) ?? "",
    nodes: graph.node,
    tensors,
    functions: new Map(model.functions.map((f) => [functionKey(f.domain.at(-1), f.name.at(-1)), f])),
    metadata: new Map(model.metadata_props.map(({ key, value }) => [key.at(-1) ?? "", value.at(-1) ?? ""])),
  };
}

export function functionKey(domain = "", name = ""): string {
  return `${domain} ${name}`;
}

/** How errors call a node. */
export function nodeTitle(node: FileNode): string {
  return `node "${node.name.at(-1) ?? node.output[0] ?? ""}" (${node.op_type.at(-1) ?? "no operator"})`;
}

function isStandard(domain = ""): boolean {
  return domain === "" || domain === "ai.onnx";
}

/** The sizes of a row: all but the first, where they are known. */
function sizesOf(input: Decoded<typeof modelSchema>["graph"][number]["input"][number]): readonly number[] | undefined {
  const shape = input.type.at(-1)?.tensor_type.at(-1)?.shape.at(-1);
  const sizes = shape?.dim.slice(1).map(({ dim_value }) => dim_value.at(-1) ?? 0);
  return sizes?.every((size) => size > 0) && shape!.dim.length > 0 ? sizes : undefined;
}

/** Each name once, and before it is read: then there are no cycles either. */
function checkNames(nodes: readonly FileNode[], given: readonly string[], output: string): void {
  const made = new Set(given);
  if (made.size !== given.length) throw new NonlinError("E_MODEL", `the input "${given[0]}" is a tensor too`);
  for (const node of nodes) {
    const missing = node.input.find((name) => name !== "" && !made.has(name));
    if (missing !== undefined) {
      throw new NonlinError("E_MODEL", `${nodeTitle(node)} reads "${missing}", which nothing before it makes`);
    }
    for (const name of node.output) {
      if (name !== "" && made.has(name))
        throw new NonlinError("E_MODEL", `${nodeTitle(node)} makes "${name}", which is there already`);
      made.add(name);
    }
  }
  if (!made.has(output)) throw new NonlinError("E_MODEL", `nothing makes the output "${output}"`);
}

interface Type {
  readonly bytes: 1 | 4 | 8;
  readonly field: "float_data" | "double_data" | "int32_data" | "int64_data";
  readonly raw: (view: DataView, at: number) => number;
}

const types: ReadonlyMap<number, Type> = new Map<number, Type>([
  [dataTypes.float, { bytes: 4, field: "float_data", raw: (view, at) => view.getFloat32(at, true) }],
  [dataTypes.double, { bytes: 8, field: "double_data", raw: (view, at) => view.getFloat64(at, true) }],
  [dataTypes.int32, { bytes: 4, field: "int32_data", raw: (view, at) => view.getInt32(at, true) }],
  [dataTypes.int64, { bytes: 8, field: "int64_data", raw: (view, at) => Number(view.getBigInt64(at, true)) }],
  [dataTypes.bool, { bytes: 1, field: "int32_data", raw: (view, at) => view.getUint8(at) }],
]);

/** The numbers of a tensor, called `title` in errors. */
export function tensorValue(tensor: FileTensor, title: string): FileValue {
  const fail = (what: string): never => {
    throw new NonlinError("E_MODEL", `${title} ${what}`);
  };
  if (tensor.external_data.length > 0 || (tensor.data_location.at(-1) ?? 0) !== 0) {
    fail("lies in another file, which is not opened; save the model as one file");
  }
  const number = tensor.data_type.at(-1) ?? 0;
  const type =
    types.get(number) ?? fail(`has the data type ${number}; float32, float64, int32, int64 and bool are read`);
  const count = tensor.dims.reduce((n, dim) => (dim >= 0 ? n * dim : Number.NaN), 1);
  if (!Number.isSafeInteger(count)) fail(`has the shape [${tensor.dims.join(", ")}]`);
  const raw = tensor.raw_data.at(-1);
  const listed = tensor[type.field];
  const there = raw === undefined ? listed.length : raw.length / type.bytes;
  if (there !== count || tensor.segment.length > 0) {
    fail(`of shape [${tensor.dims.join(", ")}] takes ${count} numbers but has ${there}`);
  }
  return { data: numbersOf(raw, listed, number === dataTypes.float, type), shape: tensor.dims };
}

function numbersOf(
  raw: Uint8Array | undefined,
  listed: readonly number[],
  isFloat: boolean,
  type: Type,
): Float32Array | Float64Array {
  if (raw === undefined) return isFloat ? Float32Array.from(listed) : Float64Array.from(listed);
  // the bits of float32 are copied, those of NaN too
  if (isFloat) return new Float32Array(raw.slice().buffer);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Float64Array.from({ length: raw.length / type.bytes }, (_, i) => type.raw(view, i * type.bytes));
}
