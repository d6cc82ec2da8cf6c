/** A loop in parts: ranges of its outermost axis, if that is one that results are kept along. */
import type { LoopPlan, LoopWalk } from "./loop.ts";
import { batch } from "./node.ts";
import { type Axis, stepsOf } from "./space.ts";
import { type Range, ranges } from "./split.ts";

export interface LoopPart {
  readonly walk: LoopWalk;
  /** From the pointers of the whole to the part's, loads first, in bytes. */
  readonly offsets: readonly number[];
  /** See `Piece`. */
  readonly rows?: Range;
}

/** Elements that a vector loop steps over at most at once: a part that starts and ends at a multiple never writes into the next. */
const line = 16;

/** Nanoseconds of a call with so many rows, by estimate: what is computed for each element, and what is read and written. */
export function loopWork({ axes, stages, loads, outputs }: LoopPlan, extent: Axis | undefined, rows: number): number {
  const elements = axes.reduce((product, axis, i) => product * stepsOf(i === 0 ? (extent ?? axis) : axis, rows), 1);
  return elements * (0.1 * (stages.at(-1)?.ir.nodes.length ?? 0) + 0.15 * (loads.length + outputs.length));
}

export function loopParts(walk: LoopWalk, extent: Axis | undefined, most: number, rows: number): readonly LoopPart[] {
  const axis = extent ?? walk.axes[0];
  if (axis === undefined || !divisible(walk)) return [];
  const unit = walk.vector === 0 ? line : 1;
  if (axis.batch) {
    return ranges(rows, unit, most).map((range) => ({ ...partOf(walk, range.from * axis.size), rows: range }));
  }
  return ranges(axis.size, unit, most).map(({ from, count: size }) => partOf(resized(walk, size), from));
}

/** Whether parts of the outermost axis have nothing to do with each other: no sum, no padding that one would write into another. */
function divisible({ axes, kept, vector, loads }: LoopWalk): boolean {
  if (kept === 0 || (vector > 0 && axes[vector]?.batch)) return false;
  return loads.every(({ guards }) => guards.every(({ steps, length }) => steps[0] === 0 && length !== batch));
}

function resized(walk: LoopWalk, size: number): LoopWalk {
  return { ...walk, axes: [{ size, batch: false }, ...walk.axes.slice(1)] };
}

function partOf(walk: LoopWalk, from: number): LoopPart {
  return { walk, offsets: [...walk.loads, ...walk.outputs].map(({ steps }) => from * (steps[0] ?? 0)) };
}
