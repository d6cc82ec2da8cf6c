/** How each ONNX operator is read: those that are modules, those that are shapes, and those that are arithmetic on constants. */
import type { Tensor } from "../base/index.ts";
import { nn } from "../nn/index.ts";
import { after, halves, type Rows } from "./onnx-chain.ts";
import { batchSize, type Constant, constantOf, entry, type ReadNode, type Value } from "./onnx-node.ts";

export type Reader = (node: ReadNode) => Value | readonly Value[];

export const readers: Readonly<Record<string, Reader>> = {
  Identity: same,
  Cast: same,
  Dropout: (node) => {
    const ratio = node.float("ratio") ?? node.optional(1)?.data[0] ?? 0.5;
    return after(node.link(0), nn.Dropout(ratio));
  },
  Gemm: (node) => {
    node.only("transA", 0);
    if ((node.float("alpha") ?? 1) !== 1 || (node.float("beta") ?? 1) !== 1)
      node.fail("has factors; 1 is what is read");
    const weight = node.int("transB", 0) === 0 ? transposed(matrix(node, 1)) : matrix(node, 1);
    return linear(node, weight, node.optional(2));
  },
  MatMul: (node) => linear(node, transposed(matrix(node, 1)), undefined),
  Conv: (node) => {
    const weight = node.constant(1);
    const [out = 0, perGroup = 0, height = 0, width = 0] = weight.shape;
    if (weight.shape.length !== 4) node.fail("is no convolution of images");
    const groups = node.int("group", 1);
    const bias = node.optional(2);
    const module = nn.Conv2d(perGroup * groups, out, [height, width], {
      ...windows(node),
      groups,
      bias: bias !== undefined,
    });
    return after(node.link(0), module, {
      weight: entry(weight, weight.shape),
      ...(bias && { bias: entry(bias, [out]) }),
    });
  },
  MaxPool: (node) => after(node.link(0), nn.MaxPool2d(kernel(node), windows(node))),
  AveragePool: (node) => {
    const { dilation, ...rest } = windows(node);
    if (dilation.some((d) => d !== 1)) node.fail("has dilations; 1 is what is read");
    return after(
      node.link(0),
      nn.AvgPool2d(kernel(node), { ...rest, countIncludePad: node.int("count_include_pad", 0) === 1 }),
    );
  },
  GlobalAveragePool: (node) => {
    const before = node.link(0);
    const [, height = 0, width = 0] = before.sizes;
    return after(before, nn.AvgPool2d([height, width]));
  },
  BatchNormalization: (node) => {
    node.only("training_mode", 0);
    const before = node.link(0);
    const names = ["weight", "bias", "running_mean", "running_var"] as const;
    const features = node.constant(1).data.length;
    const make = before.sizes.length === 3 ? nn.BatchNorm2d : nn.BatchNorm1d;
    const parameters = names.map((name, i) => [name, entry(node.constant(i + 1), [features])] as const);
    return after(before, make(features, { eps: node.float("epsilon") ?? 1e-5 }), {
      ...Object.fromEntries(parameters),
      num_batches_tracked: { data: new Float32Array(1), shape: [] },
    });
  },
  LayerNormalization: (node) => {
    const before = node.link(0);
    const axis = node.int("axis", -1);
    // the batch is an axis of the file, and none of a row
    const sizes = before.sizes.slice(axis < 0 ? before.sizes.length + axis : axis - 1);
    const bias = node.optional(2);
    const eps = node.float("epsilon") ?? 1e-5;
    const parameters = { weight: entry(node.constant(1), sizes), ...(bias && { bias: entry(bias, sizes) }) };
    return after(before, nn.LayerNorm(sizes, { eps, bias: bias !== undefined }), parameters);
  },
  RMSNormalization: (node) => {
    const before = node.link(0);
    const axis = node.int("axis", -1);
    const sizes = before.sizes.slice(axis < 0 ? before.sizes.length + axis : axis - 1);
    return after(before, nn.RMSNorm(sizes, { eps: node.float("epsilon") ?? 1e-5 }), {
      weight: entry(node.constant(1), sizes),
    });
  },
  PRelu: (node) => {
    const slope = node.constant(1);
    const numParameters = slope.data.length;
    return after(node.link(0), nn.PReLU({ numParameters }), { weight: entry(slope, [numParameters]) });
  },
  Softmax: alongAxis(nn.Softmax),
  LogSoftmax: alongAxis(nn.LogSoftmax),
  Flatten: (node) => {
    node.only("axis", 1);
    return after(node.link(0), nn.Flatten());
  },
  Reshape: (node) => {
    const target = node.inputs[1];
    if (node.inputs[0]?.kind === "constant" && target?.kind === "constant") {
      return constantOf(node.inputs[0].data, inferred(node, [...target.data], node.inputs[0].data.length));
    }
    const sizes = target?.kind === "sizes" ? target.sizes : [...node.constant(1).data];
    const before = node.link(0);
    const features = before.sizes.reduce((n, size) => n * size, 1);
    const [, second] = sizes;
    const isFlat =
      sizes.length === 2 && (second === features || second === -1 || (second === 0 && before.sizes.length === 1));
    return isFlat
      ? after(before, nn.Flatten())
      : node.fail(`makes the shape [${sizes.join(", ")}]; rows made flat are what is read`);
  },
  Split: (node) => {
    const before = node.link(0);
    const rank = before.sizes.length + 1;
    const axis = node.int("axis", 0);
    const size = before.sizes.at(-1) ?? 0;
    const parts = node.inputs[1] === undefined ? node.ints("split") : [...node.constant(1).data];
    const isHalved =
      node.node.output.length === 2 && (parts ?? [size / 2, size / 2]).every((part) => part === size / 2);
    if (!isHalved || (axis !== -1 && axis !== rank - 1)) node.fail("is no split of the last axis into halves");
    return halves(before);
  },
  Transpose: (node) => {
    const value = node.constant(0);
    if (value.shape.length !== 2) node.fail("turns what is no matrix");
    return transposed(value);
  },
  Squeeze: (node) => (node.inputs[0]?.kind === "sizes" ? node.inputs[0] : onlyOnes(node)),
  Unsqueeze: (node) => {
    const value = node.inputs[0];
    if (value?.kind === "sizes") return value;
    const given = node.inputs[1] === undefined ? (node.ints("axes") ?? []) : [...node.constant(1).data];
    const of = node.constant(0);
    const shape = [...of.shape];
    for (const axis of given.toSorted((p, q) => p - q)) shape.splice(axis < 0 ? shape.length + 1 + axis : axis, 0, 1);
    return constantOf(of.data, shape);
  },
  Constant: (node) => {
    const value = node.tensor("value");
    if (value !== undefined) return { kind: "constant", ...value };
    const one = node.float("value_float");
    if (one !== undefined) return constantOf(Float64Array.of(one), []);
    const floats = node.floats("value_floats") ?? [];
    if (floats.length > 0) return constantOf(Float32Array.from(floats), [floats.length]);
    const ints = node.ints("value_ints") ?? [];
    if (ints.length > 0) return constantOf(Float64Array.from(ints), [ints.length]);
    return constantOf(Float64Array.of(node.int("value_int", Number.NaN)), []);
  },
  Shape: (node) => ({ kind: "sizes", sizes: [batchSize, ...node.link(0).sizes] }),
  Gather: (node) => {
    const value = node.inputs[0];
    if (value?.kind !== "sizes") return node.fail("is read of shapes only");
    const picked = [...node.constant(1).data].map((i) => value.sizes.at(i) ?? node.fail("is beyond the shape"));
    return { kind: "sizes", sizes: picked };
  },
  Slice: (node) => {
    const value = node.inputs[0];
    if (value?.kind !== "sizes") return node.fail("is read of shapes only");
    return { kind: "sizes", sizes: value.sizes.slice(node.constant(1).data[0], node.constant(2).data[0]) };
  },
  Concat: (node) => {
    const parts = node.inputs.map((value) => {
      if (value?.kind === "sizes") return value.sizes;
      return value?.kind === "constant" ? [...value.data] : node.fail("is read of shapes only");
    });
    return { kind: "sizes", sizes: parts.flat() };
  },
};

