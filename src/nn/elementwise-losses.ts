/** Losses that are formulas: x is the model's output, t the target. */
import { elementwise, type Loss, type Reduction } from "./loss.ts";

export interface LossOptions {
  /** Default "mean". */
  readonly reduction?: Reduction;
}

/** Mean squared error. */
export function MSELoss({ reduction = "mean" }: LossOptions = {}): Loss {
  return { kind: "MSELoss", reduction };
}

export const mseLoss = elementwise("MSELoss", { formula: "(x - t)^2" });

/** Mean absolute error; its slope is 0 where the error is. */
export function L1Loss({ reduction = "mean" }: LossOptions = {}): Loss {
  return { kind: "L1Loss", reduction };
}

export const l1Loss = elementwise("L1Loss", { formula: "abs(x - t)" });

/** Quadratic up to an error of `delta`, linear beyond. */
export function HuberLoss({ reduction = "mean", delta = 1 }: LossOptions & { readonly delta?: number } = {}): Loss {
  return { kind: "HuberLoss", reduction, params: { delta } };
}

export const huberLoss = elementwise("HuberLoss", {
  formula: "where(abs(x - t) < delta, 0.5 * (x - t)^2, delta * (abs(x - t) - 0.5 * delta))",
  params: { delta: 1 },
  slope: "max(-delta, min(x - t, delta))",
});

/** Binary cross entropy of probabilities; logarithms stop at -100, as in PyTorch. */
export function BCELoss({ reduction = "mean" }: LossOptions = {}): Loss {
  return { kind: "BCELoss", reduction };
}

export const bceLoss = elementwise("BCELoss", {
  formula: "-(t * max(log(x), -100) + (1 - t) * max(log1p(-x), -100))",
  slope: "(x - t) / max((1 - x) * x, 1e-12)",
});

/** Binary cross entropy of logits. The slope for a target of 1 is -sigmoid(-x): small errors keep their gradient. */
export function BCEWithLogitsLoss({ reduction = "mean" }: LossOptions = {}): Loss {
  return { kind: "BCEWithLogitsLoss", reduction };
}

export const bceWithLogitsLoss = elementwise("BCEWithLogitsLoss", {
  formula: "t * softplus(-x) + (1 - t) * softplus(x)",
});
