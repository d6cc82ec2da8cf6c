/** NumPy's .npz: a zip archive of .npy files, each called after its array. */
import { NonlinError } from "../base/index.ts";
import { fileBytes } from "./element-types.ts";
import { fromNpy, toNpy } from "./npy.ts";
import { checkTensor, type Tensors } from "./safetensors.ts";
import { archiveOf, membersOf } from "./zip.ts";

/** An archive of these tensors, stored, every bit as it is: what `np.load` reads. */
export function toNpz(tensors: Tensors): Uint8Array {
  const files = Object.entries(tensors).map(([name, tensor]) => {
    checkTensor(name, tensor);
    // Python's zipfile ends a name there
    if (name.includes("\0")) throw new NonlinError("E_MODEL", `an array cannot be called ${JSON.stringify(name)}`);
    return [`${name}.npy`, toNpy(tensor)] as const;
  });
  return archiveOf(files);
}

export interface NpzOptions {
  /** The most bytes that the arrays may have together, inflated. Default 1 GiB. */
  readonly maxBytes?: number;
}

/**
 * The arrays of an archive that `np.savez`, `np.savez_compressed` or `toNpz` has written, in copies; `trainer.load` takes them.
 * float16 is widened to float32, short integers are Int32Array, uint32 and 64-bit integers Float64Array; NaN keeps its bits.
 * Throws E_MODEL, naming the array, for what is no such file, and for more than `maxBytes`, before anything is inflated.
 */
export function fromNpz(bytes: Uint8Array, { maxBytes = 1024 * 1024 * 1024 }: NpzOptions = {}): Tensors {
  const members = membersOf(fileBytes(bytes));
  const size = members.reduce((n, member) => n + member.size, 0);
  if (size > maxBytes) {
    throw new NonlinError("E_MODEL", `the arrays are said to have ${size} bytes together; the limit is ${maxBytes}`, {
      advice: "give a larger maxBytes if you trust the file",
    });
  }
  const tensors = new Map<string, Tensors[string]>();
  for (const member of members) {
    const name = nameOf(member.name);
    if (tensors.has(name)) throw new NonlinError("E_MODEL", `the array ${JSON.stringify(name)} is there twice`);
    tensors.set(name, fromNpy(member.bytes(), name));
  }
  return Object.fromEntries(tensors);
}

function nameOf(file: string): string {
  if (file.endsWith(".npy")) return file.slice(0, -".npy".length);
  const pickle = file.endsWith(".pkl");
  const advice = pickle
    ? "torch.save writes pickled objects, which run code when read: write safetensors, or np.savez"
    : "np.savez writes .npy files alone";
  const what = pickle ? "an archive of PyTorch" : `an archive with the file ${JSON.stringify(file)}`;
  throw new NonlinError("E_MODEL", `not an .npz file: ${what}`, { advice });
}
