/** What users pass as data, as rows of numbers: a tensor, a typed array of whole rows, or nested arrays. */
import { NonlinError, type Tensor, type TensorData } from "../base/index.ts";
import { type Loss, type Module, type Target, takerOf } from "../nn/index.ts";

export type Nested = readonly number[] | readonly Nested[];
export type Data = Tensor | TensorData | Nested;

export interface Rows {
  readonly data: ArrayLike<number>;
  readonly rows: number;
}

/** What data have to be, and what is said of those that are not. */
export interface Wanted {
  readonly name: "x" | "y" | "target";
  /** Of one row. */
  readonly sizes: readonly number[];
  /** Who expects it, as errors call it: "Linear(3, 8)". */
  readonly by: string;
  /** The remedy where the data are what they have to be. */
  readonly otherwise: string;
}

/** What `model` takes. */
export function inputWanted(model: Module, sizes: readonly number[]): Wanted {
  return { name: "x", sizes, by: takerOf(model), otherwise: "let the first layer take what a row has" };
}

/** What `loss` is held against. */
export function targetWanted({ kind }: Loss, { shape, hint }: Target, name: "y" | "target"): Wanted {
  const otherwise = hint ?? "let the last layer make as many";
  return { name, sizes: shape.slice(1) as readonly number[], by: kind, otherwise };
}

/** `x` as rows. A missing last axis of length 1 is overlooked. Throws E_SHAPE for rows of other sizes, E_DATA for what is no number. */
export function rowsOf(x: Data, wanted: Wanted): Rows {
  const { name, sizes } = wanted;
  const width = sizeOfRow(sizes);
  if (ArrayBuffer.isView(x)) {
    const data = x as TensorData;
    if (data.length % width === 0) return { data, rows: data.length / width };
    throw new NonlinError("E_SHAPE", `${name} has ${data.length} numbers`, { advice: `a row has ${width}` });
  }
  const { data, shape } = Array.isArray(x) ? flat(x as Nested, name) : tensorOf(x as Tensor, name);
  const expected = sizes.at(-1) === 1 && shape.length === sizes.length ? sizes.slice(0, -1) : sizes;
  const [rows = 0, ...rest] = shape;
  const fits = shape.length > 0 && (rows === 0 || rest.join() === expected.join());
  if (fits && data.length === rows * width) return { data, rows };
  const whole = `[${["batch", ...sizes].join(", ")}]`;
  throw new NonlinError("E_SHAPE", `${wanted.by} expects ${name} of shape ${whole} but got [${shape.join(", ")}]`, {
    advice: remedy(shape, wanted),
  });
}

function remedy(shape: readonly number[], { name, sizes, otherwise }: Wanted): string {
  if (shape.length > 0 && shape.join() === sizes.join()) return `one row is a batch of one: [${name}]`;
  if (shape.length > 1 && sizeOfRow(shape.slice(1)) === sizeOfRow(sizes)) return "reshape it first";
  const rows = sizes.length === 0 ? "one number for each row" : `rows of [${sizes.join(", ")}]`;
  return `give it ${rows}, or ${otherwise}`;
}

function tensorOf(x: Tensor, name: string): Tensor {
  if (ArrayBuffer.isView(x?.data) && Array.isArray(x.shape)) return x;
  throw new NonlinError("E_DATA", `${name} is ${x === null || typeof x !== "object" ? `${x}` : "no tensor"}`, {
    advice: "it is nested arrays of numbers, a typed array, or tensor(data, shape)",
  });
}

/** The first `rows` rows of a buffer. */
export function firstRows(data: TensorData, rows: number, sizes: readonly number[]): Rows {
  const length = rows * sizeOfRow(sizes);
  if (data.length >= length) return { data: data.length === length ? data : data.subarray(0, length), rows };
  throw new NonlinError("E_SHAPE", `${rows} rows take ${length} numbers but the buffer has ${data.length}`);
}

/** The rows cut into pieces of `capacity`, the last one shorter. */
export function chunks({ data, rows }: Rows, sizes: readonly number[], capacity: number): readonly Rows[] {
  const width = sizeOfRow(sizes);
  const all = (ArrayBuffer.isView(data) ? data : Float64Array.from(data)) as TensorData;
  return Array.from({ length: Math.ceil(rows / capacity) }, (_, i) => {
    const start = i * capacity;
    const count = Math.min(capacity, rows - start);
    return { rows: count, data: all.subarray(start * width, (start + count) * width) };
  });
}

export function sizeOfRow(sizes: readonly number[]): number {
  return sizes.reduce((n, size) => n * size, 1);
}

/** `y`; throws E_DATA unless every value is a class or stands for none, or lies in the range that the loss takes. */
export function targetsOf(y: Rows, target: Target): Rows {
  if (target.classes !== undefined) return classesOf(y, target);
  const [least, largest] = target.range ?? [];
  if (least === undefined || largest === undefined) return y;
  for (let i = 0; i < y.data.length; i++) {
    if (y.data[i]! >= least && y.data[i]! <= largest) continue;
    const message = `target ${y.data[i]} of row ${Math.floor((i * y.rows) / y.data.length)} is not one of this loss`;
    throw new NonlinError("E_DATA", message, { advice: `targets are numbers from ${least} to ${largest}` });
  }
  return y;
}

function classesOf(y: Rows, { classes = 0, ignoreIndex }: Target): Rows {
  for (let i = 0; i < y.data.length; i++) {
    const value = y.data[i]!;
    if ((Number.isInteger(value) && value >= 0 && value < classes) || value === ignoreIndex) continue;
    throw new NonlinError(
      "E_DATA",
      `target ${value} of row ${Math.floor((i * y.rows) / y.data.length)} is not a class`,
      {
        advice: `classes are whole numbers from 0 to ${classes - 1}`,
      },
    );
  }
  return y;
}

function noNumber(value: unknown, name: string): NonlinError {
  const advice = typeof value === "boolean" ? "write 1 or 0" : "it holds numbers";
  return new NonlinError("E_DATA", `${name} holds ${JSON.stringify(value)}, which is no number`, { advice });
}

/** Nested arrays as one; the shape is that of the first element at each depth. */
export function flat(x: Nested | number, name: string): Tensor<Float64Array> {
  const shape: number[] = [];
  for (let level: Nested | number = x; Array.isArray(level); level = level[0] as Nested | number)
    shape.push(level.length);
  const out: number[] = [];
  const visit = (level: Nested | number, depth: number): void => {
    if (depth === shape.length && typeof level === "number") out.push(level);
    else if (depth === shape.length && !Array.isArray(level)) throw noNumber(level, name);
    else if (Array.isArray(level) && level.length === shape[depth]) for (const item of level) visit(item, depth + 1);
    else throw new NonlinError("E_SHAPE", `${name} is ragged: not all of it has the shape [${shape.join(", ")}]`);
  };
  visit(x, 0);
  return { data: Float64Array.from(out), shape };
}
