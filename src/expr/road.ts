/**
 * The road of a formula: source -> derivatives -> simplify -> stable -> edges.
 *
 * Derivatives are taken of the source, with its corners, and made stable afterwards: the derivative of a stable
 * form would differentiate its selections too.
 */
import { diff } from "./diff.ts";
import type { Expr } from "./expr.ts";
import { simplify } from "./simplify.ts";
import { type Formula, source } from "./source.ts";

export type Order = 0 | 1 | 2;

/** f, f' or f'' in x and the names of its parameters, ready to be computed. */
export function road(f: Formula, order: Order = 0): Expr {
  return partial(f, "x", order);
}

/** The derivative with respect to the variable or parameter `name`, ready to be computed. */
export function partial(f: Formula, name: string, order: Order = 1): Expr {
  const e = source(f);
  return order === 0 ? simplify(e) : diff(e, name, { corners: name === "x" ? (f.corners ?? []) : [], order });
}
