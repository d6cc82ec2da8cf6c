/**
 * Constructors of nodes. Each checks the shapes of its operands and says what it got; inside, the graph is trusted.
 */
import { NonlinError } from "../base/index.ts";
import { constant as constantExpr, type Expr, parse } from "../expr/index.ts";
import {
  type Assignment,
  batch,
  type Dim,
  type ElementType,
  type Gather,
  type MapNode,
  type Matmul,
  type Node,
  type Operand,
  type Phase,
  type Program,
  type Random,
  type Reduce,
  type Role,
  type ScatterAdd,
  type Shape,
  type Slot,
} from "./node.ts";
import { operandsOf } from "./traverse.ts";
import {
  broadcast,
  isContiguous,
  operand,
  pad,
  reshape,
  type Source,
  sameShape,
  shapeOf,
  showShape,
  sizeOf,
  transpose,
} from "./view.ts";

export function slot(
  role: Role,
  name: string,
  shape: Shape,
  details: { type?: ElementType; data?: Float64Array } = {},
): Slot {
  return { kind: "slot", role, name, shape: checked(shape, name), type: "f32", ...details };
}

/** A slot that is written once. `data` is row-major. */
export function constant(name: string, data: ArrayLike<number>, shape: Shape = [data.length]): Slot {
  return slot("constant", name, shape, { data: Float64Array.from(data) });
}

/** 0, 1 .. n-1. */
export function iota(n: number): Slot {
  return constant(
    `0..${n - 1}`,
    Array.from({ length: n }, (_, i) => i),
  );
}

export interface MapDetails {
  readonly partials?: Readonly<Record<string, Expr>>;
  /** Where no operand has it: a tensor of one number repeated, say. */
  readonly shape?: Shape;
}

/** The formula (text, or an expression) over tensors broadcast against each other; its variables are the keys of `operands`. */
export function map(
  formula: string | Expr,
  operands: Readonly<Record<string, Source>>,
  details: MapDetails = {},
): MapNode {
  const sources = Object.values(operands);
  const shape = checked(details.shape ?? broadcastShapes(sources.map(shapeOf)), "map");
  const expression = typeof formula === "string" ? parse(formula, { parameters: Object.keys(operands) }) : formula;
  const viewed = Object.fromEntries(Object.entries(operands).map(([name, x]) => [name, broadcast(x, shape)]));
  const partials = details.partials === undefined ? {} : { partials: details.partials };
  return { kind: "map", expression, operands: viewed, shape, ...partials };
}

/** x in memory of its own, row-major. */
export function copy(x: Source): MapNode {
  return map("x", { x });
}

/** x, through which no gradient flows. */
export function stopGradient(x: Source): MapNode {
  return map("x", { x }, { partials: { x: constantExpr(0) } });
}

/** The reduction over `axes` (default: all); they vanish. */
export function reduce(op: Reduce["op"], x: Source, axes: readonly number[] = shapeOf(x).map((_, i) => i)): Reduce {
  const rest = shapeOf(x).flatMap((_, i) => (axes.includes(i) ? [] : [i]));
  const viewed = transpose(x, [...rest, ...axes]);
  const shape = checked(viewed.view.shape.slice(0, rest.length), `${op} over axes ${axes.join(", ")}`);
  return { kind: "reduce", op, operand: viewed, axes: axes.length, shape };
}

/** `init + a b`, contracting the last `inner` axes of a with the first of b. */
export function matmul(a: Source, b: Source, details: { inner?: number; init?: Source } = {}): Matmul {
  const inner = details.inner ?? 1;
  const [left, right] = [shapeOf(a), shapeOf(b)];
  const rows = left.slice(0, left.length - inner);
  if (!sameShape(left.slice(rows.length), right.slice(0, inner)) || left.length < inner || right.length < inner) {
    throw new NonlinError("E_SHAPE", `cannot multiply ${showShape(left)} by ${showShape(right)} over ${inner} axes`);
  }
  const shape = checked([...rows, ...right.slice(inner)], "matmul");
  const init = details.init === undefined ? {} : { init: broadcast(details.init, shape) };
  return { kind: "matmul", a: operand(a), b: operand(b), inner, shape, ...init };
}

