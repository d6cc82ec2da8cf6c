/**
 * The error of a formula's float32 kernel, in units in the last place of the exact result.
 *
 * The kernel is the one that is shipped; the exact result is its form in float64, computed by WebAssembly. Parameters
 * are float32 for both. What counts for subnormals, infinities and NaN is said at `ulpError` in src/wasm/oracle.
 */

import { type Expr, evaluator, type Formula, type Order, road } from "../expr/index.ts";
import { compileDoubt, type Finding, Judge, type Judged, runOracle } from "../wasm/index.ts";
import { kernelParameters, stratified } from "./inputs.ts";
import { zerosOf } from "./zeros.ts";

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
export function measureUlp(f: Formula, { order = 0, ...options }: UlpOptions = {}): UlpError {
  return measureOrders(f, [order], options)[0]!;
}

/** Measures one or two of them at the same inputs, which costs less. */
export function measureOrders(
  f: Formula,
  orders: readonly Order[],
  { inputs = 262144, parameters = {} }: Omit<UlpOptions, "order"> = {},
): readonly UlpError[] {
  const values = kernelParameters(f, orders, parameters);
  const places = typeof inputs === "number" ? stratified(f, orders, inputs, values) : inputs;
  const judge = kernelJudge(f, orders, values, thinned(places));
  const findings = judge.measure(places);
  judge.dispose();
  return findings.map(ulpErrorOf);
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

/** 4,096 of them, or all if they are fewer. */
function thinned(inputs: Float32Array): Float32Array {
  const stride = Math.ceil(inputs.length / 4096);
  return Float32Array.from({ length: Math.floor(inputs.length / stride) }, (_, i) => inputs[i * stride]!);
}

/** What measures one or two of the kernels of f, f' and f''; the inputs decide whether float64 can be trusted. */
export function kernelJudge(
  f: Formula,
  orders: readonly Order[],
  parameters: Readonly<Record<string, number>> = kernelParameters(f, orders),
  inputs: Float32Array = stratified(f, orders, 4096, parameters),
): Judge {
  const names = Object.keys(parameters);
  const values = Object.values(parameters);
  const judged = orders.map((order): Judged => {
    const form = road(f, order);
    const at = evaluator(form, ["x", ...names]);
    return {
      form,
      ...(order > 0 && zerosOf((x) => at(x, ...values))),
      careful: isDoubtful(form, names, values, inputs),
    };
  });
  return new Judge(judged, parameters);
}

/** Whether float64 might be wrong by more than a hundredth of a float32 ulp. */
function isDoubtful(form: Expr, names: readonly string[], values: readonly number[], inputs: Float32Array): boolean {
  const [doubts] = runOracle(compileDoubt(form, ["x", ...names]), Float64Array.from(inputs), undefined, values);
  return doubts!.some((doubt) => doubt > 0.01);
}
