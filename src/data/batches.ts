/** Rows in batches: an order per epoch and a gather into buffers that the caller owns. Nothing is allocated per step. */

import { permutation, type Stream, substream } from "../base/index.ts";
import type { Rows } from "./source.ts";

/** The order in which an epoch (0, 1, ...) visits `count` rows; the same stream and epoch give the same order. */
export function epochOrder(count: number, stream: Stream, epoch: number): Int32Array {
  return permutation(substream(stream, epoch), count);
}

/** A stretch of an epoch's order: rows order[from..to-1]. */
export interface Batch {
  readonly order: Int32Array;
  readonly from: number;
  readonly to: number;
}

/** The batches of one epoch; the last may be short, no row is dropped. */
export function* batches(rows: Rows, batchSize: number, stream: Stream, epoch: number): Generator<Batch> {
  const order = epochOrder(rows.count, stream, epoch);
  for (let from = 0; from < rows.count; from += batchSize) {
    yield { order, from, to: Math.min(from + batchSize, rows.count) };
  }
}

/**
 * Copies rows order[from..to-1] to the front of `outX` [>= to - from, inputs] and `outY` and returns their number.
 * What lies behind them in the buffers is left alone.
 */
export function gatherRows(
  rows: Rows,
  order: Int32Array,
  from: number,
  to: number,
  outX: Float32Array,
  outY: Float32Array | Int32Array,
): number {
  const width = rows.x.length / rows.count;
  let at = 0;
  for (let i = from; i < to; i++) {
    const row = order[i]!;
    outY[i - from] = rows.y[row]!;
    const start = row * width;
    for (let j = 0; j < width; j++) outX[at++] = rows.x[start + j]!;
  }
  return to - from;
}
