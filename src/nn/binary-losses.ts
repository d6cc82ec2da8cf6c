/** Losses of yes or no: targets are 0 or 1 (or probabilities), for the margin losses -1 or 1. */
import { reduce, type Source, shapeOf } from "../graph/index.ts";
import { elementwise } from "./elementwise-loss.ts";
import { type GivenWeights, type Loss, type LossKind, type LossOptions, lossOf } from "./loss.ts";

export interface WeightedOptions extends LossOptions {
  /** A factor on every loss, or one for each place of a row. Default 1. */
  readonly weight?: GivenWeights;
}

/** Binary cross entropy of probabilities; logarithms stop at -100, as in PyTorch. */
export function BCELoss(options: WeightedOptions = {}): Loss {
  return lossOf(bceLoss.kind, options);
}

export const bceLoss = elementwise("BCELoss", {
  formula: "-weight * (t * max(log(x), -100) + (1 - t) * max(log1p(-x), -100))",
  params: { weight: 1 },
  range: [0, 1],
  // PyTorch's 1e-12 is a float32
  slopes: { x: "weight * (x - t) / max((1 - x) * x, 9.999999960041972e-13)" },
});

export interface BCEWithLogitsOptions extends WeightedOptions {
  /** A factor on the loss of positive targets, or one for each place of a row. Default 1. */
  readonly posWeight?: GivenWeights;
}

/** Binary cross entropy of logits. The slope for a target of 1 is -sigmoid(-x): small errors keep their gradient. */
export function BCEWithLogitsLoss(options: BCEWithLogitsOptions = {}): Loss {
  return lossOf(bceWithLogitsLoss.kind, options);
}

export const bceWithLogitsLoss = elementwise("BCEWithLogitsLoss", {
  // an infinite logit on the right side costs nothing: 0 * softplus(inf) is not 0
  formula: `weight * (where(t == 0, 0, posWeight * t * softplus(-x)) + where(t == 1, 0, (1 - t) * softplus(x)))`,
  params: { weight: 1, posWeight: 1 },
  range: [0, 1],
  slopes: { x: "weight * ((1 - t) * sigmoid(x) - posWeight * t * sigmoid(-x))" },
});

export interface HingeEmbeddingOptions extends LossOptions {
  /** The distance beyond which dissimilar pairs cost nothing. Default 1. */
  readonly margin?: number;
}

/** The distance x of similar pairs (t = 1), what it lacks to `margin` for dissimilar ones (t = -1). */
export function HingeEmbeddingLoss(options: HingeEmbeddingOptions = {}): Loss {
  return lossOf(hingeEmbeddingLoss.kind, options);
}

export const hingeEmbeddingLoss = elementwise("HingeEmbeddingLoss", {
  // another target than -1 and 1 pays both, as in PyTorch
  formula: "where(t == 1, 0, max(0, margin - x)) + where(t == -1, 0, x)",
  params: { margin: 1 },
  slopes: { x: "where(t == 1, 0, where(x <= margin, -1, 0)) + where(t == -1, 0, 1)" },
});

/** log(1 + exp(-t x)) for targets of -1 and 1. */
export function SoftMarginLoss(options: LossOptions = {}): Loss {
  return lossOf(softMarginLoss.kind, options);
}

export const softMarginLoss = elementwise("SoftMarginLoss", { formula: "softplus(-t * x)" });

/** BCEWithLogitsLoss averaged over the last axis: one loss for each row, of several yes-or-no labels. */
export function MultiLabelSoftMarginLoss(options: WeightedOptions = {}): Loss {
  return lossOf(multiLabelSoftMarginLoss.kind, options);
}

const ofLabels = elementwise("MultiLabelSoftMarginLoss", {
  formula: "weight / labels * (where(t == 0, 0, t * softplus(-x)) + where(t == 1, 0, (1 - t) * softplus(x)))",
  params: { weight: 1, labels: 1 },
  range: [0, 1],
  slopes: { x: "weight / labels * ((1 - t) * sigmoid(x) - t * sigmoid(-x))" },
});

export const multiLabelSoftMarginLoss: LossKind = {
  ...ofLabels,
  build: (loss, x, t) => {
    const shape = shapeOf(x);
    const labels = shape.length > 1 ? (shape.at(-1) as number) : 1;
    const { each } = ofLabels.build({ ...loss, params: { ...loss.params, labels } }, x, t);
    return { each: shape.length > 1 ? rowSums(each) : each };
  },
};

function rowSums(x: Source): Source {
  return reduce("sum", x, [shapeOf(x).length - 1]);
}
