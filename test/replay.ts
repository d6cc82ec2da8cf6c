/** A training that PyTorch has run (scripts/golden_train.py), run again here. */
import { type Loss, type Module, nn } from "../src/nn/index.ts";
import { type Optimizer, optim, type Schedule } from "../src/optim/index.ts";
import { type CompileOptions, compile, type Trainer } from "../src/train/index.ts";

export type Nested = number | readonly Nested[];
type Options = Readonly<Record<string, unknown>>;
/** A call of PyTorch's: name, arguments (numbers, sizes, modules), options with underscores. */
export type Call = readonly [string, ...(number | readonly number[] | Call | Options)[]];

export interface Replay {
  readonly name: string;
  readonly modules: readonly Call[];
  readonly loss: Call;
  readonly optimizer: readonly [string, Options];
  readonly groups?: readonly Options[];
  readonly clip?: Options;
  readonly schedule?: Call;
  /** Of one row of input. */
  readonly sizes: readonly number[];
  readonly batch: number;
  readonly seed: number;
  readonly rows: number;
  readonly y: readonly Nested[];
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly gradients: Readonly<Record<string, Nested>>;
  readonly losses: readonly number[];
  readonly final: Readonly<Record<string, Nested>>;
  readonly evaluation: number;
  readonly prediction: Nested;
  /** Of PyTorch's float32 from its float64, as `apart` measures it. */
  readonly drift: { readonly losses: number; readonly final: number; readonly prediction: number };
}

/** How far this training is from PyTorch's. */
export interface Distances {
  readonly losses: number;
  readonly gradients: number;
  readonly final: number;
  readonly evaluation: number;
  readonly prediction: number;
}

const camel = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const isCall = (a: unknown): a is Call => Array.isArray(a) && typeof a[0] === "string";
const ours = (options: Options): Options =>
  Object.fromEntries(Object.entries(options).map(([key, value]) => [camel(key), value]));

function made<T>(namespace: object, [name, ...rest]: Call): T {
  const given = rest.map((a) =>
    isCall(a) ? made(namespace, a) : typeof a === "object" && !Array.isArray(a) ? ours(a as Options) : a,
  );
  return (namespace as Record<string, (...args: unknown[]) => T>)[name]!(...given);
}

/** The rule by which PyTorch's side makes its numbers. */
function number(i: number, seed: number): number {
  const k = (i * 7919 + seed * 104729 + 13) % 4001;
  return (((k * k * k) % 4001) - 2000) / 1000;
}

/** Weights and biases by that rule, in float32's numbers; what else there is stays as it begins. */
function begin(t: Trainer, seed: number): void {
  const trained = Object.keys(t.gradients);
  const entries = Object.entries(t.parameters).map(([name, { data, shape }]) => {
    const i = trained.indexOf(name);
    if (i < 0 || !(shape.length > 1 || name.endsWith("bias"))) return [name, data] as const;
    const scale = 4 * Math.sqrt(shape.length > 1 ? data.length / shape[0]! : 4);
    return [name, data.map((_, j) => Math.fround(number(j, seed + i) / scale))] as const;
  });
  t.load(Object.fromEntries(entries));
}

export function trainerOf(c: Replay, precision: "float32" | "float64"): Trainer {
  const [kind, options] = c.optimizer;
  const given = { ...options, ...(c.groups !== undefined && { groups: c.groups.map(ours) }) };
  const clip: Partial<CompileOptions> = ours(c.clip ?? {});
  const t = compile(nn.Sequential(...c.modules.map((m) => made<Module>(nn, m))), {
    loss: made<Loss>(nn, c.loss),
    optimizer: made<Optimizer>(optim, [kind, given]),
    ...(c.schedule !== undefined && { schedule: made<Schedule>(optim, c.schedule) }),
    ...clip,
    // of all rows at once: without running statistics, batch normalisation predicts by those of its piece
    batchSize: c.rows,
    inputShape: c.sizes,
    precision,
  });
  begin(t, c.seed);
  return t;
}

const flat = (x: Nested): number[] => (typeof x === "number" ? [x] : x.flatMap(flat));

/** The largest difference, relative to the largest number of all, or to `least`. */
export function apart(got: ArrayLike<number>, wanted: readonly number[], least = 1e-30): number {
  const scale = Math.max(least, ...wanted.map(Math.abs));
  return Math.max(0, ...wanted.map((w, i) => Math.abs(got[i]! - w))) / scale;
}

function replayed(c: Replay, t: Trainer): Distances {
  const width = c.sizes.reduce((n, size) => n * size, 1);
  const x = Float64Array.from({ length: c.rows * width }, (_, i) => number(i, c.seed));
  const y = Float64Array.from(flat(c.y));
  const outs = y.length / c.rows;
  let gradients = 0;
  const losses = c.losses.map((_, step) => {
    const from = (step % 4) * c.batch;
    const to = Math.min(c.rows, from + c.batch);
    const loss = t.step(x.subarray(from * width, to * width), y.subarray(from * outs, to * outs));
    if (step === 0 && c.clip === undefined) gradients = apartIn(t.gradients, c.gradients);
    if (c.schedule !== undefined) t.stepSchedule(loss);
    return loss;
  });
  return {
    losses: apart(losses, c.losses),
    gradients,
    final: apartIn(t.parameters, c.final),
    evaluation: apart([t.evaluate(x, y)], [c.evaluation]),
    prediction: apart(t.predict(x.subarray(0, 3 * width)).data, flat(c.prediction)),
  };
}

/** Of all tensors; one far below the others (the bias before a normalisation, whose slope is rounding) is measured beside them. */
function apartIn(got: Trainer["parameters"], wanted: Readonly<Record<string, Nested>>): number {
  const least = 1e-2 * Math.max(...Object.values(wanted).flatMap(flat).map(Math.abs));
  return Math.max(0, ...Object.entries(wanted).map(([name, w]) => apart(got[name]!.data, flat(w), least)));
}

/** Trains as PyTorch did. Throws if the state dict has other names or shapes. */
export function replay(c: Replay, precision: "float32" | "float64"): Distances {
  const t = trainerOf(c, precision);
  const shapes = Object.entries(t.parameters).map(([key, p]) => [key, p.shape]);
  if (JSON.stringify(shapes) !== JSON.stringify(Object.entries(c.shapes))) {
    throw new Error(`the state dict is ${JSON.stringify(shapes)}, not ${JSON.stringify(Object.entries(c.shapes))}`);
  }
  const found = replayed(c, t);
  t.dispose();
  return found;
}
