/** Adam whose first steps, while the second moment is uncertain, are plain momentum. Liu et al. 2019, arXiv:1908.03265. */
import { type Grouped, optimizerOf } from "./optimizer.ts";
import type { Optimizer, Rule } from "./rule.ts";

export interface RAdamOptions {
  /** The learning rate. Default 0.001. */
  readonly lr?: number;
  /** What the moments, of the gradient and of its square, keep of themselves in a step. Default [0.9, 0.999]. */
  readonly betas?: readonly [number, number];
  /** Added to what the step is divided by. Default 1e-8. */
  readonly eps?: number;
  /** Added to the gradient. Default 0. */
  readonly weightDecay?: number;
}

/** PyTorch's RAdam. */
export function RAdam(options: Grouped<RAdamOptions> = {}): Optimizer {
  return optimizerOf(radam, options);
}

export const radam = {
  kind: "RAdam",
  options: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0 },
  state: ["expAvg", "expAvgSq"],
  scalars: {
    fresh1: "1 - beta1",
    fresh2: "1 - beta2",
    stepSize: "lr / (1 - beta1^t)",
    // the length of the moving average, and what it tends to
    most: "2 / (1 - beta2) - 1",
    length: "most - 2 * t * beta2^t / (1 - beta2^t)",
    rectified: "(length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length)",
    // 0 says: not yet
    certainty: "where(length > 5, sqrt((1 - beta2^t) * rectified), 0)",
  },
  update: {
    decayed: "g + weightDecay * p",
    first: "beta1 * expAvg + fresh1 * decayed",
    second: "beta2 * expAvgSq + fresh2 * decayed * decayed",
    // 0 below the smallest normal float32, as in adam.ts
    expAvg: "where(abs(first) < 2^-126, 0, first)",
    expAvgSq: "where(abs(second) < 2^-126, 0, second)",
    p: "p - stepSize * expAvg * where(certainty > 0, certainty / (sqrt(expAvgSq) + eps), 1)",
  },
} as const satisfies Rule;
