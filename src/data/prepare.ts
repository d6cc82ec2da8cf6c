/** A frame as a source: every split divides its rows afresh, then fits the transform on the training part alone. */

import { canonicalJson, NonlinError, permutation, type Stream, sha256 } from "../base/index.ts";
import type { Table } from "./csv.ts";
import { type Column, type Frame, type FrameOptions, frameOf } from "./frame.ts";
import type { Dataset, Provenance, Rows, Source } from "./source.ts";
import { applyFeatures, applyTarget, fitTransform, inputNames, type Scaling } from "./transform.ts";

export interface SplitOptions {
  /** The share of rows held out. Default 0.2. */
  readonly fraction?: number;
  /** Default: true for classes, where every class is held out in proportion. */
  readonly stratify?: boolean;
  readonly scaling?: Scaling;
}

export interface PrepareOptions extends FrameOptions, SplitOptions {
  readonly name?: string;
  readonly title?: string;
}

/** A table as a source: columns understood, missing values counted, split by the options. Throws E_DATA. */
export function prepare(table: Table, options: PrepareOptions): Source {
  const name = options.name ?? "table";
  return frameSource(frameOf(table, options), { name, title: options.title ?? name }, options);
}

/** A published data set as a source. */
export function datasetSource(dataset: Dataset, options: SplitOptions = {}): Source {
  const { name, title, provenance } = dataset;
  return frameSource(frameOfDataset(dataset), { name, title, ...(provenance && { provenance }) }, options);
}

interface Label {
  readonly name: string;
  readonly title: string;
  readonly provenance?: Provenance;
}

function frameSource(frame: Frame, label: Label, options: SplitOptions): Source {
  const { fraction = 0.2, stratify = true, scaling = "standard" } = options;
  const { target, task } = frame;
  const held = Math.floor(frame.rows * fraction + 0.5);
  if (!(fraction > 0 && fraction < 1) || held < 1 || held > frame.rows - 2) {
    throw new NonlinError("E_USAGE", `a share of ${fraction} of ${frame.rows} rows cannot be held out`);
  }
  const classes = target.kind === "category" ? target.categories : undefined;
  const featureNames = inputNames(frame.columns);
  const how = task !== "regression" && stratify ? "every class in proportion" : "at random";
  const scaled =
    scaling === "standard" ? "numbers standardised on the training part only" : `numbers divided by ${scaling}`;
  return {
    ...label,
    task,
    inputs: featureNames.length,
    outputs: task === "classes" ? classes!.length : 1,
    ...(classes && { classes }),
    featureNames,
    targetName: target.name,
    drawn: "resplit",
    trainRows: frame.rows - held,
    testRows: held,
    hash: hashOf(frame, { fraction, stratify, scaling }),
    notes: [...frame.notes, `${held} of ${frame.rows} rows held out, ${how}, anew for every replicate; ${scaled}`],
    split: (s) => {
      const parts = divide(frame, s, fraction, stratify);
      const transform = fitTransform(frame, parts.train, scaling);
      const rowsOf = (rows: Int32Array): Rows => ({
        x: applyFeatures(frame, transform, rows),
        y: applyTarget(frame, transform, rows),
        count: rows.length,
      });
      return { train: rowsOf(parts.train), test: rowsOf(parts.test), target: transform.target };
    },
  };
}

/**
 * Row numbers held out and kept, each ascending. Rows are shuffled, sorted by class, and every 1/fraction-th is held out:
 * of n rows floor(n fraction + 1/2), of each class its share to within one.
 */
export function divide(
  frame: Frame,
  stream: Stream,
  fraction: number,
  stratify = true,
): { readonly train: Int32Array; readonly test: Int32Array } {
  const { target } = frame;
  const order = permutation(stream, frame.rows);
  if (stratify && target.kind === "category") order.sort((a, b) => target.codes[a]! - target.codes[b]!); // stable
  const chosen = (_: number, i: number): boolean =>
    Math.floor((i + 1) * fraction + 0.5) > Math.floor(i * fraction + 0.5);
  return { train: order.filter((row, i) => !chosen(row, i)).sort(), test: order.filter(chosen).sort() };
}

function frameOfDataset(dataset: Dataset): Frame {
  const { features, targets, classes, task } = dataset;
  const rows = features.shape[0]!;
  const width = features.shape[1]!;
  const columns = dataset.featureNames.map(
    (name, j): Column => ({
      kind: "number",
      name,
      values: Float64Array.from({ length: rows }, (_, i) => features.data[i * width + j]!),
    }),
  );
  const name = dataset.targetName;
  const target: Column =
    classes === undefined
      ? { kind: "number", name, values: Float64Array.from(targets.data) }
      : { kind: "category", name, categories: classes, codes: Int32Array.from(targets.data) };
  return { columns, target, task, rows, notes: dataset.notes };
}

// Every value that can reach a network counts, and how it is split; names do not.
function hashOf(frame: Frame, options: SplitOptions): string {
  const columns = [...frame.columns, frame.target].map((column) => {
    const data = column.kind === "number" ? column.values : column.codes;
    const values = sha256(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    return { kind: column.kind, values, categories: column.kind === "category" ? column.categories : [] };
  });
  return sha256(canonicalJson({ version: 1, task: frame.task, columns, options }));
}
