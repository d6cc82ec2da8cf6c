/** The last axes of an input, which a normalisation runs over. */
import { NonlinError } from "../base/index.ts";
import { type Source, sameShape, shapeOf, showShape } from "../graph/index.ts";
import type { OnnxScope, OnnxValue } from "./exports.ts";
import { checkSize } from "./size.ts";

/** A size, or sizes, as a list. */
export type SizesOf<S extends number | readonly number[]> = S extends readonly number[]
  ? S
  : readonly [Extract<S, number>];

/** The shape as a list; throws E_SHAPE for sizes that are none. */
export function normalizedShapeOf<S extends number | readonly number[]>(kind: string, given: S): SizesOf<S> {
  const shape: readonly number[] = typeof given === "number" ? [given] : [...(given as readonly number[])];
  for (const size of shape) checkSize(`${kind}(${shapeText(shape)})`, "normalizedShape", size);
  return shape as SizesOf<S>;
}

export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `${shape[0]}` : showShape(shape);
}

/** The axes of x that have this shape, its last ones; throws E_SHAPE in the name of the module if they have another. */
export function lastAxes(title: string, x: Source, wanted: readonly number[]): readonly number[] {
  const shape = shapeOf(x);
  const first = shape.length - wanted.length;
  if (first < 1 || wanted.length === 0 || !sameShape(shape.slice(first), wanted)) {
    const expected = `[batch, ..., ${wanted.join(", ")}]`;
    throw new NonlinError("E_SHAPE", `${title} expects ${expected} but got ${showShape(shape)}`, {
      advice: `its argument is the size of the last axis (or a list of sizes), ${shape.at(-1)} here`,
    });
  }
  return wanted.map((_, i) => first + i);
}

/** The sizes as Python writes them. */
export function sizesKeyword(sizes: readonly number[]): string {
  return sizes.length === 1 ? `${sizes[0]}` : `(${sizes.join(", ")})`;
}

/** The axes of x that have these sizes, its last ones. */
export function lastOf(x: OnnxValue, sizes: readonly number[]): readonly number[] {
  return sizes.map((_, i) => x.shape.length - sizes.length + i);
}

/** A weight that changes nothing. */
export function ones(shape: readonly number[], scope: OnnxScope): string {
  const count = shape.reduce((n, size) => n * size, 1);
  return scope.floats(
    Array.from({ length: count }, () => 1),
    shape,
  );
}
