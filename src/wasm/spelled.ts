/** Expressions in the ops that kernels spell. Apart from compile.ts, so that a bundle of built-in activations carries no op table. */

import { type Expr, lower, madeOf } from "../expr/index.ts";
import { compileSpelled } from "./compile.ts";
import type { Ir } from "./ir.ts";
import { spellings } from "./mathematics/index.ts";

/** `e` with every op that has no spelling replaced by what its row says it is made of. */
export function spelled(e: Expr): Expr {
  return lower(e, (op, args) => (op in spellings ? undefined : madeOf(op, args)));
}

/**
 * A function of the named inputs that gives all the outputs, sharing what they have in common. With `flush`, an
 * exponential or a tail that would be subnormal is 0.
 */
export function compileExpressions(
  outputs: readonly Expr[],
  inputs: readonly string[],
  options: { readonly flush?: boolean } = {},
): Ir {
  return compileSpelled(outputs.map(spelled), inputs, options);
}
