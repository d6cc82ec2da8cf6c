/** Stochastic gradient descent, plain and with momentum. */
import { NonlinError } from "../base/index.ts";
import { checkWritten, type Grouped, optimizerOf } from "./optimizer.ts";
import type { Optimizer, Rule } from "./rule.ts";

export interface SGDOptions {
  /** The learning rate. Default 0.001. */
  readonly lr?: number;
  /** What the buffer keeps of itself in a step. Default 0. */
  readonly momentum?: number;
  /** What the buffer leaves out of a gradient. Default 0. */
  readonly dampening?: number;
  /** Added to the gradient. Default 0. */
  readonly weightDecay?: number;
  /** Whether to look ahead along the buffer. Default false. */
  readonly nesterov?: boolean;
}

/** PyTorch's SGD; without momentum it keeps no state. */
export function SGD(options: Grouped<SGDOptions> = {}): Optimizer {
  checkWritten("SGD", options);
  const { groups = [], ...all } = options;
  for (const given of [all, ...groups.map((group) => ({ ...all, ...group }))]) checkNesterov(given);
  if ([all, ...groups].some(({ momentum = 0 }) => momentum !== 0)) {
    const some: Grouped<SGDOptions> = { ...options, momentum: all.momentum ?? 0 };
    return optimizerOf(sgdMomentum, some);
  }
  return optimizerOf(sgd, { ...still(all), groups: groups.map(still) });
}

/** Throws E_USAGE, as PyTorch does. */
function checkNesterov({ nesterov = false, momentum = 0, dampening = 0 }: SGDOptions): void {
  if (!nesterov || (momentum > 0 && dampening === 0)) return;
  throw new NonlinError("E_USAGE", `SGD with nesterov has a momentum of ${momentum} and a dampening of ${dampening}`, {
    advice: "it takes a momentum above 0 and no dampening",
  });
}

/** The options without those of momentum. */
function still<O extends SGDOptions>(options: O): Omit<O, "momentum" | "dampening" | "nesterov"> {
  const { momentum: _, dampening: __, nesterov: ___, ...rest } = options;
  return rest;
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
