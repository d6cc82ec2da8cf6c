/** A model that can be trained: a program, the engine that runs it, and the way in and out for data and parameters. */
import { NonlinError, type Tensor, type TensorData } from "../base/index.ts";
import { type Engine, interpret, type Program, type Slot } from "../graph/index.ts";
import { type ActivationParameters, type Init, initialValue, type Loss, type Module } from "../nn/index.ts";
import { type Optimizer, ruleOf } from "../optim/index.ts";
import { type TrainingProgram, trainingProgram } from "./program.ts";
import { inward, outward, stored } from "./state-dict.ts";
import { classesOf, type Data, type Nested, type Rows, rowsOf } from "./values.ts";

export interface CompileOptions {
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** The largest number of rows of one step; a step may have fewer. */
  readonly batchSize: number;
  /** Default 0. */
  readonly seed?: number;
  /** "float64" runs the interpreter: the same program and initial weights, slow. Default "float32". */
  readonly precision?: Precision;
  readonly init?: Init;
  readonly activationParameters?: ActivationParameters;
  /** The sizes of one row of input, for a model whose first module takes any. */
  readonly inputShape?: readonly number[];
}

export type Precision = keyof typeof engines;

export interface Trainer {
  /** The loss on these rows before the update. NaN and infinity are returned, not thrown. */
  step(x: Data, y: Data): number;
  /** The same on the first `rows` rows of the caller's buffers; nothing is allocated. */
  stepRows(x: TensorData, y: TensorData, rows: number): number;
  /** The loss on these rows; its gradients are in `gradients`, and nothing is updated. */
  differentiate(x: Data, y: Data): number;
  /** The output for any number of rows. */
  predict(x: Data): Tensor;
  /** The loss on any number of rows; NaN for the mean of none. */
  evaluate(x: Data, y: Data): number;
  /** Copies, by PyTorch's names and in its shapes. */
  readonly parameters: Readonly<Record<string, Tensor>>;
  /** Of the last step, likewise. */
  readonly gradients: Readonly<Record<string, Tensor>>;
  /** Replaces every parameter; throws E_MODEL, naming the tensor, if one is missing, unknown or of another shape. */
  load(parameters: Readonly<Record<string, Tensor | TensorData | Nested>>): void;
  setLearningRate(lr: number): void;
  /** As if compiled anew with these options, without compiling: a race runs its trials of one network so. */
  reset(options?: ResetOptions): void;
  /** Hands the memory back. */
  dispose(): void;
}

/** What may differ between trials of one network; what is left out stays. */
export interface ResetOptions {
  readonly seed?: number;
  readonly init?: Init;
  /** Of the same rule. */
  readonly optimizer?: Optimizer;
  /** Values of activations' parameters that are not trained, by name: { "1.negativeSlope": 0.2 }. */
  readonly scalars?: Readonly<Record<string, number>>;
}

const engines = {
  float32: {
    bytes: 4,
    make: (program: Program, options: { batchSize: number }): Engine => interpret(program, options),
  },
  float64: {
    bytes: 8,
    make: (program: Program, options: { batchSize: number }): Engine => interpret(program, options),
  },
} as const;

/** The trainer of `model`: its gradient and update compiled into one function, its parameters drawn from `seed`. */
export function compile(model: Module, options: CompileOptions): Trainer {
  const { batchSize, precision = "float32" } = options;
  if (!(Number.isSafeInteger(batchSize) && batchSize > 0)) {
    throw new NonlinError("E_USAGE", `batchSize is ${batchSize}`, { advice: "it is a whole number, 1 or more" });
  }
  const { bytes, make } = engines[precision];
  const made = trainingProgram(model, options.loss, options.optimizer, { batchSize, bytes }, options);
  return trainerOf(made, make(made.program, { batchSize }), options);
}

