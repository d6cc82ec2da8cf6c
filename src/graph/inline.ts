/**
 * Maps that are never stored: cheap ones whose every reader can compute them in passing.
 * What a reader then reads are their operands, seen through its own view.
 */
import { type Expr, nodes } from "../expr/index.ts";
import { isCheap } from "./cost.ts";
import type { Dim, MapNode, Node, Operand, Shape } from "./node.ts";
import { operandsOf } from "./traverse.ts";
import { along, type Coordinate, contiguous, reindex, sizeOf } from "./view.ts";

/** Operations that a map may hold and still be computed more than once. */
const mostRepeated = 16;

/** The maps among `order` that are computed where they are read; `kept` are never. */
export function inlined(order: readonly Node[], kept: ReadonlySet<Node>): ReadonlySet<Node> {
  const readers = new Map<Node, Operand[]>();
  const barred = new Set<Node>(kept);
  for (const node of order) {
    for (const operand of operandsOf(node)) {
      readers.set(operand.node, [...(readers.get(operand.node) ?? []), operand]);
      const loop = node.kind === "map" || node.kind === "reduce";
      if (!loop || axesThrough(operand) === undefined) barred.add(operand.node);
    }
  }
  const sizes = new Map<Node, number>();
  const found = new Set<Node>();
  for (const node of order) {
    if (node.kind !== "map" || barred.has(node) || !isCheap(node.expression)) continue;
    const size = operandsOf(node).reduce((sum, x) => sum + (sizes.get(x.node) ?? 0), operations(node.expression));
    if (size > mostRepeated && readers.get(node)!.length > 1) continue;
    found.add(node);
    sizes.set(node, size);
  }
  return found;
}

/** The operands of an inlined map, as a reader of `operand` sees them. */
export function operandsThrough(operand: Operand): Readonly<Record<string, Operand>> {
  const node = operand.node as MapNode;
  const coordinates = axesThrough(operand)!;
  const seen = Object.entries(node.operands).map(([name, x]) => [name, reindex(x, operand.view.shape, coordinates)]);
  return Object.fromEntries(seen);
}

/** Where each axis of the node lies in a view that only permutes axes, or repeats one number. */
function axesThrough({ node, view }: Operand): readonly Coordinate[] | undefined {
  if (view.guards !== undefined || view.offset !== 0) return undefined;
  const rank = view.shape.length;
  const single = sizeOf(node.shape) === 1 && !node.shape.includes("batch");
  if (single) return node.shape.map(() => along(rank, -1));
  const order = permutation(node.shape, view.shape, view.strides);
  return order && node.shape.map((_, axis) => along(rank, order.indexOf(axis)));
}

/** For each axis of the view the axis of the node that it is (-1 for those of length 1), if it reads each element once. */
export function permutation(
  shape: Shape,
  viewed: Shape,
  viewedStrides: readonly number[],
): readonly number[] | undefined {
  const { strides } = contiguous(shape);
  const isLong = (dim: Dim): boolean => dim !== 1;
  const order = viewed.map((dim, i) =>
    isLong(dim) ? shape.findIndex((other, axis) => other === dim && strides[axis] === viewedStrides[i]) : -1,
  );
  const long = order.filter((axis, i) => isLong(viewed[i]!) && axis >= 0);
  const complete = new Set(long).size === shape.filter(isLong).length && long.length === viewed.filter(isLong).length;
  return complete ? order : undefined;
}

function operations(e: Expr): number {
  return nodes(e).filter((node) => node.kind === "apply").length;
}
