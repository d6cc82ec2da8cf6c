/** One rise and one fall of the rate over a whole training, and of the momentum against it. */
import { aboveZero, checkNumbers, NonlinError, optionOf, share, withDefaults } from "../base/index.ts";
import type { Schedule } from "./schedule.ts";

export interface OneCycleOptions {
  /** The rate at the top. */
  readonly maxLr: number;
  /** Or epochs and stepsPerEpoch: the schedule is stepped after every batch. */
  readonly totalSteps?: number;
  /** Times stepsPerEpoch, instead of totalSteps. */
  readonly epochs?: number;
  /** The batches of an epoch. */
  readonly stepsPerEpoch?: number;
  /** The share of the steps that the rate rises. Default 0.3. */
  readonly pctStart?: number;
  /** The course between two rates. Default "cos". */
  readonly annealStrategy?: "cos" | "linear";
  /** Whether the momentum (beta1, in rules that have that) falls while the rate rises. Default true. */
  readonly cycleMomentum?: boolean;
  /** The momentum at the top of the rate. Default 0.85. */
  readonly baseMomentum?: number;
  /** The momentum at the begin and at the end. Default 0.95. */
  readonly maxMomentum?: number;
  /** The rate begins at maxLr / divFactor. Default 25. */
  readonly divFactor?: number;
  /** It ends at that divided by this. Default 1e4. */
  readonly finalDivFactor?: number;
  /** Whether it falls to where it began before it falls to its end. Default false. */
  readonly threePhase?: boolean;
}

/** Up to maxLr, and down to far below the first rate. Smith, Topin 2017, arXiv:1708.07120. */
export function OneCycleLR(given: OneCycleOptions): Schedule {
  const options = withDefaults<Required<OneCycleOptions>>("OneCycleLR", given, defaults);
  const { epochs, stepsPerEpoch, annealStrategy, cycleMomentum, threePhase, baseMomentum, maxMomentum } = options;
  const { maxLr, pctStart, divFactor, finalDivFactor } = options;
  const totalSteps = given.totalSteps ?? epochs * stepsPerEpoch;
  if (!(totalSteps > 0)) {
    throw new NonlinError("E_USAGE", "OneCycleLR takes totalSteps, or epochs and stepsPerEpoch");
  }
  checkNumbers("OneCycleLR", options, { maxLr: aboveZero, pctStart: share });
  const anneal = optionOf(anneals, annealStrategy, "annealStrategy");
  const [first, last] = ["maxLr / divFactor", "maxLr / divFactor / finalDivFactor"];
  const [rise, end] = ["(pctStart * totalSteps - 1)", "(totalSteps - 1)"];
  const fall = "(2 * pctStart * totalSteps - 2)";
  const course = (low: string, high: string, lowest: string): string => {
    const between = (a: string, b: string, from: string, to: string) =>
      anneal(a, b, `min((epoch - ${from}) / (${to} - ${from}), 1)`);
    const down = threePhase
      ? `where(epoch <= ${fall}, ${between(high, low, rise, fall)}, ${between(low, lowest, fall, end)})`
      : between(high, lowest, rise, end);
    return `where(epoch <= ${rise}, ${between(low, high, "0", rise)}, ${down})`;
  };
  const sets = { lr: course(first, "maxLr", last) };
  const own = { maxLr, totalSteps, pctStart, divFactor, finalDivFactor };
  if (!cycleMomentum) return { kind: "OneCycleLR", options: own, sets };
  const momentum = course("maxMomentum", "baseMomentum", "maxMomentum");
  return { kind: "OneCycleLR", options: { ...own, baseMomentum, maxMomentum }, sets: { ...sets, momentum } };
}

const defaults: Required<OneCycleOptions> = {
  maxLr: Number.NaN,
  totalSteps: Number.NaN,
  epochs: Number.NaN,
  stepsPerEpoch: Number.NaN,
  pctStart: 0.3,
  annealStrategy: "cos",
  cycleMomentum: true,
  baseMomentum: 0.85,
  maxMomentum: 0.95,
  divFactor: 25,
  finalDivFactor: 1e4,
  threePhase: false,
};

const anneals = {
  cos: (a: string, b: string, share: string) => `(${b} + (${a} - ${b}) / 2 * (1 + cos(pi * ${share})))`,
  linear: (a: string, b: string, share: string) => `(${a} + (${b} - ${a}) * ${share})`,
};
