/** PyTorch's schedules under their names and with their defaults: one declaration each. */
import { NonlinError } from "../base/index.ts";
import { constant, type Expr, parse, print, substitute } from "../expr/index.ts";
import { type Schedule, scheduleNames } from "./schedule.ts";

/** A factor of one's own on the rate: a formula in `epoch`. */
export function LambdaLR(factor: string): Schedule {
  return { kind: "LambdaLR", options: {}, sets: { lr: `lr * (${factor})` } };
}

export interface StepOptions {
  /** The epochs from one fall of the rate to the next. */
  readonly stepSize: number;
  /** What the rate is multiplied by. Default 0.1. */
  readonly gamma?: number;
}

/** The rate times gamma every stepSize epochs. */
export function StepLR({ stepSize, gamma = 0.1 }: StepOptions): Schedule {
  return { kind: "StepLR", options: { stepSize, gamma }, sets: { lr: "lr * gamma^floor(epoch / stepSize)" } };
}

export interface MultiStepOptions {
  /** The epochs at which the rate falls. */
  readonly milestones: readonly number[];
  /** What the rate is multiplied by. Default 0.1. */
  readonly gamma?: number;
}

/** The rate times gamma at each milestone. */
export function MultiStepLR({ milestones, gamma = 0.1 }: MultiStepOptions): Schedule {
  const passed = milestones.map((at) => `(epoch >= ${at})`).join(" + ") || "0";
  return { kind: "MultiStepLR", options: { gamma }, sets: { lr: `lr * gamma^(${passed})` } };
}

export interface ExponentialOptions {
  /** What the rate is multiplied by. */
  readonly gamma: number;
}

/** The rate times gamma every epoch. */
export function ExponentialLR({ gamma }: ExponentialOptions): Schedule {
  return { kind: "ExponentialLR", options: { gamma }, sets: { lr: "lr * gamma^epoch" } };
}

export interface CosineAnnealingOptions {
  /** The epochs from the rate down to etaMin. */
  readonly TMax: number;
  /** The rate at the bottom. Default 0. */
  readonly etaMin?: number;
}

/** Half a cosine down to etaMin, and up again. */
export function CosineAnnealingLR({ TMax, etaMin = 0 }: CosineAnnealingOptions): Schedule {
  const lr = "etaMin + (lr - etaMin) * (1 + cos(pi * epoch / TMax)) / 2";
  return { kind: "CosineAnnealingLR", options: { TMax, etaMin }, sets: { lr } };
}

export interface WarmRestartsOptions {
  /** The epochs to the first restart. */
  readonly T0: number;
  /** How much longer each stretch is than the one before. Default 1. */
  readonly TMult?: number;
  /** The rate at the bottom. Default 0. */
  readonly etaMin?: number;
}

/** Half a cosine down to etaMin, again and again. Loshchilov, Hutter 2016, arXiv:1608.03983. */
export function CosineAnnealingWarmRestarts({ T0, TMult = 1, etaMin = 0 }: WarmRestartsOptions): Schedule {
  // the restarts before this epoch; 1e-9 makes up for the rounding of logarithms
  const n = "floor(log(1 + (TMult - 1) * epoch / T0) / log(TMult) + 1e-9)";
  const share =
    TMult === 1 ? "epoch / T0 - floor(epoch / T0)" : `(epoch / T0 - (TMult^${n} - 1) / (TMult - 1)) / TMult^${n}`;
  const lr = `etaMin + (lr - etaMin) * (1 + cos(pi * (${share}))) / 2`;
  return { kind: "CosineAnnealingWarmRestarts", options: { T0, TMult, etaMin }, sets: { lr } };
}

export interface LinearOptions {
  /** The share of the rate at the begin. Default 1/3. */
  readonly startFactor?: number;
  /** The share of the rate at the end. Default 1. */
  readonly endFactor?: number;
  /** The epochs from one to the other. Default 5. */
  readonly totalIters?: number;
}

/** From startFactor to endFactor of the rate along a line: a warm-up, by its defaults. */
export function LinearLR({ startFactor = 1 / 3, endFactor = 1, totalIters = 5 }: LinearOptions = {}): Schedule {
  const lr = "lr * (startFactor + (endFactor - startFactor) * min(epoch, totalIters) / totalIters)";
  return { kind: "LinearLR", options: { startFactor, endFactor, totalIters }, sets: { lr } };
}

export interface ConstantOptions {
  /** The share of the rate. Default 1/3. */
  readonly factor?: number;
  /** The epochs that it holds. Default 5. */
  readonly totalIters?: number;
}

/** A share of the rate for the first totalIters epochs. */
export function ConstantLR({ factor = 1 / 3, totalIters = 5 }: ConstantOptions = {}): Schedule {
  return {
    kind: "ConstantLR",
    options: { factor, totalIters },
    sets: { lr: "lr * where(epoch < totalIters, factor, 1)" },
  };
}

export interface PolynomialOptions {
  /** The epochs down to 0. Default 5. */
  readonly totalIters?: number;
  /** 1 is a straight line. Default 1. */
  readonly power?: number;
}

/** Down to 0 in totalIters epochs along a power. */
export function PolynomialLR({ totalIters = 5, power = 1 }: PolynomialOptions = {}): Schedule {
  const lr = "lr * (1 - min(epoch, totalIters) / totalIters)^power";
  return { kind: "PolynomialLR", options: { totalIters, power }, sets: { lr } };
}

