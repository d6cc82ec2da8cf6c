/**
 * The error of a formula's float32 kernel, in units in the last place of the exact result.
 *
 * The kernel is the one that is shipped; the exact result is its form in float64, computed by WebAssembly. Parameters
 * are float32 for both. What counts for subnormals, infinities and NaN is said at `ulpError` in src/wasm/oracle.
 */

import { type Expr, evaluator, type Formula, type Order, road } from "../expr/index.ts";
import { compileDoubt, type Finding, floatOf, Judge, type Judged, runOracle } from "../wasm/index.ts";
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
  /** The largest, in ulp; infinite where NaN came for a number. Near zeros of a derivative no ulp are counted. */
  readonly max: number;
  /** An input that has it. */
  readonly at: number;
  readonly mean: number;
  /** The share of inputs with more than 1, 2 and 4 ulp. */
  readonly above: readonly [number, number, number];
  /** How many inputs, NaN not counted. */
  readonly inputs: number;
  /** Of a derivative with zeros other than 0: the largest |error| / max(1, |y|) within a quarter of one of them, and where. */
  readonly nearZeros?: { readonly max: number; readonly at: number };
  /** The share of inputs at which float64 does not tell the exact value well enough; errors there are the least possible. */
  readonly unsure: number;
}

/** Measures the kernel of f, f' or f''. */
export function measureUlp(f: Formula, { order = 0, inputs = 262144, parameters = {} }: UlpOptions = {}): UlpError {
  const values = kernelParameters(f, order, parameters);
  const places = typeof inputs === "number" ? stratified(f, order, inputs, values) : inputs;
  const [finding] = new Judge([judged(f, order, values)], values).measure(places);
  return ulpErrorOf(finding!);
}

/** Sums and counts as means and shares. */
export function ulpErrorOf({ ulp: { inputs, max, at, sum, above }, near, unsure }: Finding): UlpError {
  const share = (count: number) => (inputs === 0 ? 0 : count / inputs);
  const [one, two, four] = above;
  return {
    max,
    at,
    mean: share(sum),
    above: [share(one), share(two), share(four)],
    inputs,
    ...(near && { nearZeros: { max: near.max, at: near.at } }),
    unsure: share(unsure),
  };
}

/** How the kernel of f, f' or f'' is to be looked at. */
export function judged(f: Formula, order: Order, parameters: Readonly<Record<string, number>>): Judged {
  const form = road(f, order);
  const names = Object.keys(parameters);
  const values = Object.values(parameters);
  const at = evaluator(form, ["x", ...names]);
  return {
    form,
    zeros: order === 0 ? [] : zeros((x) => at(x, ...values)),
    careful: isDoubtful(form, names, values, stratified(f, order, 4096, parameters)),
  };
}

/** Whether float64 might be wrong by more than a hundredth of a float32 ulp. */
function isDoubtful(form: Expr, names: readonly string[], values: readonly number[], inputs: Float32Array): boolean {
  const [doubts] = runOracle(compileDoubt(form, ["x", ...names]), Float64Array.from(inputs), undefined, values);
  return doubts!.some((doubt) => doubt > 0.01);
}

/** Enough for every slope that does not go on waving. */
const mostZeros = 6;

/** Where the function changes its sign through 0, other than at 0: the ones nearest to it. */
function zeros(value: (x: number) => number): readonly number[] {
  const found: number[] = [];
  for (const sign of [-1, 1]) {
    // 16 steps to each power of two from 2^-20 to 2^20
    for (let bits = 107 << 23; bits < 147 << 23; bits += 1 << 19) {
      const [low, high] = [sign * floatOf(bits), sign * floatOf(bits + (1 << 19))];
      const [left, right] = [value(low), value(high)];
      if (!(left * right < 0)) continue;
      const zero = bisected(value, low, high);
      // a jump is no zero
      if (Math.abs(value(zero)) < 1e-9 * Math.max(Math.abs(left), Math.abs(right))) found.push(zero);
    }
  }
  return found.sort((a, b) => Math.abs(a) - Math.abs(b)).slice(0, mostZeros);
}

function bisected(value: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  const side = Math.sign(value(low));
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (Math.sign(value(middle)) === side) low = middle;
    else high = middle;
  }
  return high;
}
