/** Negative log likelihoods, and the divergence of distributions. */
import { aboveZero } from "../base/index.ts";
import { elementwise } from "./elementwise-loss.ts";
import { type Loss, type LossOptions, lossOf, type Reduction } from "./loss.ts";

export interface KLDivOptions {
  /** "batchmean" is the divergence itself; "mean" divides by the classes too. Default "mean". */
  readonly reduction?: Reduction;
  /** Whether targets are logarithms. Default false. */
  readonly logTarget?: boolean;
}

/** The divergence of the distribution with the logarithms `x` from the target's. What the target gives no weight costs nothing. */
export function KLDivLoss(options: KLDivOptions = {}): Loss {
  return lossOf(klDivLoss.kind, options);
}

export const klDivLoss = elementwise("KLDivLoss", {
  // 0 (log 0 - x) is 0, also where x is -inf
  formula: "where(logTarget, where(t == -1/0, 0, exp(t) * (t - x)), where(t == 0, 0, t * (log(t) - x)))",
  params: { logTarget: false },
  slopes: { x: "where(logTarget, -exp(t), -t)" },
});

export interface PoissonNLLOptions extends LossOptions {
  /** Whether x is the logarithm of the rate. Default true. */
  readonly logInput?: boolean;
  /** Whether to add Stirling's approximation of log(t!) for targets above 1. Default false. */
  readonly full?: boolean;
  /** Keeps log(x + eps) finite, if x is the rate itself. Default 1e-8. */
  readonly eps?: number;
}

/** The negative log likelihood of counts. */
export function PoissonNLLLoss(options: PoissonNLLOptions = {}): Loss {
  return lossOf(poissonNLLLoss.kind, options);
}

export const poissonNLLLoss = elementwise("PoissonNLLLoss", {
  formula: `where(logInput, exp(x) - t * x, x - t * log(x + eps))
    + where(full, where(t > 1, t * log(t) - t + 0.5 * log(2 * pi * t), 0), 0)`,
  params: { logInput: true, full: false, eps: 1e-8 },
});

export interface GaussianNLLOptions extends LossOptions {
  /** Whether to add log(2 pi) / 2. Default false. */
  readonly full?: boolean;
  /** The least variance. Default 1e-6. */
  readonly eps?: number;
}

/** The negative log likelihood of a normal variate: the first half of the output's last axis are means, the second variances. */
export function GaussianNLLLoss(options: GaussianNLLOptions = {}): Loss {
  return lossOf(gaussianNLLLoss.kind, options, { eps: aboveZero });
}

export const gaussianNLLLoss = elementwise("GaussianNLLLoss", {
  inputs: ["x", "v"],
  formula: "0.5 * (log(max(v, eps)) + (x - t)^2 / max(v, eps)) + where(full, 0.5 * log(2 * pi), 0)",
  params: { full: false, eps: 1e-6 },
  // as in PyTorch, a variance held at eps keeps the slope of eps: it can grow again
  slopes: { v: "0.5 * (1 - (x - t)^2 / max(v, eps)) / max(v, eps)" },
});
