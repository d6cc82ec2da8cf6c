/**
 * The words of a float64, and the exact pieces of a sum or a product.
 * The scratch pair below is written and read within one call, never kept across two.
 */

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer); // little-endian, as every engine with WebAssembly is

/** The high 32 bits of x as a signed integer: sign, exponent, 20 bits of the fraction. */
export function highWord(x: number): number {
  float[0] = x;
  return words[1]! | 0;
}

/** The float64 with high word `high` and low word 0. */
export function fromHighWord(high: number): number {
  words[0] = 0;
  words[1] = high;
  return float[0]!;
}

/** x with its low 32 bits cleared: 21 significant bits, so that a product of two such numbers is exact. */
export function clearLow(x: number): number {
  float[0] = x;
  words[0] = 0;
  return float[0]!;
}

/** y 2^k, rounded once even where the result is subnormal; y between 2^-20 and 2^20, k any integer. */
export function scale(y: number, k: number): number {
  if (k > 1000) return y * fromHighWord(0x7e700000) * powerOfTwo(Math.min(k - 1000, 1023));
  if (k < -960) return y * powerOfTwo(Math.max(k + 1000, -1022)) * fromHighWord(0x01700000);
  return y * powerOfTwo(k);
}

/** 2^k for k in -1022..1023. */
export function powerOfTwo(k: number): number {
  return fromHighWord((k + 1023) << 20);
}

/** What rounding took from a + b = s, exactly (Knuth's TwoSum). */
export function sumError(a: number, b: number, s: number): number {
  const t = s - a;
  return a - (s - t) + (b - t);
}

/** What rounding took from a * b = p, exactly while nothing overflows past 2^996 or underflows (Dekker). */
export function productError(a: number, b: number, p: number): number {
  const ca = a * 134217729; // 2^27 + 1
  const cb = b * 134217729;
  const ah = ca - (ca - a);
  const bh = cb - (cb - b);
  const al = a - ah;
  const bl = b - bh;
  return al * bl - (p - ah * bh - al * bh - ah * bl);
}

/** x with the sign of s, zero signs included. */
export function withSign(x: number, s: number): number {
  return s < 0 || Object.is(s, -0) ? -x : x;
}
