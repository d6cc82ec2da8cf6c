/** The messages of onnx.proto that models and functions need: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
import type { Message, Schema } from "./protobuf.ts";

const operatorSet = { domain: [1, "text"], version: [2, "int"] } as const satisfies Schema;

const entry = { key: [1, "text"], value: [2, "text"] } as const satisfies Schema;

export const tensor = {
  dims: [1, "int"],
  data_type: [2, "int"],
  segment: [3, "bytes"],
  float_data: [4, "float"],
  int32_data: [5, "int"],
  int64_data: [7, "int"],
  name: [8, "text"],
  raw_data: [9, "bytes"],
  double_data: [10, "double"],
  external_data: [13, entry],
  data_location: [14, "int"],
} as const satisfies Schema;

const attribute = {
  name: [1, "text"],
  f: [2, "float"],
  i: [3, "int"],
  s: [4, "text"],
  t: [5, tensor],
  // graphs: which operators have loops and branches is all that is asked
  g: [6, "bytes"],
  floats: [7, "float"],
  ints: [8, "int"],
  type: [20, "int"],
  ref_attr_name: [21, "text"],
} as const satisfies Schema;

const node = {
  input: [1, "text"],
  output: [2, "text"],
  name: [3, "text"],
  op_type: [4, "text"],
  attribute: [5, attribute],
  domain: [7, "text"],
} as const satisfies Schema;

const dimension = { dim_value: [1, "int"], dim_param: [2, "text"] } as const satisfies Schema;
const tensorType = { elem_type: [1, "int"], shape: [2, { dim: [1, dimension] }] } as const satisfies Schema;

const valueInfo = {
  name: [1, "text"],
  type: [2, { tensor_type: [1, tensorType] }],
} as const satisfies Schema;

const graph = {
  node: [1, node],
  name: [2, "text"],
  initializer: [5, tensor],
  input: [11, valueInfo],
  output: [12, valueInfo],
  sparse_initializer: [15, "bytes"],
} as const satisfies Schema;

const functionProto = {
  name: [1, "text"],
  input: [4, "text"],
  output: [5, "text"],
  attribute: [6, "text"],
  node: [7, node],
  doc_string: [8, "text"],
  opset_import: [9, operatorSet],
  domain: [10, "text"],
} as const satisfies Schema;

export const model = {
  ir_version: [1, "int"],
  producer_name: [2, "text"],
  producer_version: [3, "text"],
  domain: [4, "text"],
  model_version: [5, "int"],
  doc_string: [6, "text"],
  graph: [7, graph],
  opset_import: [8, operatorSet],
  metadata_props: [14, entry],
  training_info: [20, "bytes"],
  functions: [25, functionProto],
  configuration: [26, "bytes"],
} as const satisfies Schema;

/** TensorProto.DataType. */
export const dataTypes = { float: 1, int32: 6, int64: 7, bool: 9, double: 11 } as const;
const { float } = dataTypes;
/** AttributeProto.AttributeType. */
export const attributeTypes = { float: 1, int: 2, string: 3, tensor: 4, floats: 6, ints: 7 } as const;

export function floatAttribute(name: string, f: number): Message {
  return { name, f, type: attributeTypes.float };
}

export function textAttribute(name: string, s: string): Message {
  return { name, s, type: attributeTypes.string };
}

export function intsAttribute(name: string, value: number | readonly number[]): Message {
  return typeof value === "number"
    ? { name, i: value, type: attributeTypes.int }
    : { name, ints: value, type: attributeTypes.ints };
}

export function tensorAttribute(name: string, t: Message): Message {
  return { name, t, type: attributeTypes.tensor };
}

/** The value that the caller of a function gives its attribute `of`. */
export function referredAttribute(name: string, of: string): Message {
  return { name, ref_attr_name: of, type: attributeTypes.float };
}

/** A float32 tensor: of any shape, or [batch, ...sizes]. */
export function value(name: string, sizes?: readonly number[]): Message {
  const dim = [{ dim_param: "batch" }, ...(sizes ?? []).map((size) => ({ dim_value: size }))];
  return { name, type: { tensor_type: { elem_type: float, ...(sizes && { shape: { dim } }) } } };
}

export function scalar(name: string, number: number): Message {
  return { name, data_type: float, float_data: number };
}
