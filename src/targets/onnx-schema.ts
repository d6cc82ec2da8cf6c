/** The messages of onnx.proto that an activation needs: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
import type { Message, Schema } from "./protobuf.ts";

const operatorSet = { domain: [1, "text"], version: [2, "int"] } as const satisfies Schema;

const tensor = {
  dims: [1, "int"],
  data_type: [2, "int"],
  float_data: [4, "float"],
  name: [8, "text"],
} as const satisfies Schema;

const attribute = {
  name: [1, "text"],
  f: [2, "float"],

  s: [4, "text"],
  type: [20, "int"],
  ref_attr_name: [21, "text"],
} as const satisfies Schema;

const node = {
  input: [1, "text"],
  output: [2, "text"],
  op_type: [4, "text"],
  attribute: [5, attribute],
  domain: [7, "text"],
} as const satisfies Schema;

const valueInfo = {
  name: [1, "text"],
  type: [2, { tensor_type: [1, { elem_type: [1, "int"] }] }],
} as const satisfies Schema;

const graph = {
  node: [1, node],
  name: [2, "text"],
  initializer: [5, tensor],
  input: [11, valueInfo],
  output: [12, valueInfo],
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
  doc_string: [6, "text"],
  graph: [7, graph],
  opset_import: [8, operatorSet],
  functions: [25, functionProto],
} as const satisfies Schema;

/** TensorProto.DataType and AttributeProto.AttributeType. */
const float = 1;
const string = 3;

export function floatAttribute(name: string, f: number): Message {
  return { name, f, type: float };
}

export function textAttribute(name: string, s: string): Message {
  return { name, s, type: string };
}

/** The value that the caller of a function gives its attribute `of`. */
export function referredAttribute(name: string, of: string): Message {
  return { name, ref_attr_name: of, type: float };
}

/** A float32 tensor of any shape. */
export function value(name: string): Message {
  return { name, type: { tensor_type: { elem_type: float } } };
}

export function scalar(name: string, number: number): Message {
  return { name, data_type: float, float_data: number };
}