export function gather(table: Source, index: Source): Gather {
  const shape = checked([...shapeOf(index), ...shapeOf(table).slice(1)], "gather");
  return { kind: "gather", table: operand(table), index: operand(index), shape };
}

/** [n, ...rest] from the rows of `values` ([...i, ...rest]) added at `index` ([...i]). */
export function scatterAdd(index: Source, values: Source, n: Dim): ScatterAdd {
  const [at, given] = [shapeOf(index), shapeOf(values)];
  if (!sameShape(at, given.slice(0, at.length))) {
    throw new NonlinError("E_SHAPE", `index ${showShape(at)} does not lead values ${showShape(given)}`);
  }
  const shape = checked([n, ...given.slice(at.length)], "scatterAdd");
  return { kind: "scatterAdd", index: operand(index), values: operand(values), shape };
}

/** Uniform numbers in [0, 1) of the stream `key` (i32 [2]: seed, stream), others for every value of `step` (i32 []). */
export function random(key: Slot, step: Slot, shape: Shape): Random {
  return { kind: "random", key: operand(key), step: operand(step), shape: checked(shape, "random") };
}

/** Pieces joined along an axis of fixed length: the sum of padded views. */
export function concat(pieces: readonly Source[], axis: number): MapNode {
  const lengths = pieces.map((piece) => shapeOf(piece)[axis] as number);
  const total = lengths.reduce((sum, n) => sum + n, 0);
  let before = 0;
  const padded: Record<string, Operand> = {};
  for (const [i, piece] of pieces.entries()) {
    const after = total - before - lengths[i]!;
    // -0 is the one number that adds to every other without a trace.
    padded[`x${i}`] = pad(piece, axis, before, after, -0);
    before += lengths[i]!;
  }
  return map(Object.keys(padded).join(" + "), padded);
}

/** The axes from `start` on as one. */
export function flatten(x: Source, start = 1): Operand {
  const shape = shapeOf(x);
  return reshapeOrCopy(x, [...shape.slice(0, start), sizeOf(shape.slice(start))]);
}

/** The same elements in row-major order under another shape, copied only where a view cannot do it. */
export function reshapeOrCopy(x: Source, shape: Shape): Operand {
  return reshape(isContiguous(operand(x)) ? x : copy(x), shape);
}

/** A program of these functions: its slots are `slots`, then all others that the functions touch, in the order of first use. */
export function program(functions: Readonly<Record<string, readonly Phase[]>>, slots: readonly Slot[] = []): Program {
  const found = new Set<Slot>(slots);
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === "slot") found.add(node);
    for (const { node: next } of operandsOf(node)) visit(next);
  };
  for (const assignment of Object.values(functions).flat(2)) {
    checkAssignment(assignment);
    visit(assignment.value);
    visit(assignment.slot);
  }
  return { slots: [...found], functions };
}

function checkAssignment({ slot: target, value }: Assignment): void {
  if (!sameShape(target.shape, value.shape)) {
    throw new NonlinError("E_SHAPE", `${target.name} holds ${showShape(target.shape)}, not ${showShape(value.shape)}`);
  }
}

function checked(shape: Shape, name: string): Shape {
  if (shape.some((dim) => dim !== batch && !(Number.isSafeInteger(dim) && dim > 0))) {
    throw new NonlinError("E_SHAPE", `${name} has the shape ${showShape(shape)}`, {
      advice: "sizes are whole and positive",
    });
  }
  if (shape.lastIndexOf(batch) > 0) {
    throw new NonlinError("E_SHAPE", `${name} has the shape ${showShape(shape)}`, {
      advice: "only the first axis is a batch",
    });
  }
  return shape;
}

function broadcastShapes(shapes: readonly Shape[]): Shape {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const dims = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
    return dims.find((dim) => dim !== 1) ?? 1;
  });
}
