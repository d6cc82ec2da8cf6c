/** Formulas for float32, for systems whose own functions are missing or loose. */
import { apply, type Expr } from "../expr/index.ts";
import { fill, polynomial } from "./formulas.ts";

/** e^a - 1: its series near 0, where e^a - 1 would cancel. A product, so that -0 stays -0. */
export function expm1(a: Expr): Expr {
  const p = polynomial(a, [1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040, 1 / 40320]);
  return fill("where(abs(a) < 0.5, a * (1 + a * p), exp(a) - 1)", { a, p });
}

/** log(1 + a): from -1/2 to 1 the series of 2 artanh(s), s = a / (2 + a). */
export function log1p(a: Expr): Expr {
  const s = fill("a / (2 + a)", { a });
  const z = apply("mul", s, s);
  const p = polynomial(z, [1 / 3, 1 / 5, 1 / 7, 1 / 9, 1 / 11, 1 / 13, 1 / 15]);
  return fill("where(abs(a - 0.25) <= 0.75, 2 * s * (1 + z * p), log(1 + a))", { a, s, z, p });
}

/** No exponential of a positive number, so that nothing overflows. */
export function tanh(a: Expr): Expr {
  const z = apply("mul", a, a);
  // Fitted to 1.5 ulp up to 0.625.
  const p = polynomial(z, [-0.333333313, 0.133332193, -0.0539478548, 0.0217045322, -0.00818297546, 0.00214530807]);
  const e = fill("exp(-2 * abs(a))", { a });
  return fill("where(abs(a) < 0.625, a * (1 + z * p), sign(a) * (1 - 2 * e / (1 + e)))", { a, z, p, e });
}

/** Cephes' atanf: the argument turned by pi / 4 or pi / 2 until it is small. */
export function atan(a: Expr): Expr {
  const b = fill("abs(a)", { a });
  const r = fill("where(b > 2.414213562373095, -1 / b, where(b > 0.41421356237309503, (b - 1) / (b + 1), b))", { b });
  const z = apply("mul", r, r);
  const p = polynomial(z, [-0.333329491539, 0.199777106478, -0.138776856032, 0.0805374449538]);
  const turn = fill("where(b > 2.414213562373095, pi / 2, where(b > 0.41421356237309503, pi / 4, 0))", { b });
  return fill("where(b < 0.0001, a, sign(a) * (t + (r + r * z * p)))", { a, b, t: turn, r, z, p });
}
