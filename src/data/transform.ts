/**
 * From a frame to numbers for a network, fitted on training rows alone: means fill gaps, numbers are standardised,
 * categories become 0 and 1. A fitted transform is plain data, so it can be kept and replayed.
 */

import type { CategoryColumn, Column, Frame } from "./frame.ts";

/** value -> (value - mean) / scale, a missing value -> 0; scale is 1 for a column constant in the training part. */
export interface FittedNumber {
  readonly kind: "number";
  readonly mean: number;
  readonly scale: number;
}

/** code -> one input a category (one input in all for two); a missing value -> the code `fill`. */
export interface FittedCategory {
  readonly kind: "category";
  readonly size: number;
  readonly fill: number;
}

export type FittedColumn = FittedNumber | FittedCategory;

export interface Transform {
  readonly columns: readonly FittedColumn[];
  readonly target: { readonly mean: number; readonly scale: number };
}

/** "standard": to mean 0 and deviation 1 (population); a number: every value is divided by it. */
export type Scaling = "standard" | number;

/** The transform of a frame as its rows `train` have it. */
export function fitTransform(frame: Frame, train: Int32Array, scaling: Scaling = "standard"): Transform {
  const { target } = frame;
  return {
    columns: frame.columns.map((column) => fitColumn(column, train, scaling)),
    target: target.kind === "number" ? moments(target.values, train) : { mean: 0, scale: 1 },
  };
}

/** The features of the given rows, [rows, inputs], Float32. */
export function applyFeatures(frame: Frame, transform: Transform, rows: Int32Array): Float32Array {
  const width = transform.columns.reduce((sum, fitted) => sum + widthOf(fitted), 0);
  const out = new Float32Array(rows.length * width);
  let at = 0;
  frame.columns.forEach((column, j) => {
    const fitted = transform.columns[j]!;
    if (column.kind === "number" && fitted.kind === "number") {
      rows.forEach((row, i) => {
        const value = column.values[row]!;
        out[i * width + at] = Number.isNaN(value) ? 0 : (value - fitted.mean) / fitted.scale;
      });
    } else if (column.kind === "category" && fitted.kind === "category") {
      encode(column, fitted, rows, out, width, at);
    }
    at += widthOf(fitted);
  });
  return out;
}

/** The targets of the given rows: 0 or 1, class indices, or standardised numbers. */
export function applyTarget(frame: Frame, transform: Transform, rows: Int32Array): Float32Array | Int32Array {
  const { target, task } = frame;
  if (target.kind === "category") {
    return task === "binary" ? Float32Array.from(rows, (i) => target.codes[i]!) : rows.map((i) => target.codes[i]!);
  }
  const { mean, scale } = transform.target;
  return Float32Array.from(rows, (i) => (target.values[i]! - mean) / scale);
}

/** Names of the inputs: a number its column's, a category `column=value`. */
export function inputNames(columns: readonly Column[]): string[] {
  return columns.flatMap((column) => {
    if (column.kind === "number") return [column.name];
    const { categories } = column;
    return (categories.length === 2 ? categories.slice(1) : categories).map((value) => `${column.name}=${value}`);
  });
}

function encode(
  column: CategoryColumn,
  fitted: FittedCategory,
  rows: Int32Array,
  out: Float32Array,
  width: number,
  at: number,
): void {
  rows.forEach((row, i) => {
    const code = column.codes[row]! < 0 ? fitted.fill : column.codes[row]!;
    if (fitted.size !== 2) out[i * width + at + code] = 1;
    else out[i * width + at] = code;
  });
}

function widthOf(fitted: FittedColumn): number {
  return fitted.kind === "number" || fitted.size === 2 ? 1 : fitted.size;
}

function fitColumn(column: Column, train: Int32Array, scaling: Scaling): FittedColumn {
  if (column.kind === "category")
    return { kind: "category", size: column.categories.length, fill: mostFrequent(column, train) };
  if (scaling !== "standard") return { kind: "number", mean: 0, scale: scaling };
  return { kind: "number", ...moments(column.values, train) };
}

function moments(values: Float64Array, train: Int32Array): { readonly mean: number; readonly scale: number } {
  const present = train.filter((i) => !Number.isNaN(values[i]!));
  if (present.length === 0) return { mean: 0, scale: 1 };
  // sums of values as large as 1e308 are kept finite by a power of two
  const size = present.reduce((most, i) => Math.max(most, Math.abs(values[i]!)), 0);
  const unit = size > 1e100 ? size : 1;
  let mean = 0;
  for (const i of present) mean += values[i]! / unit;
  mean /= present.length;
  let square = 0;
  for (const i of present) {
    const d = values[i]! / unit - mean;
    square += d * d;
  }
  const deviation = Math.sqrt(square / present.length) * unit;
  // a spread that is rounding alone would be blown up to size 1
  return { mean: mean * unit, scale: deviation > size * 1e-12 ? deviation : 1 };
}

// The first of the most frequent, so that ties do not depend on the order of rows.
function mostFrequent(column: CategoryColumn, train: Int32Array): number {
  const counts = new Int32Array(column.categories.length);
  for (const i of train) {
    const code = column.codes[i]!;
    if (code >= 0) counts[code]!++;
  }
  return counts.indexOf(counts.reduce((most, n) => Math.max(most, n), 0));
}
