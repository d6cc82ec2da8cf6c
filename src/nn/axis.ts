/** The axis of a row that an option names. */
import { NonlinError } from "../base/index.ts";
import { type Source, shapeOf, showShape } from "../graph/index.ts";

export interface AxisOptions {
  /** The axis, counted as in PyTorch: 0 is the batch, -1 the last. Default -1. */
  readonly dim?: number;
}

/** The axis that `dim` means; throws E_SHAPE if the rows have no such axis. */
export function axisOf(title: string, dim: number, x: Source): number {
  const rank = shapeOf(x).length;
  const axis = dim < 0 ? rank + dim : dim;
  if (Number.isInteger(axis) && axis >= 1 && axis < rank) return axis;
  const range = rank === 2 ? "1 or -1" : `1 to ${rank - 1}, or -1 to ${1 - rank}`;
  throw new NonlinError("E_SHAPE", `${title} expects an axis of a row but got ${showShape(shapeOf(x))}`, {
    advice: rank === 1 ? "one row must have an axis" : `dim is ${range} here; 0 is the batch`,
  });
}