function same(node: ReadNode): Value {
  return node.inputs[0] ?? node.fail("has no input");
}

function onlyOnes(node: ReadNode): Value {
  const { data, shape } = node.constant(0);
  return constantOf(
    data,
    shape.filter((size) => size !== 1),
  );
}

/** A shape of `count` numbers in which one size may be left open. */
function inferred(node: ReadNode, sizes: readonly number[], count: number): readonly number[] {
  const known = sizes.filter((size) => size !== -1).reduce((n, size) => n * size, 1);
  const shape = sizes.map((size) => (size === -1 ? count / known : size));
  return shape.reduce((n, size) => n * size, 1) === count
    ? shape
    : node.fail(`makes [${sizes.join(", ")}] of ${count} numbers`);
}

function matrix(node: ReadNode, i: number): Constant {
  const value = node.constant(i);
  return value.shape.length === 2
    ? value
    : node.fail(`has weights of the shape [${value.shape.join(", ")}]; a matrix is what is read`);
}

function transposed({ data, shape }: Constant): Constant {
  const [rows = 0, columns = 0] = shape;
  const out = data.slice();
  // as integers: a float that passes through a register may lose what a NaN carries
  const words = data.BYTES_PER_ELEMENT / 4;
  const [from, into] = [data, out].map((a) => new Int32Array(a.buffer, a.byteOffset, a.length * words)) as [
    Int32Array,
    Int32Array,
  ];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++)
      for (let w = 0; w < words; w++) into[(c * rows + r) * words + w] = from[(r * columns + c) * words + w]!;
  return constantOf(out, [columns, rows]);
}

