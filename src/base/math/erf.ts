/**
 * erf, erfc, erfcx and the normal distribution, with relative accuracy in the tails.
 * Far out all are e^(-q) times the same rational: erfc takes q = x^2, erfcx q = 0, the normal cdf q = x^2 / 2,
 * each squared without loss.
 *
 * After fdlibm s_erf.c: Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */

import { productError, sumError } from "./bits.ts";
import { exp, expSum } from "./exp.ts";

const SQRT_HALF_LOW = -4.833646656726457e-17; // sqrt(1/2) - Math.SQRT1_2
const INV_SQRT_2PI = 0.3989422804014327;
const INV_SQRT_2PI_LOW = -2.4923272022777433e-17;
const TWO_OVER_SQRT_PI = 1.1283791670955126;

/** 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x. */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (a < 0.84375) return x + x * inner(x * x);
  const value = a < 1.25 ? ERX + middle(a - 1) : a < 6 ? 1 - outer(a, a * a, productError(a, a, a * a)) : 1;
  return x < 0 ? -value : x > 0 ? value : NaN;
}

/** 1 - erf(x), relative accuracy kept for large x. */
export function erfc(x: number): number {
  return erfcPair(x, 0);
}

/** e^(x^2) erfc(x): about 1 / (x sqrt(pi)) to the right, overflowing left of -26.6. */
export function erfcx(x: number): number {
  if (x >= 1.25) return outer(x, 0, 0);
  if (x < -26.7) return Infinity;
  const square = x * x;
  const low = productError(x, x, square);
  if (x > -1.25) return expSum(square, low) * erfc(x);
  return 2 * expSum(square, low) - outer(-x, 0, 0);
}

/** Density of the standard normal distribution. */
export function normalPdf(x: number): number {
  const a = Math.abs(x);
  if (a > 39) return 0;
  const square = a * a;
  const low = productError(a, a, square);
  const y = expSum(-square / 2, -low / 2);
  return y * INV_SQRT_2PI + y * INV_SQRT_2PI_LOW;
}

/** P(Z <= x) = erfc(-x / sqrt 2) / 2, relative accuracy kept down to -38. */
export function normalCdf(x: number): number {
  const t = -x * Math.SQRT1_2;
  if (!(t > -6.5)) return Number.isNaN(t) ? NaN : 1;
  if (t > 28) return 0;
  // what rounding took from -x sqrt(1/2)
  const low = productError(-x, Math.SQRT1_2, t) - x * SQRT_HALF_LOW;
  if (t < 1.25) return 0.5 * erfcPair(t, low);
  const square = x * x;
  return outer(t, square / 2, productError(x, x, square) / 2 + low / t) / 2;
}

// erfc(x + low)
function erfcPair(x: number, low: number): number {
  const a = Math.abs(x);
  const shift = low === 0 ? 0 : low * TWO_OVER_SQRT_PI * exp(-x * x);
  if (a < 0.84375) {
    const y = x * inner(x * x);
    return x < 0.25 ? 1 - (x + y + shift) : 0.5 - (x - 0.5 + y + shift);
  }
  if (a < 1.25) return x < 0 ? 1 + (ERX + middle(a - 1) - shift) : 1 - ERX - (middle(a - 1) + shift);
  if (x < -6) return 2;
  if (x > 28) return 0;
  const square = a * a;
  const tail = outer(a, square, productError(a, a, square));
  return x < 0 ? 2 - tail : x > 0 ? tail : NaN;
}

const ERX = 0.8450629115104675; // erf(1) to 24 bits

// erf(x) / x - 1, z = x^2
function inner(z: number): number {
  const p =
    0.12837916709551256 +
    z * (-0.3250421072470015 + z * (-0.02848174957559851 + z * (-0.005770270296489442 + z * -2.3763016656650163e-5)));
  const q =
    1 +
    z *
      (0.39791722395915535 +
        z *
          (0.0650222499887673 + z * (0.005081306281875766 + z * (0.00013249473800432164 + z * -3.960228278775368e-6))));
  return p / q;
}

// erf(1 + s) - ERX
function middle(s: number): number {
  const p =
    -0.0023621185607526594 +
    s *
      (0.41485611868374833 +
        s *
          (-0.3722078760357013 +
            s *
              (0.31834661990116175 +
                s * (-0.11089469428239668 + s * (0.035478304325618236 + s * -0.002166375594868791)))));
  const q =
    1 +
    s *
      (0.10642088040084423 +
        s *
          (0.540397917702171 +
            s *
              (0.07182865441419627 +
                s * (0.12617121980876164 + s * (0.01363708391202905 + s * 0.011984499846799107)))));
  return p / q;
}

// e^(x^2 - q - low) erfc(x), for x >= 1.25
function outer(x: number, q: number, low: number): number {
  const s = 1 / (x * x);
  const r =
    x < 2.857142857142857
      ? (-0.009864944034847148 +
          s *
            (-0.6938585727071818 +
              s *
                (-10.558626225323291 +
                  s *
                    (-62.375332450326006 +
                      s *
                        (-162.39666946257347 +
                          s * (-184.60509290671104 + s * (-81.2874355063066 + s * -9.814329344169145))))))) /
        (1 +
          s *
            (19.651271667439257 +
              s *
                (137.65775414351904 +
                  s *
                    (434.56587747522923 +
                      s *
                        (645.3872717332679 +
                          s *
                            (429.00814002756783 +
                              s * (108.63500554177944 + s * (6.570249770319282 + s * -0.0604244152148581))))))))
      : (-0.0098649429247001 +
          s *
            (-0.799283237680523 +
              s *
                (-17.757954917754752 +
                  s *
                    (-160.63638485582192 +
                      s * (-637.5664433683896 + s * (-1025.0951316110772 + s * -483.5191916086514)))))) /
        (1 +
          s *
            (30.33806074348246 +
              s *
                (325.7925129965739 +
                  s *
                    (1536.729586084437 +
                      s *
                        (3199.8582195085955 +
                          s * (2553.0504064331644 + s * (474.52854120695537 + s * -22.44095244658582)))))));
  const a = -q - 0.5625;
  return expSum(a, r + (sumError(-q, -0.5625, a) - low)) / x;
}
