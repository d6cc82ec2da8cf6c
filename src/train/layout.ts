/** PyTorch keeps weights [out, in], the program [in, out]. */
import type { TensorData } from "../base/index.ts";

/** A matrix of this shape, transposed; row-major. */
export function transposed(data: TensorData, [rows, columns]: readonly [number, number]): TensorData {
  const out = data.slice();
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = data[i * columns + j]!;
  return out;
}
