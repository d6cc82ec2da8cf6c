/** Adam with Nesterov's momentum. Dozat 2016, ICLR workshop. */
import { type Grouped, optimizerOf } from "./optimizer.ts";
import type { Optimizer, Rule } from "./rule.ts";

export interface NAdamOptions {
  /** The learning rate. Default 0.002. */
  readonly lr?: number;
  /** What the moments, of the gradient and of its square, keep of themselves in a step. Default [0.9, 0.999]. */
  readonly betas?: readonly [number, number];
  /** Added to what the step is divided by. Default 1e-8. */
  readonly eps?: number;
  /** Added to the gradient. Default 0. */
  readonly weightDecay?: number;
  /** How fast the momentum grows to beta1. Default 0.004. */
  readonly momentumDecay?: number;
}

/** PyTorch's NAdam. */
export function NAdam(options: Grouped<NAdamOptions> = {}): Optimizer {
  return optimizerOf(nadam, options);
}

export const nadam = {
  kind: "NAdam",
  options: { lr: 0.002, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0, momentumDecay: 0.004 },
  state: ["expAvg", "expAvgSq"],
  products: { muProduct: "mu" },
  scalars: {
    fresh1: "1 - beta1",
    fresh2: "1 - beta2",
    correction: "sqrt(1 - beta2^t)",
    mu: "beta1 * (1 - 0.5 * 0.96^(t * momentumDecay))",
    muNext: "beta1 * (1 - 0.5 * 0.96^((t + 1) * momentumDecay))",
    ofGradient: "lr * (1 - mu) / (1 - muProduct)",
    ofMoment: "lr * muNext / (1 - muProduct * muNext)",
  },
  update: {
    decayed: "g + weightDecay * p",
    first: "beta1 * expAvg + fresh1 * decayed",
    second: "beta2 * expAvgSq + fresh2 * decayed * decayed",
    // 0 below the smallest normal float32, as in adam.ts
    expAvg: "where(abs(first) < 2^-126, 0, first)",
    expAvgSq: "where(abs(second) < 2^-126, 0, second)",
    p: "p - (ofGradient * decayed + ofMoment * expAvg) / (sqrt(expAvgSq) / correction + eps)",
  },
} as const satisfies Rule;
