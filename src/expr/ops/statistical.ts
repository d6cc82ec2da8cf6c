/** Sigmoids and the normal distribution. Rows are explained in ../ops.ts. */

import * as math from "../../base/index.ts";
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
  },
  /** log(1 + exp(a)) */
  softplus: {
    arity: 1,
    value: math.softplus,
    derivative: ["sigmoid(a)"],
    interval: increasing(math.softplus, { least: 0 }),
    lower: "max(a, 0) + log1p(exp(-abs(a)))",
  },
  erf: {
    arity: 1,
    value: math.erf,
    derivative: ["2 / sqrt(pi) * exp(-a^2)"],
    interval: increasing(math.erf, { least: -1, most: 1 }),
  },
  /** 1 - erf(a), without the cancellation. */
  erfc: {
    arity: 1,
    value: math.erfc,
    derivative: ["-2 / sqrt(pi) * exp(-a^2)"],
    interval: decreasing(math.erfc, { least: 0, most: 2 }),
  },
  normpdf: {
    arity: 1,
    value: math.normalPdf,
    derivative: ["-a * y"],
    interval: evenFalling(math.normalPdf, { least: 0, most: 1 }),
    lower: "exp(-a^2 / 2) / sqrt(2 * pi)",
  },
  normcdf: {
    arity: 1,
    value: math.normalCdf,
    derivative: ["normpdf(a)"],
    interval: increasing(math.normalCdf, { least: 0, most: 1 }),
    lower: "erfc(-a / sqrt(2)) / 2",
  },
} as const satisfies Record<string, Op>;
