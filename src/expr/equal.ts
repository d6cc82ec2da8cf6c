/** Whether two expressions are the same function of real numbers, judged at sample points. */

import { evaluator } from "./evaluate.ts";
import { type Expr, freeVariables } from "./expr.ts";

const samples = 12;
const tolerance = 1e-9;

/**
 * Whether `a` and `b` agree, to rounding, wherever both are finite; false if they nowhere are.
 *
 * A test, not a proof: 12 points of either sign and of sizes from 0.02 to 40, always the same. Functions that agree
 * there by chance are not written by hand.
 */
export function equal(a: Expr, b: Expr): boolean {
  if (a === b) return true;
  const names = [...new Set([...freeVariables(a), ...freeVariables(b)])];
  const f = evaluator(a, names);
  const g = evaluator(b, names);
  let agreed = 0;
  for (let i = 0; i < samples; i += 1) {
    const point = names.map((_, j) => sample(i * names.length + j));
    const p = f(...point);
    const q = g(...point);
    if (!Number.isFinite(p) || !Number.isFinite(q)) continue;
    if (Math.abs(p - q) > tolerance * Math.max(Math.abs(p), Math.abs(q))) return false;
    agreed += 1;
  }
  return agreed > 0;
}

/** Spread by the golden ratio, so that no two points lie close together. */
function sample(i: number): number {
  const fraction = ((i + 1) * 0.6180339887498949) % 1;
  const size = 0.02 * (1 + 2000 * fraction * fraction * fraction);
  return i % 3 === 1 ? -size : size;
}
