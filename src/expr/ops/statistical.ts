/** Sigmoids and the normal distribution. Rows are explained in ../ops.ts. */

import * as math from "../../base/index.ts";
import { add, analytic, exponential, multiply, number, power, type Series, scale } from "../asymptotics.ts";
import { decreasing, evenFalling, increasing } from "../bounds.ts";
import type { Op } from "../op.ts";

export const statistical = {
  /** 1 / (1 + exp(-a)) */
  sigmoid: {
    arity: 1,
    value: math.sigmoid,
    derivative: ["sigmoid(a) * sigmoid(-a)"], // y * (1 - y) cancels
    interval: increasing(math.sigmoid, { least: 0, most: 1 }),
    lower: "1 / (1 + exp(-a))",
    fine: true,
    attends: true,
  },
  /** log(1 + exp(a)) */
  softplus: {
    arity: 1,
    value: math.softplus,
    derivative: ["sigmoid(a)"],
    interval: increasing(math.softplus, { least: 0 }),
    lower: "max(a, 0) + log1p(exp(-abs(a)))",
    fine: true,
    attends: true,
  },
  erf: {
    arity: 1,
    value: math.erf,
    derivative: ["2 / sqrt(pi) * exp(-a^2)"],
    interval: increasing(math.erf, { least: -1, most: 1 }),
    expansion: "1 - erfc(a)",
  },
  /** 1 - erf(a), without the cancellation. */
  erfc: {
    arity: 1,
    value: math.erfc,
    derivative: ["-2 / sqrt(pi) * exp(-a^2)"],
    interval: decreasing(math.erfc, { least: 0, most: 2 }),
    expansion: (a) => analytic(a(), nearErfc, (sign) => (sign > 0 ? tail(a()) : add(number(2), tail(scale(a(), -1))))),
  },
  normpdf: {
    arity: 1,
    value: math.normalPdf,
    derivative: ["-a * y"],
    interval: evenFalling(math.normalPdf, { least: 0, most: 1 }),
    lower: "exp(-a^2 / 2) / sqrt(2 * pi)",
    attends: true,
  },
  normcdf: {
    arity: 1,
    value: math.normalCdf,
    derivative: ["normpdf(a)"],
    interval: increasing(math.normalCdf, { least: 0, most: 1 }),
    lower: "erfc(-a / sqrt(2)) / 2",
    attends: true,
  },
} as const satisfies Record<string, Op>;

const twoOverRootPi = 1.1283791670955126;

function nearErfc(at: number): readonly number[] {
  const slope = -twoOverRootPi * math.exp(-at * at);
  return [math.erfc(at), slope, -at * slope];
}

/** erfc(a) ~ exp(-a^2) / (a sqrt(pi)) for large a; Abramowitz and Stegun 7.1.23. */
function tail(a: Series): Series {
  const first = multiply(exponential(scale(multiply(a, a), -1)), power(scale(a, 2 / twoOverRootPi), -1));
  return multiply(first, add(number(1), scale(power(multiply(a, a), -1), -1 / 2)));
}
