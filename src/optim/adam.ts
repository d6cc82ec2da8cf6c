/** Adam and AdamW. Kingma, Ba 2014, arXiv:1412.6980; Loshchilov, Hutter 2017, arXiv:1711.05101. */
import { checkWritten, type Grouped, optimizerOf } from "./optimizer.ts";
import type { Optimizer, Rule } from "./rule.ts";

export interface AdamOptions {
  /** The learning rate. Default 0.001. */
  readonly lr?: number;
  /** What the moments, of the gradient and of its square, keep of themselves in a step. Default [0.9, 0.999]. */
  readonly betas?: readonly [number, number];
  /** Added to what the step is divided by. Default 1e-8. */
  readonly eps?: number;
  /** How fast parameters decay. Default 0 for Adam, 0.01 for AdamW. */
  readonly weightDecay?: number;
}

export interface Amsgrad {
  /** Whether to divide by the largest second moment so far. Reddi, Kale, Kumar 2018, arXiv:1904.09237. Default false. */
  readonly amsgrad?: boolean;
}

/** PyTorch's Adam; weight decay is added to the gradient. */
export function Adam(options: Grouped<AdamOptions> & Amsgrad = {}): Optimizer {
  checkWritten("Adam", options);
  const { amsgrad = false, ...rest } = options;
  return optimizerOf(amsgrad ? adamAmsgrad : adam, rest);
}

/** PyTorch's AdamW; weight decay shrinks the parameter itself. */
export function AdamW(options: Grouped<AdamOptions> & Amsgrad = {}): Optimizer {
  checkWritten("AdamW", options);
  const { amsgrad = false, ...rest } = options;
  return optimizerOf(amsgrad ? adamWAmsgrad : adamW, rest);
}

// 1 - beta2 is taken in float64: of the float32 of 0.999 it would be wrong in the fifth digit
const scalars = {
  fresh1: "1 - beta1",
  fresh2: "1 - beta2",
  stepSize: "lr / (1 - beta1^t)",
  correction: "sqrt(1 - beta2^t)",
};

// A state that decays is 0 below the smallest normal float32: that of a unit that has died would stay there for ever,
// and processors take some hundred cycles for such a number.
const moments = {
  first: "beta1 * expAvg + fresh1 * decayed",
  second: "beta2 * expAvgSq + fresh2 * decayed * decayed",
  expAvg: "where(abs(first) < 2^-126, 0, first)",
  expAvgSq: "where(abs(second) < 2^-126, 0, second)",
};

const step = "stepSize * expAvg / (sqrt(expAvgSq) / correction + eps)";
const surest = "stepSize * expAvg / (sqrt(maxExpAvgSq) / correction + eps)";
const maximum = { maxExpAvgSq: "max(maxExpAvgSq, expAvgSq)" };

export const adam = {
  kind: "Adam",
  options: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0 },
  state: ["expAvg", "expAvgSq"],
  scalars,
  update: { decayed: "g + weightDecay * p", ...moments, p: `p - ${step}` },
} as const satisfies Rule;

export const adamAmsgrad = {
  ...adam,
  kind: "AdamAmsgrad",
  state: ["expAvg", "expAvgSq", "maxExpAvgSq"],
  // rows are read from the top: the maximum before the parameter
  update: { decayed: "g + weightDecay * p", ...moments, ...maximum, p: `p - ${surest}` },
} as const satisfies Rule;

export const adamW = {
  kind: "AdamW",
  options: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.01 },
  state: ["expAvg", "expAvgSq"],
  scalars: { ...scalars, kept: "1 - lr * weightDecay" },
  update: { decayed: "g", ...moments, p: `kept * p - ${step}` },
} as const satisfies Rule;

export const adamWAmsgrad = {
  ...adamW,
  kind: "AdamWAmsgrad",
  state: ["expAvg", "expAvgSq", "maxExpAvgSq"],
  update: { decayed: "g", ...moments, ...maximum, p: `kept * p - ${surest}` },
} as const satisfies Rule;
