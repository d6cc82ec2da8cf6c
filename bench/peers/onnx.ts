/**
 * onnxruntime-node, one thread, on models of one or two nodes written here byte by byte.
 * It runs forward only: it has no training step in Node.
 */
import { InferenceSession, Tensor } from "onnxruntime-node";
import { normals } from "../course.ts";
import type { Case, Elementwise, Peer, Task } from "../protocol.ts";

type Bytes = readonly number[];

function varint(value: number): Bytes {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 128);
  }
}

/** Protocol-buffer fields: a number, or bytes with their length. */
const number = (field: number, value: number): Bytes => [...varint(field << 3), ...varint(value)];
const bytes = (field: number, value: Bytes): Bytes => [...varint((field << 3) | 2), ...varint(value.length), ...value];
const text = (field: number, value: string): Bytes => bytes(field, [...Buffer.from(value)]);

interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** NodeProto: input 1, output 2, op_type 4, attribute 5 with name 1, s 4 and type 20 (STRING = 3). */
function nodeProto({ op, inputs, output, attributes = {} }: Node): Bytes {
  const attribute = ([name, value]: [string, string]) =>
    bytes(5, [...text(1, name), ...text(4, value), ...number(20, 3)]);
  return [
    ...inputs.flatMap((name) => text(1, name)),
    ...text(2, output),
    ...text(4, op),
    ...Object.entries(attributes).flatMap(attribute),
  ];
}

/** ValueInfoProto: name 1, type 2 of tensor_type 1 with elem_type 1 (FLOAT = 1) and shape 2 of dim 1 of dim_value 1. */
function valueProto(name: string, shape: readonly number[]): Bytes {
  const dims = shape.flatMap((size) => bytes(1, number(1, size)));
  return [...text(1, name), ...bytes(2, bytes(1, [...number(1, 1), ...bytes(2, dims)]))];
}

/** ModelProto: ir_version 1, graph 7, opset_import 8; GraphProto: node 1, name 2, input 11, output 12. */
function model(
  nodes: readonly Node[],
  inputs: Readonly<Record<string, readonly number[]>>,
  shape: readonly number[],
): Uint8Array {
  const graph = [
    ...nodes.flatMap((node) => bytes(1, nodeProto(node))),
    ...text(2, "bench"),
    ...Object.entries(inputs).flatMap(([name, dims]) => bytes(11, valueProto(name, dims))),
    ...bytes(12, valueProto("y", shape)),
  ];
  return Uint8Array.from([...number(1, 9), ...bytes(7, graph), ...bytes(8, number(2, 20))]);
}

const node = (op: string, attributes: Readonly<Record<string, string>> = {}): readonly Node[] => [
  { op, inputs: ["x"], output: "y", attributes },
];

const elementwise: Record<Elementwise, readonly Node[]> = {
  relu: node("Relu"),
  sigmoid: node("Sigmoid"),
  tanh: node("Tanh"),
  elu: node("Elu"),
  selu: node("Selu"),
  softplus: node("Softplus"),
  gelu: node("Gelu"),
  geluTanh: node("Gelu", { approximate: "tanh" }),
  // the runtime fuses the two into its QuickGelu
  silu: [
    { op: "Sigmoid", inputs: ["x"], output: "s" },
    { op: "Mul", inputs: ["x", "s"], output: "y" },
  ],
  mish: node("Mish"),
  hardswish: node("HardSwish"),
};

const session = (bytesOfModel: Uint8Array): Promise<InferenceSession> =>
  InferenceSession.create(bytesOfModel, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
  });

/** Runs into an output allocated once, the runtime's faster way. */
async function sessionCase(bytesOfModel: Uint8Array, feeds: Record<string, Tensor>, shape: number[]): Promise<Case> {
  const runner = await session(bytesOfModel);
  const y = new Float32Array(shape.reduce((a, b) => a * b, 1));
  const fetches = { y: new Tensor("float32", y, shape) };
  const result = await runner.run(feeds, fetches);
  const values = result.y?.data as Float32Array;
  return {
    check: [...values.subarray(0, 64)],
    async run(calls) {
      for (let i = 0; i < calls; i++) await runner.run(feeds, fetches);
    },
  };
}

export const peer: Peer = {
  prepare(task: Task) {
    if (task.kind === "elementwise") {
      const { f, n } = task;
      const feeds = { x: new Tensor("float32", normals(n, 4), [n]) };
      return sessionCase(model(elementwise[f], { x: [n] }, [n]), feeds, [n]);
    }
    if (task.kind === "matmul") {
      const shape = [task.n, task.n];
      const operand = (seed: number) => new Tensor("float32", normals(task.n * task.n, seed), shape);
      const product: Node = { op: "MatMul", inputs: ["a", "b"], output: "y" };
      return sessionCase(model([product], { a: shape, b: shape }, shape), { a: operand(5), b: operand(6) }, shape);
    }
    throw new Error("it cannot train in Node");
  },
};
