/** Parameters in and out: PyTorch's names, shapes and layout on the outside, the program's layout inside. */
import { NonlinError, type Tensor, type TensorData } from "../base/index.ts";
import type { Parameter } from "../nn/index.ts";
import { flat, type Nested } from "./values.ts";

/** What has a name and a shape outside, and a slot inside. */
export type Entry = Omit<Parameter, "initial">;

/** What a slot holds, as PyTorch has it. */
export function outward(p: Entry, data: TensorData): Tensor {
  return { data: p.transposed ? reversed(data, p.slot.shape as number[]) : data, shape: p.shape };
}

/** PyTorch's values as the slot holds them. */
export function stored(p: Entry, data: TensorData): TensorData {
  return p.transposed ? reversed(data, p.shape) : data;
}

/** What the names of a checkpoint's tensors begin with that are no parameters. */
export const ownPrefix = "trainer.";

export type Given = Tensor | TensorData | Nested | number;

/** What a user gives for all of these and nothing else, as their slots hold it; throws E_MODEL naming the tensor. */
export function allInward(entries: readonly Entry[], given: Readonly<Record<string, Given>>): readonly TensorData[] {
  const known = new Set(entries.map(({ name }) => name));
  for (const name of Object.keys(given)) {
    if (known.has(name)) continue;
    const advice = {
      advice: "a checkpoint goes to trainer.restore, and checkpointParameters gives its parameters alone",
    };
    throw new NonlinError("E_MODEL", `the model has no parameter "${name}"`, name.startsWith(ownPrefix) ? advice : {});
  }
  return entries.map((p) => inward(p, Object.hasOwn(given, p.name) ? given[p.name] : undefined));
}

function inward(p: Entry, given: Given | undefined): TensorData {
  const wanted = `"${p.name}" of shape [${p.shape.join(", ")}]`;
  if (given === undefined) throw new NonlinError("E_MODEL", `the parameter ${wanted} is missing`);
  const size = p.shape.reduce((n, dim) => n * dim, 1);
  if (ArrayBuffer.isView(given)) {
    if (given.length === size) return stored(p, given as TensorData);
    throw new NonlinError("E_MODEL", `the parameter ${wanted} got ${given.length} numbers`);
  }
  const nested = typeof given === "number" || Array.isArray(given);
  const { data, shape } = nested ? flat(given as Nested | number, p.name) : (given as Tensor);
  const fits = shape?.join() === p.shape.join();
  if (fits && data.length === size) return stored(p, data);
  if (shape !== undefined && !fits)
    throw new NonlinError("E_MODEL", `the parameter ${wanted} got one of shape [${shape.join(", ")}]`);
  const advice = "typed arrays do not survive JSON: Array.from(data) does";
  throw new NonlinError("E_MODEL", `the parameter ${wanted} got what is no tensor of ${size} numbers`, { advice });
}

/** The same elements, bit for bit, with the axes of `shape` in reverse order. */
export function reversed(data: TensorData, shape: readonly number[]): TensorData {
  const out = data.slice();
  // as integers: a float that passes through a register may lose what a NaN carries
  const [from, into] = [wordsOf(data), wordsOf(out)];
  const words = data.BYTES_PER_ELEMENT / 4;
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((n, dim) => n * dim, 1));
  const index = shape.map(() => 0);
  for (let i = 0, to = 0; i < data.length; i++) {
    for (let word = 0; word < words; word++) into[to * words + word] = from[i * words + word]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis]! += 1;
      to += strides[axis]!;
      if (index[axis]! < shape[axis]!) break;
      to -= shape[axis]! * strides[axis]!;
      index[axis] = 0;
    }
  }
  return out;
}

function wordsOf(data: TensorData): Int32Array {
  return new Int32Array(data.buffer, data.byteOffset, data.byteLength / 4);
}
