/** What a loss is: plain data; what a kind means is its row, which turns output and target into a loss for each element or row. */
import {
  checkByName,
  checkNumbers,
  type Demand,
  NonlinError,
  optionOf,
  suggest,
  type TensorData,
} from "../base/index.ts";
import {
  constant,
  type ElementType,
  map,
  type Node,
  reduce,
  type Shape,
  type Slot,
  type Source,
  shapeOf,
  showShape,
  slot,
} from "../graph/index.ts";

/** "batchmean" divides the sum by the rows alone; "none" leaves them as they are, which is for `evaluateLoss` only. */
export type Reduction = "mean" | "sum" | "batchmean" | "none";

/** One number, or nested arrays of them. */
export type Weights = number | readonly Weights[];

/** As users give them. */
export type GivenWeights = Weights | TensorData;

export interface Loss {
  readonly kind: string;
  readonly reduction: Reduction;
  /** What differs from the kind's defaults. */
  readonly params?: Readonly<Record<string, Weights | boolean>>;
}

export interface LossOptions {
  /** What becomes of the losses of all elements or rows. Default "mean". */
  readonly reduction?: "mean" | "sum" | "none";
}

export interface Target {
  readonly shape: Shape;
  readonly type: ElementType;
  /** For class indices: they lie in 0 .. classes - 1. */
  readonly classes?: number;
  /** The index that stands for no class. */
  readonly ignoreIndex?: number;
  /** What else could be done where a target has another shape. */
  readonly hint?: string;
  /** The least and the largest value that there may be. */
  readonly range?: readonly [number, number];
}

/** What a loss adds up. */
export interface Terms {
  readonly each: Source;
  /** How much each counts in a mean, if not all alike. */
  readonly weights?: Source;
}

export interface LossKind {
  readonly kind: string;
  /** What a target is for an output of this shape; throws E_SHAPE for an output that the loss does not take. */
  readonly target: (output: Shape, loss: Loss) => Target;
  readonly build: (loss: Loss, x: Source, t: Source) => Terms;
}

/** A loss of this kind; options that are left out keep their defaults. Throws E_USAGE for a number that is not as demanded. */
export function lossOf(
  kind: string,
  options: { readonly reduction?: Reduction },
  demands: Readonly<Record<string, Demand>> = {},
): Loss {
  checkByName(kind, options, "reduction");
  const { reduction = "mean", ...rest } = options;
  const given = Object.entries<GivenWeights | boolean | undefined>(rest).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, ArrayBuffer.isView(value) ? Array.from(value as TensorData) : value] as const],
  );
  const params = Object.fromEntries(given) as NonNullable<Loss["params"]>;
  const demanded = Object.entries(demands).filter(([name]) => Object.hasOwn(params, name));
  checkNumbers(kind, params, Object.fromEntries(demanded));
  return given.length === 0 ? { kind, reduction } : { kind, reduction, params };
}

/** The loss's parameters over the defaults of its kind; throws E_NAME for one that the kind has not. */
export function lossParams<D extends Loss["params"] & {}>(loss: Loss, defaults: D): { [K in keyof D]: Weights } {
  for (const name of Object.keys(loss.params ?? {})) {
    if (Object.hasOwn(defaults, name)) continue;
    const near = suggest(name, Object.keys(defaults));
    const advice = near === undefined ? {} : { advice: `did you mean "${near}"?` };
    throw new NonlinError("E_NAME", `unknown option "${name}" of ${loss.kind}`, advice);
  }
  const all = Object.entries({ ...defaults, ...loss.params });
  return Object.fromEntries(all.map(([name, v]) => [name, typeof v === "boolean" ? Number(v) : v])) as never;
}

/** A parameter of a loss in memory: a number is read by the program, numbers for each place of a row are its constants. */
export function lossSlot(loss: Loss, name: string, value: Weights, row: Shape): Slot {
  if (typeof value === "number") return slot("scalar", `loss.${name}`, [], { data: Float64Array.of(value) });
  const shape: number[] = [];
  for (let level: Weights = value; typeof level !== "number"; level = level[0] ?? 0) shape.push(level.length);
  const data = (value as readonly number[]).flat(Number.POSITIVE_INFINITY) as number[];
  const full = data.length === shape.reduce((n, dim) => n * dim, 1);
  const fits = shape.every((dim, i) => dim === 1 || dim === row.at(i - shape.length));
  if (full && fits && shape.length <= row.length) return constant(`loss.${name}`, data, shape);
  throw new NonlinError("E_SHAPE", `${loss.kind} expects ${name} of shape ${showShape(row)}, that of a row`, {
    advice: `this one has ${showShape(shape)}`,
  });
}

const reductions: Readonly<Record<Reduction, (total: Node, perRow: number, rows: Slot) => Node>> = {
  mean: (total, perRow, n) => map(perRow === 1 ? "total / n" : `total / (n * ${perRow})`, { total, n }),
  sum: (total) => total,
  batchmean: (total, _, n) => map("total / n", { total, n }),
  none: (total) => total,
};

/** What a mean of these terms divides by, where that is not their number: 0 if nothing counts. */
export function divisor({ weights }: Terms, reduction: Reduction): Node | undefined {
  return reduction === "mean" && weights !== undefined ? reduce("sum", weights) : undefined;
}

/** The reduced loss: one number, the sum where nothing is to be reduced. A mean divides by what the terms count; without weights, by the rows of the call and all other sizes. */
export function reduced(terms: Terms, reduction: Reduction, rows: Slot): Node {
  const make = optionOf(reductions, reduction, "reduction");
  const total = reduce("sum", terms.each);
  const n = divisor(terms, reduction);
  if (n !== undefined) return map("where(n == 0, 0, total / n)", { total, n });
  const perRow = shapeOf(terms.each)
    .slice(1)
    .reduce<number>((size, dim) => size * (dim as number), 1);
  return make(total, perRow, rows);
}
