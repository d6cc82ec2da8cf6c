/** Expressions tried out far from zero, in float64 and with every step rounded to float32. */
import { evaluator } from "./evaluate.ts";
import { type Expr, fold, freeVariables } from "./expr.ts";
import type { Env } from "./limit.ts";
import { ops } from "./ops.ts";

/** One point of a function of `name`; the other variables as in `env`, else 1. */
export interface Probe {
  readonly name: string;
  readonly env: Env;
}

/** Distances within float32's range, for what overflows before infinity. */
export const far = [10, 30, 100, 300, 1e3, 1e4, 1e6, 1e10, 1e15, 1e20, 1e25, 1e30, 1e38];
/** The same for float64. */
export const farther = [...far, 1e60, 1e120, 1e160, 1e250, 1e305];
export const ends = [-Infinity, Infinity] as const;

export function value(e: Expr, { name, env }: Probe, x: number): number {
  const names = freeVariables(e);
  return evaluator(e, names)(...names.map((v) => (v === name ? x : (env[v] ?? 1))));
}

export function value32(e: Expr, { name, env }: Probe, x: number): number {
  return fold<number>(e, (node, args) => {
    if (node.kind === "const") return Math.fround(node.value);
    if (node.kind === "var") return Math.fround(node.name === name ? x : (env[node.name] ?? 1));
    const [a = 0, b = 0, c = 0] = args;
    return Math.fround(ops[node.op].value(a, b, c));
  });
}
