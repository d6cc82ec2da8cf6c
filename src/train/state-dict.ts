/** Parameters in and out: PyTorch's names, shapes and layout on the outside, the program's layout inside. */
import { NonlinError, type Tensor, type TensorData } from "../base/index.ts";
import type { Parameter } from "../nn/index.ts";
import { flat, type Nested } from "./values.ts";

/** What a slot holds, as PyTorch has it. */
export function outward(p: Parameter, data: TensorData): Tensor {
  return { data: p.transposed ? transposed(data, p.slot.shape as [number, number]) : data, shape: p.shape };
}

/** PyTorch's values as the slot holds them. */
export function stored(p: Parameter, data: TensorData): TensorData {
  return p.transposed ? transposed(data, p.shape as [number, number]) : data;
}

/** What a user gives for a parameter, as its slot holds it; throws E_MODEL naming the tensor. */
export function inward(p: Parameter, given: Tensor | TensorData | Nested | undefined): TensorData {
  const wanted = `"${p.name}" of shape [${p.shape.join(", ")}]`;
  if (given === undefined) throw new NonlinError("E_MODEL", `the parameter ${wanted} is missing`);
  const size = p.shape.reduce((n, dim) => n * dim, 1);
  if (ArrayBuffer.isView(given)) {
    if (given.length === size) return stored(p, given as TensorData);
    throw new NonlinError("E_MODEL", `the parameter ${wanted} got ${given.length} numbers`);
  }
  const { data, shape } = Array.isArray(given) ? flat(given as Nested, p.name) : (given as Tensor);
  if (shape.join() === p.shape.join() && data.length === size) return stored(p, data);
  throw new NonlinError("E_MODEL", `the parameter ${wanted} got one of shape [${shape.join(", ")}]`);
}

function transposed(data: TensorData, [rows, columns]: readonly [number, number]): TensorData {
  const out = data.slice();
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = data[i * columns + j]!;
  return out;
}
