/** Where exported functions are tried, what they should give there, and how far off they are. */
import { type Activation, catalogue } from "../../src/activations/index.ts";
import { defaults, type Expr, evaluator, ops, partial, road } from "../../src/expr/index.ts";
import { type Subject, subjects } from "../../src/targets/index.ts";

export type Dtype = "float32" | "float64";

/** What a system made of every function: values and slopes at the points of its dtype, edges after the grid. */
export interface Run {
  /** Target and dtype: "c float32". */
  readonly key: string;
  readonly dtype: Dtype;
  readonly system: string;
  readonly rows: ReadonlyMap<string, readonly Float64Array[]>;
  /** Derivatives with respect to parameters, in float64: "elu alpha". */
  readonly partials?: ReadonlyMap<string, Float64Array>;
}

/** A formula of every op, so that each is run in each system. */
const opFormulas = Object.entries(ops).flatMap(([op, { arity, infix, prefix }]) => {
  if (infix !== undefined) return [`x ${infix.symbol} a`, `1.25 ${infix.symbol} x`];
  if (prefix !== undefined) return [`${prefix.symbol}x`];
  return arity === 1 ? [`${op}(x)`] : arity === 2 ? [`${op}(x, a)`, `${op}(0.25, x)`] : [`${op}(a, x, -x)`];
});

/** Parameters with names that a language keeps, or that a printer might use. */
const nameFormulas = ["lambda * y * x", "t1 * (1 + exp(x)) / (2 + exp(x)) + t2"];

/** The whole catalogue, and the formulas. */
export const all: readonly Subject[] = subjects([...catalogue.values(), ...opFormulas, ...nameFormulas]);

/** Numbers between 1e-18 and 1e4, dense where functions bend. */
const inner = [
  ...Array.from({ length: 1601 }, (_, i) => (i - 800) / 40 + 0.0013),
  ...Array.from({ length: 73 }, (_, i) => 1.17 * 2 ** (i - 60)).flatMap((x) => [x, -x]),
  ...[0.1, 0.5, 0.65, 1, 2, 3, 4, 5, 6, 10].flatMap((x) => [x, x * (1 + 2e-7), x * (1 - 2e-7)]).flatMap((x) => [x, -x]),
  ...[33.3, 51.7, 88.1, 88.9, 103.3, 500.2, 709.3, 745.2, 1e4].flatMap((x) => [x, -x]),
];

/** What formulas do not think of. Past 8e37 they may double x, which overflows in float32. */
const outer = [0, -0, Infinity, -Infinity, Number.NaN, 1e5, -1e5, 1e30, -1e30, 8e37, -8e37, 1e-40, -1e-40];

export const edgeCount = outer.length;

export const points: Readonly<Record<Dtype, Float64Array>> = {
  float32: Float64Array.from([...inner, ...outer], Math.fround),
  float64: Float64Array.from([...inner, ...outer]),
};

/** f, f' and f'' of `a` at the points of `dtype`, in float64; the parameters are what `dtype` holds of them. */
export function expected(a: Activation, dtype: Dtype): readonly Float64Array[] {
  return ([0, 1, 2] as const).map((order) => evaluated(road(a, order), a, dtype));
}

/** The derivative of `a` with respect to a parameter, in float64. */
export function expectedPartial(a: Activation, parameter: string): Float64Array {
  return evaluated(partial(a, parameter), a, "float64");
}

function evaluated(e: Expr, a: Activation, dtype: Dtype): Float64Array {
  const params = Object.values(defaults(a)).map((v) => (dtype === "float32" ? Math.fround(v) : v));
  const f = evaluator(e, ["x", ...Object.keys(defaults(a))]);
  return points[dtype].map((x) => f(x, ...params));
}

export interface Error {
  readonly ulp: number;
  readonly at: number;
  /** |error| / max(1, |y|) */
  readonly relative: number;
}

const formats = {
  float32: { least: 1e-35, epsilon: 2 ** -23, most: 3.4028234663852886e38 },
  float64: { least: 1e-300, epsilon: 2 ** -52, most: Number.MAX_VALUE },
};

/** The largest error over the grid, without the edges. What is smaller than `least` counts as 0. */
export function largestError(got: Float64Array, wanted: Float64Array, dtype: Dtype): Error {
  const { least, epsilon, most } = formats[dtype];
  let [ulp, at, relative] = [0, 0, 0];
  for (let i = 0; i < inner.length; i += 1) {
    const [y, z] = [wanted[i] as number, got[i] as number];
    if (Math.abs(y) > most && z === Math.sign(y) * Infinity) continue;
    if (Number.isNaN(y) && Number.isNaN(z)) continue;
    const difference = Math.abs(y - z);
    const scaled = difference / Math.max(1, Math.abs(y));
    // NaN is the worst.
    if (!(scaled <= relative)) relative = scaled;
    if (Math.abs(y) < least && Math.abs(z) < 2 * least) continue;
    const unit = 2 ** Math.floor(Math.log2(Math.max(Math.abs(y), least))) * epsilon;
    const units = difference / unit;
    if (!(units <= ulp)) [ulp, at] = [units, points[dtype][i] as number];
  }
  return { ulp, at, relative };
}

/**
 * The edges at which the value is not of the right kind: NaN, infinite with its sign, zero with its sign if x is zero,
 * else near.
 */
export function wrongEdges(got: Float64Array, wanted: Float64Array, { dtype, key }: Run): readonly string[] {
  const { most } = formats[dtype];
  return outer.flatMap((_, j) => {
    const i = inner.length + j;
    const [x, y, z] = [points[dtype][i] as number, wanted[i] as number, got[i] as number];
    // WGSL may take subnormal numbers for 0.
    if (key === "wgsl float32" && x !== 0 && Math.abs(x) < 1e-38) return [];
    const isNear = Math.abs(z - y) <= 1e-4 * Math.abs(y) + 1e-6;
    const isInfinite = Math.abs(y) > 0.999 * most && Math.sign(y) * z > 0.999 * most;
    const isRight = isNear || isInfinite || (Number.isNaN(y) && Number.isNaN(z));
    return isRight ? [] : [`f(${written(x)}) = ${written(z)}, not ${written(y)}`];
  });
}

/** Whether f(-0) and f(0) are zeros of the wrong sign. */
export function losesSignOfZero(got: Float64Array, wanted: Float64Array): boolean {
  return [0, 1].some(
    (j) => wanted[inner.length + j] === 0 && !Object.is(got[inner.length + j], wanted[inner.length + j]),
  );
}

function written(x: number): string {
  return Object.is(x, -0) ? "-0" : String(Number(x.toPrecision(4)));
}

/** The bytes of as many rows per function as there are, float64 at every point. */
export function split(bytes: Uint8Array, dtype: Dtype): Run["rows"] {
  const numbers = new Float64Array(bytes.slice().buffer);
  const count = points[dtype].length;
  const each = numbers.length / count / all.length;
  const row = (i: number) => numbers.slice(i * count, (i + 1) * count);
  return new Map(all.map(({ name }, i) => [name, Array.from({ length: each }, (_, j) => row(each * i + j))]));
}
