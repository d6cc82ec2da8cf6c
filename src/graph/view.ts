/**
 * Views: the same memory read in another order; nothing is copied.
 * All of them are one thing, `reindex`: each coordinate of the old view is an affine function of the new coordinates.
 */
import { NonlinError } from "../base/index.ts";
import { batch, type Dim, type Guard, type Node, type Operand, type Shape, type View } from "./node.ts";

export type Source = Node | Operand;

/** `start + sum(index[i] * weights[i])`. */
export interface Coordinate {
  readonly start: number;
  readonly weights: readonly number[];
}

/** A node read as it is stored, or the operand itself. */
export function operand(x: Source): Operand {
  return "view" in x ? x : { node: x, view: contiguous(x.shape) };
}

export function shapeOf(x: Source): Shape {
  return "view" in x ? x.view.shape : x.shape;
}

/** The number of elements, `batch` counting as `rows`. */
export function sizeOf(shape: Shape, rows = 1): number {
  return shape.reduce<number>((n, dim) => n * (dim === batch ? rows : dim), 1);
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, i) => dim === b[i]);
}

/** Row-major; only the first axis may be `batch`, so no stride depends on the number of rows. */
export function contiguous(shape: Shape): View {
  return { shape, strides: shape.map((_, i) => sizeOf(shape.slice(i + 1))), offset: 0 };
}

/** Whether the view reads the whole node in the order in which it is stored. */
export function isContiguous({ node, view }: Operand): boolean {
  if (view.offset !== 0 || view.guards !== undefined || view.shape.indexOf(batch) > 0) return false;
  if (view.shape[0] !== node.shape[0] && (view.shape[0] === batch || node.shape[0] === batch)) return false;
  const { strides } = contiguous(view.shape);
  return (
    sizeOf(view.shape) === sizeOf(node.shape) &&
    view.shape.every((dim, i) => dim === 1 || view.strides[i] === strides[i])
  );
}

/** The tensor x' of `shape` with x'[index] = x[coordinates(index)], and `padding` where a guard fails. */
export function reindex(
  x: Source,
  shape: Shape,
  coordinates: readonly Coordinate[],
  guards: readonly Guard[] = [],
  padding = 0,
): Operand {
  const { node, view } = operand(x);
  const compose = (start: number, weights: readonly number[]): Coordinate => ({
    start: weights.reduce((sum, w, i) => sum + w * coordinates[i]!.start, start),
    weights: shape.map((_, axis) => weights.reduce((sum, w, i) => sum + w * coordinates[i]!.weights[axis]!, 0)),
  });
  const address = compose(view.offset, view.strides);
  const inherited = (view.guards ?? []).map((g) => ({ ...compose(g.start, g.weights), length: g.length }));
  const all = [...inherited, ...guards].filter((g) => !alwaysHolds(g, shape));
  if (inherited.length > 0 && guards.length > 0 && !Object.is(view.padding ?? 0, padding)) {
    throw new NonlinError("E_SHAPE", `a view padded with ${view.padding} cannot be padded with ${padding}`, {
      advice: "copy it first",
    });
  }
  const border = all.length === 0 ? {} : { guards: all, padding: guards.length > 0 ? padding : (view.padding ?? 0) };
  return { node, view: { shape, strides: address.weights, offset: address.start, ...border } };
}

function alwaysHolds({ start, weights, length }: Guard, shape: Shape): boolean {
  const axes = weights.flatMap((w, i) => (w === 0 ? [] : [i]));
  if (axes.length === 0) return length === batch ? start === 0 : start >= 0 && start < length;
  if (axes.length > 1 || start < 0) return false;
  const axis = axes[0]!;
  const [dim, weight] = [shape[axis]!, weights[axis]!];
  if (dim === batch || length === batch) return dim === length && start === 0 && weight === 1;
  return weight > 0 && start + weight * (dim - 1) < length;
}

/** The coordinate that is axis `axis` of a tensor of `rank` axes. */
export function along(rank: number, axis: number, weight = 1, start = 0): Coordinate {
  return { start, weights: Array.from({ length: rank }, (_, i) => (i === axis ? weight : 0)) };
}

