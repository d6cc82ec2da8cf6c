/**
 * x^y and the cube root. Special cases are ECMAScript's (Math.pow): x^NaN and (+-1)^(+-inf) are NaN, NaN^0 is 1.
 *
 * After fdlibm e_pow.c and FreeBSD s_cbrt.c: Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */

import { clearLow, fromHighWord, highWord, scale } from "./bits.ts";
import { expRest } from "./exp.ts";

/** x^y, within 0.75 ulp; exact for integers where the result is. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (y === 1) return x;
  const a = Math.abs(x);
  if (a === 1 && Math.abs(y) === Infinity) return NaN;
  const whole = Math.floor(y) === y;
  const odd = whole && Math.abs(y) < 9007199254740992 && y % 2 !== 0;
  const sign = odd && (x < 0 || Object.is(x, -0)) ? -1 : 1;
  if (a === 0 || a === Infinity || Math.abs(y) === Infinity) {
    const grows = a > 1 === y > 0;
    return grows ? sign * Infinity : sign * 0;
  }
  if (x < 0 && !whole) return NaN;
  if (a === 1) return sign;
  if (y === 2) return x * x;
  if (y === 0.5) return Math.sqrt(x);
  if (y === -1) return 1 / x;
  return sign * powPositive(a, y);
}

function powPositive(a: number, y: number): number {
  if (Math.abs(y) > 2147483648 && Math.abs(a - 1) > 1e-6) return a > 1 === y > 0 ? Infinity : 0;
  const { hi, lo } = log2Pair(a);
  // y log2(a) = p + q, p exact
  const head = clearLow(y);
  const q = (y - head) * hi + y * lo;
  const p = head * hi;
  const z = p + q;
  if (z > 1024.5) return Infinity;
  if (z < -1076) return 0;
  const n = Math.round(z);
  const f = p - n;
  const t = clearLow(f + q);
  const u = t * 0.6931471824645996; // ln 2, upper 21 bits
  const v = (q - (t - f)) * Math.LN2 + t * -1.904654299957768e-9;
  return scale(1 + (u + expRest(u, v)), n);
}

/** log2(a) for a > 0, hi with 21 significant bits; relative error about 2^-66. */
function log2Pair(a: number): { readonly hi: number; readonly lo: number } {
  let x = a;
  let n = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 9007199254740992;
    n = -53;
  }
  let ix = highWord(x);
  n += (ix >> 20) - 1023;
  const j = ix & 0xfffff;
  ix = j | 0x3ff00000;
  // the base nearest to the significand: 1 or 1.5
  const upper = j > 0x3988e && j < 0xbb67a ? 1 : 0;
  if (j >= 0xbb67a) {
    n++;
    ix -= 0x100000;
  }
  const m = x / fromHighWord(highWord(x) & 0x7ff00000) / (j >= 0xbb67a ? 2 : 1);
  const base = 1 + upper / 2;
  let u = m - base;
  let v = 1 / (m + base);
  const s = u * v;
  const sh = clearLow(s);
  // m + base in two parts
  const th = fromHighWord(((ix >> 1) | 0x20000000) + 0x80000 + (upper << 18));
  const tl = m - (th - base);
  const sl = v * (u - sh * th - sh * tl);
  let s2 = s * s;
  let r =
    s2 *
    s2 *
    (0.5999999999999946 +
      s2 *
        (0.4285714285785502 +
          s2 *
            (0.33333332981837743 + s2 * (0.272728123808534 + s2 * (0.23066074577556175 + s2 * 0.20697501780033842)))));
  r += sl * (sh + s);
  s2 = sh * sh;
  const wh = clearLow(3 + s2 + r);
  const wl = r - (wh - 3 - s2);
  u = sh * wh;
  v = sl * wh + wl * s;
  const ph = clearLow(u + v);
  const pl = v - (ph - u);
  const zh = 0.9617967009544373 * ph; // 2 / (3 ln 2)
  const zl = -7.028461650952758e-9 * ph + pl * 0.9617966939259756 + upper * 1.350039202129749e-8;
  const d = upper * 0.5849624872207642; // log2(1.5)
  const hi = clearLow(zh + zl + d + n);
  return { hi, lo: zl - (hi - n - d - zh) };
}

/** Cube root, of any sign. */
export function cbrt(x: number): number {
  if (!(Math.abs(x) < Infinity) || x === 0) return x;
  const a = Math.abs(x);
  const lifted = a < 2.2250738585072014e-308 ? a * 18014398509481984 : a; // 2^54
  const guess = fromHighWord(Math.floor(highWord(lifted) / 3) + (a === lifted ? 715094163 : 696219795));
  const r = guess * guess * (guess / a);
  let t =
    guess *
    (1.87595182427177 +
      r * (-1.8849797954337717 + r * 1.6214297201053545) +
      r * r * r * (-0.758397934778766 + r * 0.14599619288661245));
  // 23 bits, rounded away from zero, so that t t is exact; then one Newton step
  t = clearLow(t + t * 1e-7);
  const s = t * t;
  const q = a / s;
  t += (t * (q - t)) / (t + t + q);
  return x < 0 ? -t : t;
}
