/** Centring and scaling over some axes: what batch and layer normalisation share. */
import { constant, parse } from "../expr/index.ts";
import { map, type Node, reduce, reshape, type Shape, type Source, shapeOf, sizeOf } from "../graph/index.ts";
import { type OnnxScope, onnxReduced } from "./exports.ts";

export interface Moments {
  readonly mean: Node;
  /** Divided by the count, not by one less. */
  readonly variance: Node;
}

/** Mean and variance over `axes`, in two passes; `rows` counts the first axis where it is among them. */
export function moments(x: Source, axes: readonly number[], rows: Source): Moments {
  const n = sizeOf(fixed(x, axes));
  const count = axes.includes(0) ? `(rows * ${n})` : `${n}`;
  const average = (s: Node): Node => map(`s / ${count}`, axes.includes(0) ? { s, rows } : { s });
  const mean = average(reduce("sum", x, axes));
  const centred = { x, mean: spread(mean, x, axes) };
  // the deviations from a mean sum to 0, so that no slope flows through it
  const partials = { x: parse("2 * (x - mean)", { parameters: ["mean"] }), mean: constant(0) };
  return { mean, variance: average(reduce("sum", map("(x - mean) * (x - mean)", centred, { partials }), axes)) };
}

/** The elements of one row that a reduction over `axes` runs over. */
export function fixed(x: Source, axes: readonly number[]): Shape {
  return shapeOf(x).filter((_, i) => i > 0 && axes.includes(i));
}

/** What a reduction of x over `axes` left, beside x again: axes of length 1 in the place of those that vanished. */
export function spread(reduced: Node, x: Source, axes: readonly number[]): Source {
  return reshape(
    reduced,
    shapeOf(x).map((dim, i) => (axes.includes(i) ? 1 : dim)),
  );
}

export interface Affine {
  readonly weight?: Source;
  readonly bias?: Source;
}

/** `(x - centre) * scale * weight + bias`, what is left out left out. */
export function scaled(x: Source, by: { readonly centre?: Source; readonly scale: Source }, affine: Affine): Node {
  const operands: Record<string, Source> = { x, ...by, ...affine };
  const centred = by.centre === undefined ? "x" : "(x - centre)";
  const weighted = affine.weight === undefined ? `${centred} * scale` : `${centred} * scale * weight`;
  return map(affine.bias === undefined ? weighted : `${weighted} + bias`, operands);
}

/** 1 / sqrt(variance + eps), once for each variance. */
export function inverseDeviation(variance: Source, eps: Source): Node {
  return map("1 / sqrt(variance + eps)", { variance, eps });
}

/** The same in ONNX primitives: (x - mean) / sqrt(variance + eps), or x by the root of its mean square if not `centred`. */
export function onnxStandardised(
  x: string,
  { axes, eps, centred }: { readonly axes: readonly number[]; readonly eps: number; readonly centred: boolean },
  scope: OnnxScope,
): string {
  const from = centred ? scope.node("Sub", [x, onnxReduced("ReduceMean", x, axes, scope)]) : x;
  const variance = onnxReduced("ReduceMean", scope.node("Mul", [from, from]), axes, scope);
  return scope.node("Div", [from, scope.node("Sqrt", [scope.node("Add", [variance, scope.floats([eps])])])]);
}
