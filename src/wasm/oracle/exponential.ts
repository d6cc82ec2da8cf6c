/**
 * exp and what is made of one exponential, in float64 lanes: base/math/exp.ts without its branches.
 * e^(hi + lo) = 1 + hi + q(hi, lo) with a small q, so that only the last addition rounds.
 *
 * After fdlibm e_exp.c: Copyright (C) 2004 by Sun Microsystems, Inc. All rights reserved.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */

import type { IrBuilder, Node, Operand } from "../ir.ts";
import {
  byRegion,
  clamp,
  clearLow,
  number,
  type Pair,
  powerOfTwo,
  product,
  rational,
  scale,
  sum,
  withSign,
} from "./pieces.ts";

export const LN2_HI = 0.6931471803691238; // 32 bits: k times it is exact
export const LN2_LO = 1.9082149292705877e-10;

/** e^(hi + lo) - 1 - hi, for |hi + lo| <= 0.5 ln 2 and lo far smaller than hi. */
export function expRest(ir: IrBuilder, hi: Node, lo: Operand): Node {
  const x = ir.add(hi, lo);
  const t = ir.mul(x, x);
  const c = ir.sub(x, ir.mul(t, ir.polynomial(t, restPolynomial)));
  return ir.add(lo, ir.div(ir.mul(x, c), ir.sub(2, c)));
}

const restPolynomial = [
  0.16666666666666602, -0.0027777777777015593, 6.613756321437934e-5, -1.6533902205465252e-6, 4.1381367970572385e-8,
];

/** x = k ln 2 + hi + lo; k as a whole float64 and as i32. */
interface Reduced {
  readonly k: Node;
  readonly power: Node;
  readonly hi: Node;
  readonly lo: Node;
}

function reduce(ir: IrBuilder, x: Node, rest?: Node): Reduced {
  const whole = rest === undefined ? x : ir.add(x, rest);
  const k = ir.apply("f64.nearest", ir.mul(whole, Math.LOG2E));
  const low = ir.mul(k, LN2_LO);
  return {
    k,
    power: ir.apply("i32.truncWide", k),
    hi: ir.sub(x, ir.mul(k, LN2_HI)),
    lo: rest === undefined ? ir.neg(low) : ir.sub(rest, low),
  };
}

/** Below it exponentials are 0: what float32 can still tell from 0 is far above, and float64 is slow near its own end. */
export const vanishing = -650;

/** `value`, something times e^x, where that does not vanish. */
function unlessVanishing(ir: IrBuilder, x: Node, value: Node): Node {
  return ir.select(ir.lt(x, vanishing), number(ir, 0), value);
}

/** e^(x + rest) for a small rest; infinity where it overflows. */
export function exp(ir: IrBuilder, x: Node, rest?: Node): Node {
  const { power, hi, lo } = reduce(ir, clamp(ir, x, vanishing, 710), rest);
  return unlessVanishing(ir, x, scale(ir, ir.add(1, ir.add(hi, expRest(ir, hi, lo))), power));
}

/** e^-|x| in two parts. */
export function decay(ir: IrBuilder, x: Node): Pair {
  const size = ir.neg(ir.abs(x));
  const { high, low } = expPair(ir, clamp(ir, size, vanishing, 0));
  return { high: unlessVanishing(ir, size, high), low: unlessVanishing(ir, size, low) };
}

/** e^x in two parts, `shift` powers of two larger; for x in -650..711. */
export function expPair(ir: IrBuilder, x: Node, shift = 0): Pair {
  const { power, hi, lo } = reduce(ir, x);
  const q = expRest(ir, hi, lo);
  const s = ir.add(hi, q);
  const { high: y, low: error } = sum(ir, number(ir, 1), s);
  const rest = ir.add(error, ir.add(ir.sub(hi, s), q));
  const k = shift === 0 ? power : ir.add(power, shift);
  return { high: scale(ir, y, k), low: scale(ir, rest, k) };
}

