/**
 * log, log1p, log2, log10 and what is made of one logarithm: softplus, asinh.
 * All use a + log(u) = a + k ln 2 + f + rest(f), the large terms added without loss, so that only the last addition rounds.
 *
 * After fdlibm e_log.c: Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */

import { clearLow, fromHighWord, highWord, productError, sumError } from "./bits.ts";
import { exp, expPair, LN2_HI, LN2_LO } from "./exp.ts";

/** Natural logarithm; -inf at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return atEdge(x);
  return addLog(0, x, 0);
}

/** log(1 + x) without cancellation. */
export function log1p(x: number): number {
  if (!(x > -1 && x < Infinity)) return atEdge(x + 1);
  if (x === 0) return x;
  const u = 1 + x;
  return addLog(0, u, sumError(1, x, u) / u);
}

/** Logarithm to base 2; exact for powers of two. */
export function log2(x: number): number {
  if (!(x > 0 && x < Infinity)) return atEdge(x);
  const { k, f } = split(x);
  const rest = logRest(f);
  // head * (1.4426.. in two parts), as in FreeBSD e_log2.c
  const head = clearLow(f + rest);
  const tail = f - head + rest;
  const hi = head * 1.4426950216293335; // 1 / ln 2, its upper 22 bits
  const lo = (tail + head) * 1.9259629911266175e-8 + tail * 1.4426950216293335;
  const sum = k + hi;
  return sum + (sumError(k, hi, sum) + lo);
}

/** Logarithm to base 10; exact for 1, 10, .. 1e22. */
export function log10(x: number): number {
  if (!(x > 0 && x < Infinity)) return atEdge(x);
  const { k, f } = split(x);
  const rest = logRest(f);
  const head = clearLow(f + rest);
  const tail = f - head + rest;
  const hi = head * 0.4342944818781689; // 1 / ln 10, FreeBSD e_log10.c
  const lo = k * 3.694239077158931e-13 + ((tail + head) * 2.5082946711645275e-11 + tail * 0.4342944818781689);
  const big = k * 0.30102999566361177; // log10(2), its upper 42 bits
  const sum = big + hi;
  return sum + (sumError(big, hi, sum) + lo);
}

/** log(1 + e^x): e^x far to the left, x far to the right, neither overflow nor cancellation. */
export function softplus(x: number): number {
  if (!(Math.abs(x) < 40)) return x > 0 ? x : exp(x);
  const { y, rest } = expPair(-Math.abs(x));
  const u = 1 + y;
  return addLog(Math.max(x, 0), u, (sumError(1, y, u) + rest) / u);
}

/** Inverse of sinh; the rational below 0.5 is Cephes asinh.c (Moshier). */
export function asinh(x: number): number {
  const a = Math.abs(x);
  if (a < 0.5) {
    const z = x * x;
    const p =
      (((-0.004332316837523421 * z - 0.5917502120563871) * z - 4.373902261943567) * z - 9.090305333083773) * z -
      5.566822272308596;
    const q = (((z + 12.875700206742644) * z + 48.60424838052918) * z + 69.57225213372575) * z + 33.400933633851636;
    return x === 0 ? x : x + x * ((z * p) / q);
  }
  const sign = x < 0 ? -1 : 1;
  if (!(a < 1e150)) return a < Infinity ? sign * addLog(LN2_HI, a, LN2_LO) : x;
  // u = a + sqrt(a^2 + 1), with what the square, the root and the sums rounded away
  const p = a * a;
  const q = p + 1;
  const root = Math.sqrt(q);
  const square = root * root;
  const lost = q - square - productError(root, root, square) + (sumError(p, 1, q) + productError(a, a, p));
  const u = a + root;
  return sign * addLog(0, u, (sumError(a, root, u) + lost / (2 * root)) / u);
}

/** a + log(u) + c for u > 0 finite, |c| far below 1. */
function addLog(a: number, u: number, c: number): number {
  const { k, f } = split(u);
  const big = k * LN2_HI;
  const s = a + big;
  const t = s + f;
  return t + (sumError(s, f, t) + sumError(a, big, s) + k * LN2_LO + c + logRest(f));
}

/** log(1 + f) - f, for 1 + f between sqrt(1/2) and sqrt(2). */
function logRest(f: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const r =
    w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373)) +
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const half = 0.5 * f * f;
  return s * (half + r) - half;
}

/** x = 2^k (1 + f) with 1 + f between sqrt(1/2) and sqrt(2). */
function split(x: number): { readonly k: number; readonly f: number } {
  let k = 0;
  let y = x;
  if (y < 2.2250738585072014e-308) {
    y *= 18014398509481984; // 2^54 lifts a subnormal
    k = -54;
  }
  // the exponent of y / sqrt(1/2): the high word shifted so that it ticks over at sqrt(2)
  const n = ((highWord(y) + 0x95f64) >> 20) - 1023;
  // two factors, as 2^-n alone is subnormal for n = 1024
  const half = n >> 1;
  const m = y * fromHighWord((1023 - half) << 20) * fromHighWord((1023 + half - n) << 20);
  return { k: k + n, f: m - 1 };
}

function atEdge(x: number): number {
  return x === 0 ? -Infinity : x > 0 ? x : NaN;
}
