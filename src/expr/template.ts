/** Formulas of the op table and of the rules, read once, when first needed. */

import type { Expr } from "./expr.ts";
import { parse } from "./parse.ts";

const known = new Map<string, Expr>();

/** The expression of a formula in a row: over `a`, `b`, `c`, `y`, `da`, `db`, `dc` and other single letters. */
export function formula(text: string): Expr {
  const found = known.get(text);
  if (found !== undefined) return found;
  const made = parse(text, { parameters: ["da", "db", "dc"] });
  known.set(text, made);
  return made;
}
