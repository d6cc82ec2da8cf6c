/**
 * Powers in float64 lanes: base/math/pow.ts without its branches, integer powers by multiplication.
 *
 * After fdlibm e_pow.c: Copyright (C) 2004 by Sun Microsystems, Inc. All rights reserved.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */

import type { IrBuilder, Node } from "../ir.ts";
import { expRest } from "./exponential.ts";
import { both, clamp, clearLow, either, isNegative, not, number, type Pair, scale } from "./pieces.ts";

const infinity = Number.POSITIVE_INFINITY;

/** a^b; the special cases are those of base/math. */
export function pow(ir: IrBuilder, a: Node, b: Node): Node {
  if (b.kind === "const") {
    if (b.value === 0) return number(ir, 1);
    if (b.value === 0.5) return ir.select(ir.eq(a, -infinity), infinity, ir.sqrt(ir.add(a, 0)));
    if (Number.isInteger(b.value) && Math.abs(b.value) <= 64) return integerPower(ir, a, b.value);
  }
  return generalPower(ir, a, b);
}

function integerPower(ir: IrBuilder, a: Node, n: number): Node {
  let square = a;
  let power: Node | undefined;
  for (let rest = Math.abs(n); rest > 0; rest >>= 1) {
    if (rest & 1) power = power === undefined ? square : ir.mul(power, square);
    if (rest > 1) square = ir.mul(square, square);
  }
  return n < 0 ? ir.div(1, power!) : power!;
}

function generalPower(ir: IrBuilder, a: Node, b: Node): Node {
  const size = ir.abs(a);
  const whole = ir.eq(ir.apply("f64.floor", b), b);
  const half = ir.mul(b, 0.5);
  const odd = both(ir, whole, not(ir, ir.eq(ir.apply("f64.floor", half), half)));
  const value = positivePower(ir, size, b);
  const signed = ir.select(both(ir, odd, isNegative(ir, a)), ir.neg(value), value);
  const outside = both(ir, not(ir, whole), both(ir, ir.lt(a, 0), ir.gt(a, -infinity)));
  const unknown = either(ir, outside, both(ir, ir.eq(size, 1), ir.eq(ir.abs(b), infinity)));
  return ir.select(ir.eq(b, 0), 1, ir.select(unknown, Number.NaN, signed));
}

/** a^b for a >= 0. */
function positivePower(ir: IrBuilder, a: Node, b: Node): Node {
  const { high: hi, low: lo } = log2Pair(ir, a);
  const exponent = clamp(ir, b, -2147483648, 2147483648);
  // b log2(a) = p + q, p exact
  const head = clearLow(ir, exponent);
  const q = ir.add(ir.mul(ir.sub(exponent, head), hi), ir.mul(exponent, lo));
  const p = ir.mul(head, hi);
  const z = ir.add(p, q);
  const held = clamp(ir, z, -1080, 1030);
  const n = ir.apply("f64.nearest", held);
  const f = ir.sub(p, n);
  const t = clearLow(ir, ir.add(f, q));
  const u = ir.mul(t, 0.6931471824645996); // ln 2, upper 21 bits
  const v = ir.add(ir.mul(ir.sub(q, ir.sub(t, f)), Math.LN2), ir.mul(t, -1.904654299957768e-9));
  const inside = scale(ir, ir.add(1, ir.add(u, expRest(ir, u, v))), ir.apply("i32.truncWide", n));
  const value = ir.select(ir.gt(z, 1024.5), infinity, ir.select(ir.lt(z, -1076), number(ir, 0), inside));
  const grows = ir.eq(ir.select(ir.gt(a, 1), number(ir, 1), number(ir, -1)), sign(ir, b));
  const atEnd = either(ir, ir.eq(a, 0), either(ir, ir.eq(a, infinity), ir.eq(ir.abs(b), infinity)));
  const end = ir.select(grows, infinity, number(ir, 0));
  const isNumber = both(ir, ir.eq(a, a), ir.eq(b, b));
  return ir.select(isNumber, ir.select(atEnd, end, value), Number.NaN);
}

