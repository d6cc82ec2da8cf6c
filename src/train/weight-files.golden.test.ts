/** Files by NumPy are read, and NumPy reads ours. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nn } from "../nn/index.ts";
import { optim } from "../optim/index.ts";
import { compile, fromNpz, fromSafetensors, toNpz, toSafetensors } from "./index.ts";

interface Golden {
  readonly name: string;
  readonly format: "npz" | "safetensors";
  readonly bytes: string;
  /** Values in base64 of little-endian float64. */
  readonly tensors: Readonly<Record<string, { readonly shape: readonly number[]; readonly values: string }>>;
}

const path = join(import.meta.dirname, "../../test/golden/weights.json");
const golden = JSON.parse(readFileSync(path, "utf8")) as { readonly files: readonly Golden[] };
const read = { npz: fromNpz, safetensors: fromSafetensors };

test.each(golden.files)("$name is read to the last bit", ({ format, bytes, tensors }) => {
  const made = read[format](Buffer.from(bytes, "base64"));
  expect(Object.keys(made)).toEqual(Object.keys(tensors));
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    const wanted = new Float64Array(Uint8Array.from(Buffer.from(values, "base64")).buffer);
    expect(made[name]!.shape, name).toEqual(shape);
    // toEqual tells -0 from 0
    expect(Float64Array.from(made[name]!.data), name).toEqual(wanted);
  }
});

/** Prints name, dtype, shape and bytes of each array of a.npz and, by the format's own words, of a.safetensors. */
const reader = `
import json, struct, sys
import numpy as np
def show(name, array):
    print(json.dumps([name, array.dtype.str, list(array.shape), array.tobytes().hex()]))
archive = np.load(sys.argv[1], allow_pickle=False)
for name in archive: show(name, archive[name])
data = open(sys.argv[2], "rb").read()
n, = struct.unpack("<Q", data[:8])
for name, row in json.loads(data[8:8 + n]).items():
    a, b = row["data_offsets"]
    dtype = {"F32": "<f4", "F64": "<f8", "I32": "<i4"}[row["dtype"]]
    show(name, np.frombuffer(data[8 + n + a:8 + n + b], dtype).reshape(row["shape"]))
`;

const python = "/usr/bin/python3";

function imports(library: string): boolean {
  try {
    return execFileSync(python, ["-c", `import ${library}`], { stdio: "ignore" }) === null;
  } catch {
    return false;
  }
}

test.skipIf(!imports("numpy"))("NumPy reads an npz, and Python a safetensors file, of ours to the last bit", () => {
  const floats = new Float32Array(Int32Array.of(0x7f812345, 0x80000000, 1, 0x7f800000, 0x3f800000, 0).buffer);
  const tensors = {
    "0.weight": { data: floats, shape: [3, 2] },
    "größe/π": { data: Float64Array.of(-0, 5e-324), shape: [2] },
    number: { data: Int32Array.of(-7), shape: [] },
    nothing: { data: new Float32Array(0), shape: [2, 0] },
  };
  const folder = mkdtempSync(join(tmpdir(), "weights-"));
  const [npz, safetensors] = [join(folder, "a.npz"), join(folder, "a.safetensors")];
  writeFileSync(npz, toNpz(tensors));
  writeFileSync(safetensors, toSafetensors(tensors));
  const lines = execFileSync(python, ["-c", reader, npz, safetensors], { encoding: "utf8" }).trim().split("\n");
  rmSync(folder, { recursive: true });
  const dtypes = { Float32Array: "<f4", Float64Array: "<f8", Int32Array: "<i4" };
  const wanted = Object.entries(tensors).map(([name, { data, shape }]) => {
    const dtype = dtypes[data.constructor.name as keyof typeof dtypes];
    return [name, dtype, shape, Buffer.from(data.buffer).toString("hex")];
  });
  expect(lines.map((line) => JSON.parse(line))).toEqual([...wanted, ...wanted]);
});

/** Loads a.npz into the same network of PyTorch, adds 1 to a bias, writes its state dict and its outputs. */
const inTorch = `
import sys
import numpy as np
import torch
from torch import nn
given = dict(np.load(sys.argv[1]))
x = torch.from_numpy(given.pop("x"))
model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.PReLU(), nn.Flatten(), nn.Linear(8, 3)).double()
model.load_state_dict({name: torch.from_numpy(value) for name, value in given.items()})
model.eval()
before = model(x).detach().numpy()
with torch.no_grad(): model[4].bias += 1
np.savez(sys.argv[2], before=before, after=model(x).detach().numpy(), **{k: v.numpy() for k, v in model.state_dict().items()})
`;

test.skipIf(!imports("torch"))("PyTorch loads our weights into its own network, and we load its state dict", () => {
  const model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.PReLU(), nn.Flatten(), nn.Linear(8, 3));
  const options = { loss: nn.CrossEntropyLoss(), optimizer: optim.Adam({ lr: 0.05 }), batchSize: 8 };
  const t = compile(model, { ...options, inputShape: [1, 4, 4], precision: "float64" });
  const x = { data: Float64Array.from({ length: 128 }, (_, i) => ((i * 7919) % 41) / 10 - 2), shape: [8, 1, 4, 4] };
  for (let i = 0; i < 10; i++) t.step(x, [0, 1, 2, 0, 1, 2, 0, 1]);
  const folder = mkdtempSync(join(tmpdir(), "weights-"));
  const [ours, theirs] = [join(folder, "ours.npz"), join(folder, "theirs.npz")];
  writeFileSync(ours, toNpz({ ...t.parameters, x }));
  execFileSync(python, ["-c", inTorch, ours, theirs]);
  const { before, after, ...state } = fromNpz(readFileSync(theirs));
  rmSync(folder, { recursive: true });
  const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!)));
  expect(distance(t.predict(x).data, before!.data)).toBeLessThan(1e-13);
  t.load(state);
  expect(t.parameters["1.num_batches_tracked"]!.data[0]).toBe(10);
  expect(distance(t.predict(x).data, after!.data)).toBeLessThan(1e-13);
});