/** `weight` is [out, in]. */
function linear(node: ReadNode, weight: Constant, bias: Constant | undefined): Rows {
  const [out = 0, inputs = 0] = weight.shape;
  const isVector = bias === undefined || bias.data.length === out;
  const parameters: Record<string, Tensor> = { weight: entry(weight, weight.shape) };
  if (bias !== undefined && !isVector) node.fail(`has a bias of ${bias.data.length} numbers for ${out} outputs`);
  if (bias !== undefined) parameters.bias = entry(bias, [out]);
  return after(node.link(0), nn.Linear(inputs, out, { bias: bias !== undefined }), parameters);
}

function kernel(node: ReadNode): readonly [number, number] {
  const [height, width, ...more] = node.ints("kernel_shape") ?? [];
  return height !== undefined && width !== undefined && more.length === 0
    ? [height, width]
    : node.fail("is no window of images");
}

function windows(node: ReadNode) {
  node.only("ceil_mode", 0);
  const pad = node.text("auto_pad", "NOTSET");
  if (pad !== "NOTSET" && pad !== "VALID") node.fail(`has auto_pad ${pad}; numbers are what is read`);
  const pair = (name: string, usual: number): readonly [number, number] => {
    const [height = usual, width = usual] = node.ints(name) ?? [];
    return [height, width];
  };
  const [top = 0, left = 0, bottom = 0, right = 0] = node.ints("pads") ?? [];
  if (top !== bottom || left !== right) node.fail("has borders that differ; equal ones are what is read");
  return { stride: pair("strides", 1), padding: [top, left] as const, dilation: pair("dilations", 1) };
}

function alongAxis(make: typeof nn.Softmax) {
  return (node: ReadNode): Rows => {
    const before = node.link(0);
    // before operator set 13 the axes from this one on were one
    const axis = node.int("axis", node.opset < 13 ? 1 : -1);
    const last = before.sizes.length;
    if (node.opset < 13 && axis !== last && axis !== -1) node.fail("goes over several axes");
    return after(before, make({ dim: axis < 0 ? axis : axis === last ? -1 : axis }));
  };
}
