/**
 * Declarations as functions of numbers, typed arrays and tensors: what `nonlin/functional` is made of.
 *
 * Functions of one value go the way of `value`. All others are functions of the values along an axis, of which there
 * are as many as the rest of the shape holds; they are computed in float64 and rounded once to the width that came in.
 */
import {
  type Activation,
  type AxisFunction,
  type Declaration,
  kindOf,
  type Options,
  type OwnOf,
  settle,
} from "../activations/index.ts";
import { NonlinError, sizeOf, stream, type Tensor, uniform } from "../base/index.ts";
import { type Values, value, type Widened } from "./eager.ts";
import { laneOf } from "./lanes.ts";

export type Reals = Float32Array | Float64Array;
export type RealTensor = Tensor<Reals>;

type Along<D> = OwnOf<D> & { readonly dim?: number } & Drawn<D> & Masked<D>;
type Drawn<D> = D extends { random: object } ? { readonly training?: boolean; readonly seed?: number } : Seeded<D>;
type Seeded<D> = D extends { random: string } ? { readonly seed: number } : Record<never, never>;
type Masked<D> = D extends { mask: string } ? { readonly mask: Mask } : Record<never, never>;

/** One number for each value: 0 where it does not count. */
export type Mask = ArrayLike<number | boolean> | Tensor;

export type ElementFunction<D> = <V extends Values | RealTensor>(
  x: V,
  options?: OwnOf<D>,
) => V extends Values ? Widened<V> : V;

/** An array is one axis; of a tensor the axis is `dim`, the last unless said. */
export type LaneFunction<D> = <V extends Reals | readonly number[] | RealTensor>(
  x: V,
  ...options: Record<never, never> extends Along<D> ? [options?: Along<D>] : [options: Along<D>]
) => V extends readonly number[] ? number[] : V;

/** A function of one value as a function of as many as there are. */
export function elementwise<D extends Activation>(d: D): ElementFunction<D> {
  const f: Activation = d;
  const call = (x: Values | RealTensor, options: Options = {}): unknown =>
    isTensor(x) ? { data: value(f, x.data, options), shape: x.shape } : value(f, x, options);
  return call as ElementFunction<D>;
}

/** Any other declaration as a function of the values along an axis. */
export function along<D extends Exclude<Declaration, Activation>>(d: D): LaneFunction<D> {
  const call = (x: Reals | readonly number[] | RealTensor, options: LaneOptions = {}): unknown => {
    if (isTensor(x)) return applied(d, x, options);
    const data = Array.isArray(x) ? Float64Array.from(x) : (x as Reals);
    const result = applied(d, { data, shape: [data.length] }, options).data;
    return Array.isArray(x) ? [...result] : result;
  };
  return call as LaneFunction<D>;
}

interface LaneOptions {
  readonly dim?: number;
  readonly seed?: number;
  readonly training?: boolean;
  readonly mask?: Mask;
  readonly [option: string]: unknown;
}

function applied(asked: Declaration, x: RealTensor, options: LaneOptions): RealTensor {
  const { dim, seed, training = false, mask, ...rest } = options;
  const own = Object.entries(rest).map(([name, v]) => [name, typeof v === "boolean" ? String(v) : v] as const);
  const { declaration: d, params } = settle(asked, Object.fromEntries(own) as Options);
  const axis = axisOf(d, x.shape, dim);
  const size = x.shape[axis]!;
  const [outer, inner] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
  const [blocks, stride] = [sizeOf(outer), sizeOf(inner)];
  const extras = extrasOf(d, x.data.length, { seed, training, mask });
  const lane = laneOf(d, size, axis, params);
  const data = new (x.data instanceof Float32Array ? Float32Array : Float64Array)(blocks * lane.count * stride);
  for (let lanes = 0; lanes < blocks * stride; lanes += 1) {
    const [block, i] = [Math.floor(lanes / stride), lanes % stride];
    const start = block * size * stride + i;
    const read = (from: ArrayLike<number>) => Float64Array.from({ length: size }, (_, j) => from[start + j * stride]!);
    const env = { ...params, ...Object.fromEntries(extras.map(([name, values]) => [name, read(values)])) };
    const begin = block * lane.count * stride + i;
    for (const [j, y] of lane.of(read(x.data), env).entries()) data[begin + j * stride] = y;
  }
  return { data, shape: [...outer, ...(lane.reduces ? [] : [lane.count]), ...inner] };
}

/** The position of the axis; negative ones count from the end. */
function axisOf(d: Declaration, shape: readonly number[], dim = usualDim(d)): number {
  const axis = dim < 0 ? dim + shape.length : dim;
  if (Number.isInteger(axis) && axis >= 0 && axis < shape.length) return axis;
  const message = `${d.name} goes along axis ${dim}, but the shape is [${shape.join(", ")}]`;
  const advice = `dim is a whole number from ${-shape.length} to ${shape.length - 1}`;
  throw new NonlinError("E_SHAPE", message, { advice });
}

function usualDim(d: Declaration): number {
  return kindOf(d) === "axis" ? ((d as AxisFunction).dim ?? -1) : -1;
}

/** What `d` reads besides x and its parameters: a number for each value. */
function extrasOf(d: Declaration, count: number, given: Extras): readonly (readonly [string, ArrayLike<number>])[] {
  const extras: (readonly [string, ArrayLike<number>])[] = [];
  const drawn = typeof d.random === "object" ? (given.training ? d.random.name : undefined) : d.random;
  if (drawn !== undefined) {
    if (given.seed === undefined) {
      const advice = `give it a seed: F.${d.name}(x, { seed: 1 }); the same seed draws the same numbers`;
      throw new NonlinError("E_USAGE", `${d.name} draws random numbers`, { advice });
    }
    const s = stream(given.seed, d.name);
    extras.push([drawn, Float64Array.from({ length: count }, (_, i) => uniform(s, i))]);
  }
  const masked = d.axis === true ? d.mask : undefined;
  if (masked !== undefined) extras.push([masked, counted(d, count, given.mask)]);
  return extras;
}

interface Extras {
  readonly seed: number | undefined;
  readonly training: boolean;
  readonly mask: Mask | undefined;
}

function counted(d: Declaration, count: number, mask: Mask | undefined): Float64Array {
  const values = mask === undefined ? [] : "data" in mask ? mask.data : mask;
  if (values.length === count) return Float64Array.from(values, Number);
  throw new NonlinError("E_SHAPE", `${d.name} wants a mask of ${count} values but got ${values.length}`);
}

function isTensor(x: Values | RealTensor): x is RealTensor {
  return typeof x === "object" && x !== null && "shape" in x;
}
