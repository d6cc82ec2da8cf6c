/** Distances of the output `x` from the target `t`. */
import { aboveZero, zeroOrMore } from "../base/index.ts";
import { elementwise } from "./elementwise-loss.ts";
import { type Loss, type LossOptions, lossOf } from "./loss.ts";

/** Mean squared error. */
export function MSELoss(options: LossOptions = {}): Loss {
  return lossOf(mseLoss.kind, options);
}

export const mseLoss = elementwise("MSELoss", { formula: "(x - t)^2" });

/** Mean absolute error; its slope is 0 where the error is. */
export function L1Loss(options: LossOptions = {}): Loss {
  return lossOf(l1Loss.kind, options);
}

export const l1Loss = elementwise("L1Loss", { formula: "abs(x - t)" });

export interface SmoothL1Options extends LossOptions {
  /** The error up to which the loss is quadratic; 0 gives L1Loss. Default 1. */
  readonly beta?: number;
}

/** L1Loss less beta/2, rounded off by a parabola below an error of `beta`. */
export function SmoothL1Loss(options: SmoothL1Options = {}): Loss {
  return lossOf(smoothL1Loss.kind, options, { beta: zeroOrMore });
}

export const smoothL1Loss = elementwise("SmoothL1Loss", {
  formula: "where(abs(x - t) < beta, 0.5 * (x - t)^2 / beta, abs(x - t) - 0.5 * beta)",
  params: { beta: 1 },
  slopes: { x: "where(abs(x - t) < beta, (x - t) / beta, sign(x - t))" },
});

export interface HuberOptions extends LossOptions {
  /** The error up to which the loss is quadratic. Default 1. */
  readonly delta?: number;
}

/** Quadratic up to an error of `delta`, linear beyond. */
export function HuberLoss(options: HuberOptions = {}): Loss {
  return lossOf(huberLoss.kind, options, { delta: aboveZero });
}

export const huberLoss = elementwise("HuberLoss", {
  formula: "where(abs(x - t) < delta, 0.5 * (x - t)^2, delta * (abs(x - t) - 0.5 * delta))",
  params: { delta: 1 },
  slopes: { x: "max(-delta, min(x - t, delta))" },
});
