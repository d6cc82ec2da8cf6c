/**
 * Interval arithmetic: bounds on an expression's value, given bounds on its variables.
 * Bounds are sound (never too narrow) up to float64 rounding; they may be loose.
 */

import { bounds, type Interval } from "./bounds.ts";
import { type Expr, fold } from "./expr.ts";
import { ops } from "./ops.ts";

/** Any number, infinities included, but not NaN. */
export const anyNumber: Interval = bounds(-Infinity, Infinity);

/** Bounds of `e`; variables that `env` does not name may be any number. */
export function interval(e: Expr, env: Readonly<Record<string, Interval>> = {}): Interval {
  return fold<Interval>(e, (node, args) => {
    if (node.kind === "var") return (Object.hasOwn(env, node.name) ? env[node.name] : undefined) ?? anyNumber;
    if (node.kind === "const") return bounds(node.value, node.value, Number.isNaN(node.value));
    const [a = anyNumber, b = anyNumber, c = anyNumber] = args;
    return ops[node.op].interval(a, b, c);
  });
}
