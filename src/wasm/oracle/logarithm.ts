/**
 * Logarithms in float64 lanes: base/math/log.ts without its branches.
 * a + log(u) = a + k ln 2 + f + rest(f), the large terms added without loss, so that only the last addition rounds.
 *
 * After fdlibm e_log.c: Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */

import type { IrBuilder, Node, Operand } from "../ir.ts";
import { decay, LN2_HI, LN2_LO, vanishing } from "./exponential.ts";
import { both, byRegion, clearLow, number, powerOfTwo, product, rational, sum, withSign } from "./pieces.ts";

const infinity = Number.POSITIVE_INFINITY;

export function log(ir: IrBuilder, x: Node): Node {
  return atEdges(ir, x, addLog(ir, number(ir, 0), x, 0));
}

export function log1p(ir: IrBuilder, x: Node): Node {
  const u = sum(ir, number(ir, 1), x);
  const value = addLog(ir, number(ir, 0), u.high, ir.div(u.low, u.high));
  return ir.select(ir.eq(x, 0), x, atEdges(ir, u.high, value));
}

/** FreeBSD e_log2.c: 1 / ln 2 in two parts. */
export function log2(ir: IrBuilder, x: Node): Node {
  const { k, f } = split(ir, x);
  const rest = logRest(ir, f);
  const head = clearLow(ir, ir.add(f, rest));
  const tail = ir.add(ir.sub(f, head), rest);
  const hi = ir.mul(head, 1.4426950216293335); // 22 bits
  const lo = ir.add(ir.mul(ir.add(tail, head), 1.9259629911266175e-8), ir.mul(tail, 1.4426950216293335));
  const { high, low } = sum(ir, k, hi);
  return atEdges(ir, x, ir.add(high, ir.add(low, lo)));
}

/** log(1 + e^x) = max(x, 0) + log(1 + e^-|x|). */
export function softplus(ir: IrBuilder, x: Node): Node {
  const e = decay(ir, x);
  const u = sum(ir, number(ir, 1), e.high);
  const right = ir.gt(x, 0);
  const value = addLog(ir, ir.select(right, x, number(ir, 0)), u.high, ir.div(ir.add(u.low, e.low), u.high));
  return byRegion(ir, [ir.gt(x, 40), x], [ir.lt(x, vanishing), number(ir, 0)], [ir.lt(x, 41), value]);
}

/** The rational below 0.5 is Cephes asinh.c (Moshier); beyond 10^8 it is log(2 a). */
export function asinh(ir: IrBuilder, x: Node): Node {
  const z = ir.mul(x, x);
  const near = ir.add(x, ir.mul(x, ir.mul(z, rational(ir, z, asinhTop, asinhBottom))));
  const a = ir.abs(x);
  const large = ir.gt(a, 1e8);
  const held = ir.select(large, number(ir, 1), a);
  // u = a + sqrt(a^2 + 1), with what the square, the root and the sums rounded away
  const p = product(ir, held, held);
  const q = sum(ir, p.high, number(ir, 1));
  const root = ir.sqrt(q.high);
  const square = product(ir, root, root);
  const lost = ir.add(ir.sub(ir.sub(q.high, square.high), square.low), ir.add(q.low, p.low));
  const u = sum(ir, held, root);
  const c = ir.div(ir.add(u.low, ir.div(lost, ir.mul(2, root))), u.high);
  const far = addLog(
    ir,
    ir.select(large, LN2_HI, number(ir, 0)),
    ir.select(large, a, u.high),
    ir.select(large, LN2_LO, c),
  );
  return byRegion(
    ir,
    [ir.lt(a, 0.5), ir.select(ir.eq(x, 0), x, near)],
    [ir.lt(a, infinity), withSign(ir, far, x)],
    [ir.eq(a, infinity), x],
  );
}

const asinhTop = [
  -5.566822272308596, -9.090305333083773, -4.373902261943567, -0.5917502120563871, -0.004332316837523421,
];
const asinhBottom = [33.400933633851636, 69.57225213372575, 48.60424838052918, 12.875700206742644, 1];

/** a + log(u) + c for u > 0 finite, |c| far below 1. */
function addLog(ir: IrBuilder, a: Node, u: Node, c: Operand): Node {
  const { k, f } = split(ir, u);
  const big = sum(ir, a, ir.mul(k, LN2_HI));
  const t = sum(ir, big.high, f);
  const rest = ir.add(ir.add(ir.mul(k, LN2_LO), c), logRest(ir, f));
  return ir.add(t.high, ir.add(ir.add(t.low, big.low), rest));
}

/** log(1 + f) - f, for 1 + f between sqrt(1/2) and sqrt(2). */
function logRest(ir: IrBuilder, f: Node): Node {
  const s = ir.div(f, ir.add(2, f));
  const r = ir.mul(ir.mul(s, s), ir.polynomial(ir.mul(s, s), restPolynomial));
  const half = ir.mul(ir.mul(0.5, f), f);
  return ir.sub(ir.mul(s, ir.add(half, r)), half);
}

const restPolynomial = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605116586,
];

/** x = 2^k (1 + f) with 1 + f between sqrt(1/2) and sqrt(2), k as float64. */
function split(ir: IrBuilder, x: Node): { readonly k: Node; readonly f: Node } {
  const small = ir.lt(x, 2.2250738585072014e-308);
  const y = ir.select(small, ir.mul(x, 18014398509481984), x); // 2^54 lifts a subnormal
  // the exponent of y / sqrt(1/2): the high word shifted so that it ticks over at sqrt(2)
  const n = ir.sub(ir.apply("i32.shr_s", ir.add(ir.apply("i32.highWord", y), 0x95f64), 20), 1023);
  // two factors, as 2^-n alone is subnormal for n = 1024
  const half = ir.apply("i32.shr_s", n, 1);
  const m = ir.mul(ir.mul(y, powerOfTwo(ir, ir.sub(0, half))), powerOfTwo(ir, ir.sub(half, n)));
  const lifted = ir.apply("i32.and", small, 54);
  return { k: ir.apply("f64.convert", ir.sub(n, lifted)), f: ir.sub(m, 1) };
}

/** `value` for 0 < x < infinity; at 0 -infinity, at infinity that, else NaN. */
function atEdges(ir: IrBuilder, x: Node, value: Node): Node {
  const positive = ir.gt(x, 0);
  const end = ir.select(ir.eq(x, 0), -infinity, ir.select(positive, x, number(ir, Number.NaN)));
  return ir.select(both(ir, positive, ir.lt(x, infinity)), value, end);
}
