/**
 * Rewrite rules: the left side loses digits or overflows where the right side does not. Equal in exact arithmetic.
 *
 * A row reads: left side, right side, and why. They are matched in the view of `collect`, modulo the order of
 * terms and factors, inside longer sums and products and up to a constant factor. Names stand for any expression,
 * k for a number. Larger patterns come first. A law samples every row.
 */
import type { Interval } from "./bounds.ts";
import { canonical, termsOf } from "./collect.ts";
import { apply, type Expr } from "./expr.ts";

export interface Rule {
  readonly from: string;
  readonly to: string;
  readonly why: string;
  /** The right side holds the left: what the rule has written is left alone. */
  readonly once?: true;
  /** Further condition on what the names stand for. */
  readonly when?: (named: (name: string) => Expr, bounds: (e: Expr) => Interval) => boolean;
}

/** A number is 1 / sqrt(2), or less that. */
const isHalfRoot = (e: Expr) => e.kind === "const" && Math.abs(Math.abs(e.value) - Math.SQRT1_2) < 1e-15;
const isLike = (a: Expr, b: Expr) => a !== b && termsOf(canonical(apply("add", a, b))).length <= 1;
const isNegative = (e: Expr) => e.kind === "const" && e.value < 0;

export const rules: readonly Rule[] = [
  // Sigmoids written with exponentials, which overflow: inf / inf.
  {
    from: "(exp(a) - exp(-a)) / (exp(a) + exp(-a))",
    to: "tanh(a)",
    why: "exp overflows, and the difference cancels near 0",
  },
  { from: "(1 - exp(a)) / (1 + exp(a))", to: "-tanh(a / 2)", why: "exp overflows, and the difference cancels near 0" },
  {
    from: "(exp(2 * a) - 1) / (exp(2 * a) + 1)",
    to: "tanh(a)",
    why: "exp overflows, and the difference cancels near 0",
  },
  { from: "sinh(a) / cosh(a)", to: "tanh(a)", why: "both overflow" },
  { from: "exp(a) / (1 + exp(a))", to: "sigmoid(a)", why: "exp overflows" },
  { from: "1 / (1 + exp(a))", to: "sigmoid(-a)", why: "exp overflows" },
  { from: "exp(a) * sigmoid(-a)", to: "sigmoid(a)", why: "exp overflows while the other factor vanishes" },

  // Logarithms of what is near 1 or overflows.
  { from: "log(1 + exp(a))", to: "softplus(a)", why: "exp overflows for large arguments; 1 + exp is 1 for small" },
  { from: "log(1 + tanh(a))", to: "log(2) - softplus(-2 * a)", why: "1 + tanh cancels where its argument is negative" },
  { from: "log1p(exp(a))", to: "softplus(a)", why: "exp overflows" },
  { from: "log(sigmoid(a))", to: "-softplus(-a)", why: "sigmoid underflows" },
  {
    from: "log(cosh(a))",
    // cosh(a) = 1 + 2 sinh(a/2)^2 = exp|a| (1 + exp(-2|a|)) / 2
    to: "where(abs(a) < 1, log1p(2 * sinh(a / 2)^2), abs(a) + log1p(exp(-2 * abs(a))) - log(2))",
    why: "cosh overflows; near 0 it is 1",
  },
  { from: "log(exp(a))", to: "a", why: "exp overflows" },
  { from: "log(1 + a)", to: "log1p(a)", why: "1 + a drops the digits of a small a" },
  { from: "a + softplus(-a)", to: "softplus(a)", why: "cancels where its argument is negative" },
  { from: "softplus(a) - a", to: "softplus(-a)", why: "cancels where its argument is positive" },
  {
    from: "softplus(a) - softplus(b)",
    once: true,
    // (1 + exp(a)) / (1 + exp(b)) = 1 + (exp(a - b) - 1) sigmoid(b)
    to: "where(abs(a - b) < 1, log1p(expm1(a - b) * sigmoid(b)), softplus(a) - softplus(b))",
    why: "cancels where its arguments are close",
  },
  { from: "1 / exp(a)", to: "exp(-a)", why: "exp overflows" },
  {
    from: "exp(a) * exp(b)",
    to: "exp(a + b)",
    // only of like exponents: the rounding of a sum of others would be magnified
    when: (named) => isLike(named("a"), named("b")),
    why: "one overflows while the other vanishes",
  },
  { from: "exp(-softplus(a))", to: "sigmoid(-a)", why: "one exponential instead of three functions" },

  {
    from: "a * sigmoid(b) * sigmoid(-b) / (1 + a * sigmoid(b)) + tanh(b / 2)",
    // the slopes of log(1 + a sigmoid(b)): tanh(b / 2) = sigmoid(b) - sigmoid(-b), and a s / (1 + a s) = 1 - 1 / (1 + a s)
    to: "sigmoid(b) - sigmoid(-b) / (1 + a * sigmoid(b))",
    why: "cancels where a * sigmoid(b) is large",
  },

  // Differences that cancel.
  { from: "exp(a) - 1", to: "expm1(a)", why: "cancels near 0" },
  { from: "expm1(a) + 1", to: "exp(a)", why: "cancels where its argument is negative" },
  { from: "exp(a) - exp(-a)", to: "2 * sinh(a)", why: "cancels near 0" },
  { from: "1 - sigmoid(a)", to: "sigmoid(-a)", why: "cancels where its argument is positive" },
  { from: "sigmoid(-a) - sigmoid(a)", to: "-tanh(a / 2)", why: "cancels near 0" },
  { from: "2 * sigmoid(a) - 1", to: "tanh(a / 2)", why: "cancels near 0" },
  { from: "1 - 4 * sigmoid(a) * sigmoid(-a)", to: "tanh(a / 2)^2", why: "cancels near 0" },
  { from: "1 - tanh(a)^2", to: "4 * sigmoid(2 * a) * sigmoid(-2 * a)", why: "cancels away from 0" },
  { from: "1 + tanh(a)", to: "2 * sigmoid(2 * a)", why: "cancels where its argument is negative" },
  { from: "1 - tanh(a)", to: "2 * sigmoid(-2 * a)", why: "cancels where its argument is positive" },
  { from: "1 + erf(a)", to: "erfc(-a)", why: "cancels where its argument is negative" },
  { from: "1 - erf(a)", to: "erfc(a)", why: "cancels where its argument is positive" },
  { from: "1 - erfc(a)", to: "erf(a)", why: "cancels near 0" },
  { from: "1 - normcdf(a)", to: "normcdf(-a)", why: "cancels where its argument is positive" },
  {
    from: "erfc(k * a)",
    to: "2 * normcdf(a)",
    when: (named) => isHalfRoot(named("k")) && isNegative(named("k")),
    why: "the rounding of a / sqrt(2) is magnified by a^2 in the tail",
  },
  {
    from: "erfc(k * a)",
    to: "2 * normcdf(-a)",
    when: (named) => isHalfRoot(named("k")) && !isNegative(named("k")),
    why: "the rounding of a / sqrt(2) is magnified by a^2 in the tail",
  },
  { from: "a / 6 + 0.5", to: "(a + 3) / 6", why: "cancels near a = -3, where a + 3 is exact" },
  { from: "1 - cos(a)", to: "2 * sin(a / 2)^2", why: "cancels near 0" },
  { from: "cos(a)^2 - sin(a)^2", to: "cos(2 * a)", why: "one function instead of two" },
  { from: "sin(a) * cos(a)", to: "sin(2 * a) / 2", why: "one function instead of two" },
  {
    from: "a - tanh(a)",
    once: true,
    // Lambert's fraction tanh a = a / (1 + s/(3 + s/(5 + ...))), s = a^2, to the term 17: 1e-17 at a = 1
    to:
      "where(abs(a) < 1, a * a^2 * (11486475 + a^2 * (810810 + a^2 * (12870 + 44 * a^2)))" +
      " / (34459425 + a^2 * (16216200 + a^2 * (945945 + a^2 * (13860 + a^2 * 45)))), a - tanh(a))",
    why: "cancels near 0, where it is a^3 / 3",
  },

  // Roots: multiply by the conjugate where the sum cancels.
  {
    from: "a + sqrt(a^2 + b)",
    to: "where(a < 0, b / (sqrt(a^2 + b) - a), a + sqrt(a^2 + b))",
    when: (named, bounds) => bounds(named("a")).lo < 0,
    why: "cancels where its argument is negative",
  },
  {
    from: "1 + a / sqrt(a^2 + b)",
    to: "where(a < 0, b / (sqrt(a^2 + b) * (sqrt(a^2 + b) - a)), 1 + a / sqrt(a^2 + b))",
    when: (named, bounds) => bounds(named("a")).lo < 0,
    why: "cancels where its argument is negative",
  },
  { from: "sqrt(1 + a) - 1", to: "a / (1 + sqrt(1 + a))", why: "cancels near 0" },
  { from: "1 - a / (a + b)", to: "b / (a + b)", why: "cancels where a is large" },

  // tanh(log(1 + exp a)) = n / (n + 2 m), w = exp(-|a|): n = w (2 + w) and m = 1 to the left, 1 + 2 w and w^2 to the right,
  // so that (1 + w)^2 = n + m: no logarithm, no overflow.
  {
    from: "tanh(softplus(a))",
    to:
      "where(a < 0, exp(-abs(a)) * (2 + exp(-abs(a))), 1 + 2 * exp(-abs(a)))" +
      " / (where(a < 0, exp(-abs(a)) * (2 + exp(-abs(a))), 1 + 2 * exp(-abs(a))) + 2 * where(a < 0, 1, exp(-abs(a))^2))",
    why: "one exponential instead of three functions",
  },
  {
    from: "sigmoid(2 * softplus(a))",
    to:
      "(where(a < 0, exp(-abs(a)) * (2 + exp(-abs(a))), 1 + 2 * exp(-abs(a))) + where(a < 0, 1, exp(-abs(a))^2))" +
      " / (where(a < 0, exp(-abs(a)) * (2 + exp(-abs(a))), 1 + 2 * exp(-abs(a))) + 2 * where(a < 0, 1, exp(-abs(a))^2))",
    why: "one exponential instead of three functions",
  },
  {
    from: "sigmoid(-2 * softplus(a))",
    to:
      "where(a < 0, 1, exp(-abs(a))^2)" +
      " / (where(a < 0, exp(-abs(a)) * (2 + exp(-abs(a))), 1 + 2 * exp(-abs(a))) + 2 * where(a < 0, 1, exp(-abs(a))^2))",
    why: "one exponential instead of three functions",
  },

  // A selection between 0 and something takes factors in, so that the branch not taken meets nothing.
  { from: "a * where(b, 0, c)", to: "where(b, 0, a * c)", why: "0 * inf" },
  { from: "a * where(b, c, 0)", to: "where(b, a * c, 0)", why: "0 * inf" },

  // Odd and even functions of a negative multiple, so that equal parts meet.
  { from: "tanh(k * a)", to: "-tanh(-k * a)", when: (named) => isNegative(named("k")), why: "odd" },
  { from: "sin(k * a)", to: "-sin(-k * a)", when: (named) => isNegative(named("k")), why: "odd" },
  { from: "erf(k * a)", to: "-erf(-k * a)", when: (named) => isNegative(named("k")), why: "odd" },
  { from: "sinh(k * a)", to: "-sinh(-k * a)", when: (named) => isNegative(named("k")), why: "odd" },
  { from: "asinh(k * a)", to: "-asinh(-k * a)", when: (named) => isNegative(named("k")), why: "odd" },
  { from: "atan(k * a)", to: "-atan(-k * a)", when: (named) => isNegative(named("k")), why: "odd" },
  { from: "cos(k * a)", to: "cos(-k * a)", when: (named) => isNegative(named("k")), why: "even" },
  { from: "cosh(k * a)", to: "cosh(-k * a)", when: (named) => isNegative(named("k")), why: "even" },
  { from: "normpdf(k * a)", to: "normpdf(-k * a)", when: (named) => isNegative(named("k")), why: "even" },
  { from: "abs(k * a)", to: "abs(-k * a)", when: (named) => isNegative(named("k")), why: "even" },
];
