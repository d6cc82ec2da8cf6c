/** What can be seen of a function of one number: where it bends, its zeros and extrema, its Gaussian moments. */
import { normalPdf } from "../base/index.ts";
import { apply, type Expr, evaluator, nodes, ops } from "../expr/index.ts";

/** A function of x alone, with its slope. */
export interface Curve {
  readonly f: (x: number) => number;
  readonly slope: (x: number) => number;
}

export interface Extremum {
  readonly x: number;
  readonly y: number;
  readonly kind: "minimum" | "maximum";
}

export interface Moments {
  /** E f(Z) for a standard normal Z. */
  readonly mean: number;
  readonly secondMoment: number;
  readonly meanSquareSlope: number;
  /** 1 / sqrt(E f(Z)^2): the factor on weights of variance 1/n that keeps the signal's size. */
  readonly gain: number;
}

/** Features are looked for in -window..window. */
export const window = 12;
/** Points a unit, none of them on a round number, where functions like to bend. */
const density = 40;

/** Points of -window..window that miss round numbers. */
export function grid(): readonly number[] {
  return Array.from({ length: 2 * window * density }, (_, i) => -window + (i + 0.5077) / density);
}

/** Where `e`, in x and `params`, may bend or jump: the ties of its comparisons and selections. */
export function bends(e: Expr, params: Readonly<Record<string, number>>): readonly number[] {
  const names = ["x", ...Object.keys(params)];
  const found = nodes(e).flatMap((node) => {
    const tie = node.kind === "apply" ? tieOf(node) : undefined;
    if (tie === undefined) return [];
    const difference = evaluator(tie, names);
    return crossings((x) => difference(x, ...Object.values(params)));
  });
  return [...new Set(found.map(tidy))].sort((a, b) => a - b);
}

/** Whether `e` may jump: it compares, or takes steps. */
export function mayJump(e: Expr): boolean {
  return nodes(e).some((node) => {
    const row = node.kind === "apply" ? ops[node.op] : undefined;
    return row?.infix?.precedence === 1 || row?.derivative?.every((d) => d === "0") === true;
  });
}

/** What is zero where a node selects otherwise; undefined for smooth ops. */
function tieOf(node: Expr & { kind: "apply" }): Expr | undefined {
  const { arity, infix, tangent, derivative } = ops[node.op];
  const [a, b] = node.args as [Expr, Expr];
  const compares = infix?.precedence === 1;
  const selects = tangent !== undefined && infix === undefined;
  if (arity === 2 && (compares || selects)) return apply("sub", a, b);
  const steps = derivative?.length === 1 && derivative[0] === "0";
  return arity === 1 && (selects || steps) ? a : undefined;
}

/** Where f changes sign, to the last bit. */
export function crossings(f: (x: number) => number): readonly number[] {
  const points = grid();
  const values = points.map(f);
  return points.flatMap((x, i) => {
    const [p, q] = [values[i - 1] ?? 0, values[i] as number];
    return p * q < 0 ? [bisected(f, points[i - 1] as number, x)] : [];
  });
}

/** Zeros at which f changes sign, or touches: not the stretches on which it is 0. */
export function zeros({ f, slope }: Curve): readonly number[] {
  const changes = crossings(f).filter((x) => Math.abs(f(x)) < 1e-9);
  const touches = crossings(slope).filter((x) => f(x) === 0 && f(x - 1 / density) !== 0 && f(x + 1 / density) !== 0);
  return [...new Set([...changes, ...touches])].map(tidy).sort((a, b) => a - b);
}

/** Where the slope changes sign and the function does not jump. */
export function extrema({ f, slope }: Curve): readonly Extremum[] {
  return crossings(slope).flatMap((turn): readonly Extremum[] => {
    const x = tidy(turn);
    const y = f(x);
    const h = 1e-6;
    if (Math.abs(f(x - h) - y) > 1e-3 || Math.abs(f(x + h) - y) > 1e-3) return [];
    return [{ x, y, kind: slope(x - 1e-3) < 0 ? "minimum" : "maximum" }];
  });
}

/** Points on which the bounds of a curve show: its turning points and both sides of its breaks. */
export function telling(curve: Curve, breaks: readonly number[]): readonly number[] {
  const sides = breaks.flatMap((x) => [x - beside(x), x, x + beside(x)]);
  return [...crossings(curve.slope).map(tidy), ...sides];
}

function beside(x: number): number {
  return 1e-15 * Math.max(1, Math.abs(x));
}

/** Gaussian moments by five-point Gauss-Legendre quadrature on pieces that end at `breaks`. */
export function moments({ f, slope }: Curve, breaks: readonly number[]): Moments {
  const ends = Array.from({ length: 2 * window * 8 + 1 }, (_, i) => -window + i / 8);
  const edges = [...new Set([...ends, ...breaks.filter((x) => Math.abs(x) < window)])].sort((a, b) => a - b);
  let [mean, secondMoment, meanSquareSlope] = [0, 0, 0];
  for (const [i, hi] of edges.entries()) {
    const lo = edges[i - 1] ?? hi;
    for (const [node, weight] of legendre) {
      const x = (lo + hi) / 2 + (node * (hi - lo)) / 2;
      const w = ((hi - lo) / 2) * weight * normalPdf(x);
      const [y, d] = [f(x), slope(x)];
      mean += w * y;
      secondMoment += w * y * y;
      meanSquareSlope += w * d * d;
    }
  }
  return { mean, secondMoment, meanSquareSlope, gain: 1 / Math.sqrt(secondMoment) };
}

// Abramowitz and Stegun, table 25.4, n = 5
const legendre = [
  [-0.906179845938664, 0.23692688505618908],
  [-0.5384693101056831, 0.47862867049936647],
  [0, 0.5688888888888889],
  [0.5384693101056831, 0.47862867049936647],
  [0.906179845938664, 0.23692688505618908],
] as const;

function bisected(f: (x: number) => number, from: number, to: number): number {
  let [lo, hi] = [from, to];
  const low = f(lo);
  for (let i = 0; i < 60; i += 1) {
    const mid = (lo + hi) / 2;
    const y = f(mid);
    if (y === 0) return mid;
    if (y * low > 0) lo = mid;
    else hi = mid;
  }
  return (lo + hi) / 2;
}

/** A bisection that ends a rounding error beside a round number means that number. */
function tidy(x: number): number {
  const round = Math.round(x * 64) / 64;
  return Math.abs(x - round) < 1e-12 ? round : x;
}
