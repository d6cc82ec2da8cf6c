/**
 * erf, erfc and the normal distribution in float64 lanes, with relative accuracy in the tails: base/math/erf.ts without
 * its branches.
 *
 * After fdlibm s_erf.c: Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */

import type { IrBuilder, Node } from "../ir.ts";
import { exp } from "./exponential.ts";
import { byRegion, clamp, number, type Pair, product, rational, sum, withSign } from "./pieces.ts";

const SQRT_HALF_LOW = -4.833646656726457e-17; // sqrt(1/2) - Math.SQRT1_2
const INV_SQRT_2PI = 0.3989422804014327;
const INV_SQRT_2PI_LOW = -2.4923272022777433e-17;
const TWO_OVER_SQRT_PI = 1.1283791670955126;
const ERX = 0.8450629115104675; // erf(1) to 24 bits

export function erf(ir: IrBuilder, x: Node): Node {
  const a = ir.abs(x);
  const near = ir.add(x, ir.mul(x, inner(ir, ir.mul(x, x))));
  const held = clamp(ir, a, 0.5, 7);
  const outside = ir.sub(1, tail(ir, held, product(ir, held, held)));
  const between = ir.add(ERX, middle(ir, ir.sub(a, 1)));
  return byRegion(
    ir,
    [ir.lt(a, 0.84375), ir.select(ir.eq(x, 0), x, near)],
    [ir.lt(a, 1.25), withSign(ir, between, x)],
    [ir.gt(a, 1), withSign(ir, outside, x)],
  );
}

export function erfc(ir: IrBuilder, x: Node): Node {
  return erfcPair(ir, x, (a) => product(ir, a, a));
}

/** P(Z <= x) = erfc(-x / sqrt 2) / 2. */
export function normcdf(ir: IrBuilder, x: Node): Node {
  const held = clamp(ir, x, -40, 40);
  const t = product(ir, ir.neg(held), number(ir, Math.SQRT1_2));
  const low = ir.sub(t.low, ir.mul(held, SQRT_HALF_LOW));
  // (t + low)^2 is x^2 / 2, which loses less; low / t is what low takes from the factor 1 / t
  const square = product(ir, held, held);
  const half = { high: ir.mul(square.high, 0.5), low: ir.add(ir.mul(square.low, 0.5), ir.div(low, t.high)) };
  return ir.mul(
    0.5,
    erfcPair(ir, t.high, () => half, low),
  );
}

export function normpdf(ir: IrBuilder, x: Node): Node {
  const a = clamp(ir, ir.abs(x), 0, 40);
  const { high, low } = product(ir, a, a);
  const y = exp(ir, ir.mul(high, -0.5), ir.mul(low, -0.5));
  return ir.add(ir.mul(y, INV_SQRT_2PI), ir.mul(y, INV_SQRT_2PI_LOW));
}

/** erfc(x + low); `squared` gives its square in two parts, of |x| held to what matters. */
function erfcPair(ir: IrBuilder, x: Node, squared: (a: Node) => Pair, low?: Node): Node {
  const a = clamp(ir, ir.abs(x), 0, 28.5);
  const square = squared(a);
  const shift = low === undefined ? number(ir, 0) : ir.mul(low, slope(ir, ir.mul(a, a)));
  const y = ir.mul(x, inner(ir, ir.mul(x, x)));
  const nearLeft = ir.sub(1, ir.add(ir.add(x, y), shift));
  const nearRight = ir.sub(0.5, ir.add(ir.add(ir.sub(x, 0.5), y), shift));
  const near = ir.select(ir.lt(x, 0.25), nearLeft, nearRight);
  const m = middle(ir, ir.sub(a, 1));
  const left = ir.lt(x, 0);
  const between = ir.select(left, ir.add(1, ir.add(ERX, ir.sub(m, shift))), ir.sub(1 - ERX, ir.add(m, shift)));
  const outside = tail(ir, a, square);
  return byRegion(
    ir,
    [ir.lt(a, 0.84375), near],
    [ir.lt(a, 1.25), between],
    [ir.gt(a, 1), ir.select(left, ir.sub(2, outside), outside)],
  );
}

/** 2 / sqrt(pi) e^-z to a hundredth, for z below 1.6: enough for what rounding left. */
function slope(ir: IrBuilder, z: Node): Node {
  return ir.div(TWO_OVER_SQRT_PI, ir.polynomial(z, [1, 1, 1 / 2, 1 / 6, 1 / 24]));
}

/** erf(x) / x - 1, z = x^2. */
function inner(ir: IrBuilder, z: Node): Node {
  return rational(
    ir,
    z,
    [0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442, -2.3763016656650163e-5],
    [1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164, -3.960228278775368e-6],
  );
}

/** erf(1 + s) - ERX. */
function middle(ir: IrBuilder, s: Node): Node {
  return rational(
    ir,
    s,
    [
      -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668,
      0.035478304325618236, -0.002166375594868791,
    ],
    [
      1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
      0.011984499846799107,
    ],
  );
}

/** e^(x^2 - square) erfc(x), for x >= 1.25: with its own square, erfc(x). */
function tail(ir: IrBuilder, x: Node, square: Pair): Node {
  const s = ir.div(1, ir.mul(x, x));
  const close = ir.lt(x, 2.857142857142857);
  const p = ir.select(close, ir.polynomial(s, closeTop), ir.polynomial(s, farTop));
  const q = ir.select(close, ir.polynomial(s, closeBottom), ir.polynomial(s, farBottom));
  const exponent = sum(ir, ir.neg(square.high), number(ir, -0.5625));
  const rest = ir.add(ir.div(p, q), ir.sub(exponent.low, square.low));
  return ir.div(exp(ir, exponent.high, rest), x);
}

const closeTop = [
  -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
  -184.60509290671104, -81.2874355063066, -9.814329344169145,
];
const closeBottom = [
  1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
  108.63500554177944, 6.570249770319282, -0.0604244152148581,
];
const farTop = [
  -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
  -1025.0951316110772, -483.5191916086514,
];
const farBottom = [
  1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
  474.52854120695537, -22.44095244658582,
];
