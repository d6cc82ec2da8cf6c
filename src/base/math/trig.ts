/**
 * sin, cos, tan, atan for every float64. Arguments are reduced by pi / 2 with three constants up to 2^20
 * and beyond that exactly, with the bits of 2 / pi as one big integer.
 *
 * After fdlibm k_sin.c, k_cos.c, k_tan.c, s_atan.c: Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */

import { clearLow, highWord, powerOfTwo, withSign } from "./bits.ts";

/** x = (n + 4 m) pi / 2 + y + tail, |y| <= pi / 4. */
interface Reduced {
  readonly n: number;
  readonly y: number;
  readonly tail: number;
}

/** Sine of x radians. */
export function sin(x: number): number {
  const { n, y, tail } = reduce(x);
  return turn(n, y, tail);
}

/** Cosine of x radians. */
export function cos(x: number): number {
  const { n, y, tail } = reduce(x);
  return turn(n + 1, y, tail);
}

/** Tangent of x radians. */
export function tan(x: number): number {
  const { n, y, tail } = reduce(x);
  return tanKernel(y, tail, (n & 1) === 1);
}

function turn(n: number, y: number, tail: number): number {
  const value = (n & 1) === 0 ? sinKernel(y, tail) : cosKernel(y, tail);
  return (n & 2) === 0 ? value : -value;
}

function sinKernel(x: number, tail: number): number {
  const z = x * x;
  const v = z * x;
  const r =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 + z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return x - (z * (0.5 * tail - v * r) - tail - v * -0.16666666666666632);
}

function cosKernel(x: number, tail: number): number {
  const z = x * x;
  const r =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (2.480158728947673e-5 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * r - x * tail));
}

function tanKernel(y0: number, tail0: number, inverse: boolean): number {
  let x = y0;
  let tail = tail0;
  const large = Math.abs(x) >= 0.67434;
  if (large) {
    x = 0.7853981633974483 - Math.abs(y0) + (3.061616997868383e-17 - (y0 < 0 ? -tail : tail));
    tail = 0;
  }
  const z = x * x;
  const w = z * z;
  const odd =
    0.13333333333320124 +
    w *
      (0.021869488294859542 +
        w *
          (0.0035920791075913124 +
            w * (0.0005880412408202641 + w * (7.817944429395571e-5 + w * -1.8558637485527546e-5))));
  const even =
    z *
    (0.05396825397622605 +
      w *
        (0.0088632398235993 +
          w *
            (0.0014562094543252903 +
              w * (0.0002464631348184699 + w * (7.140724913826082e-5 + w * 2.590730518636337e-5)))));
  const s = z * x;
  const r = tail + z * (s * (odd + even) + tail) + 0.3333333333333341 * s;
  const t = x + r;
  if (large) {
    const v = inverse ? -1 : 1;
    return withSign(v - 2 * (x - ((t * t) / (t + v) - r)), y0);
  }
  if (!inverse) return x === 0 ? x : t;
  // -1 / (x + r), in two parts
  const head = clearLow(t);
  const rest = r - (head - x);
  const a = -1 / t;
  const b = clearLow(a);
  return b + a * (1 + b * head + b * rest);
}

function reduce(x: number): Reduced {
  const a = Math.abs(x);
  if (a <= 0.7853981633974483) return { n: 0, y: x, tail: 0 };
  if (!(a < Infinity)) return { n: 0, y: NaN, tail: NaN };
  if (a > 1048576) return reduceHuge(x);
  // fdlibm e_rem_pio2.c: pi / 2 in three parts of 33 bits, each used when the one before cancelled
  const n = Math.round(x * 0.6366197723675814);
  let r = x - n * 1.5707963267341256;
  let w = n * 6.077100506506192e-11;
  let y = r - w;
  const exponent = highWord(x) & 0x7ff00000;
  if (exponent - (highWord(y) & 0x7ff00000) > 16 << 20) {
    let t = r;
    w = n * 6.077100506303966e-11;
    r = t - w;
    w = n * 2.0222662487959506e-21 - (t - r - w);
    y = r - w;
    if (exponent - (highWord(y) & 0x7ff00000) > 49 << 20) {
      t = r;
      w = n * 2.0222662487111665e-21;
      r = t - w;
      w = n * 8.4784276603689e-32 - (t - r - w);
      y = r - w;
    }
  }
  return { n: n & 3, y, tail: r - y - w };
}

// floor(2^1184 2 / pi), hexadecimal: 1024 bits for the largest exponent, 160 for the fraction.
const TWO_OVER_PI =
  "0x" +
  "a2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1d" +
  "eb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b" +
  "5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046";

const HALF_PI = "0x1921fb54442d18469898cc5170"; // floor(2^100 pi / 2)

/** Payne and Hanek's reduction: x = m 2^e with m an integer, so x 2 / pi modulo 4 is one product and a mask. */
function reduceHuge(x: number): Reduced {
  const e = ((highWord(x) >> 20) & 0x7ff) - 1075;
  const quarter = BigInt(1184 - e); // the product counts quarter turns in units of 2^-quarter
  const angle = BigInt.asUintN(1186 - e, BigInt(x * powerOfTwo(-e)) * BigInt(TWO_OVER_PI));
  const n = (angle + (1n << (quarter - 1n))) >> quarter;
  const fraction = ((angle - (n << quarter)) << 160n) >> quarter;
  const radians = fraction * BigInt(HALF_PI);
  const y = Number(radians);
  const tail = Number(radians - BigInt(y));
  return { n: Number(n & 3n), y: y * powerOfTwo(-260), tail: tail * powerOfTwo(-260) };
}

const ATAN_HI = [0.4636476090008061, 0.7853981633974483, 0.982793723247329, 1.5707963267948966];
const ATAN_LO = [2.2698777452961687e-17, 3.061616997868383e-17, 1.3903311031230998e-17, 6.123233995736766e-17];

/** Angle in -pi/2..pi/2 whose tangent is x. */
export function atan(x: number): number {
  const a = Math.abs(x);
  if (a < 0.4375) return x === 0 ? x : x - x * atanPoly(x);
  if (a > 1e19) return withSign(1.5707963267948966, x);
  // atan(a) = atan(c) + atan((a - c) / (1 + a c)) for c = 1/2, 1, 3/2, inf
  const i = a < 0.6875 ? 0 : a < 1.1875 ? 1 : a < 2.4375 ? 2 : 3;
  const t = [(2 * a - 1) / (2 + a), (a - 1) / (a + 1), (a - 1.5) / (1 + 1.5 * a), -1 / a][i]!;
  return withSign(ATAN_HI[i]! - (t * atanPoly(t) - ATAN_LO[i]! - t), x);
}

// 1 - atan(x) / x
function atanPoly(x: number): number {
  const z = x * x;
  const w = z * z;
  const odd =
    0.3333333333333293 +
    w *
      (0.14285714272503466 +
        w * (0.09090887133436507 + w * (0.06661073137387531 + w * (0.049768779946159324 + w * 0.016285820115365782))));
  const even =
    -0.19999999999876483 +
    w * (-0.11111110405462356 + w * (-0.0769187620504483 + w * (-0.058335701337905735 + w * -0.036531572744216916)));
  return z * odd + w * even;
}
