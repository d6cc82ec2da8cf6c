/** Gradients divided by the root of their mean square. Hinton 2012, lecture 6e; centered: Graves 2013, arXiv:1308.0850. */
import { checkWritten, type Grouped, optimizerOf } from "./optimizer.ts";
import type { Optimizer, Rule } from "./rule.ts";

export interface RMSpropOptions {
  /** The learning rate. Default 0.01. */
  readonly lr?: number;
  /** What the mean square keeps of itself in a step. Default 0.99. */
  readonly alpha?: number;
  /** Added to what the step is divided by. Default 1e-8. */
  readonly eps?: number;
  /** Added to the gradient. Default 0. */
  readonly weightDecay?: number;
  /** What the buffer of steps keeps of itself in a step. Default 0. */
  readonly momentum?: number;
}

export interface Centered {
  /** Whether to divide by the deviation instead of the mean square. Default false. */
  readonly centered?: boolean;
}

/** PyTorch's RMSprop; it keeps only the states that its options need. */
export function RMSprop(options: Grouped<RMSpropOptions> & Centered = {}): Optimizer {
  checkWritten("RMSprop", options);
  const { centered = false, groups = [], ...all } = options;
  if ([all, ...groups].some(({ momentum = 0 }) => momentum !== 0)) {
    return optimizerOf(centered ? rmspropCenteredMomentum : rmspropMomentum, { ...all, groups });
  }
  const still = { ...without(all), groups: groups.map(without) };
  return optimizerOf(centered ? rmspropCentered : rmsprop, still);
}

function without<O extends RMSpropOptions>({ momentum: _, ...rest }: O): Omit<O, "momentum"> {
  return rest;
}

const plain = { lr: 0.01, alpha: 0.99, eps: 1e-8, weightDecay: 0 };
const moving = { ...plain, momentum: 0 };
const scalars = { fresh: "1 - alpha" };

const square = {
  decayed: "g + weightDecay * p",
  second: "alpha * squareAvg + fresh * decayed * decayed",
  // 0 below the smallest normal float32, as in adam.ts
  squareAvg: "where(second < 2^-126, 0, second)",
};
const centre = {
  first: "alpha * gradAvg + fresh * decayed",
  gradAvg: "where(abs(first) < 2^-126, 0, first)",
};
const step = "decayed / (sqrt(squareAvg) + eps)";
// rounding may leave a variance just below 0
const centredStep = "decayed / (sqrt(max(squareAvg - gradAvg * gradAvg, 0)) + eps)";

const momentum = {
  momentumBuffer: "where(abs(moved) < 2^-126, 0, moved)",
  p: "p - lr * momentumBuffer",
};

export const rmsprop = {
  kind: "RMSprop",
  options: plain,
  state: ["squareAvg"],
  scalars,
  update: { ...square, p: `p - lr * ${step}` },
} as const satisfies Rule;

export const rmspropMomentum = {
  kind: "RMSpropMomentum",
  options: moving,
  state: ["squareAvg", "momentumBuffer"],
  scalars,
  update: { ...square, moved: `momentum * momentumBuffer + ${step}`, ...momentum },
} as const satisfies Rule;

export const rmspropCentered = {
  kind: "RMSpropCentered",
  options: plain,
  state: ["squareAvg", "gradAvg"],
  scalars,
  update: { ...square, ...centre, p: `p - lr * ${centredStep}` },
} as const satisfies Rule;

export const rmspropCenteredMomentum = {
  kind: "RMSpropCenteredMomentum",
  options: moving,
  state: ["squareAvg", "gradAvg", "momentumBuffer"],
  scalars,
  update: { ...square, ...centre, moved: `momentum * momentumBuffer + ${centredStep}`, ...momentum },
} as const satisfies Rule;
