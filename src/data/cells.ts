/** One cell of a table: a number, a missing value, or a text. */

const MISSING = new Set(["", "na", "n/a", "#n/a", "nan", "null", "none", "?", "-"]);
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const INFINITE = /^[+-]?inf(inity)?$/i;

export type Decimal = "." | ",";

/** True for a blank cell and for NA, N/A, NaN, null, none, `?`, `-` in any case. */
export function isMissing(text: string): boolean {
  return MISSING.has(text.trim().toLowerCase());
}

/** The number a cell states; NaN where it states none. Infinite for inf and for what float64 or float32 cannot hold. */
export function toNumber(text: string, decimal: Decimal): number {
  const trimmed = text.trim();
  const plain = decimal === "," ? trimmed.replace(",", ".") : trimmed;
  if (NUMBER.test(plain)) {
    const value = Number(plain);
    return Math.abs(Math.fround(value)) === Infinity ? Infinity : value;
  }
  return INFINITE.test(trimmed) ? Infinity : NaN;
}
