/**
 * The error of a formula's float32 kernel, in units in the last place of the exact result.
 *
 * The kernel is the one that is shipped; the exact result is its form in float64, computed by WebAssembly. Parameters
 * are float32 for both. What counts for subnormals, infinities and NaN is said at `ulpError` in src/wasm/oracle.
 */

import { type Formula, type Order, road } from "../expr/index.ts";
import { Judge, type Tally } from "../wasm/index.ts";
import { kernelParameters, stratified } from "./inputs.ts";

export interface UlpOptions {
  /** f, f' or f''. */
  readonly order?: Order;
  /** Where, or at how many stratified inputs; 2^18 of them unless said. */
  readonly inputs?: Float32Array | number;
  /** Where they differ from the declared ones. */
  readonly parameters?: Readonly<Record<string, number>>;
}

export interface UlpError {
  /** The largest, in ulp; infinite where NaN came for a number. */
  readonly max: number;
  /** An input that has it. */
  readonly at: number;
  readonly mean: number;
  /** The share of inputs with more than 1, 2 and 4 ulp. */
  readonly above: readonly [number, number, number];
  /** How many inputs, NaN not counted. */
  readonly inputs: number;
}

/** Measures the kernel of f, f' or f''. */
export function measureUlp(f: Formula, { order = 0, inputs = 262144, parameters = {} }: UlpOptions = {}): UlpError {
  const values = kernelParameters(f, order, parameters);
  const places = typeof inputs === "number" ? stratified(f, order, inputs, values) : inputs;
  const [tally] = new Judge([road(f, order)], values).measure(places);
  return ulpErrorOf(tally!);
}

/** Sums and counts as means and shares. */
export function ulpErrorOf({ inputs, max, at, sum, above }: Tally): UlpError {
  const share = (count: number) => (inputs === 0 ? 0 : count / inputs);
  const [one, two, four] = above;
  return { max, at, mean: share(sum), above: [share(one), share(two), share(four)], inputs };
}
