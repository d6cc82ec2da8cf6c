/** What is true of expressions as functions of real numbers, judged at sample points. */

import { evaluator } from "./evaluate.ts";
import { type Expr, freeVariables } from "./expr.ts";

export interface Sampling {
  /** Values that variables usually have: they are sampled within half of them. */
  readonly near?: Readonly<Record<string, number>>;
  /** A variable that is not sampled but given, by the others. */
  readonly where?: { readonly name: string; readonly is: Expr };
}

const samples = 12;
const tolerance = 1e-9;

/**
 * Whether `a` and `b` agree, to rounding, wherever both are finite; false if they nowhere are.
 *
 * A test, not a proof: at 12 points, always the same, of either sign and of sizes from 0.02 to 40.
 */
export function equal(a: Expr, b: Expr, sampling: Sampling = {}): boolean {
  if (a === b) return true;
  const values = sampled([a, b], sampling).filter(([p, q]) => Number.isFinite(p) && Number.isFinite(q));
  const agree = ([p = 0, q = 0]: readonly number[]) =>
    Math.abs(p - q) <= tolerance * Math.max(Math.abs(p), Math.abs(q));
  return values.length > 0 && values.every(agree);
}

/** 1 or -1 if `e` has that sign wherever it is a number, by the same test; else 0. */
export function signOf(e: Expr, sampling: Sampling = {}): number {
  const [first = 0, ...others] = sampled([e], sampling)
    .map(([value = NaN]) => Math.sign(value))
    .filter((sign) => !Number.isNaN(sign));
  return others.every((sign) => sign === first) ? first : 0;
}

/** The values of all of `expressions`, point by point. */
function sampled(expressions: readonly Expr[], { near = {}, where }: Sampling): readonly (readonly number[])[] {
  const given = where === undefined ? [] : [where.is];
  const names = [...new Set([...expressions, ...given].flatMap(freeVariables))].filter((name) => name !== where?.name);
  const all = where === undefined ? names : [...names, where.name];
  const functions = expressions.map((e) => evaluator(e, all));
  const place = where === undefined ? undefined : evaluator(where.is, names);
  return Array.from({ length: names.length === 0 ? 1 : samples }, (_, i) => {
    const point = names.map((name, j) => sample(i * names.length + j, Object.hasOwn(near, name) ? near[name] : 0));
    if (place !== undefined) point.push(place(...point));
    return functions.map((f) => f(...point));
  });
}

/** Spread by the golden ratio, so that no two points lie close together. */
function sample(i: number, near = 0): number {
  const fraction = ((i + 1) * 0.6180339887498949) % 1;
  if (near !== 0) return near * (0.5 + fraction);
  const size = 0.02 * (1 + 2000 * fraction * fraction * fraction);
  return i % 3 === 1 ? -size : size;
}