export function expm1(ir: IrBuilder, x: Node): Node {
  const { k, power, hi, lo } = reduce(ir, clamp(ir, x, -60, 710));
  // 2^k (1 + y) - 1 = 2^k (1 - 2^-k + y)
  const one = ir.select(ir.gt(k, 1000), 1, ir.sub(1, powerOfTwo(ir, ir.sub(0, power))));
  const { high, low } = sum(ir, one, hi);
  const value = scale(ir, ir.add(high, ir.add(low, expRest(ir, hi, lo))), power);
  return ir.select(ir.eq(x, 0), x, value);
}

export function exp2(ir: IrBuilder, x: Node): Node {
  const held = clamp(ir, x, -940, 1025);
  const k = ir.apply("f64.nearest", held);
  const f = ir.sub(held, k);
  const head = clearLow(ir, f);
  const hi = ir.mul(head, LN2_HI);
  const lo = ir.add(ir.mul(ir.sub(f, head), LN2_HI), ir.mul(f, LN2_LO));
  const value = scale(ir, ir.add(1, ir.add(hi, expRest(ir, hi, lo))), ir.apply("i32.truncWide", k));
  return ir.select(ir.lt(x, -940), number(ir, 0), value);
}

/** Half of e^|x|, so that nothing overflows before its time. */
function halfGrowth(ir: IrBuilder, x: Node): Pair {
  return expPair(ir, clamp(ir, ir.abs(x), 0, 711), -1);
}

export function cosh(ir: IrBuilder, x: Node): Node {
  const { high, low } = halfGrowth(ir, x);
  return ir.add(high, ir.add(ir.div(0.25, high), low));
}

/** Taylor below 1, x - sinh x to 1e-17 of x. */
export function sinh(ir: IrBuilder, x: Node): Node {
  const { high, low } = halfGrowth(ir, x);
  const far = ir.sub(high, ir.sub(ir.div(0.25, high), low));
  const z = ir.mul(x, x);
  const near = ir.add(x, ir.mul(x, ir.mul(z, ir.polynomial(z, sinhSeries))));
  const a = ir.abs(x);
  return byRegion(ir, [ir.lt(a, 1), ir.select(ir.eq(x, 0), x, near)], [ir.gt(a, 0.5), withSign(ir, far, x)]);
}

/** 1 / (2 n + 3)! */
const sinhSeries = Array.from({ length: 8 }, (_, n) => {
  let factorial = 1;
  for (let i = 2; i <= 2 * n + 3; i++) factorial *= i;
  return 1 / factorial;
});

/** The rational below 0.625 is Cephes tanh.c (Moshier). */
export function tanh(ir: IrBuilder, x: Node): Node {
  const a = ir.abs(x);
  const z = ir.mul(x, x);
  const near = ir.add(x, ir.mul(x, ir.mul(z, rational(ir, z, tanhTop, tanhBottom))));
  const far = ir.sub(1, ir.mul(2, reciprocalOfOnePlus(ir, expPair(ir, ir.mul(2, clamp(ir, a, 0, 20))))));
  return byRegion(
    ir,
    [ir.lt(a, 0.625), ir.select(ir.eq(x, 0), x, near)],
    [ir.lt(a, 20), withSign(ir, far, x)],
    [ir.gt(a, 19), withSign(ir, number(ir, 1), x)],
  );
}

const tanhTop = [-1614.6876844170845, -99.28772310019185, -0.9643991794250523];
const tanhBottom = [4844.063053251255, 2235.4883906010045, 112.81167849163293, 1];

/** 1 / (1 + e^-x), from e^-|x|; below 0 times it. */
export function sigmoid(ir: IrBuilder, x: Node): Node {
  const e = decay(ir, x);
  const r = reciprocalOfOnePlus(ir, e);
  return ir.select(ir.lt(x, 0), ir.mul(ir.add(e.high, e.low), r), r);
}

/** One Newton step on the rounded quotient with its exact remainder; e in 0..2^60. */
function reciprocalOfOnePlus(ir: IrBuilder, e: Pair): Node {
  const d = sum(ir, number(ir, 1), e.high);
  const r = ir.div(1, d.high);
  const p = product(ir, r, d.high);
  const lost = ir.mul(r, ir.add(d.low, e.low));
  return ir.add(r, ir.mul(r, ir.sub(ir.sub(ir.sub(1, p.high), p.low), lost)));
}
