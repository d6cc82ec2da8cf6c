/**
 * The adjoint of a view: from the gradient of what a view reads, the gradient of the node that it reads from.
 * Each node coordinate is an affine function of the view's; where one view axis alone moves it, that is turned round
 * (with a guard, since the view may read less than the node); where two do (unfold), the second is summed over.
 * An axis that is walked in steps above 1 is taken apart first.
 */
import { NonlinError } from "../base/index.ts";
import { copy, reduce, reshapeOrCopy } from "./build.ts";
import { batch, type Dim, type Guard, type Operand, type Shape, type View } from "./node.ts";
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
  slice,
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

/** What a view reads: for each of its positions the node's coordinates, where the guards hold. */
interface Reading {
  /** Of the node. */
  readonly shape: Shape;
  /** Of the view. */
  readonly from: Shape;
  readonly forward: readonly Coordinate[];
  readonly guards: readonly Guard[];
}

function invert(x: Operand, g: Source): Source {
  const { padding = 0, guards: border } = operand(g).view;
  const plain = border === undefined || padding === 0 ? g : copy(g);
  const { shape: from, guards = [] } = x.view;
  if (guards.some((guard) => stepsOver(guard, from))) throw unknown(x.node.shape, from);
  const shape = withinAxes(x.node.shape, x.view);
  const back = inverse({ shape, from, forward: nodeCoordinates(shape, x.view), guards }, plain);
  return shape === x.node.shape ? back : reshapeOrCopy(back, x.node.shape);
}

/** The node's shape, axes joined that the view walks as one (what was flattened before it was transposed, say). */
function withinAxes(shape: Shape, view: View): Shape {
  const forward = nodeCoordinates(shape, view);
  const over = forward.findIndex((c, axis) => axis > 0 && shape[axis] !== 1 && leaves(c, shape[axis]!, view));
  if (over < 0) return shape;
  const before = shape.findLastIndex((dim, axis) => axis < over && dim !== 1);
  const [a, b] = [shape[before], shape[over]];
  if (typeof a !== "number" || typeof b !== "number") throw unknown(shape, view.shape);
  return withinAxes([...shape.slice(0, before), a * b, ...shape.slice(over + 1)], view);
}

/** Whether a coordinate goes beyond its axis where no guard of its own holds it back. */
function leaves({ start, weights }: Coordinate, length: Dim, { shape, guards = [] }: View): boolean {
  if (length === batch) return false;
  const held = guards.some((g) => g.weights.every((w, i) => w === weights[i] || shape[i] === 1) && g.start === start);
  const last = weights.reduce((sum, w, i) => sum + (w === 0 ? 0 : w * (extent(shape[i]!) - 1)), start);
  return !held && last >= length;
}

function inverse(reading: Reading, g: Source): Source {
  const stepped = inSteps(reading, g);
  if (stepped !== undefined) {
    const { axis, length, of } = stepped;
    const [shape, whole] = [of.reading.shape, of.reading.shape.slice(axis, axis + 2) as number[]];
    const joined = [...shape.slice(0, axis), whole[0]! * whole[1]!, ...shape.slice(axis + 2)];
    const all = reshapeOrCopy(inverse(of.reading, of.g), joined);
    return joined[axis] === length ? all : slice(all, axis, 0, length);
  }
  const { shape, from, forward } = reading;
  const { solved, summed } = solve(reading);
  const rank = shape.length + summed.length;
  const place = (axis: number): number => (summed.includes(axis) ? shape.length + summed.indexOf(axis) : -1);
  const backward: Coordinate[] = from.map((_, axis) => along(rank, place(axis)));
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
  for (const guard of reading.guards) guards.push(through(guard, backward, rank));
  const back = reindex(g, [...shape, ...summed.map((axis) => from[axis]!)], backward, guards);
  const trailing = summed.map((_, i) => shape.length + i);
  return trailing.length === 0 ? back : reduce("sum", back, trailing);
}

/**
 * A node axis walked in steps of s > 1, as two axes that are walked in steps of 1: h = s q + r. Where an axis k moves along it within
 * the windows (h = start + s i + k), k becomes s a + r less what start is above a multiple of s, so that q = i + a.
 */
