/** Expressions tried out far from zero, in float64 and with every step rounded to float32. */
import { type Expr, nodes } from "./expr.ts";
import type { Env } from "./limit.ts";
import { ops } from "./ops.ts";

/** A function of `name`; the other variables as in `env`. */
export interface Probe {
  readonly name: string;
  readonly env: Env;
}

/** Distances within float32's range, for what overflows before infinity. */
export const far = [10, 30, 100, 300, 1e3, 1e4, 1e6, 1e10, 1e15, 1e20, 1e25, 1e30, 1e38];
/** The same for float64. */
export const farther = [...far, 1e60, 1e120, 1e160, 1e250, 1e305];
export const ends = [-Infinity, Infinity] as const;

export function value(e: Expr, probe: Probe, x: number): number {
  return values(e, probe, x).get(e) as number;
}

export function value32(e: Expr, probe: Probe, x: number): number {
  return values(e, probe, x, Math.fround).get(e) as number;
}

/** The value of every node at x, each step rounded by `round`. */
export function values(
  e: Expr,
  { name, env }: Probe,
  x: number,
  round: (y: number) => number = (y) => y,
): ReadonlyMap<Expr, number> {
  const found = new Map<Expr, number>();
  for (const node of nodes(e)) {
    if (node.kind === "const") found.set(node, round(node.value));
    else if (node.kind === "var") found.set(node, round(node.name === name ? x : (env[node.name] ?? Number.NaN)));
    else {
      const [a = 0, b = 0, c = 0] = node.args.map((arg) => found.get(arg) as number);
      found.set(node, round(ops[node.op].value(a, b, c)));
    }
  }
  return found;
}