function identity(rank: number): Coordinate[] {
  return Array.from({ length: rank }, (_, axis) => along(rank, axis));
}

/** Axis i of the result is axis `order[i]` of x. */
export function transpose(x: Source, order: readonly number[]): Operand {
  const shape = shapeOf(x);
  return reindex(
    x,
    order.map((axis) => shape[axis]!),
    shape.map((_, axis) => along(order.length, order.indexOf(axis))),
  );
}

/** Axes are aligned from the last; an axis of length 1 and a missing one are repeated. */
export function broadcast(x: Source, shape: Shape): Operand {
  const from = shapeOf(x);
  const lead = shape.length - from.length;
  if (lead < 0 || from.some((dim, i) => dim !== 1 && dim !== shape[lead + i])) {
    throw new NonlinError("E_SHAPE", `cannot broadcast ${showShape(from)} to ${showShape(shape)}`);
  }
  return reindex(
    x,
    shape,
    from.map((dim, i) => along(shape.length, lead + i, dim === shape[lead + i] ? 1 : 0)),
  );
}

/** x repeated along new axes after its own. */
export function repeat(x: Source, dims: readonly Dim[]): Operand {
  const shape = [...shapeOf(x), ...dims];
  return reindex(x, shape, identity(shape.length).slice(0, shape.length - dims.length));
}

/** Elements `start` to `end - 1` of an axis of fixed length. */
export function slice(x: Source, axis: number, start: number, end: number): Operand {
  const shape = shapeOf(x).map((dim, i) => (i === axis ? end - start : dim));
  return reindex(x, shape, identity(shape.length).with(axis, along(shape.length, axis, 1, start)));
}

/** Every `step`-th element of an axis of fixed length, from the first on. */
export function every(x: Source, axis: number, step: number): Operand {
  const shape = shapeOf(x).map((dim, i) => (i === axis ? Math.ceil((dim as number) / step) : dim));
  return reindex(x, shape, identity(shape.length).with(axis, along(shape.length, axis, step)));
}

/** An axis of fixed length grows by `before` and `after` elements, which read as `padding`. */
export function pad(x: Source, axis: number, before: number, after: number, padding = 0): Operand {
  const from = shapeOf(x);
  const length = from[axis] as number;
  const shape = from.with(axis, before + length + after);
  const inside = along(shape.length, axis, 1, -before);
  return reindex(x, shape, identity(shape.length).with(axis, inside), [{ ...inside, length }], padding);
}

/** Windows of `size` elements, `dilation` apart, begun every `stride`: the axis counts windows, a new last axis their elements. */
export function unfold(x: Source, axis: number, size: number, stride = 1, dilation = 1): Operand {
  const from = shapeOf(x);
  const windows = Math.floor(((from[axis] as number) - dilation * (size - 1) - 1) / stride) + 1;
  const shape = [...from.with(axis, windows), size];
  const weights = along(shape.length, axis, stride).weights.with(from.length, dilation);
  return reindex(x, shape, identity(shape.length).slice(0, -1).with(axis, { start: 0, weights }));
}

/** An axis of n elements as two, of `parts` and of n / parts. */
export function cutAxis(x: Source, axis: number, parts: number): Operand {
  const from = shapeOf(x);
  const each = (from[axis] as number) / parts;
  const shape = from.toSpliced(axis, 1, parts, each);
  const coordinates = from.map((_, i) => along(shape.length, i <= axis ? i : i + 1));
  const cut = along(shape.length, axis, each).weights.with(axis + 1, 1);
  return reindex(x, shape, coordinates.with(axis, { start: 0, weights: cut }));
}

/** The same elements in row-major order under another shape; x must be contiguous (`copy` makes it so). */
export function reshape(x: Source, shape: Shape): Operand {
  const { node } = operand(x);
  if (!isContiguous(operand(x)) || !isContiguous({ node, view: contiguous(shape) })) {
    throw new NonlinError("E_SHAPE", `cannot read ${showShape(shapeOf(x))} as ${showShape(shape)}`);
  }
  return { node, view: contiguous(shape) };
}

export function showShape(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}
