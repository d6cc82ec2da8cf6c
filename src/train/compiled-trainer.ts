/** A training program, the engine that runs it, and the way in and out for data and parameters. */
import { NonlinError, stream, type Tensor, type TensorData } from "../base/index.ts";
import type { Engine, Slot, Threading } from "../graph/index.ts";
import { type Init, initialValue, type Module } from "../nn/index.ts";
import { type Description, readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import type { Observation, ObserveOptions } from "./observation.ts";
import { Observer } from "./observer.ts";
import type { TrainingProgram } from "./program.ts";
import { Settings } from "./settings.ts";
import { allInward, type Entry, outward, ownPrefix, stored } from "./state-dict.ts";
import type { Trained } from "./trained.ts";
import type { CompileOptions, ResetOptions, Trainer } from "./trainer.ts";
import {
  chunks,
  type Data,
  firstRows,
  inputWanted,
  type Nested,
  type Rows,
  rowsOf,
  sizeOfRow,
  targetsOf,
  targetWanted,
  type Wanted,
} from "./values.ts";

export class CompiledTrainer implements Trainer {
  readonly #model: Module;
  readonly #options: CompileOptions;
  readonly #made: TrainingProgram;
  readonly #engine: Engine;
  readonly #mean: boolean;
  readonly #x: Wanted;
  readonly #y: Wanted;
  readonly #number = new Float64Array(1);
  readonly #settings: Settings;
  #seed: number;
  #init: Init;
  #steps = 0;
  /** Made when it is first asked for. */
  #observer: Observer | undefined;

  constructor(model: Module, made: TrainingProgram, engine: Engine, options: CompileOptions) {
    this.#model = model;
    this.#options = options;
    this.#made = made;
    this.#engine = engine;
    this.#mean = options.loss.reduction !== "sum";
    this.#x = inputWanted(model, rowSizes(made.input));
    this.#y = targetWanted(options.loss, made.targetKind, "y");
    this.#seed = options.seed ?? 0;
    this.#init = options.init ?? { kind: "default" };
    this.#settings = new Settings(options.optimizer, options.schedule, made.ruleScalars);
    for (const s of made.program.slots) if (s.role === "scalar" && s.data !== undefined) engine.write(s, s.data);
    this.reset();
  }

  step(x: Data, y: Data): number {
    return this.#stepOn(rowsOf(x, this.#x), rowsOf(y, this.#y));
  }

  stepRows(x: TensorData, y: TensorData, rows: number): number {
    return this.#stepOn(firstRows(x, rows, this.#x.sizes), firstRows(y, rows, this.#y.sizes));
  }

  differentiate(x: Data, y: Data): number {
    const given = rowsOf(x, this.#x);
    this.#put(given, rowsOf(y, this.#y));
    return this.#lossOf("gradients", given.rows);
  }

  predict(x: Data): Tensor {
    const given = rowsOf(x, this.#x);
    const sizes = rowSizes(this.#made.output);
    const width = sizeOfRow(sizes);
    const parts = chunks(given, this.#x.sizes, this.#engine.capacity).map((part) => {
      this.#engine.write(this.#made.input, part.data);
      this.#engine.run("predict", part.rows);
      return this.#engine.read(this.#made.output, part.rows);
    });
    const out =
      parts[0] instanceof Float64Array ? new Float64Array(given.rows * width) : new Float32Array(given.rows * width);
    for (const [i, part] of parts.entries()) out.set(part, i * this.#engine.capacity * width);
    return { data: out, shape: [given.rows, ...sizes] };
  }

  evaluate(x: Data, y: Data): number {
    const [given, wanted] = [rowsOf(x, this.#x), rowsOf(y, this.#y)];
    checkSameRows(given, wanted);
    const targets = chunks(wanted, this.#y.sizes, this.#engine.capacity);
    let [total, count] = [0, 0];
    for (const [i, part] of chunks(given, this.#x.sizes, this.#engine.capacity).entries()) {
      this.#put(part, targets[i]!);
      const loss = this.#lossOf("evaluate", part.rows);
      const counts = this.#counted(part.rows);
      // what counts nothing adds nothing
      total += this.#mean ? loss * counts : loss;
      count += counts;
    }
    return this.#mean && !(count === 0 && given.rows > 0) ? total / count : total;
  }

  observe(x: Data, options: ObserveOptions = {}): Observation {
    const { stateDict, modelScalars, keys } = this.#made;
    const slots = [...stateDict.map((p) => p.slot), ...modelScalars.values(), ...keys];
    const values = new Map(slots.map((s) => [s.name, this.#engine.read(s)]));
    this.#observer ??= new Observer(this.#model, this.#options);
    return this.#observer.observe(rowsOf(x, this.#x), { values, step: this.#steps + 1 }, options);
  }

  get parameters(): Readonly<Record<string, Tensor>> {
    const { stateDict } = this.#made;
    return this.#read(
      stateDict,
      stateDict.map((p) => p.slot),
    );
  }

  trained(): Trained {
    const { activationParameters = "declared" } = this.#options;
    const numbers = [...this.#made.modelScalars].map(([name, slot]) => {
      return { name, now: this.#engine.read(slot)[0]!, before: slot.data![0]! };
    });
    // what was only rounded is what it was
    const changed = numbers.filter(({ now, before }) => now !== before && now !== Math.fround(before));
    const scalars = changed.map(({ name, now }) => [name, now] as const);
    const given = { model: this.#model, inputShape: this.#x.sizes, activationParameters };
    return { ...given, parameters: this.parameters, scalars: Object.fromEntries(scalars) };
  }

  get gradients(): Readonly<Record<string, Tensor>> {
    return this.#read(this.#made.parameters, this.#made.gradients);
  }

  load(given: Readonly<Record<string, Tensor | TensorData | Nested | number>>): void {
    const { stateDict } = this.#made;
    const values = allInward(stateDict, given);
    for (const [i, p] of stateDict.entries()) this.#engine.write(p.slot, values[i]!);
  }

  checkpoint(): Uint8Array {
    const entries = this.#saved();
    const slots = entries.map((p) => p.slot);
    return writeCheckpoint(this.#read(entries, slots), this.#progress(), this.#description());
  }

  restore(checkpoint: Uint8Array): void {
    const { tensors, progress } = readCheckpoint(checkpoint, this.#description(), this.#progress());
    const entries = this.#saved();
    const values = allInward(entries, tensors);
    for (const [i, p] of entries.entries()) this.#engine.write(p.slot, values[i]!);
    this.#settings.restore(progress.settings);
    this.#steps = progress.steps;
    this.#seed = progress.seed;
    this.#writeKeys();
  }

  setLearningRate(lr: number): void {
    this.#settings.setLearningRate(lr);
  }

  stepSchedule(metric?: number): void {
    this.#settings.stepSchedule(metric);
  }

  get learningRates(): readonly number[] {
    return this.#settings.options.map(({ lr = 0 }) => lr);
  }

  reset({ seed, init, scalars = {}, ...settings }: ResetOptions = {}): void {
    const { modelScalars, stateDict, states } = this.#made;
    for (const name of Object.keys(scalars)) {
      if (!modelScalars.has(name)) throw new NonlinError("E_NAME", `the model has no number "${name}"`);
    }
    this.#settings.reset(settings);
    this.#seed = seed ?? this.#seed;
    this.#init = init ?? this.#init;
    for (const [name, value] of Object.entries(scalars)) this.#engine.write(modelScalars.get(name)!, [value]);
    for (const p of stateDict) this.#engine.write(p.slot, stored(p, initialValue(p, this.#seed, this.#init)));
    for (const { slot, group, begin } of states) {
      this.#engine.write(slot, this.#engine.read(slot).fill(begin(this.#settings.options[group]!)));
    }
    this.#writeKeys();
    this.#steps = 0;
  }

  get threads(): Threading {
    return this.#engine.threading();
  }

  dispose(): void {
    this.#engine.dispose();
    this.#observer?.dispose();
  }

  /** What masks are drawn from. */
  #writeKeys(): void {
    for (const key of this.#made.keys) {
      const drawn = stream(this.#seed, key.name);
      this.#engine.write(key, [drawn.seed, drawn.stream]);
    }
  }

  /** Everything in memory from which a training goes on, by its name in a checkpoint. */
  #saved(): readonly Entry[] {
    const { stateDict, states, modelScalars } = this.#made;
    const ofOptimizer = states.map(({ of, slot }) => ({ ...of, name: `${ownPrefix}state.${slot.name}`, slot }));
    const numbers = [...modelScalars].map(([name, slot]) => {
      return { name: `${ownPrefix}scalar.${name}`, shape: [], transposed: false, slot };
    });
    return [...stateDict, ...ofOptimizer, ...numbers];
  }

  #progress() {
    return { seed: this.#seed, steps: this.#steps, settings: this.#settings.state() };
  }

  #description(): Description {
    const { loss, precision = "float32", activationParameters = "declared", ...rest } = this.#options;
    const { optimizer, schedule } = this.#settings;
    const { clipGradNorm, clipGradValue } = rest;
    const limits = { clipGradNorm, clipGradValue };
    const made = { model: this.#model, inputShape: this.#x.sizes, activationParameters };
    return { precision, ...made, loss, optimizer, schedule, ...limits };
  }

  #stepOn(x: Rows, y: Rows): number {
    this.#put(x, y);
    const { leastRows, stepNumber, keys } = this.#made;
    if (x.rows < leastRows.rows) {
      throw new NonlinError("E_SHAPE", `${leastRows.title} cannot train on a step of ${x.rows} row`, {
        advice: "its variance takes 2; leave the last rows out, or choose another batchSize",
      });
    }
    this.#steps += 1;
    this.#number[0] = this.#steps;
    if (keys.length > 0) this.#engine.write(stepNumber, this.#number);
    this.#settings.write(this.#engine, this.#steps);
    return this.#lossOf("step", x.rows);
  }

  #put(x: Rows, y: Rows): void {
    const { input, target, targetKind } = this.#made;
    checkSameRows(x, y);
    if (!(x.rows >= 1 && x.rows <= this.#engine.capacity)) {
      throw new NonlinError(
        "E_SHAPE",
        `a step takes 1 to ${this.#engine.capacity} rows (batchSize) but got ${x.rows}`,
        {
          advice: x.rows > 0 ? "cut them into batches, or compile with a larger batchSize" : "give it some",
        },
      );
    }
    this.#engine.write(input, x.data);
    this.#engine.write(target, targetsOf(y, targetKind).data);
  }

  #lossOf(name: string, rows: number): number {
    this.#engine.run(name, rows);
    this.#engine.readInto(this.#made.loss, this.#number);
    return this.#number[0]!;
  }

  /** What the mean of the evaluation just run divided by. */
  #counted(rows: number): number {
    const { counted } = this.#made;
    if (counted === undefined) return rows;
    this.#engine.readInto(counted, this.#number);
    return this.#number[0]!;
  }

  #read(entries: readonly Entry[], slots: readonly Slot[]): Readonly<Record<string, Tensor>> {
    return Object.fromEntries(entries.map((p, i) => [p.name, outward(p, this.#engine.read(slots[i]!))]));
  }
}

function rowSizes(s: Slot): readonly number[] {
  return s.shape.slice(1) as readonly number[];
}

function checkSameRows(x: Rows, y: Rows): void {
  if (x.rows === y.rows) return;
  throw new NonlinError("E_SHAPE", `x has ${x.rows} rows but y has ${y.rows}`, {
    advice: "each row of x has its own in y",
  });
}