function trainerOf(made: TrainingProgram, engine: Engine, options: CompileOptions): Trainer {
  const { input, target, targetKind, parameters } = made;
  const [xSizes, ySizes, outSizes] = [input, target, made.output].map((s) => s.shape.slice(1) as number[]) as [
    number[],
    number[],
    number[],
  ];
  const lossValue = new Float64Array(1);
  const number = new Float64Array(1);
  let { seed = 0, init = { kind: "default" } as Init } = options;
  let optimizer = options.optimizer.options;
  let steps = 0;
  let optimizerChanged = true;

  const put = (x: Rows, y: Rows): void => {
    if (x.rows !== y.rows) throw new NonlinError("E_SHAPE", `x has ${x.rows} rows but y has ${y.rows}`);
    if (x.rows < 1 || x.rows > engine.capacity) {
      throw new NonlinError("E_SHAPE", `a step takes 1 to ${engine.capacity} rows (batchSize) but got ${x.rows}`);
    }
    engine.write(input, x.data);
    engine.write(target, targetKind.classes === undefined ? y.data : classesOf(y, targetKind.classes).data);
  };
  const lossOf = (name: string, rows: number): number => {
    engine.run(name, rows);
    engine.readInto(made.loss, lossValue);
    return lossValue[0]!;
  };
  const stepOn = (x: Rows, y: Rows): number => {
    put(x, y);
    steps += 1;
    for (const s of made.ruleScalars) {
      if (!s.everyStep && !optimizerChanged) continue;
      number[0] = s.value(optimizer, steps);
      engine.write(s.slot, number);
    }
    optimizerChanged = false;
    return lossOf("step", x.rows);
  };
  const read = (slots: readonly Slot[]): Readonly<Record<string, Tensor>> =>
    Object.fromEntries(parameters.map((p, i) => [p.name, outward(p, engine.read(slots[i]!))]));
  const trainer: Trainer = {
    step: (x, y) => stepOn(rowsOf(x, xSizes, "x"), rowsOf(y, ySizes, "y")),
    stepRows: (x, y, rows) => stepOn(firstRows(x, rows, xSizes), firstRows(y, rows, ySizes)),
    differentiate(x, y) {
      const given = rowsOf(x, xSizes, "x");
      put(given, rowsOf(y, ySizes, "y"));
      return lossOf("gradients", given.rows);
    },
    predict(x) {
      const given = rowsOf(x, xSizes, "x");
      const width = size(outSizes);
      const out = new (options.precision === "float64" ? Float64Array : Float32Array)(given.rows * width);
      for (const { start, rows, data } of chunks(given, size(xSizes), engine.capacity)) {
        engine.write(input, data);
        engine.run("predict", rows);
        out.set(engine.read(made.output, rows), start * width);
      }
      return { data: out, shape: [given.rows, ...outSizes] };
    },
    evaluate(x, y) {
      const [given, wanted] = [rowsOf(x, xSizes, "x"), rowsOf(y, ySizes, "y")];
      if (given.rows !== wanted.rows)
        throw new NonlinError("E_SHAPE", `x has ${given.rows} rows but y has ${wanted.rows}`);
      const mean = options.loss.reduction === "mean";
      const targets = chunks(wanted, size(ySizes), engine.capacity);
      let total = 0;
      for (const [i, part] of chunks(given, size(xSizes), engine.capacity).entries()) {
        put(part, targets[i]!);
        total += lossOf("evaluate", part.rows) * (mean ? part.rows : 1);
      }
      return mean ? total / given.rows : total;
    },
    get parameters() {
      return read(parameters.map((p) => p.slot));
    },
    get gradients() {
      return read(made.gradients);
    },
    load(given) {
      for (const name of Object.keys(given)) {
        if (!parameters.some((p) => p.name === name))
          throw new NonlinError("E_MODEL", `the model has no parameter "${name}"`);
      }
      const values = parameters.map((p) => inward(p, given[p.name]));
      for (const [i, p] of parameters.entries()) engine.write(p.slot, values[i]!);
    },
    setLearningRate(lr) {
      optimizer = { ...optimizer, lr };
      optimizerChanged = true;
    },
    reset(next = {}) {
      if (next.optimizer !== undefined) {
        if (ruleOf(next.optimizer) !== made.rule) {
          throw new NonlinError(
            "E_USAGE",
            `this trainer was compiled for ${made.rule.kind}, not ${next.optimizer.kind}`,
          );
        }
        optimizer = next.optimizer.options;
        optimizerChanged = true;
      }
      seed = next.seed ?? seed;
      init = next.init ?? init;
      for (const [name, value] of Object.entries(next.scalars ?? {})) {
        const found = made.modelScalars.get(name);
        if (found === undefined) throw new NonlinError("E_NAME", `the model has no number "${name}"`);
        engine.write(found, [value]);
      }
      for (const p of parameters) engine.write(p.slot, stored(p, initialValue(p, seed, init)));
      for (const s of made.states) engine.write(s, engine.read(s).fill(0));
      steps = 0;
    },
    dispose: () => engine.dispose(),
  };
  for (const s of made.program.slots) if (s.role === "scalar" && s.data !== undefined) engine.write(s, s.data);
  trainer.reset();
  return trainer;
}

function size(sizes: readonly number[]): number {
  return sizes.reduce((n, dim) => n * dim, 1);
}

function firstRows(data: TensorData, rows: number, sizes: readonly number[]): Rows {
  const length = rows * size(sizes);
  return { data: data.length === length ? data : data.subarray(0, length), rows };
}

function chunks({ data, rows }: Rows, width: number, capacity: number): (Rows & { start: number })[] {
  const all = (ArrayBuffer.isView(data) ? data : Float64Array.from(data)) as TensorData;
  return Array.from({ length: Math.ceil(rows / capacity) }, (_, i) => {
    const start = i * capacity;
    const count = Math.min(capacity, rows - start);
    return { start, rows: count, data: all.subarray(start * width, (start + count) * width) };
  });
}
