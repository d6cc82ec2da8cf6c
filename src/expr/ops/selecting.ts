/**
 * Comparisons, and the ops that pass one of their arguments on. Rows are explained in ../ops.ts.
 *
 * A selecting op states its whole tangent, so that the branch not taken leaks nothing into the slope.
 */

import { isWave, number, type Series, scale, signOf, subtract } from "../asymptotics.ts";
import { bounds, contains, hull, type Interval, isEmpty, magnitude, mayBeNaN, nothing, truth } from "../bounds.ts";
import type { Op } from "../op.ts";

const slopeless = ["0", "0"] as const;

export const selecting = {
  lt: {
    arity: 2,
    value: (a, b) => (a < b ? 1 : 0),
    derivative: slopeless,
    interval: (a, b) => truth(a.hi < b.lo && sure(a, b), !(a.lo < b.hi)),
    assume: (a, b) => ordered(a, b, true),
    negation: "ge",
    infix: { symbol: "<", precedence: 1 },
    mirror: "gt",
    orEqual: "le",
    sides: ["1", "0"],
    expansion: compared(-1),
    attends: true,
  },
  le: {
    arity: 2,
    value: (a, b) => (a <= b ? 1 : 0),
    derivative: slopeless,
    interval: (a, b) => truth(a.hi <= b.lo && sure(a, b), !(a.lo <= b.hi)),
    assume: (a, b) => ordered(a, b, false),
    negation: "gt",
    infix: { symbol: "<=", precedence: 1 },
    mirror: "ge",
    unlessEqual: "lt",
    sides: ["1", "0"],
    expansion: compared(-1, 0),
    attends: true,
  },
  gt: {
    arity: 2,
    value: (a, b) => (a > b ? 1 : 0),
    derivative: slopeless,
    interval: (a, b) => truth(a.lo > b.hi && sure(a, b), !(a.hi > b.lo)),
    assume: (a, b) => swap(ordered(b, a, true)),
    negation: "le",
    infix: { symbol: ">", precedence: 1 },
    mirror: "lt",
    orEqual: "ge",
    sides: ["0", "1"],
    expansion: compared(1),
    attends: true,
  },
  ge: {
    arity: 2,
    value: (a, b) => (a >= b ? 1 : 0),
    derivative: slopeless,
    interval: (a, b) => truth(a.lo >= b.hi && sure(a, b), !(a.hi >= b.lo)),
    assume: (a, b) => swap(ordered(b, a, false)),
    negation: "lt",
    infix: { symbol: ">=", precedence: 1 },
    mirror: "le",
    unlessEqual: "gt",
    sides: ["0", "1"],
    expansion: compared(1, 0),
    attends: true,
  },
  eq: {
    arity: 2,
    value: (a, b) => (a === b ? 1 : 0),
    derivative: slopeless,
    interval: (a, b) => truth(isPoint(a, b) && sure(a, b), apart(a, b)),
    assume: (a, b) => [meet(a, b), meet(b, a)],
    negation: "ne",
    infix: { symbol: "==", precedence: 1 },
    mirror: "eq",
    sides: ["0", "0"],
    expansion: compared(0),
    attends: true,
  },
  ne: {
    arity: 2,
    value: (a, b) => (a !== b ? 1 : 0),
    derivative: slopeless,
    interval: (a, b) => truth(apart(a, b), isPoint(a, b) && sure(a, b)),
    assume: (a, b) => [a, b],
    negation: "eq",
    infix: { symbol: "!=", precedence: 1 },
    mirror: "ne",
    sides: ["1", "1"],
    expansion: compared(-1, 1),
    attends: true,
  },
  where: {
    arity: 3,
    value: (a, b, c) => (a !== 0 ? b : c),
    tangent: "where(a, db, dc)",
    interval: (a, b, c) => (a.lo === 0 && a.hi === 0 && !mayBeNaN(a) ? c : contains(a, 0) ? hull(b, c) : b),
    expansion: (a, b, c) => (signOf(a()) === 0 ? c() : b()),
    fine: true,
  },
  min: {
    arity: 2,
    // The first argument at a tie, NaN if either is.
    value: (a, b) => (b < a || Number.isNaN(b) ? b : a),
    tangent: "where(b < a, db, da)",
    interval: (a, b) => both(a, b, Math.min),
    sides: ["a", "b"],
    expansion: (a, b) => (signOf(subtract(b(), a())) === -1 ? b() : a()),
  },
  max: {
    arity: 2,
    value: (a, b) => (b > a || Number.isNaN(b) ? b : a),
    tangent: "where(b > a, db, da)",
    interval: (a, b) => both(a, b, Math.max),
    sides: ["b", "a"],
    expansion: (a, b) => (signOf(subtract(b(), a())) === 1 ? b() : a()),
  },
  abs: {
    arity: 1,
    value: Math.abs,
    tangent: "sign(a) * da",
    interval: magnitude,
    sides: ["-a", "a"],
    expansion: (a) => (isWave(a()) ? a() : scale(a(), signOf(a()) || 1)),
    fine: true,
  },
  sign: {
    arity: 1,
    value: Math.sign,
    derivative: ["0"],
    interval: (a) => bounds(Math.sign(a.lo), Math.sign(a.hi), a.nan),
    sides: ["-1", "1"],
    expansion: (a) => number(signOf(a())),
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

function meet(a: Interval, b: Interval): Interval {
  return bounds(Math.max(a.lo, b.lo), Math.min(a.hi, b.hi));
}

/** What is left of a and b where a < b, or a <= b. */
function ordered(a: Interval, b: Interval, strictly: boolean): readonly [Interval, Interval] {
  const past = (x: number, step: number) => (strictly && x === 0 ? step : x);
  return [bounds(a.lo, Math.min(a.hi, past(b.hi, -5e-324))), bounds(Math.max(b.lo, past(a.lo, 5e-324)), b.hi)];
}

function swap<T>([a, b]: readonly [T, T]): readonly [T, T] {
  return [b, a];
}

/** Far out 1 if the sign of a - b is among `signs`. */
function compared(...signs: readonly number[]) {
  return (a: () => Series, b: () => Series): Series => number(signs.includes(signOf(subtract(a(), b()))) ? 1 : 0);
}
