/**
 * The adjoint of a view: from the gradient of what a view reads, the gradient of the node that it reads from.
 * Each node coordinate is an affine function of the view's; where one view axis alone moves it, that is turned round
 * (with a guard, since the view may read less than the node); where two do (unfold), the second is summed over.
 */
import { NonlinError } from "../base/index.ts";
import { copy, reduce, reshapeOrCopy } from "./build.ts";
import { batch, type Dim, type Guard, type Operand, type View } from "./node.ts";
import {
  along,
  type Coordinate,
  contiguous,
  isContiguous,
  operand,
  reindex,
  type Source,
  sameShape,
  showShape,
} from "./view.ts";

/** The gradient of `x.node`, in its shape, from the gradient `g` of `x`, in its view's shape. */
export function unview(x: Operand, g: Source): Source {
  if (isContiguous(x)) return sameShape(x.node.shape, x.view.shape) ? g : reshapeOrCopy(g, x.node.shape);
  const repeated = x.view.shape.flatMap((_, axis) => (moves(x.view, axis) ? [] : [axis]));
  if (repeated.length > 0) {
    const kept = x.view.shape.flatMap((_, axis) => (moves(x.view, axis) ? [axis] : []));
    return unview({ node: x.node, view: only(x.view, kept) }, reduce("sum", g, repeated));
  }
  return invert(x, g);
}

function moves(view: View, axis: number): boolean {
  return view.strides[axis] !== 0 || (view.guards ?? []).some((guard) => guard.weights[axis] !== 0);
}

function only(view: View, axes: readonly number[]): View {
  const pick = <T>(values: readonly T[]): T[] => axes.map((axis) => values[axis]!);
  const guards = view.guards?.map((guard) => ({ ...guard, weights: pick(guard.weights) }));
  return { ...view, shape: pick(view.shape), strides: pick(view.strides), ...(guards === undefined ? {} : { guards }) };
}

function invert(x: Operand, g: Source): Source {
  const { shape } = x.node;
  const from = x.view.shape;
  const forward = nodeCoordinates(x);
  const { solved, summed } = solve(forward, x);
  const rank = shape.length + summed.length;
  const backward: Coordinate[] = from.map((_, axis) => along(rank, shape.length + summed.indexOf(axis)));
  const guards: Guard[] = [];
  for (const { axis, by } of solved) {
    const { start, weights } = forward[by]!;
    const others = summed.map((other) => -weights[other]!);
    backward[axis] = { start: -start, weights: [...along(shape.length, by).weights, ...others] };
    guards.push({ ...backward[axis], length: from[axis]! });
  }
  for (const [by, { start, weights }] of forward.entries()) {
    if (weights.every((w) => w === 0) && shape[by] !== 1) guards.push({ ...along(rank, by, 1, -start), length: 1 });
  }
  // a read that fell outside the view's own guards gave padding, not the node: nothing flows back
  for (const guard of x.view.guards ?? []) guards.push(through(guard, backward, rank));
  const { padding = 0, guards: border } = operand(g).view;
  const plain = border === undefined || padding === 0 ? g : copy(g);
  const back = reindex(plain, [...shape, ...summed.map((axis) => from[axis]!)], backward, guards);
  const trailing = summed.map((_, i) => shape.length + i);
  return trailing.length === 0 ? back : reduce("sum", back, trailing);
}

interface Solution {
  /** View axis `axis` follows from node coordinate `by` and the summed axes. */
  readonly solved: readonly { readonly axis: number; readonly by: number }[];
  /** View axes that stay free: for one element of the node there is one term for each of their positions. */
  readonly summed: readonly number[];
}

/** Which view axis each node coordinate decides: one that moves it in steps of 1, the longest, so that the sum is short. */
function solve(forward: readonly Coordinate[], { node, view }: Operand): Solution {
  const solved: { axis: number; by: number }[] = [];
  const summed: number[] = [];
  for (const [by, { weights }] of forward.entries()) {
    const movers = weights.flatMap((w, axis) => (w === 0 ? [] : [axis]));
    if (movers.length === 0) continue;
    const axis = movers
      .toSorted((a, b) => extent(view.shape[b]!) - extent(view.shape[a]!))
      .find((mover) => weights[mover] === 1);
    const taken = movers.some((mover) => summed.includes(mover) || solved.some((other) => other.axis === mover));
    if (axis === undefined || taken) {
      const views = `${showShape(node.shape)} as ${showShape(view.shape)}`;
      throw new NonlinError("E_SHAPE", `no gradient is known for a view of ${views}`);
    }
    solved.push({ axis, by });
    summed.push(...movers.filter((mover) => mover !== axis));
  }
  return { solved, summed };
}

function through(guard: Guard, inner: readonly Coordinate[], rank: number): Guard {
  const start = guard.weights.reduce((sum, w, i) => sum + w * inner[i]!.start, guard.start);
  const weights = Array.from({ length: rank }, (_, axis) =>
    guard.weights.reduce((sum, w, i) => sum + w * inner[i]!.weights[axis]!, 0),
  );
  return { start, weights, length: guard.length };
}

/** The node's coordinates as functions of the view's: the strides taken apart by the node's own, largest first. */
function nodeCoordinates({ node, view }: Operand): readonly Coordinate[] {
  const strides = contiguous(node.shape).strides;
  const split = (step: number): number[] => {
    let left = step;
    return node.shape.map((dim, axis) => {
      if (dim === 1) return 0;
      const whole = Math.trunc(left / strides[axis]!);
      left -= whole * strides[axis]!;
      return whole;
    });
  };
  const steps = view.strides.map(split);
  // the offset of a padded view may lie before the node: start from a position that the guards let through
  const inside = insidePosition(view);
  const at = split(view.offset + view.strides.reduce((sum, stride, i) => sum + stride * inside[i]!, 0));
  return node.shape.map((_, axis) => {
    const weights = steps.map((step) => step[axis]!);
    return { start: weights.reduce((sum, w, i) => sum - w * inside[i]!, at[axis]!), weights };
  });
}

function insidePosition(view: View): readonly number[] {
  const position = view.shape.map(() => 0);
  for (const { start, weights } of view.guards ?? []) {
    let value = weights.reduce((sum, w, i) => sum + w * position[i]!, start);
    for (const [axis, weight] of weights.entries()) {
      if (value >= 0 || weight <= 0) continue;
      const dim = view.shape[axis]!;
      const steps = Math.min(Math.ceil(-value / weight), dim === batch ? 0 : dim - 1 - position[axis]!);
      position[axis]! += steps;
      value += steps * weight;
    }
  }
  return position;
}

function extent(dim: Dim): number {
  return dim === batch ? Number.POSITIVE_INFINITY : dim;
}
