/** The arithmetic of numbers. Rows are explained in ../ops.ts. */

import { pow } from "../../base/index.ts";
import * as series from "../asymptotics.ts";
import { add, bounds, divide, increasing, isRootOf, multiply, negate, power } from "../bounds.ts";
import type { Op } from "../op.ts";

export const arithmetic = {
  add: {
    arity: 2,
    value: (a, b) => a + b,
    derivative: ["1", "1"],
    interval: add,
    infix: { symbol: "+", precedence: 2 },
    mirror: "add",
    expansion: (a, b) => series.add(a(), b()),
    fine: true,
    carries: true,
  },
  sub: {
    arity: 2,
    value: (a, b) => a - b,
    derivative: ["1", "-1"],
    interval: (a, b) => add(a, negate(b)),
    infix: { symbol: "-", precedence: 2 },
    expansion: (a, b) => series.subtract(a(), b()),
    fine: true,
    carries: true,
  },
  mul: {
    arity: 2,
    value: (a, b) => a * b,
    derivative: ["b", "a"],
    interval: multiply,
    infix: { symbol: "*", precedence: 3 },
    mirror: "mul",
    expansion: (a, b) => series.multiply(a(), b()),
    fine: true,
    carries: true,
  },
  div: {
    arity: 2,
    value: (a, b) => a / b,
    tangent: "(da - y * db) / b",
    interval: divide,
    analytic: { nonzero: "b" },
    infix: { symbol: "/", precedence: 3 },
    expansion: (a, b) => series.multiply(a(), series.power(b(), -1)),
    fine: true,
    carries: true,
  },
  neg: {
    arity: 1,
    value: (a) => -a,
    derivative: ["-1"],
    interval: negate,
    prefix: { symbol: "-", precedence: 4 },
    expansion: (a) => series.scale(a(), -1),
    fine: true,
    carries: true,
  },
  pow: {
    arity: 2,
    value: pow,
    // a^0 is constant, though 0 * a^-1 is NaN at 0; 0^b is constant in b > 0, though log(0) is not finite.
    derivative: ["where(b == 0, 0, b * a^(b - 1))", "y * log(where(a == 0, 1, a))"],
    interval: (a, b) => power(a, b, pow),
    analytic: { positive: "a" },
    infix: { symbol: "^", precedence: 5, right: true },
    expansion: (a, b) => series.raise(a(), b()),
    fine: true,
    carries: true,
  },
  sqrt: {
    arity: 1,
    value: Math.sqrt,
    tangent: "0.5 * da / y",
    interval: increasing(Math.sqrt, { from: 0, least: 0, units: 1, exact: isRootOf }),
    analytic: { positive: "a" },
    expansion: (a) => series.power(a(), 0.5),
    fine: true,
  },
  floor: {
    arity: 1,
    value: Math.floor,
    derivative: ["0"],
    analytic: { nonzero: "0" },
    interval: (a) => bounds(Math.floor(a.lo), Math.floor(a.hi), a.nan),
    expansion: (a) => series.floor(a()),
  },
} as const satisfies Record<string, Op>;
