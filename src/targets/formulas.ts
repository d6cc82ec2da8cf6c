/** Formulas for ops that systems lack, in the words of the op table: a, b and c are the arguments. */
import { apply, constant, type Expr, parse, substitute } from "../expr/index.ts";
import { edge, type float32, float64 } from "./normal.generated.ts";

/** `text` with each name in `env` standing for its expression. */
export function fill(text: string, env: Readonly<Record<string, Expr>>): Expr {
  return substitute(parse(text, { parameters: Object.keys(env) }), env);
}

/** The tie and NaN as the op table has them; a constant cannot be NaN. */
export const extremes = {
  min: (a: Expr, b: Expr) => selection(a, b, "a > b", "a <= b"),
  max: (a: Expr, b: Expr) => selection(a, b, "a < b", "a >= b"),
} as const;

function selection(a: Expr, b: Expr, takesSecond: string, keepsFirst: string): Expr {
  if (b.kind === "const") return fill(`where(${takesSecond}, b, a)`, { a, b });
  if (a.kind === "const") return fill(`where(${keepsFirst}, a, b)`, { a, b });
  return fill(`where(${takesSecond}, b, where(b == b, a, b))`, { a, b });
}

/** Keeps -0 and NaN. */
export const sign = "where(a > 0, 1, where(a < 0, -1, a))";

/** log(1 + e^a), by an exponential that does not overflow. */
export const softplus = "max(a, 0) + log1p(exp(-abs(a)))";

/** The exponential of a number below 0, which does not overflow. */
export const sigmoid = "where(a < 0, exp(-abs(a)), 1) / (1 + exp(-abs(a)))";

/** By squares of e^(|a| / 2), which overflow no sooner than the result. */
export const hyperbolic = {
  cosh: (a: Expr) => fill("0.5 * h * h + 0.5 / (h * h)", { h: fill("exp(0.5 * abs(a))", { a }) }),
  sinh: (a: Expr) => {
    const [h, m] = [fill("exp(0.5 * abs(a))", { a }), fill("expm1(a)", { a })];
    return fill("where(abs(a) < 1, 0.5 * (m + m / (m + 1)), sign(a) * (0.5 * h * h - 0.5 / (h * h)))", { a, h, m });
  },
} as const;

/** c0 + c1 x + c2 x^2 + ... */
export function polynomial(x: Expr, coefficients: readonly number[]): Expr {
  return coefficients
    .toReversed()
    .map((c): Expr => constant(c))
    .reduce((sum, c) => apply("add", c, apply("mul", x, sum)));
}

/** erf, erfc and the normal distribution for numbers of one width, with relative accuracy in the tails. */
export function normal({ near, far }: typeof float32 | typeof float64) {
  // Squares of numbers on a coarse grid are exact; the rest of the square is small.
  const grid = near === float64.near ? 65536 : 16;
  const square = (a: Expr) => fill(`floor(abs(a) * ${grid}) / ${grid}`, { a });
  /** e^(-k a^2), the square exact. */
  const bell = (a: Expr, k: number) =>
    fill(`exp(-${k} * h * h) * exp(-${k} * (abs(a) - h) * (abs(a) + h))`, { a, h: square(a) });
  const inner = (a: Expr) => apply("mul", a, polynomial(apply("mul", a, a), near));
  /** e^(a^2) erfc(a), a >= 0 */
  const outer = (a: Expr) => fill("p / (1 + 2 * a)", { a, p: polynomial(fill("1 - 4 / (a + 2)", { a }), far) });
  const size = (a: Expr) => apply("abs", a);
  return {
    erf: (a: Expr) =>
      fill(`where(abs(a) < ${edge}, n, sign(a) * (1 - o * exp(-a * a)))`, { a, n: inner(a), o: outer(size(a)) }),
    erfc: (a: Expr) =>
      fill(`where(abs(a) < ${edge}, 1 - n, where(a < 0, 2 - o, o))`, {
        a,
        n: inner(a),
        o: apply("mul", beyond(bell(a, 1), a, 27.5), outer(size(a))),
      }),
    normpdf: (a: Expr) => apply("mul", constant(0.3989422804014327), beyond(bell(a, 0.5), a, 39)),
    normcdf: (a: Expr) => {
      const t = apply("mul", a, constant(Math.SQRT1_2));
      return fill(`where(abs(t) < ${edge}, 0.5 + 0.5 * n, where(a < 0, o, 1 - o))`, {
        a,
        t,
        n: inner(t),
        o: fill("0.5 * b * o", { b: beyond(bell(a, 0.5), a, 39), o: outer(size(t)) }),
      });
    },
  } as const;
}

/** `bell` up to `most`, 0 beyond: infinity squared less itself is NaN. */
function beyond(bell: Expr, a: Expr, most: number): Expr {
  return fill(`where(abs(a) > ${most}, 0, b)`, { a, b: bell });
}
