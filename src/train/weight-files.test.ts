import { expect, test } from "vitest";
import { sha256 } from "../base/index.ts";
import { nn } from "../nn/index.ts";
import { optim } from "../optim/index.ts";
import {
  compile,
  fromNpz,
  fromSafetensors,
  type Precision,
  safetensorsMetadata,
  toNpz,
  toSafetensors,
} from "./index.ts";
import type { Tensors } from "./safetensors.ts";

const containers = [
  ["safetensors", toSafetensors, fromSafetensors],
  ["npz", toNpz, fromNpz],
] as const;

/** The bits of tensors, so that NaN and -0 are told apart. */
function bitsOf(tensors: Tensors): unknown {
  return Object.entries(tensors).map(([name, { data, shape }]) => {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    return [name, data.constructor.name, shape, sha256(bytes)];
  });
}

/** Float32 bits that arithmetic likes to change: quiet and signalling NaN with payloads, zeros, subnormals, infinities. */
const delicate = [0x7fc00000, 0xffc12345, 0x7f800001, 0xff812345, 0, 0x80000000, 1, 0x807fffff, 0x7f800000, 0xff800000];
const oddFloats = new Float32Array(Int32Array.from(delicate).buffer);
const oddDoubles = new Float64Array(
  BigInt64Array.of(0x7ff8000000000001n, 0x7ff0000000000001n, -1n, 1n, -0x8000000000000000n, 0x7ff0000000000000n).buffer,
);

const sample: Tensors = {
  "0.weight": { data: oddFloats, shape: [5, 2] },
  number: { data: Float64Array.of(-0), shape: [] },
  "block.0.bias": { data: oddDoubles, shape: [2, 1, 3] },
  count: { data: Int32Array.of(-2147483648, 2147483647, 0), shape: [3] },
  nothing: { data: new Float32Array(0), shape: [0, 7] },
  'größe/π "quoted"': { data: Float32Array.of(0.1), shape: [1] },
  constructor: { data: Float32Array.of(1), shape: [1] },
  ["__proto__"]: { data: Float32Array.of(2), shape: [1] },
};

test.each(containers)("%s gives back every bit, shape and name", (_, write, read) => {
  expect(bitsOf(read(write(sample)))).toEqual(bitsOf(sample));
  expect(read(write({}))).toEqual({});
  expect(Object.getPrototypeOf(read(write(sample)))).toBe(Object.prototype);
});

test.each(containers)("%s of the same tensors is the same bytes", (_, write) => {
  expect(write(sample)).toEqual(write(sample));
});

const model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.PReLU(), nn.Linear(4, 2));
const options = { loss: nn.MSELoss(), optimizer: optim.Adam({ lr: 0.1 }), batchSize: 4 };
const x = [
  [1, 2, 3],
  [4, 5, -6],
  [0.5, 0, 1],
];
const y = [
  [1, 0],
  [0, 1],
  [2, 2],
];

test.each(
  containers.flatMap(([name, write, read]) =>
    (["float32", "float64"] as const).map((precision: Precision) => ({ name, write, read, precision })),
  ),
)("a trained network goes through $name in $precision and predicts the same bits", ({ write, read, precision }) => {
  const trained = compile(model, { ...options, precision });
  for (let i = 0; i < 5; i++) trained.step(x, y);
  const again = compile(model, { ...options, precision, seed: 9 });
  again.load(read(write(trained.parameters)));
  expect(bitsOf(again.parameters)).toEqual(bitsOf(trained.parameters));
  expect(again.parameters["1.num_batches_tracked"]!.data[0]).toBe(5);
  expect(again.predict(x)).toEqual(trained.predict(x));
});

test("a network is loaded with NaN and gives it back, payload and all", () => {
  const t = compile(nn.Linear(5, 2), options);
  t.load({ weight: { data: oddFloats, shape: [2, 5] }, bias: [0, 0] });
  expect(bitsOf({ weight: t.parameters.weight! })).toEqual(bitsOf({ weight: { data: oddFloats, shape: [2, 5] } }));
  expect(t.predict([[1, 1, 1, 1, 1]]).data.every(Number.isNaN)).toBe(true);
});

test("metadata of safetensors is text by name", () => {
  const metadata = { format: "pt", "": 'ü\n"', ["__proto__"]: "x" };
  const file = toSafetensors(sample, metadata);
  expect(safetensorsMetadata(file)).toEqual(metadata);
  expect(safetensorsMetadata(toSafetensors(sample))).toEqual({});
  expect(bitsOf(fromSafetensors(file))).toEqual(bitsOf(sample));
});

test("a tensor of safetensors lies at a multiple of its size", () => {
  const file = toSafetensors({
    a: { data: Float32Array.of(1), shape: [1] },
    b: { data: Float64Array.of(2), shape: [1] },
  });
  const view = new DataView(file.buffer);
  const start = 8 + Number(view.getBigUint64(0, true));
  expect(start % 8).toBe(0);
  expect(view.getFloat64(start, true)).toBe(2);
  expect(view.getFloat32(start + 8, true)).toBe(1);
});

test.each(containers)("%s refuses to write what is no tensor", (_, write) => {
  const wrong = { a: { data: Float32Array.of(1, 2), shape: [3] } };
  expect(() => write(wrong)).toThrow('"a" has 2 numbers for the shape [3]');
  expect(() => write({ a: { data: [1] as never, shape: [1] } })).toThrow('"a" has no data of a tensor');
  expect(() => write({ "\ud800": { data: Float32Array.of(1), shape: [1] } })).toThrow("cannot be called");
});

test.each(containers)("%s reads a part of a larger buffer, as Node's Buffer is", (_, write, read) => {
  const file = write(sample);
  const buffer = Buffer.concat([Buffer.from([1, 2, 3]), file]).subarray(3);
  const tensors = read(buffer);
  buffer.fill(0);
  expect(bitsOf(tensors)).toEqual(bitsOf(sample));
});