function inSteps({ shape, from, forward, guards }: Reading, g: Source) {
  const axis = forward.findIndex(({ weights }) => weights.some((w) => w > 1) && stepsAlone(weights, forward));
  if (axis < 0) return undefined;
  const { start, weights } = forward[axis]!;
  const window = weights.findIndex((w) => w > 1);
  const inner = weights.indexOf(1);
  const step = weights[window]!;
  const length = shape[axis] as number;
  const first = Math.floor(start / step);
  const above = start - step * first;
  const spans = inner < 0 ? 0 : Math.ceil(((from[inner] as number) + above) / step);
  const parts = inner < 0 ? [] : spans > 1 ? [spans, step] : [step];
  const split = <T>(values: readonly T[], made: readonly T[]): T[] =>
    inner < 0 ? [...values] : [...values.slice(0, inner), ...made, ...values.slice(inner + 1)];
  const fine = (c: Coordinate): Coordinate => {
    const w = c.weights[inner] ?? 0;
    return { start: c.start - w * above, weights: split(c.weights, spans > 1 ? [w * step, w] : [w]) };
  };
  const newFrom = split<Dim>(from, parts);
  const last = inner + parts.length - 1;
  const at = (i: number): number => (inner >= 0 && i > inner ? i + parts.length - 1 : i);
  const rest = inner < 0 ? along(newFrom.length, -1, 1, above) : along(newFrom.length, last);
  const whole = along(newFrom.length, at(window), 1, first).weights.map((w, i) => (spans > 1 && i === inner ? 1 : w));
  const finer = from.map((_, i) => fine(along(from.length, i)));
  const inside = inner < 0 ? [] : [{ ...finer[inner]!, length: from[inner]! }];
  const coordinates = forward.map(fine);
  const reading: Reading = {
    shape: [...shape.slice(0, axis), Math.ceil(length / step), step, ...shape.slice(axis + 1)],
    from: newFrom,
    forward: [...coordinates.slice(0, axis), { start: first, weights: whole }, rest, ...coordinates.slice(axis + 1)],
    guards: guards.map((guard) => ({ ...guard, ...fine(guard) })),
  };
  return { axis, length, of: { reading, g: inner < 0 ? g : reindex(g, newFrom, finer, inside) } };
}

/** Whether one axis moves in steps above 1, at most one other in steps of 1, and neither moves anything else. */
function stepsAlone(weights: readonly number[], forward: readonly Coordinate[]): boolean {
  const movers = weights.flatMap((w, i) => (w === 0 ? [] : [i]));
  const alone = movers.every((i) => forward.every((other) => other.weights === weights || other.weights[i] === 0));
  const ones = movers.filter((i) => weights[i] === 1).length;
  return alone && movers.length <= 2 && ones === movers.length - 1;
}

interface Solution {
  /** View axis `axis` follows from node coordinate `by` and the summed axes. */
  readonly solved: readonly { readonly axis: number; readonly by: number }[];
  /** View axes that stay free: for one element of the node there is one term for each of their positions. */
  readonly summed: readonly number[];
}

/** Which view axis each node coordinate decides: one that moves it in steps of 1, the longest, so that the sum is short. */
function solve({ shape, from, forward }: Reading): Solution {
  const solved: { axis: number; by: number }[] = [];
  const summed: number[] = [];
  for (const [by, { weights }] of forward.entries()) {
    const movers = weights.flatMap((w, axis) => (w === 0 ? [] : [axis]));
    if (movers.length === 0) continue;
    const axis = movers.toSorted((a, b) => extent(from[b]!) - extent(from[a]!)).find((mover) => weights[mover] === 1);
    const taken = movers.some((mover) => summed.includes(mover) || solved.some((other) => other.axis === mover));
    if (axis === undefined || taken) {
      throw unknown(shape, from);
    }
    solved.push({ axis, by });
    summed.push(...movers.filter((mover) => mover !== axis));
  }
  return { solved, summed };
}

function unknown(shape: Shape, from: Shape): NonlinError {
  return new NonlinError("E_SHAPE", `no gradient is known for a view of ${showShape(shape)} as ${showShape(from)}`, {
    advice: "copy it before it is viewed in steps",
  });
}

/** Whether one step goes past all that a guard lets through: then strides do not tell which axis of the node moves. */
function stepsOver({ weights, length }: Guard, from: Shape): boolean {
  return length !== batch && weights.some((w, axis) => w > 1 && w >= length && from[axis] !== 1);
}

function through(guard: Guard, inner: readonly Coordinate[], rank: number): Guard {
  const start = guard.weights.reduce((sum, w, i) => sum + w * inner[i]!.start, guard.start);
  const weights = Array.from({ length: rank }, (_, axis) =>
    guard.weights.reduce((sum, w, i) => sum + w * inner[i]!.weights[axis]!, 0),
  );
  return { start, weights, length: guard.length };
}

/** The node's coordinates as functions of the view's: the strides taken apart by the node's own, largest first. */
function nodeCoordinates(nodeShape: Shape, view: View): readonly Coordinate[] {
  const strides = contiguous(nodeShape).strides;
  const split = (step: number): number[] => {
    let left = step;
    return nodeShape.map((dim, axis) => {
      if (dim === 1) return 0;
      const whole = Math.trunc(left / strides[axis]!);
      left -= whole * strides[axis]!;
      return whole;
    });
  };
  // an axis of length 1 moves nothing, whatever its stride
  const steps = view.strides.map((stride, axis) => split(view.shape[axis] === 1 ? 0 : stride));
  // the offset of a padded view may lie before the node: start from a position that the guards let through
  const inside = insidePosition(view);
  const at = split(view.offset + view.strides.reduce((sum, stride, i) => sum + stride * inside[i]!, 0));
  return nodeShape.map((_, axis) => {
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
