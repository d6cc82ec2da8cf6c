/** The optimiser's numbers in the course of a training: the options of its groups, moved by a schedule, written to where a step reads them. */
import { NonlinError } from "../base/index.ts";
import type { Engine } from "../graph/index.ts";
import {
  beginSchedule,
  groupOptions,
  type Optimizer,
  type OptionValues,
  type RuleScalar,
  type Running,
  ruleOf,
  type Schedule,
  type ScheduleState,
  sameProgram,
  scheduled,
  stepSchedule,
} from "../optim/index.ts";

/** What of them a checkpoint keeps; each list is by group, or by number that a step reads. */
export interface SettingsState {
  readonly options: readonly OptionValues[];
  readonly schedule: readonly ScheduleState[];
  readonly products: readonly (readonly Running[])[];
}

export class Settings {
  readonly #scalars: readonly RuleScalar[];
  readonly #number = new Float64Array(1);
  #optimizer: Optimizer;
  #schedule: Schedule | undefined;
  /** Of each group: its options now, and where its schedule stands. */
  #options: readonly OptionValues[] = [];
  #states: readonly ScheduleState[] = [];
  #written = false;

  constructor(optimizer: Optimizer, schedule: Schedule | undefined, scalars: readonly RuleScalar[]) {
    this.#optimizer = optimizer;
    this.#schedule = schedule;
    this.#scalars = scalars;
    this.reset({});
  }

  get options(): readonly OptionValues[] {
    return this.#options;
  }

  get optimizer(): Optimizer {
    return this.#optimizer;
  }

  get schedule(): Schedule | undefined {
    return this.#schedule;
  }

  /** A copy of where they stand. */
  state(): SettingsState {
    const products = this.#scalars.map(({ running }) => running.map((product) => ({ ...product })));
    return { options: this.#options, schedule: this.#states, products };
  }

  /** Back to where they stood, with the same optimiser and schedule. */
  restore({ options, schedule, products }: SettingsState): void {
    this.#options = options;
    this.#states = schedule;
    this.#written = false;
    for (const [i, { running }] of this.#scalars.entries()) {
      for (const [k, product] of running.entries()) Object.assign(product, products[i]![k]);
    }
  }

  /** Back to the first step, with another optimiser of the same program or another schedule. */
  reset({
    optimizer = this.#optimizer,
    schedule = this.#schedule,
  }: {
    optimizer?: Optimizer;
    schedule?: Schedule;
  }): void {
    if (!sameProgram(optimizer, this.#optimizer)) {
      const known = ruleOf(this.#optimizer).kind;
      const advice = { advice: "rule, direction and groups must be the same; other options may differ" };
      throw new NonlinError("E_USAGE", `this trainer was compiled for ${known}, not ${optimizer.kind}`, advice);
    }
    this.#optimizer = optimizer;
    this.#schedule = schedule;
    ruleOf(optimizer);
    for (const product of this.#scalars.flatMap(({ running }) => running)) {
      Object.assign(product, { steps: 0, value: 1 });
    }
    const all = groupOptions(optimizer);
    this.#states = schedule === undefined ? [] : all.map((options) => beginSchedule(schedule, rateOf(options)));
    this.#apply();
  }

  /** The rate of every group, until the schedule moves on. */
  setLearningRate(lr: number): void {
    this.#options = this.#options.map((options) => ({ ...options, lr }));
    this.#written = false;
  }

  stepSchedule(metric?: number): void {
    const schedule = this.#schedule;
    if (schedule === undefined) {
      throw new NonlinError("E_USAGE", "this trainer has no schedule", { advice: "compile takes one" });
    }
    const all = groupOptions(this.#optimizer);
    this.#states = this.#states.map((state, i) => stepSchedule(schedule, rateOf(all[i]!), state, metric));
    this.#apply();
  }

  /** Writes what step `t` reads. */
  write(engine: Engine, t: number): void {
    for (const s of this.#scalars) {
      if (this.#written && !s.everyStep) continue;
      this.#number[0] = s.value(this.#options[s.group]!, t);
      engine.write(s.slot, this.#number);
    }
    this.#written = true;
  }

  #apply(): void {
    const all = groupOptions(this.#optimizer);
    const schedule = this.#schedule;
    this.#written = false;
    this.#options = schedule === undefined ? all : all.map((options, i) => moved(schedule, options, this.#states[i]!));
  }
}

function rateOf({ lr = 0 }: OptionValues): number {
  return lr;
}

function moved(schedule: Schedule, options: OptionValues, state: ScheduleState): OptionValues {
  const { lr, momentum } = scheduled(schedule, rateOf(options), state);
  if (momentum === undefined) return { ...options, lr };
  const name = ["momentum", "beta1"].find((option) => Object.hasOwn(options, option));
  if (name !== undefined) return { ...options, lr, [name]: momentum };
  throw new NonlinError("E_USAGE", `${schedule.kind} moves the momentum, but this optimizer has none`, {
    advice: "say cycleMomentum: false, or give it a momentum",
  });
}
