/**
 * The course's experiment as every peer gets it: 1,000 rows of 20 normal numbers, label 1 where the first five sum
 * above 0; the same weights and the same batches for all, so that losses can be compared and not only times.
 */
import type { Body, Case, StepTask } from "./protocol.ts";

const rows = 1000;

/** Uniform numbers in [0, 1): mulberry32, enough for data that only has to be the same everywhere. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Twelve uniforms less six: close to normal, and free of the engine's logarithm. */
export function normals(n: number, seed: number): Float32Array {
  const uniform = generator(seed);
  return Float32Array.from({ length: n }, () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += uniform();
    return sum;
  });
}

const encode = (array: Float32Array | Int32Array): string => Buffer.from(array.buffer).toString("base64");

function decodeBytes(text: string): ArrayBuffer {
  const bytes = Buffer.from(text, "base64");
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

export interface Network {
  /** One output is a logit; more are the logits of classes. */
  readonly sizes: readonly number[];
  readonly batch: number;
  readonly epochs: number;
  readonly lr: number;
  /** "plain" unless said. */
  readonly body?: Body;
  /** Numbers that a hidden layer hands to the activation for each one that comes out: 2 for gated ones. */
  readonly widening?: number;
  /** Of 1,000 rows; made up, by the rule above, unless given. */
  readonly data?: { readonly x: Float32Array; readonly y: Float32Array };
}

/** The course's network: fifty epochs of 31 full batches. */
export const course: Network = { sizes: [20, 64, 32, 16, 1], batch: 32, epochs: 50, lr: 0.01 };

export function stepTask(network: Network, activation: string, setting: string): StepTask {
  const { sizes, batch, epochs, lr, body = "plain" } = network;
  const { x, y } = network.data ?? madeUp(sizes);
  return {
    kind: "step",
    activation,
    body,
    setting,
    sizes,
    batch,
    epochs,
    lr,
    inputs: encode(x),
    targets: encode(y),
    parameters: initialParameters(network).map(encode),
    order: encode(batches(batch, epochs)),
  };
}

function madeUp(sizes: readonly number[]): { readonly x: Float32Array; readonly y: Float32Array } {
  const features = sizes[0] ?? 0;
  const classes = sizes.at(-1) ?? 1;
  const x = normals(rows * features, 1);
  return { x, y: Float32Array.from({ length: rows }, (_, i) => label(x.subarray(i * features), classes)) };
}

/** The course's rule, 1 where the first five numbers sum above 0; of classes, the one whose number is largest. */
function label(row: Float32Array, classes: number): number {
  if (classes === 1) return row.subarray(0, 5).reduce((sum, value) => sum + value, 0) > 0 ? 1 : 0;
  const first = row.subarray(0, classes);
  return first.indexOf(Math.max(...first));
}

/** The same network for the first step only. */
export function oneStepTask(network: Network, activation: string, setting: string): StepTask {
  return {
    ...stepTask(network, activation, setting),
    epochs: 1,
    order: encode(batches(network.batch, 1).slice(0, network.batch)),
  };
}

/** PyTorch's default: weight and bias uniform within 1 / sqrt(inputs). */
function initialParameters(network: Network): Float32Array[] {
  const uniform = generator(2);
  return weightShapes(network).flatMap(([outputs, inputs]) => {
    const draw = (length: number) => Float32Array.from({ length }, () => (2 * uniform() - 1) / Math.sqrt(inputs));
    return [draw(outputs * inputs), draw(outputs)];
  });
}

/** [outputs, inputs of each] of the layers with weights; a convolution's output sees 3 by 3 pixels of each channel. */
function weightShapes({ sizes, body, widening = 1 }: Network): (readonly [number, number])[] {
  const classes = sizes.at(-1) ?? 1;
  if (body === "images")
    return [
      [8, 9],
      [16, 8 * 9],
      [classes, (16 * (sizes[0] ?? 0)) / 4],
    ];
  return sizes.slice(1).map((outputs, i) => [i + 2 < sizes.length ? outputs * widening : outputs, sizes[i] ?? 1]);
}

/** The rows of each batch: a fresh permutation an epoch, the short last batch left out. */
function batches(batch: number, epochs: number): Int32Array {
  const uniform = generator(3);
  const perEpoch = Math.floor(rows / batch) * batch;
  const order = new Int32Array(perEpoch * epochs);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const permutation = Int32Array.from({ length: rows }, (_, i) => i);
    for (let i = rows - 1; i > 0; i--) {
      const j = Math.floor(uniform() * (i + 1));
      [permutation[i], permutation[j]] = [permutation[j] ?? 0, permutation[i] ?? 0];
    }
    order.set(permutation.subarray(0, perEpoch), epoch * perEpoch);
  }
  return order;
}

/** What a peer has under that name; throws where it has nothing. */
export function known<T>(table: Readonly<Record<string, T>>, name: string): T {
  const found = table[name];
  if (found === undefined) throw new Error(`there is no ${name} here`);
  return found;
}

/** Throws for bodies that the peer does not build. */
export function requireBody(task: StepTask, ...bodies: readonly Body[]): void {
  if (!bodies.includes(task.body)) throw new Error(`no ${task.body} networks here`);
}

export interface Course {
  readonly steps: number;
  readonly stepsPerEpoch: number;
  readonly parameters: readonly Float32Array[];
  /** Copies of parameters, for a run from the start. */
  fresh(): Float32Array[];
  /** Fills `x` [batch, features] and `y` [batch] with the batch of step i. */
  gather(i: number, x: Float32Array, y: Float32Array): void;
}

export function decodeCourse(task: StepTask): Course {
  const inputs = new Float32Array(decodeBytes(task.inputs));
  const targets = new Float32Array(decodeBytes(task.targets));
  const parameters = task.parameters.map((text) => new Float32Array(decodeBytes(text)));
  const order = new Int32Array(decodeBytes(task.order));
  const { batch } = task;
  const features = task.sizes[0] ?? 0;
  const steps = order.length / batch;
  return {
    steps,
    stepsPerEpoch: steps / task.epochs,
    parameters,
    fresh: () => parameters.map((array) => array.slice()),
    gather(i, x, y) {
      for (let row = 0; row < batch; row++) {
        const from = order[i * batch + row] as number;
        x.set(inputs.subarray(from * features, (from + 1) * features), row * features);
        y[row] = targets[from] as number;
      }
    },
  };
}

/**
 * The case of a network: a unit is ten epochs (or all there are) from the initial weights, so that every peer does
 * the same steps however fast it is. Its check is the mean loss over the last epoch of a unit, and over the very last.
 */
export async function stepCase(
  { steps, stepsPerEpoch }: Course,
  reset: () => void | Promise<void>,
  step: (i: number) => number | Promise<number>,
): Promise<Case> {
  await reset();
  const losses: number[] = [];
  for (let i = 0; i < steps; i++) losses.push(await step(i));
  const unit = Math.min(steps, 10 * stepsPerEpoch);
  const epoch = (end: number): number =>
    losses.slice(end - stepsPerEpoch, end).reduce((a, b) => a + b, 0) / stepsPerEpoch;
  const run = async (calls: number): Promise<void> => {
    for (let i = 0; i < calls; i++) {
      const loss = step(i);
      if (typeof loss !== "number") await loss;
    }
  };
  return { unit, check: [epoch(unit), epoch(steps)], reset, run };
}