export interface SequentialOptions {
  /** In the order in which they follow each other. */
  readonly schedulers: readonly Schedule[];
  /** The epoch at which each but the first begins, counting from 0 again. */
  readonly milestones: readonly number[];
}

/** Schedules one after the other: a warm-up and what follows. */
export function SequentialLR({ schedulers, milestones }: SequentialOptions): Schedule {
  if (schedulers.length !== milestones.length + 1) {
    throw new NonlinError("E_USAGE", `${schedulers.length} schedulers take ${schedulers.length - 1} milestones`, {
      advice: `there are ${milestones.length}`,
    });
  }
  const lr = schedulers.reduceRight((after, schedule, i) => {
    const own = shifted(schedule, milestones[i - 1] ?? 0);
    return after === "" ? own : `where(epoch < ${milestones[i]}, ${own}, ${after})`;
  }, "");
  return { kind: "SequentialLR", options: {}, sets: { lr } };
}

/** A schedule's rate begun at `start`, its options written in. */
function shifted(schedule: Schedule, start: number): string {
  if (schedule.update !== undefined || schedule.sets.momentum !== undefined) {
    throw new NonlinError("E_USAGE", `${schedule.kind} cannot be a part of SequentialLR`, {
      advice: "only schedules that set the rate from the epoch can",
    });
  }
  const written: Record<string, Expr> = { epoch: parse(`epoch - ${start}`, { parameters: ["epoch"] }) };
  for (const [name, value] of Object.entries(schedule.options)) written[name] = constant(value);
  return print(substitute(parse(schedule.sets.lr, { parameters: scheduleNames(schedule) }), written));
}

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
export function OneCycleLR(options: OneCycleOptions): Schedule {
  const { maxLr, epochs, stepsPerEpoch, annealStrategy = "cos", cycleMomentum = true, threePhase = false } = options;
  const { pctStart = 0.3, baseMomentum = 0.85, maxMomentum = 0.95, divFactor = 25, finalDivFactor = 1e4 } = options;
  const totalSteps = options.totalSteps ?? (epochs ?? Number.NaN) * (stepsPerEpoch ?? Number.NaN);
  if (!(totalSteps > 0)) {
    throw new NonlinError("E_USAGE", "OneCycleLR takes totalSteps, or epochs and stepsPerEpoch");
  }
  const [first, last] = ["maxLr / divFactor", "maxLr / divFactor / finalDivFactor"];
  const [rise, end] = ["(pctStart * totalSteps - 1)", "(totalSteps - 1)"];
  const fall = "(2 * pctStart * totalSteps - 2)";
  const course = (low: string, high: string, lowest: string): string => {
    const between = (a: string, b: string, from: string, to: string) =>
      anneals[annealStrategy](a, b, `min((epoch - ${from}) / (${to} - ${from}), 1)`);
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

const anneals = {
  cos: (a: string, b: string, share: string) => `(${b} + (${a} - ${b}) / 2 * (1 + cos(pi * ${share})))`,
  linear: (a: string, b: string, share: string) => `(${a} + (${b} - ${a}) * ${share})`,
};

export interface PlateauOptions {
  /** Whether a smaller or a larger metric is better. Default "min". */
  readonly mode?: "min" | "max";
  /** What the rate is multiplied by. Default 0.1. */
  readonly factor?: number;
  /** How many epochs without progress are borne. Default 10. */
  readonly patience?: number;
  /** What counts as progress. Default 1e-4. */
  readonly threshold?: number;
  /** Whether the threshold is a share of the best metric. Default "rel". */
  readonly thresholdMode?: "rel" | "abs";
  /** The epochs after a reduction in which nothing is counted. Default 0. */
  readonly cooldown?: number;
  /** The rate falls no further. Default 0. */
  readonly minLr?: number;
  /** A smaller reduction is none. Default 1e-8. */
  readonly eps?: number;
}

/** The rate times factor when the metric has not got better for more than `patience` steps of the schedule. */
export function ReduceLROnPlateau(given: PlateauOptions = {}): Schedule {
  const { mode = "min", thresholdMode = "rel", ...options } = given;
  const { factor = 0.1, patience = 10, threshold = 1e-4, cooldown = 0, minLr = 0, eps = 1e-8 } = options;
  const sign = mode === "min" ? "-" : "+";
  const needed = thresholdMode === "rel" ? `best * (1 ${sign} threshold)` : `best ${sign} threshold`;
  return {
    kind: "ReduceLROnPlateau",
    options: { factor, patience, threshold, cooldown, minLr, eps },
    sets: { lr: "rate" },
    state: { rate: "lr", best: mode === "min" ? "1/0" : "-1/0", bad: "0", cooling: "0" },
    update: {
      better: `metric ${mode === "min" ? "<" : ">"} ${needed}`,
      best: "where(better, metric, best)",
      counted: "where(better, 0, bad + 1)",
      worse: "where(cooling > 0, 0, counted)",
      left: "max(cooling - 1, 0)",
      enough: "worse > patience",
      lower: "max(rate * factor, minLr)",
      rate: "where(enough, where(rate - lower > eps, lower, rate), rate)",
      cooling: "where(enough, cooldown, left)",
      bad: "where(enough, 0, worse)",
    },
  };
}
