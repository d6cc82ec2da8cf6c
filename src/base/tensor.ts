/** An array with a shape, row-major. The data belongs to whoever made it; functions that return a tensor return a fresh one. */

import { NonlinError } from "./errors.ts";

export type TensorData = Float32Array | Float64Array | Int32Array;

export interface Tensor<D extends TensorData = TensorData> {
  readonly data: D;
  readonly shape: readonly number[];
}

/** `data` seen in `shape` (default: one axis); numbers are copied into a Float32Array, typed arrays are kept. */
export function tensor(data: readonly number[], shape?: readonly number[]): Tensor<Float32Array>;
export function tensor<D extends TensorData>(data: D, shape?: readonly number[]): Tensor<D>;
export function tensor(data: TensorData | readonly number[], shape: readonly number[] = [data.length]): Tensor {
  const size = sizeOf(shape);
  if (size !== data.length) {
    throw new NonlinError(
      "E_SHAPE",
      `shape [${shape.join(", ")}] holds ${size} values but the data has ${data.length}`,
    );
  }
  return { data: Array.isArray(data) ? Float32Array.from(data) : (data as TensorData), shape: [...shape] };
}

/** Number of values in a shape; 1 for []. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const extent of shape) {
    if (!Number.isInteger(extent) || extent < 0) {
      throw new NonlinError(
        "E_SHAPE",
        `shape [${shape.join(", ")}] has the extent ${extent}; extents are whole numbers >= 0`,
      );
    }
    size *= extent;
  }
  return size;
}
