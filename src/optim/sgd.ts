/** Stochastic gradient descent, plain and with momentum. */
import type { Optimizer, Rule } from "./rule.ts";

export interface SGDOptions {
  /** Default 0.001. */
  readonly lr?: number;
  readonly momentum?: number;
  readonly dampening?: number;
  readonly weightDecay?: number;
  readonly nesterov?: boolean;
}

/** PyTorch's SGD; without momentum it keeps no state. */
export function SGD(options: SGDOptions = {}): Optimizer {
  const { lr = 0.001, momentum = 0, dampening = 0, weightDecay = 0, nesterov = false } = options;
  if (momentum === 0) return { kind: sgd.kind, options: { lr, weightDecay } };
  return { kind: sgdMomentum.kind, options: { lr, weightDecay, momentum, dampening, nesterov: Number(nesterov) } };
}

export const sgd = {
  kind: "SGD",
  options: { lr: 0.001, weightDecay: 0 },
  state: [],
  update: { p: "p - lr * (g + weightDecay * p)" },
} as const satisfies Rule;

export const sgdMomentum = {
  kind: "SGDMomentum",
  options: { lr: 0.001, weightDecay: 0, momentum: 0.9, dampening: 0, nesterov: 0 },
  state: ["momentumBuffer"],
  // PyTorch begins the buffer with the whole first gradient
  scalars: { share: "where(t == 1, 1, 1 - dampening)" },
  update: {
    decayed: "g + weightDecay * p",
    // 0 below the smallest normal float32, as in adam.ts
    moved: "momentum * momentumBuffer + share * decayed",
    momentumBuffer: "where(abs(moved) < 2^-126, 0, moved)",
    p: "p - lr * where(nesterov != 0, decayed + momentum * momentumBuffer, momentumBuffer)",
  },
} as const satisfies Rule;
