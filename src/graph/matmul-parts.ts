/** A matrix product in parts: some of its rows or some of its columns, whichever repeats less packing. */
import type { MatmulPlan } from "./matmul.ts";
import { stepsOf } from "./space.ts";
import { pieceCount, type Range, ranges, type Sharing } from "./split.ts";

export interface MatmulPart {
  readonly plan: MatmulPlan;
  /** From a, b, init and the result of the whole to the part's, in elements. */
  readonly offsets: { readonly a: number; readonly b: number; readonly init: number; readonly c: number };
  /** See `Piece`. */
  readonly rows?: Range;
}

/** Multiplications and additions in a nanosecond, about. */
const speed = 16;

/** Nanoseconds of a call with so many rows, by estimate. */
export function matmulWork(plan: MatmulPlan, rows: number): number {
  return (stepsOf(plan.rows, rows) * stepsOf(plan.inner, rows) * plan.columns) / speed;
}

export function matmulParts(plan: MatmulPlan, sharing: Sharing): readonly MatmulPart[] {
  const rows = stepsOf(plan.rows, sharing.capacity);
  const count = pieceCount(matmulWork(plan, sharing.capacity), sharing);
  const width = 4 * plan.tile.vectors;
  const again = { rows: plan.packing === "none" ? 0 : plan.columns, columns: plan.packsLeft ? rows : 0 };
  const wide = plan.columns >= width * count;
  if (again.columns < again.rows || (again.columns === again.rows && wide && !plan.packsLeft)) {
    return ranges(plan.columns, width, count).map((range) => columnsOf(plan, range));
  }
  const cut = plan.rows.batch ? sharing.capacity : plan.rows.size;
  return ranges(cut, 4, count).map((range) => rowsOf(plan, range));
}

function columnsOf(plan: MatmulPlan, { from, count }: Range): MatmulPart {
  return {
    plan: { ...plan, columns: count },
    offsets: { a: 0, b: from * plan.b.column, init: from, c: from },
  };
}

function rowsOf(plan: MatmulPlan, range: Range): MatmulPart {
  const { size, batch } = plan.rows;
  const from = batch ? range.from * size : range.from;
  const offsets = { a: from * plan.a.row, b: 0, init: from * (plan.init?.row ?? 0), c: from * plan.c.row };
  return batch ? { plan, offsets, rows: range } : { plan: { ...plan, rows: { size: range.count, batch } }, offsets };
}
