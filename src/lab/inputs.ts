/** Inputs at which a kernel shows its worst: every exponent, the usual range, and both sides of wherever it branches. */

import { evaluate, type Formula, freeVariables, type Order, parse, road } from "../expr/index.ts";
import { bitsOf, compileExpressions, thresholds } from "../wasm/index.ts";

/** Values that some formula or kernel somewhere is sensitive to, of either sign. */
const special = [
  0,
  1e-45,
  1.1754942e-38,
  1.1754944e-38,
  1,
  3.4028235e38,
  Infinity,
  0.5,
  2,
  3,
  4,
  5,
  6,
  10,
  16,
  20,
  32,
  64,
  88.72284,
  103.97208,
  128,
  149,
  256,
  65536,
  1048576,
  16777216,
  2147483648,
  1e10,
  1e19,
  1.8446744e19,
  1e22,
  1e30,
];

/** How many float32 to each side of a place where something changes. */
const reach = 16;

/** The parameters of f, f' or f'' with the values that a kernel has for them: in float32, 1 where nothing is said. */
export function kernelParameters(
  f: Formula,
  orders: readonly Order[],
  given: Readonly<Record<string, number>> = {},
): Readonly<Record<string, number>> {
  const names = new Set(orders.flatMap((order) => freeVariables(road(f, order))));
  names.delete("x");
  const value = (name: string) => Math.fround(given[name] ?? f.params?.[name]?.init ?? 1);
  return Object.fromEntries([...names].map((name) => [name, value(name)]));
}

/**
 * `count` float32 for the kernels of f, f' or f'': half of them spread over all bit patterns, a quarter at most around
 * special values, corners and every threshold at which the kernels' comparisons turn, the rest from -16 to 16; the last
 * is NaN. The same for the same formula.
 */
export function stratified(
  f: Formula,
  orders: readonly Order[] = [0],
  count = 262144,
  parameters: Readonly<Record<string, number>> = kernelParameters(f, orders),
): Float32Array {
  const names = Object.keys(parameters);
  const forms = orders.map((order) => road(f, order));
  const ir = compileExpressions(forms, ["x", ...names]);
  const centres = [...thresholds(ir, Object.values(parameters)), ...corners(f, parameters), ...special];
  const both = [...new Set(centres.flatMap((x) => [bitsOf(x), bitsOf(-x)]))];
  const close = both.flatMap(neighbours).slice(0, count >> 2);
  const even = count >> 1;
  const inputs = new Float32Array(count);
  const bits = new Int32Array(inputs.buffer);
  // in ascending order, which spares the kernels' branches
  const step = Math.floor(4294967296 / even);
  for (let i = 0; i < even; i += 1) bits[i] = i * step + Math.floor(jitter(i) * step);
  bits.set(close, even);
  const rest = even + close.length;
  const width = 32 / (count - rest);
  for (let i = rest; i < count; i += 1) inputs[i] = width * (i - rest + jitter(i)) - 16;
  inputs[count - 1] = Number.NaN;
  return inputs;
}

function corners(f: Formula, parameters: Readonly<Record<string, number>>): readonly number[] {
  const env = { ...kernelParameters(f, [0]), ...parameters };
  return (f.corners ?? []).map(({ at }) => evaluate(parse(at, { parameters: Object.keys(env) }), env));
}

/** The bits of the float32 around one, within its sign. */
function neighbours(bits: number): readonly number[] {
  const sign = bits & 0x80000000;
  const size = bits & 0x7fffffff;
  const places = Array.from({ length: 2 * reach + 1 }, (_, i) => size + i - reach);
  return places.filter((place) => place >= 0 && place <= 0x7f800000).map((place) => sign | place);
}

/** Multiples of the golden ratio modulo 1: spread evenly, however many are taken. */
function jitter(i: number): number {
  return (Math.imul(i, 0x9e3779b9) >>> 0) / 4294967296;
}
