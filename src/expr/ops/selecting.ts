/**
 * Comparisons, and the ops that pass one of their arguments on. Rows are explained in ../ops.ts.
 *
 * A selecting op states its whole tangent, so that the branch not taken leaks nothing into the slope.
 */

import { bounds, contains, hull, type Interval, isEmpty, magnitude, mayBeNaN, nothing, truth } from "../bounds.ts";
import type { Op } from "../op.ts";

const slopeless = ["0", "0"] as const;

export const selecting = {
  lt: {
    arity: 2,
    value: (a, b) => (a < b ? 1 : 0),
    derivative: slopeless,
    interval: (a, b) => truth(a.hi < b.lo && sure(a, b), !(a.lo < b.hi)),
    infix: { symbol: "<", precedence: 1 },
    mirror: "gt",
    orEqual: "le",
  },
  le: {
    arity: 2,
    value: (a, b) => (a <= b ? 1 : 0),
    derivative: slopeless,
    interval: (a, b) => truth(a.hi <= b.lo && sure(a, b), !(a.lo <= b.hi)),
    infix: { symbol: "<=", precedence: 1 },
    mirror: "ge",
    unlessEqual: "lt",
  },
  gt: {
    arity: 2,
    value: (a, b) => (a > b ? 1 : 0),
    derivative: slopeless,
    interval: (a, b) => truth(a.lo > b.hi && sure(a, b), !(a.hi > b.lo)),
    infix: { symbol: ">", precedence: 1 },
    mirror: "lt",
    orEqual: "ge",
  },
  ge: {
    arity: 2,
    value: (a, b) => (a >= b ? 1 : 0),
    derivative: slopeless,
    interval: (a, b) => truth(a.lo >= b.hi && sure(a, b), !(a.hi >= b.lo)),
    infix: { symbol: ">=", precedence: 1 },
    mirror: "le",
    unlessEqual: "gt",
  },
  eq: {
    arity: 2,
    value: (a, b) => (a === b ? 1 : 0),
    derivative: slopeless,
    interval: (a, b) => truth(isPoint(a, b) && sure(a, b), apart(a, b)),
    infix: { symbol: "==", precedence: 1 },
    mirror: "eq",
  },
  ne: {
    arity: 2,
    value: (a, b) => (a !== b ? 1 : 0),
    derivative: slopeless,
    interval: (a, b) => truth(apart(a, b), isPoint(a, b) && sure(a, b)),
    infix: { symbol: "!=", precedence: 1 },
    mirror: "ne",
  },
  where: {
    arity: 3,
    value: (a, b, c) => (a !== 0 ? b : c),
    tangent: "where(a, db, dc)",
    interval: (a, b, c) => (a.lo === 0 && a.hi === 0 && !mayBeNaN(a) ? c : contains(a, 0) ? hull(b, c) : b),
  },
  min: {
    arity: 2,
    // The first argument at a tie, NaN if either is.
    value: (a, b) => (b < a || Number.isNaN(b) ? b : a),
    tangent: "where(b < a, db, da)",
    interval: (a, b) => both(a, b, Math.min),
  },
  max: {
    arity: 2,
    value: (a, b) => (b > a || Number.isNaN(b) ? b : a),
    tangent: "where(b > a, db, da)",
    interval: (a, b) => both(a, b, Math.max),
  },
  abs: {
    arity: 1,
    value: Math.abs,
    tangent: "sign(a) * da",
    interval: magnitude,
  },
  sign: {
    arity: 1,
    value: Math.sign,
    derivative: ["0"],
    interval: (a) => bounds(Math.sign(a.lo), Math.sign(a.hi), a.nan),
  },
} as const satisfies Record<string, Op>;

/** Whether no NaN can turn a comparison false. */
function sure(a: Interval, b: Interval): boolean {
  return !mayBeNaN(a) && !mayBeNaN(b);
}

function isPoint(a: Interval, b: Interval): boolean {
  return a.lo === a.hi && b.lo === b.hi && a.lo === b.lo;
}

function apart(a: Interval, b: Interval): boolean {
  return a.hi < b.lo || b.hi < a.lo || isEmpty(a) || isEmpty(b);
}

function both(a: Interval, b: Interval, f: (a: number, b: number) => number): Interval {
  return isEmpty(a) || isEmpty(b) ? nothing : bounds(f(a.lo, b.lo), f(a.hi, b.hi), mayBeNaN(a) || mayBeNaN(b));
}
