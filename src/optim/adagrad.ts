/** Gradients divided by the root of the sum of their squares. Duchi, Hazan, Singer 2011, JMLR 12. */
import { type Grouped, optimizerOf } from "./optimizer.ts";
import type { Optimizer, Rule } from "./rule.ts";

export interface AdagradOptions {
  /** The learning rate. Default 0.01. */
  readonly lr?: number;
  /** The rate is divided by 1 + lrDecay * (steps before). Default 0. */
  readonly lrDecay?: number;
  /** Added to the gradient. Default 0. */
  readonly weightDecay?: number;
  /** What the sum of squares begins at. Default 0. */
  readonly initialAccumulatorValue?: number;
  /** Added to what the step is divided by. Default 1e-10. */
  readonly eps?: number;
}

/** PyTorch's Adagrad. */
export function Adagrad(options: Grouped<AdagradOptions> = {}): Optimizer {
  return optimizerOf(adagrad, options);
}

export const adagrad = {
  kind: "Adagrad",
  options: { lr: 0.01, lrDecay: 0, weightDecay: 0, initialAccumulatorValue: 0, eps: 1e-10 },
  state: ["sum"],
  begin: { sum: "initialAccumulatorValue" },
  scalars: { rate: "lr / (1 + (t - 1) * lrDecay)" },
  update: {
    decayed: "g + weightDecay * p",
    sum: "sum + decayed * decayed",
    p: "p - rate * decayed / (sqrt(sum) + eps)",
  },
} as const satisfies Rule;
