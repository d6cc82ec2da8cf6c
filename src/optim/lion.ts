/** Steps of one size along the sign of a momentum. Chen et al. 2023, arXiv:2302.06675. */
import { type Grouped, optimizerOf } from "./optimizer.ts";
import type { Optimizer, Rule } from "./rule.ts";

export interface LionOptions {
  /** The learning rate. Default 1e-4. */
  readonly lr?: number;
  /** Of the direction, of the momentum. Default [0.9, 0.99]. */
  readonly betas?: readonly [number, number];
  /** Shrinks the parameter itself. Default 0. */
  readonly weightDecay?: number;
}

/** The authors' Lion (PyTorch has none). */
export function Lion(options: Grouped<LionOptions> = {}): Optimizer {
  return optimizerOf(lion, options);
}

export const lion = {
  kind: "Lion",
  options: { lr: 1e-4, beta1: 0.9, beta2: 0.99, weightDecay: 0 },
  state: ["expAvg"],
  scalars: { fresh1: "1 - beta1", fresh2: "1 - beta2" },
  update: {
    p: "p - lr * (sign(beta1 * expAvg + fresh1 * g) + weightDecay * p)",
    moved: "beta2 * expAvg + fresh2 * g",
    // 0 below the smallest normal float32, as in adam.ts
    expAvg: "where(abs(moved) < 2^-126, 0, moved)",
  },
} as const satisfies Rule;
