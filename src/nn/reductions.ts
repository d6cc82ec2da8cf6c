/** The reductions of formulas along an axis, as graphs: each makes one number of the values along it. */
import type { ReductionName } from "../activations/index.ts";
import { constant } from "../expr/index.ts";
import { map, type Node, reduce, repeat, type Source, shapeOf, stopGradient, transpose } from "../graph/index.ts";

export const reductionGraphs = {
  sumOver: (v, axis) => reduce("sum", v, [axis]),
  maxOver: (v, axis) => reduce("max", v, [axis]),
  argmaxOver: (v, axis) => reduce("argmax", v, [axis]),
  simplexOver: (v, axis) => threshold(v, axis, "(sum - 1) / count"),
  sphereOver: (v, axis) => threshold(v, axis, "sum / count - sqrt(max(1 - (squares - sum * sum / count), 0) / count)"),
} as const satisfies Record<ReductionName, (values: Source, axis: number) => Node>;

/**
 * The t that leaves some values above it and fulfils `formula`, in the count, sum and sum of squares of those: each value is tried
 * as the smallest of them, with all that are as large. The work is the square of the axis. Which values they are has no slope.
 */
function threshold(v: Source, axis: number, formula: string): Node {
  const size = shapeOf(v)[axis] as number;
  const own = repeat(v, [size]);
  const last = shapeOf(own).length - 1;
  const other = transpose(own, swapped(last + 1, axis, last));
  const tried = solved(formula, stopGradient(map("where(other >= own, 1, 0)", { other, own })), other, last);
  const above = stopGradient(map("where(t < v, 1, 0)", { t: tried, v }));
  return solved(formula, above, v, axis);
}

/** `formula` over those values along `axis` that `counts` (1 or 0) leaves. */
function solved(formula: string, counts: Source, v: Source, axis: number): Node {
  const total = (text: string): Node =>
    reduce("sum", map(text, { counts, v }, { partials: { counts: constant(0) } }), [axis]);
  const operands: Record<string, Source> = { count: reduce("sum", counts, [axis]), sum: total("where(counts, v, 0)") };
  if (formula.includes("squares")) operands.squares = total("where(counts, v * v, 0)");
  return map(formula, operands);
}

/** The order of axes in which two have changed places. */
function swapped(rank: number, a: number, b: number): readonly number[] {
  return Array.from({ length: rank }, (_, i) => (i === a ? b : i === b ? a : i));
}
