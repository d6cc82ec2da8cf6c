/** Losses on hard rows: each element of the loss and each slope. */
import { type Loss, nn } from "../nn/index.ts";
import { evaluateLoss } from "../train/index.ts";
import type { Dtype } from "./ulp-distance.ts";

/** A loss by PyTorch's names of its options, on rows of outputs and their targets. */
export interface LossCase {
  readonly kind: string;
  readonly options: Readonly<Record<string, number | boolean | readonly number[]>>;
  /** Whether the targets of a loss of classes are probabilities. */
  readonly probabilities?: boolean;
  readonly x: readonly (readonly number[])[];
  readonly t: readonly (readonly number[])[] | readonly number[];
}

const x = [
  [0.5, -1.25, 2, -0.75],
  [-2.5, 3, 0.125, 1],
  [1.5, -0.5, -3, 0.25],
];
const t = [
  [0.25, 1, -0.5, 2],
  [1, -3, 0.5, 0.75],
  [-1.5, 2.5, 0.125, -2],
];
const bits = [
  [1, 0, 1, 0],
  [0, 1, 0, 1],
  [1, 1, 0, 0],
];
const signs = bits.map((row) => row.map((bit) => 2 * bit - 1));
const logits = [
  [40, -40, 100, -100],
  [1000, -1000, 10000, -10000],
  [38, 1e-9, -800, 17],
];
const shares = [
  [0.1, 0.2, 0.3, 0.4],
  [0, 1, 0, 0],
  [0.25, 0.25, 0.25, 0.25],
];
const probabilities = [
  [0.5, 0.25, 0.999, 1e-7],
  [1e-45, 0.125, 0.75, 0.0625],
];
const counts = [
  [0, 1, 2, 7],
  [3, 0, 12, 1],
  [1, 4, 0, 2],
];
const logShares = [
  [-0.5, -2, -3, -1.25],
  [-40, -0.01, -9, -5],
  [-1.5, -1.25, -1.75, -1.125],
];
// means, then variances
const spread = x.map((row, i) => [...row, ...[0.5, 1e-9, 2, 0.125].map((v) => v * (1 + i))]);

/** Every loss that PyTorch has too, its options at work. All inputs are float32 numbers, so that both widths are asked the same. */
export const lossCases: readonly LossCase[] = /* @__PURE__ */ written().map((c) => ({
  ...c,
  x: c.x.map(single),
  t: c.t.map((row: number | readonly number[]) => (typeof row === "number" ? row : single(row))) as LossCase["t"],
}));

function single(row: readonly number[]): readonly number[] {
  return row.map(Math.fround);
}

function written(): readonly LossCase[] {
  return [
    { kind: "MSELoss", options: {}, x, t },
    { kind: "L1Loss", options: {}, x, t },
    { kind: "SmoothL1Loss", options: { beta: 0.3 }, x, t },
    { kind: "HuberLoss", options: { delta: 0.7 }, x, t },
    { kind: "BCELoss", options: {}, x: probabilities, t: bits.slice(0, 2) },
    { kind: "BCEWithLogitsLoss", options: {}, x: logits, t: bits },
    { kind: "BCEWithLogitsLoss", options: { pos_weight: 3 }, x: logits, t: bits },
    { kind: "BCEWithLogitsLoss", options: {}, x, t: shares },
    { kind: "HingeEmbeddingLoss", options: { margin: 0.9 }, x, t: signs },
    { kind: "SoftMarginLoss", options: {}, x: logits, t: signs },
    { kind: "MultiLabelSoftMarginLoss", options: {}, x: logits, t: bits },
    { kind: "CrossEntropyLoss", options: {}, x: logits, t: [2, 0, 3] },
    { kind: "CrossEntropyLoss", options: { label_smoothing: 0.1 }, x, t: [2, 0, 3] },
    { kind: "CrossEntropyLoss", options: { weight: [0.5, 2, 1, 1.25] }, x: logits, t: [1, 2, 0] },
    { kind: "CrossEntropyLoss", options: {}, probabilities: true, x, t: shares },
    { kind: "NLLLoss", options: { ignore_index: 3 }, x: logShares, t: [0, 3, 2] },
    { kind: "KLDivLoss", options: {}, x: logShares, t: shares },
    { kind: "KLDivLoss", options: { log_target: true }, x: logShares, t: logShares },
    { kind: "PoissonNLLLoss", options: { full: true }, x, t: counts },
    {
      kind: "PoissonNLLLoss",
      options: { log_input: false },
      x: counts.map((row) => row.map((c) => c + 0.5)),
      t: counts,
    },
    { kind: "GaussianNLLLoss", options: { full: true }, x: spread, t },
  ];
}

/** "BCEWithLogitsLoss(pos_weight=3)". */
export function lossTitle({ kind, options, probabilities: soft = false }: LossCase): string {
  const said = Object.entries(options).map(([name, value]) => `${name}=${Array.isArray(value) ? "..." : value}`);
  const all = soft ? [...said, "probabilities"] : said;
  return all.length === 0 ? kind : `${kind}(${all.join(", ")})`;
}

export interface LossValues {
  readonly elements: Float64Array;
  readonly gradients: Float64Array;
}

/** Ours; in float32 as a training step computes it. */
export function ourLoss(
  { kind, options, probabilities: soft = false, x: inputs, t: targets }: LossCase,
  precision: Dtype,
): LossValues {
  const camel = Object.entries(options).map(([name, value]) => [
    name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  const make = (nn as unknown as Readonly<Record<string, (options: object) => Loss>>)[kind] as (
    options: object,
  ) => Loss;
  const loss = make({ ...Object.fromEntries(camel), ...(soft && { probabilities: true }), reduction: "sum" });
  const { elements, gradients } = evaluateLoss(loss, inputs as number[][], targets as number[][], { precision });
  return { elements: elements.data, gradients: gradients.data };
}
