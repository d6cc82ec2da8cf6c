/** Expressions tried out far from zero, in float64 and with every step rounded to float32. */
import { type Column, places, tabulated, trace } from "./evaluate.ts";
import type { Expr } from "./expr.ts";
import type { Env } from "./limit.ts";

/** A function of `name`; the other variables as in `env`. */
export interface Probe {
  readonly name: string;
  readonly env: Env;
}

/** Distances within float32's range, for what overflows before infinity. */
export const far = [10, 30, 100, 300, 1e3, 1e4, 1e6, 1e10, 1e12, 1e13, 1e15, 1e20, 1e25, 1e30, 1e38, 3.4e38];
/** The same for float64. */
export const farther = [...far, 1e60, 1e120, 1e160, 1e250, 1e305];
export const ends = [-Infinity, Infinity] as const;

export function value(e: Expr, probe: Probe, x: number): number {
  return traced(e, probe, x).at(-1) as number;
}

/** The values of `e` at many places, every step rounded to float32 if `single`. */
export function valuesAt(e: Expr, { name, env }: Probe, xs: readonly number[], single = false): Column {
  return tabulated(e, name, xs, (variable) => env[variable] ?? Number.NaN, single);
}

/** The value of each node of `e` at x, every step rounded by `round`. */
export function values(
  e: Expr,
  probe: Probe,
  x: number,
  round?: (y: number) => number,
): (node: Expr) => number | undefined {
  const [all, at] = [traced(e, probe, x, round), places(e)];
  return (node) => all[at.get(node) ?? -1];
}

function traced(e: Expr, { name, env }: Probe, x: number, round?: (y: number) => number): Float64Array {
  return trace(e, (variable) => (variable === name ? x : (env[variable] ?? Number.NaN)), round);
}
