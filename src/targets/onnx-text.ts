/**
 * A model in ONNX's textual syntax, which onnx.parser reads: https://github.com/onnx/onnx/blob/main/docs/Syntax.md
 *
 * What the model says of itself in prose (doc_string) and its metadata are left out; all that is computed is there.
 */
import { NonlinError } from "../base/index.ts";
import { attributeTypes, dataTypes, model } from "./onnx-schema.ts";
import { type Decoded, decode } from "./protobuf.ts";

type Model = Decoded<typeof model>;
type Graph = Model["graph"][number];
type FunctionProto = Model["functions"][number];
type Node = Graph["node"][number];
type Attribute = Node["attribute"][number];
type Tensor = Attribute["t"][number];
type ValueInfo = Graph["input"][number];

/** The text of the model in `bytes`. Throws E_MODEL for what is no model of numbers, or has graphs inside of nodes. */
export function onnxText(bytes: Uint8Array): string {
  const { ir_version, opset_import, producer_name, graph, functions } = decode(bytes, model);
  const [body] = graph;
  if (body === undefined) throw new NonlinError("E_MODEL", "the model has no graph");
  const head = [
    `ir_version: ${ir_version[0]}`,
    `opset_import: ${operatorSets(opset_import)}`,
    ...producer_name.map((name) => `producer_name: ${quoted(name)}`),
  ];
  return `${[bracketed(head), graphText(body), ...functions.map(functionText)].join("\n")}\n`;
}

function graphText({ name, input, output, initializer, node }: Graph): string {
  const initial = initializer.map((t) => `${tensorType(t)} ${id(t.name[0] ?? "")} = ${numbers(t)}`);
  const given = initial.length === 0 ? "" : ` <${initial.join(", ")}>`;
  const values = (all: readonly ValueInfo[]): string => `(${all.map(valueText).join(", ")})`;
  return `${id(name[0] ?? "")} ${values(input)} => ${values(output)}${given} ${block(node)}`;
}

function functionText({ name, domain, opset_import, attribute, input, output, node }: FunctionProto): string {
  const head = bracketed([`domain: ${quoted(domain[0] ?? "")}`, `opset_import: ${operatorSets(opset_import)}`]);
  const attributes = attribute.length === 0 ? "" : `<${attribute.join(", ")}> `;
  return `${head}\n${name[0]} ${attributes}${ids(input)} => ${ids(output)} ${block(node)}`;
}

function block(nodes: readonly Node[]): string {
  return ["{", ...nodes.map((node) => `   ${nodeText(node)}`), "}"].join("\n");
}

function nodeText({ output, domain, op_type, attribute, input }: Node): string {
  const op = [...domain.filter((name) => name !== ""), op_type[0]].join(".");
  const attributes = attribute.length === 0 ? "" : `<${attribute.map(attributeText).join(", ")}> `;
  return `${output.map(id).join(", ")} = ${op} ${attributes}${ids(input)}`;
}

type Written = readonly [type: string, text: (a: Attribute) => string];

/** AttributeProto.AttributeType -> its name, and how a value is written. */
const written: ReadonlyMap<number, Written> = new Map<number, Written>([
  [attributeTypes.float, ["float", ({ f }) => float(f[0] ?? 0)]],
  [attributeTypes.int, ["int", ({ i }) => String(i[0] ?? 0)]],
  [attributeTypes.string, ["string", ({ s }) => quoted(s[0] ?? "")]],
  [attributeTypes.tensor, ["tensor", ({ t }) => t.map((one) => `${tensorType(one)} ${numbers(one)}`).join("")]],
  [attributeTypes.floats, ["floats", ({ floats }) => `[${floats.map(float).join(", ")}]`]],
  [attributeTypes.ints, ["ints", ({ ints }) => `[${ints.join(", ")}]`]],
]);

function attributeText(a: Attribute): string {
  const name = a.name[0] ?? "";
  const [type, text] = written.get(a.type[0] ?? 0) ?? [];
  if (type === undefined || text === undefined) {
    throw new NonlinError("E_MODEL", `the attribute "${name}" is neither numbers nor text`);
  }
  const [reference = ""] = a.ref_attr_name;
  return `${name}: ${type} = ${reference === "" ? text(a) : `@${reference}`}`;
}

function tensorType({ data_type, dims }: Tensor): string {
  return elementType(data_type[0]) + (dims.length === 0 ? "" : `[${dims.join(", ")}]`);
}

/** Element types: how they are read from raw bytes, and written. */
const elements = {
  float: { bytes: 4, read: (view, at) => view.getFloat32(at, true), text: float },
  int32: { bytes: 4, read: (view, at) => view.getInt32(at, true), text: String },
  int64: { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)), text: String },
  bool: { bytes: 1, read: (view, at) => view.getUint8(at), text: String },
  double: { bytes: 8, read: (view, at) => view.getFloat64(at, true), text: String },
} as const satisfies Record<keyof typeof dataTypes, Element>;

interface Element {
  readonly bytes: number;
  readonly read: (view: DataView, at: number) => number;
  readonly text: (value: number) => string;
}

function numbers(t: Tensor): string {
  const { bytes, read, text } = elements[elementType(t.data_type[0])];
  const [raw] = t.raw_data;
  const listed = [...t.float_data, ...t.int32_data, ...t.int64_data, ...t.double_data];
  const view = raw && new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const values = view ? Array.from({ length: view.byteLength / bytes }, (_, i) => read(view, i * bytes)) : listed;
  return `{${values.map((value) => text(value)).join(", ")}}`;
}

function valueText({ name, type }: ValueInfo): string {
  const [tensor] = type[0]?.tensor_type ?? [];
  const sizes = tensor?.shape[0]?.dim.map(({ dim_value, dim_param }) => dim_value[0] ?? id(dim_param[0] ?? "?"));
  const dims = sizes === undefined ? "[]" : sizes.length === 0 ? "" : `[${sizes.join(", ")}]`;
  return `${elementType(tensor?.elem_type[0])}${dims} ${id(name[0] ?? "")}`;
}

function elementType(type: number | undefined): keyof typeof dataTypes {
  const names = Object.keys(dataTypes) as (keyof typeof dataTypes)[];
  const name = names.find((one) => dataTypes[one] === type);
  if (name === undefined)
    throw new NonlinError("E_MODEL", `tensors of the element type ${type} are not written as text`);
  return name;
}

function operatorSets(sets: Model["opset_import"]): string {
  return `[${sets.map(({ domain, version }) => `${quoted(domain[0] ?? "")}: ${version[0]}`).join(", ")}]`;
}

function bracketed(lines: readonly string[]): string {
  return `<\n${lines.map((line) => `   ${line}`).join(",\n")}\n>`;
}

function ids(names: readonly string[]): string {
  return `(${names.map(id).join(", ")})`;
}

/** A name as it stands, or in quotes. */
function id(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) || name === "?" ? name : quoted(name);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** The fewest digits that are this float32 and no other. */
function float(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((count) => Math.fround(Number(value.toPrecision(count))) === value);
  const text = String(Number(value.toPrecision(digits ?? 9)));
  // a number without a point is an integer to onnx.parser, which an attribute of floats does not take
  return /[.e]/.test(text) ? text : `${text}.0`;
}
