/**
 * What a schedule is: formulas for options of the optimiser. They read `epoch` (how often the schedule was stepped; 0 at first), the optimiser's
 * own `lr`, the schedule's options and its state. A state is updated at each step from a `metric`, row by row as in a rule.
 */
import { NonlinError } from "../base/index.ts";
import { type Expr, evaluate, freeVariables, parse } from "../expr/index.ts";
import type { OptionValues } from "./rule.ts";

export interface Schedule {
  readonly kind: string;
  readonly options: OptionValues;
  /** `momentum` stands for beta1 in rules that have that. */
  readonly sets: { readonly lr: string; readonly momentum?: string };
  /** With what each begins, in `lr` and the options. */
  readonly state?: Readonly<Record<string, string>>;
  readonly update?: Readonly<Record<string, string>>;
}

/** Where a schedule stands. */
export interface ScheduleState {
  readonly epoch: number;
  readonly values: OptionValues;
}

/** A schedule before its first step, for an optimiser with the rate `lr`. Throws E_USAGE for an option that is left out and has no default. */
export function beginSchedule(schedule: Schedule, lr: number): ScheduleState {
  const { state } = read(schedule);
  for (const [name, value] of Object.entries(schedule.options)) {
    if (Number.isFinite(value)) continue;
    throw new NonlinError("E_USAGE", `${schedule.kind}: ${name} is ${value}`, {
      advice: "it is a number, and has to be given",
    });
  }
  const env = { ...schedule.options, lr };
  return { epoch: 0, values: Object.fromEntries(Object.entries(state).map(([name, e]) => [name, evaluate(e, env)])) };
}

/** One step on, as PyTorch's scheduler.step(). Throws E_USAGE if the schedule needs a metric and there is none. */
export function stepSchedule(schedule: Schedule, lr: number, state: ScheduleState, metric?: number): ScheduleState {
  const epoch = state.epoch + 1;
  const { update, needsMetric } = read(schedule);
  if (needsMetric && metric === undefined) {
    throw new NonlinError("E_USAGE", `${schedule.kind} is stepped with a metric`, {
      advice: "the loss on data that is held out, say",
    });
  }
  const env: Record<string, number> = { ...schedule.options, ...state.values, epoch, lr, metric: metric ?? Number.NaN };
  for (const [name, e] of Object.entries(update)) env[name] = evaluate(e, env);
  return { epoch, values: Object.fromEntries(Object.keys(state.values).map((name) => [name, env[name]!])) };
}

/** The options that the schedule sets now. */
export function scheduled(
  schedule: Schedule,
  lr: number,
  { epoch, values }: ScheduleState,
): { readonly lr: number; readonly momentum?: number } {
  const { sets } = read(schedule);
  const env = { ...schedule.options, ...values, epoch, lr };
  return Object.fromEntries(Object.entries(sets).map(([name, e]) => [name, evaluate(e, env)])) as { lr: number };
}

/** The rate of the first `count` epochs: for a look at a schedule that needs no metric. */
export function ratesOf(schedule: Schedule, lr: number, count: number): readonly number[] {
  let state = beginSchedule(schedule, lr);
  return Array.from({ length: count }, (_, i) => {
    if (i > 0) state = stepSchedule(schedule, lr, state);
    return scheduled(schedule, lr, state).lr;
  });
}

interface Formulas {
  readonly sets: Readonly<Record<string, Expr>>;
  readonly state: Readonly<Record<string, Expr>>;
  readonly update: Readonly<Record<string, Expr>>;
  readonly needsMetric: boolean;
}

const known = new WeakMap<Schedule, Formulas>();

/** The names that a schedule's formulas may read. */
export function scheduleNames({ options, state = {}, update = {} }: Schedule): readonly string[] {
  return ["epoch", "lr", "metric", ...[options, state, update].flatMap((group) => Object.keys(group))];
}

function read(schedule: Schedule): Formulas {
  const found = known.get(schedule);
  if (found !== undefined) return found;
  const parameters = scheduleNames(schedule);
  const all = (texts: object = {}): Readonly<Record<string, Expr>> =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, parse(text, { parameters })]));
  const update = all(schedule.update);
  const needsMetric = Object.values(update).some((e) => freeVariables(e).includes("metric"));
  const made = { sets: all(schedule.sets), state: all(schedule.state), update, needsMetric };
  known.set(schedule, made);
  return made;
}
