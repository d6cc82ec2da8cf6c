/** A formula as a function of one number: where it bends, and its mean over a normal variate. */
import { normalPdf } from "../base/index.ts";
import { evaluator, tabulated } from "./evaluate.ts";
import { apply, type Expr, nodes } from "./expr.ts";
import { ops } from "./ops.ts";

/** Features are looked for in -window..window. */
export const window = 12;
/** Points a unit, none of them on a round number, where functions like to bend. */
export const density = 40;

/** Points of -window..window that miss round numbers; the same list each time. */
export function grid(): readonly number[] {
  places ??= Array.from({ length: 2 * window * density }, (_, i) => -window + (i + 0.5077) / density);
  return places;
}

let places: readonly number[] | undefined;

/** Where `e`, in x and `params`, may bend or jump: the ties of its comparisons and selections. */
export function bends(e: Expr, params: Readonly<Record<string, number>>): readonly number[] {
  const names = ["x", ...Object.keys(params)];
  const found = nodes(e).flatMap((node) => {
    const steps = node.kind === "apply" && stepsOf(node);
    if (steps) {
      const height = evaluator(node, names);
      return jumps((x) => height(x, ...Object.values(params)));
    }
    const tie = node.kind === "apply" ? tieOf(node) : undefined;
    if (tie === undefined) return [];
    return zerosIn(tie, params);
  });
  return [...new Set(found.map(tidy))].sort((a, b) => a - b);
}

/** What is zero where a node selects otherwise; undefined for smooth ops. */
function tieOf(node: Expr & { kind: "apply" }): Expr | undefined {
  const { arity, infix, tangent } = ops[node.op];
  const [a, b] = node.args as [Expr, Expr];
  const compares = infix?.precedence === 1;
  const selects = tangent !== undefined && infix === undefined;
  if (arity === 2 && (compares || selects)) return apply("sub", a, b);
  return arity === 1 && selects ? a : undefined;
}

/** Whether a node is flat but for jumps, as floor is. */
function stepsOf({ op }: Expr & { kind: "apply" }): boolean {
  const { derivative } = ops[op];
  return derivative?.length === 1 && derivative[0] === "0";
}

/** Where f, flat otherwise, jumps. */
function jumps(f: (x: number) => number): readonly number[] {
  const points = grid();
  return points.slice(1).flatMap((x, i) => {
    const before = f(points[i]!);
    return f(x) === before ? [] : [bisected((at) => (f(at) === before ? -1 : 1), points[i]!, x)];
  });
}

/** Where `e`, in x and `params`, changes sign. */
export function zerosIn(e: Expr, params: Readonly<Record<string, number>>): readonly number[] {
  const f = evaluator(e, ["x", ...Object.keys(params)]);
  const values = tabulated(e, "x", grid(), (name) => params[name]!);
  return crossings((x) => f(x, ...Object.values(params)), values);
}

/** Where f changes sign, to the last bit; its values on the grid may be known. Looked for once. */
export function crossings(f: (x: number) => number, known?: ArrayLike<number>): readonly number[] {
  const found = crossed.get(f) ?? signChanges(f, known ?? grid().map(f));
  crossed.set(f, found);
  return found;
}

const crossed = new WeakMap<(x: number) => number, readonly number[]>();

function signChanges(f: (x: number) => number, values: ArrayLike<number>): readonly number[] {
  const points = grid();
  return points.flatMap((x, i) => {
    const [p, q] = [values[i - 1] ?? 0, values[i] as number];
    return p * q < 0 ? [bisected(f, points[i - 1] as number, x)] : [];
  });
}

/**
 * E f(Z) for a standard normal Z, by five-point Gauss-Legendre quadrature on pieces that end at `breaks`, where f bends or jumps.
 * Infinite, or NaN if f is odd, where f outgrows the normal density: what is averaged has not died away at the window's ends.
 */
export function gaussianMean(f: (x: number) => number, breaks: readonly number[] = []): number {
  const ends = Array.from({ length: 2 * window * 8 + 1 }, (_, i) => -window + i / 8);
  const edges = [...new Set([...ends, ...breaks.filter((x) => Math.abs(x) < window)])].sort((a, b) => a - b);
  const atEnds = [f(-window), f(window)] as const;
  let mean = 0;
  let size = 0;
  for (const [i, hi] of edges.entries()) {
    const lo = edges[i - 1] ?? hi;
    for (const [node, weight] of legendre) {
      const x = (lo + hi) / 2 + (node * (hi - lo)) / 2;
      const part = ((hi - lo) / 2) * weight * normalPdf(x) * f(x);
      mean += part;
      size += Math.abs(part);
    }
  }
  const left = Math.max(...atEnds.map(Math.abs)) * normalPdf(window);
  return left > 1e-3 * size ? (atEnds[0] + atEnds[1]) * Infinity : mean;
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
export function tidy(x: number): number {
  const round = Math.round(x * 64) / 64;
  return Math.abs(x - round) < 1e-12 ? round : x;
}
