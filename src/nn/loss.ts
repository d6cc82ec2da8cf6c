/** What a loss is: plain data; what a kind means is its row, which turns output and target into a loss for each element or row. */
import { parse } from "../expr/index.ts";
import {
  type ElementType,
  map,
  type Node,
  reduce,
  type Shape,
  type Slot,
  type Source,
  shapeOf,
  slot,
} from "../graph/index.ts";
import { optionOf } from "./option.ts";

export type Reduction = "mean" | "sum";

export interface Loss {
  readonly kind: string;
  readonly reduction: Reduction;
  readonly params?: Readonly<Record<string, number>>;
}

export interface Target {
  readonly shape: Shape;
  readonly type: ElementType;
  /** For class indices: they lie in 0 .. classes - 1. */
  readonly classes?: number;
}

export interface LossKind {
  readonly kind: string;
  /** What a target is for an output of this shape; throws E_SHAPE for an output that the loss does not take. */
  readonly target: (output: Shape) => Target;
  /** The loss of every element of the target. */
  readonly build: (loss: Loss, x: Source, t: Source) => Source;
}

export interface LossFormula {
  /** In `x` (the model's output), `t` (the target) and the parameters. */
  readonly formula: string;
  readonly params?: Readonly<Record<string, number>>;
  /** The slope in x, where PyTorch's is not the formula's own. */
  readonly slope?: string;
}

/** The kind that applies a formula to each element. */
export function elementwise(kind: string, { formula, slope, params = {} }: LossFormula): LossKind {
  const read = (text: string) => parse(text, { parameters: ["x", "t", ...Object.keys(params)] });
  return {
    kind,
    target: (shape) => ({ shape, type: "f32" }),
    build: (loss, x, t) => {
      const values = Object.entries({ ...params, ...loss.params });
      const scalars = Object.fromEntries(values.map(([name, value]) => [name, lossScalar(name, value)]));
      return map(read(formula), { x, t, ...scalars }, slope === undefined ? {} : { partials: { x: read(slope) } });
    },
  };
}

const reductions: Readonly<Record<Reduction, (total: Node, perRow: number, rows: Slot) => Node>> = {
  mean: (total, perRow, n) => map(perRow === 1 ? "total / n" : `total / (n * ${perRow})`, { total, n }),
  sum: (total) => total,
};

/** The reduced loss: one number. A mean divides by the rows of the call and all other sizes. */
export function reduced(each: Source, reduction: Reduction, rows: Slot): Node {
  const perRow = shapeOf(each)
    .slice(1)
    .reduce<number>((n, dim) => n * (dim as number), 1);
  return optionOf(reductions, reduction, "reduction")(reduce("sum", each), perRow, rows);
}

function lossScalar(name: string, value: number): Slot {
  return slot("scalar", `loss.${name}`, [], { data: Float64Array.of(value) });
}