function sign(ir: IrBuilder, b: Node): Node {
  return ir.select(ir.gt(b, 0), number(ir, 1), number(ir, -1));
}

/** log2(a) for 0 < a < infinity, `high` with 21 significant bits; relative error about 2^-66. */
function log2Pair(ir: IrBuilder, a: Node): Pair {
  const small = ir.lt(a, 2.2250738585072014e-308);
  const x = ir.select(small, ir.mul(a, 9007199254740992), a); // 2^53
  const word = ir.apply("i32.highWord", x);
  const j = ir.apply("i32.and", word, 0xfffff);
  // the base nearest to the significand: 1, 1.5, or 1 of the next power of two
  const next = ir.gt(j, ir.constant("i32", 0xbb679));
  const upper = both(ir, ir.gt(j, ir.constant("i32", 0x3988e)), not(ir, next));
  const lifted = ir.apply("i32.and", small, 53);
  const n = ir.sub(ir.sub(ir.sub(ir.apply("i32.shr_s", word, 20), 1023), lifted), next);
  const ix = ir.sub(ir.apply("i32.or", j, 0x3ff00000), ir.apply("i32.and", next, 0x100000));
  const power = ir.apply("f64.fromHighWord", ir.apply("i32.and", word, 0x7ff00000));
  const fraction = ir.div(x, power);
  const m = ir.select(next, ir.mul(fraction, 0.5), fraction);
  const base = ir.select(upper, 1.5, number(ir, 1));
  const difference = ir.sub(m, base);
  const inverse = ir.div(1, ir.add(m, base));
  const s = ir.mul(difference, inverse);
  const sh = clearLow(ir, s);
  // m + base in two parts
  const middle = ir.add(ir.apply("i32.or", ir.apply("i32.shr_s", ix, 1), 0x20000000), 0x80000);
  const th = ir.apply("f64.fromHighWord", ir.add(middle, ir.apply("i32.and", upper, 1 << 18)));
  const tl = ir.sub(m, ir.sub(th, base));
  const sl = ir.mul(inverse, ir.sub(ir.sub(difference, ir.mul(sh, th)), ir.mul(sh, tl)));
  const r = ir.add(series(ir, ir.mul(s, s)), ir.mul(sl, ir.add(sh, s)));
  const square = ir.mul(sh, sh);
  const wh = clearLow(ir, ir.add(ir.add(3, square), r));
  const wl = ir.sub(r, ir.sub(ir.sub(wh, 3), square));
  const u = ir.mul(sh, wh);
  const v = ir.add(ir.mul(sl, wh), ir.mul(wl, s));
  const ph = clearLow(ir, ir.add(u, v));
  const pl = ir.sub(v, ir.sub(ph, u));
  const zh = ir.mul(0.9617967009544373, ph); // 2 / (3 ln 2)
  const correction = ir.select(upper, 1.350039202129749e-8, number(ir, 0));
  const zl = ir.add(ir.add(ir.mul(-7.028461650952758e-9, ph), ir.mul(pl, 0.9617966939259756)), correction);
  const d = ir.select(upper, 0.5849624872207642, number(ir, 0)); // log2(1.5)
  const whole = ir.apply("f64.convert", n);
  const high = clearLow(ir, ir.add(ir.add(ir.add(zh, zl), d), whole));
  return { high, low: ir.sub(zl, ir.sub(ir.sub(ir.sub(high, whole), d), zh)) };
}

function series(ir: IrBuilder, z: Node): Node {
  return ir.mul(ir.mul(z, z), ir.polynomial(z, seriesPolynomial));
}

const seriesPolynomial = [
  0.5999999999999946, 0.4285714285785502, 0.33333332981837743, 0.272728123808534, 0.23066074577556175,
  0.20697501780033842,
];
