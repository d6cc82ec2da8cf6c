/** Exponentials, logarithms, circular and hyperbolic functions. Rows are explained in ../ops.ts. */

import * as math from "../../base/index.ts";
import { add, analytic, exponential, logarithm, number, power, scale, wave as unsettled } from "../asymptotics.ts";
import { even, increasing, tangent, wave } from "../bounds.ts";
import type { Op } from "../op.ts";

export const elementary = {
  exp: {
    arity: 1,
    value: math.exp,
    derivative: ["y"],
    interval: increasing(math.exp, { least: 0 }),
    expansion: (a) => exponential(a()),
    fine: true,
    attends: true,
  },
  expm1: {
    arity: 1,
    value: math.expm1,
    derivative: ["exp(a)"], // y + 1 cancels
    interval: increasing(math.expm1, { least: -1 }),
    lower: "tanh(a / 2) * (exp(a) + 1)",
    expansion: "exp(a) - 1",
    fine: true,
  },
  exp2: {
    arity: 1,
    value: math.exp2,
    derivative: ["y * log(2)"],
    interval: increasing(math.exp2, { least: 0 }),
    lower: "2^a",
  },
  log: {
    arity: 1,
    value: math.log,
    analytic: { positive: "a" },
    tangent: "da / a",
    interval: increasing(math.log, { from: 0 }),
    expansion: (a) => logarithm(a()),
    fine: true,
  },
  log1p: {
    arity: 1,
    value: math.log1p,
    analytic: { positive: "1 + a" },
    tangent: "da / (1 + a)",
    interval: increasing(math.log1p, { from: -1 }),
    // Kahan: what 1 + a rounds away from the sum, the quotient gives back.
    lower: "where(abs(a) > 1, log(1 + a), where(1 + a == 1, a, log(1 + a) * (a / (1 + a - 1))))",
    expansion: "log(1 + a)",
    fine: true,
  },
  log2: {
    arity: 1,
    value: math.log2,
    analytic: { positive: "a" },
    tangent: "da / (a * log(2))",
    interval: increasing(math.log2, { from: 0 }),
    lower: "log(a) / log(2)",
  },
  sin: {
    arity: 1,
    value: math.sin,
    derivative: ["cos(a)"],
    interval: wave(math.sin, Math.PI / 2),
    expansion: (a) => analytic(a(), circle(math.sin, math.cos), () => unsettled),
    fine: true,
    attends: true,
  },
  cos: {
    arity: 1,
    value: math.cos,
    derivative: ["-sin(a)"],
    interval: wave(math.cos, 0),
    expansion: (a) =>
      analytic(
        a(),
        circle(math.cos, (at) => -math.sin(at)),
        () => unsettled,
      ),
    fine: true,
    attends: true,
  },
  tan: {
    arity: 1,
    value: math.tan,
    analytic: { nonzero: "cos(a)" },
    derivative: ["1 + y * y"],
    interval: tangent(math.tan),
    lower: "sin(a) / cos(a)",
    attends: true,
  },
  sinh: {
    arity: 1,
    value: math.sinh,
    derivative: ["cosh(a)"],
    interval: increasing(math.sinh),
    lower: "0.5 * expm1(a) - 0.5 * expm1(-a)",
    expansion: "0.5 * exp(a) - 0.5 * exp(-a)",
  },
  cosh: {
    arity: 1,
    value: math.cosh,
    derivative: ["sinh(a)"],
    interval: even(math.cosh, { least: 1 }),
    lower: "0.5 * exp(a) + 0.5 * exp(-a)",
  },
  tanh: {
    arity: 1,
    value: math.tanh,
    derivative: ["4 * sigmoid(2 * a) * sigmoid(-2 * a)"], // 1 - y * y cancels
    interval: increasing(math.tanh, { least: -1, most: 1 }),
    expansion: "(1 - exp(-2 * a)) / (1 + exp(-2 * a))",
  },
  asinh: {
    arity: 1,
    value: math.asinh,
    tangent: "da / sqrt(1 + a^2)",
    interval: increasing(math.asinh),
    lower: "where(abs(a) > 1e8, sign(a) * log(2 * abs(a)), sign(a) * log1p(abs(a) + a^2 / (1 + sqrt(1 + a^2))))",
    expansion: "where(a < 0, -log(sqrt(a^2 + 1) - a), log(sqrt(a^2 + 1) + a))",
  },
  atan: {
    arity: 1,
    value: math.atan,
    tangent: "da / (1 + a^2)",
    interval: increasing(math.atan),
    expansion: (a) =>
      analytic(
        a(),
        (at) => [math.atan(at), 1 / (1 + at * at)],
        (sign) => add(number((sign * Math.PI) / 2), scale(power(a(), -1), -1)),
      ),
    fine: true,
  },
} as const satisfies Record<string, Op>;

/** Taylor's coefficients of a sine, given its derivative. */
function circle(f: (x: number) => number, df: (x: number) => number): (at: number) => readonly number[] {
  return (at) => [f(at), df(at), -f(at) / 2, -df(at) / 6];
}
