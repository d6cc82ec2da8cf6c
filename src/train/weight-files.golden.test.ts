/** Files by NumPy are read, and NumPy reads ours. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fromNpz, fromSafetensors, toNpz, toSafetensors } from "./index.ts";

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

function hasNumpy(): boolean {
  try {
    return execFileSync(python, ["-c", "import numpy"], { stdio: "ignore" }) === null;
  } catch {
    return false;
  }
}

test.skipIf(!hasNumpy())("NumPy reads an npz, and Python a safetensors file, of ours to the last bit", () => {
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
