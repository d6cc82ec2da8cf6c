/**
 * exp, expm1, exp2 and what is made of one exponential: sinh, cosh, tanh, sigmoid.
 * All use e^(hi + lo) = 1 + hi + q(hi, lo) with a small q, so that the sum 1 + hi can be kept in two parts
 * and only the last addition rounds.
 *
 * After fdlibm e_exp.c: Copyright (C) 2004 by Sun Microsystems, Inc. All rights reserved.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */

import { clearLow, powerOfTwo, productError, scale, sumError, withSign } from "./bits.ts";

export const LN2_HI = 0.6931471803691238; // 32 bits: k * LN2_HI is exact for |k| < 2^20
export const LN2_LO = 1.9082149292705877e-10;
/** e^(hi + lo) - 1 - hi, for |hi + lo| <= 0.5 ln 2 and lo far smaller than hi. */
export function expRest(hi: number, lo: number): number {
  const x = hi + lo;
  const t = x * x;
  const c =
    x -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  return lo + (x * c) / (2 - c);
}

/** e^x; inf past 709.78, subnormal below -708.4 and 0 below -745.13. */
export function exp(x: number): number {
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  return expSum(x, 0);
}

/** e^(a + b) for |b| < 0.3, where that neither overflows nor vanishes; NaN if a is. The error of b counts as it stands. */
export function expSum(a: number, b: number): number {
  const k = Math.round((a + b) * Math.LOG2E);
  const hi = a - k * LN2_HI;
  return scale(1 + (hi + expRest(hi, b - k * LN2_LO)), k);
}

/** e^x - 1 without cancellation. */
export function expm1(x: number): number {
  if (x > 709.782712893384) return Infinity;
  if (x < -40) return -1;
  if (x === 0) return x;
  const k = Math.round(x * Math.LOG2E);
  const hi = x - k * LN2_HI;
  if (k === 0) return x + expRest(x, 0);
  const one = k > 1000 ? 1 : 1 - powerOfTwo(-k); // 2^k (1 + y) - 1 = 2^k (1 - 2^-k + y)
  const sum = one + hi;
  return scale(sum + (sumError(one, hi, sum) + expRest(hi, -k * LN2_LO)), k);
}

/** 2^x. */
export function exp2(x: number): number {
  if (x >= 1024) return Infinity;
  if (x < -1075) return 0;
  const k = Math.round(x);
  const f = x - k;
  const head = clearLow(f);
  const hi = head * LN2_HI;
  return scale(1 + (hi + expRest(hi, (f - head) * LN2_HI + f * LN2_LO)), k);
}

/** (e^x + e^-x) / 2. */
export function cosh(x: number): number {
  const a = Math.abs(x);
  if (a > 40) return expHalf(a);
  const { y, rest } = expPair(a);
  return y / 2 + (0.5 / y + rest / 2);
}

/** (e^x - e^-x) / 2. */
export function sinh(x: number): number {
  const a = Math.abs(x);
  if (a > 40) return withSign(expHalf(a), x);
  if (a < 1) return sinhSeries(x);
  const { y, rest } = expPair(a);
  return withSign(y / 2 - (0.5 / y - rest / 2), x);
}

/** tanh; the rational below 0.625 is Cephes tanh.c (Moshier). */
export function tanh(x: number): number {
  const a = Math.abs(x);
  if (a > 20) return withSign(1, x);
  if (a < 0.625) {
    const z = x * x;
    const p = (-0.9643991794250523 * z - 99.28772310019185) * z - 1614.6876844170845;
    const q = ((z + 112.81167849163293) * z + 2235.4883906010045) * z + 4844.063053251255;
    return x === 0 ? x : x + x * ((z * p) / q);
  }
  const { y, rest } = expPair(2 * a);
  return withSign(1 - 2 * reciprocalOfOnePlus(y, rest), x);
}

/** 1 / (1 + e^-x), relative accuracy kept where it is small. */
export function sigmoid(x: number): number {
  if (x < -40) return exp(x); // the 1 no longer counts
  if (x > 40) return 1;
  const { y, rest } = expPair(-x);
  return reciprocalOfOnePlus(y, rest);
}

/** e^x in two parts, for |x| < 80. */
export function expPair(x: number): { readonly y: number; readonly rest: number } {
  const k = Math.round(x * Math.LOG2E);
  const hi = x - k * LN2_HI;
  const q = expRest(hi, -k * LN2_LO);
  const s = hi + q;
  const y = 1 + s;
  const power = powerOfTwo(k);
  return { y: y * power, rest: (sumError(1, s, y) + (hi - s + q)) * power };
}

// 1 / (1 + y + rest), one Newton step on the rounded quotient with its exact remainder.
function reciprocalOfOnePlus(y: number, rest: number): number {
  const d = 1 + y;
  const r = 1 / d;
  const p = r * d;
  return r + r * (1 - p - productError(r, d, p) - r * (sumError(1, y, d) + rest));
}

function expHalf(a: number): number {
  if (a > 710.4758600739439) return Infinity; // log(2 * largest float64)
  const k = Math.round(a * Math.LOG2E);
  const hi = a - k * LN2_HI;
  return scale(1 + (hi + expRest(hi, -k * LN2_LO)), k - 1);
}

// Taylor, x - sinh x to 1e-17 of x for |x| < 1.
function sinhSeries(x: number): number {
  const z = x * x;
  let p = 0;
  for (let n = 17; n > 1; n -= 2) p = (z * (1 + p)) / (n * (n - 1));
  return x === 0 ? x : x + x * p;
}
