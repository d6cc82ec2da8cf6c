/** PyTorch's schedules under their names and with their defaults: one declaration each. */
import {
  aboveZero,
  checkNumbers,
  checkOptions,
  type Demand,
  NonlinError,
  share,
  wholeAboveZero,
  withDefaults,
  zeroOrMore,
} from "../base/index.ts";
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
export function StepLR(given: StepOptions): Schedule {
  const options = numbersOf("StepLR", given, { stepSize: none, gamma: 0.1 }, { stepSize: wholeAboveZero });
  return { kind: "StepLR", options, sets: { lr: "lr * gamma^floor(epoch / stepSize)" } };
}

export interface MultiStepOptions {
  /** The epochs at which the rate falls. */
  readonly milestones: readonly number[];
  /** What the rate is multiplied by. Default 0.1. */
  readonly gamma?: number;
}

/** The rate times gamma at each milestone. */
export function MultiStepLR(given: MultiStepOptions): Schedule {
  const { milestones, gamma } = withDefaults<Required<MultiStepOptions>>("MultiStepLR", given, {
    milestones: [],
    gamma: 0.1,
  });
  if (given.milestones === undefined) throw missing("MultiStepLR", "milestones", "a list of epochs");
  const passed = milestones.map((at) => `(epoch >= ${at})`).join(" + ") || "0";
  return { kind: "MultiStepLR", options: { gamma }, sets: { lr: `lr * gamma^(${passed})` } };
}

export interface ExponentialOptions {
  /** What the rate is multiplied by. */
  readonly gamma: number;
}

/** The rate times gamma every epoch. */
export function ExponentialLR(given: ExponentialOptions): Schedule {
  const options = numbersOf("ExponentialLR", given, { gamma: none }, { gamma: zeroOrMore });
  return { kind: "ExponentialLR", options, sets: { lr: "lr * gamma^epoch" } };
}

export interface CosineAnnealingOptions {
  /** The epochs from the rate down to etaMin. */
  readonly TMax: number;
  /** The rate at the bottom. Default 0. */
  readonly etaMin?: number;
}

/** Half a cosine down to etaMin, and up again. */
export function CosineAnnealingLR(given: CosineAnnealingOptions): Schedule {
  const options = numbersOf("CosineAnnealingLR", given, { TMax: none, etaMin: 0 }, { TMax: aboveZero });
  const lr = "etaMin + (lr - etaMin) * (1 + cos(pi * epoch / TMax)) / 2";
  return { kind: "CosineAnnealingLR", options, sets: { lr } };
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
export function CosineAnnealingWarmRestarts(given: WarmRestartsOptions): Schedule {
  const demands = { T0: wholeAboveZero, TMult: wholeAboveZero };
  const options = numbersOf("CosineAnnealingWarmRestarts", given, { T0: none, TMult: 1, etaMin: 0 }, demands);
  // the restarts before this epoch; 1e-9 makes up for the rounding of logarithms
  const n = "floor(log(1 + (TMult - 1) * epoch / T0) / log(TMult) + 1e-9)";
  const share =
    options.TMult === 1
      ? "epoch / T0 - floor(epoch / T0)"
      : `(epoch / T0 - (TMult^${n} - 1) / (TMult - 1)) / TMult^${n}`;
  const lr = `etaMin + (lr - etaMin) * (1 + cos(pi * (${share}))) / 2`;
  return { kind: "CosineAnnealingWarmRestarts", options, sets: { lr } };
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
export function LinearLR(given: LinearOptions = {}): Schedule {
  const defaults = { startFactor: 1 / 3, endFactor: 1, totalIters: 5 };
  const demands = { startFactor: share, endFactor: share, totalIters: aboveZero };
  const options = numbersOf("LinearLR", given, defaults, demands);
  const lr = "lr * (startFactor + (endFactor - startFactor) * min(epoch, totalIters) / totalIters)";
  return { kind: "LinearLR", options, sets: { lr } };
}

export interface ConstantOptions {
  /** The share of the rate. Default 1/3. */
  readonly factor?: number;
  /** The epochs that it holds. Default 5. */
  readonly totalIters?: number;
}

/** A share of the rate for the first totalIters epochs. */
export function ConstantLR(given: ConstantOptions = {}): Schedule {
  const options = numbersOf("ConstantLR", given, { factor: 1 / 3, totalIters: 5 }, { factor: share });
  return { kind: "ConstantLR", options, sets: { lr: "lr * where(epoch < totalIters, factor, 1)" } };
}

export interface PolynomialOptions {
  /** The epochs down to 0. Default 5. */
  readonly totalIters?: number;
  /** 1 is a straight line. Default 1. */
  readonly power?: number;
}

/** Down to 0 in totalIters epochs along a power. */
export function PolynomialLR(given: PolynomialOptions = {}): Schedule {
  const options = numbersOf("PolynomialLR", given, { totalIters: 5, power: 1 }, { totalIters: aboveZero });
  const lr = "lr * (1 - min(epoch, totalIters) / totalIters)^power";
  return { kind: "PolynomialLR", options, sets: { lr } };
}

export interface SequentialOptions {
  /** In the order in which they follow each other. */
  readonly schedulers: readonly Schedule[];
  /** The epoch at which each but the first begins, counting from 0 again. */
  readonly milestones: readonly number[];
}

/** Schedules one after the other: a warm-up and what follows. */
export function SequentialLR(given: SequentialOptions): Schedule {
  checkOptions("SequentialLR", given, ["schedulers", "milestones"]);
  const { schedulers, milestones } = given;
  if (schedulers === undefined) throw missing("SequentialLR", "schedulers", "a list of schedules");
  if (milestones === undefined) throw missing("SequentialLR", "milestones", "a list of epochs");
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

/** What an option is that has to be given. */
const none = Number.NaN;

/** A schedule's options, which are numbers. */
function numbersOf<O extends Readonly<Record<string, number>>>(
  kind: string,
  given: Partial<O>,
  defaults: O,
  demands: Partial<Record<keyof O & string, Demand>>,
): O {
  const options = withDefaults(kind, given, defaults);
  checkNumbers(kind, options, demands as Readonly<Record<string, Demand>>);
  return options;
}

function missing(kind: string, name: string, what: string): NonlinError {
  return new NonlinError("E_USAGE", `${kind} takes ${name}`, { advice: `it is ${what}` });
}
