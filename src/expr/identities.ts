/**
 * Rewrites that hold in IEEE arithmetic for every input, bit for bit: NaN, infinities and the sign of zero included.
 * What holds only for real numbers (a * 0 = 0, a - a = 0, a + 0 = a, which makes -0 into 0) has no place here.
 *
 * A row reads: left side, right side. In a left side, k is any number and n one below zero.
 * A law samples every row.
 */
export const identities: readonly (readonly [string, string])[] = [
  // Neutral operands.
  ["a + -0", "a"],
  ["a - 0", "a"],
  ["a * 1", "a"],
  ["a / 1", "a"],
  ["a^1", "a"],
  ["a^0", "1"], // of NaN too, by IEEE 754
  ["a + a", "2 * a"],
  ["a * -1", "-a"],
  ["a / -1", "-a"],

  // A sign moves outward, then into a number: exact, since rounding is symmetric.
  ["-(-a)", "a"],
  ["a + -b", "a - b"],
  ["a - -b", "a + b"],
  ["-a * b", "-(a * b)"],
  ["-a / b", "-(a / b)"],
  ["a / -b", "-(a / b)"],
  ["-(k * a)", "-k * a"],
  ["-(k / a)", "-k / a"],
  ["-(a / k)", "a / -k"],
  ["a + n", "a - -n"],
  ["a - n", "a + -n"],
  ["a + n * b", "a - -n * b"],
  ["a - n * b", "a + -n * b"],

  // abs, sign and floor of their own results.
  ["abs(abs(a))", "abs(a)"],
  ["abs(-a)", "abs(a)"],
  ["sign(sign(a))", "sign(a)"],
  ["floor(floor(a))", "floor(a)"],

  // Selections that are decided, or ask the same twice.
  ["min(a, a)", "a"],
  ["max(a, a)", "a"],
  ["a < a", "0"],
  ["a > a", "0"],
  ["where(a, b, b)", "b"],
  ["where(a, where(a, b, c), d)", "where(a, b, d)"],
  ["where(a, b, where(a, c, d))", "where(a, b, d)"],
  ["where(a != 0, b, c)", "where(a, b, c)"],

  // A tie joins the side that agrees with it; with NaN every comparison is false.
  ["where(a == b, c, where(a > b, c, d))", "where(a >= b, c, d)"],
  ["where(a == b, c, where(a < b, c, d))", "where(a <= b, c, d)"],
  ["where(a == b, c, where(a >= b, d, c))", "where(a > b, d, c)"],
  ["where(a == b, c, where(a <= b, d, c))", "where(a < b, d, c)"],
  ["where(a == b, c, where(a > b, d, c))", "where(a > b, d, c)"],
  ["where(a == b, c, where(a < b, d, c))", "where(a < b, d, c)"],
  ["where(a == b, c, where(a >= b, c, d))", "where(a >= b, c, d)"],
  ["where(a == b, c, where(a <= b, c, d))", "where(a <= b, c, d)"],
];
