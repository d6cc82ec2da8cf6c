/**
 * sin, cos, tan and atan in float64 lanes: base/math/trig.ts without its branches.
 * Up to 2^20 pi / 2 is subtracted in four parts; beyond, x is multiplied by 21 bits of 2 / pi at a time, each partial
 * product exact and reduced modulo 4 (Payne and Hanek). Beyond 2^160 the result is NaN, which agrees with nothing.
 *
 * After fdlibm k_sin.c, k_cos.c, k_tan.c, s_atan.c: Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */

import type { IrBuilder, Node } from "../ir.ts";
import { clearLow, number, type Pair, product, sum, withSign } from "./pieces.ts";

/** x = q pi / 2 + high + low; q modulo 4 in its low bits. */
interface Quadrant extends Pair {
  readonly q: Node;
}

export function sin(ir: IrBuilder, x: Node): Node {
  const { q, high, low } = reduce(ir, x);
  return ir.select(ir.eq(x, 0), x, turn(ir, q, high, low));
}

export function cos(ir: IrBuilder, x: Node): Node {
  const { q, high, low } = reduce(ir, x);
  return turn(ir, ir.add(q, 1), high, low);
}

/** The quotient, its rounding made good by the exact remainder. */
export function tan(ir: IrBuilder, x: Node): Node {
  const { q, high, low } = reduce(ir, x);
  const [s, c] = [sine(ir, high, low), cosine(ir, high, low)];
  const odd = isOdd(ir, q);
  const value = ir.div(ir.select(odd, c, s), ir.select(odd, ir.neg(s), c));
  return ir.select(ir.eq(x, 0), x, value);
}

function turn(ir: IrBuilder, q: Node, high: Node, low: Node): Node {
  const value = ir.select(isOdd(ir, q), cosine(ir, high, low), sine(ir, high, low));
  const isBelow = ir.eq(ir.apply("i32.and", q, 2), ir.constant("i32", 2));
  return ir.select(isBelow, ir.neg(value), value);
}

function isOdd(ir: IrBuilder, q: Node): Node {
  return ir.eq(ir.apply("i32.and", q, 1), ir.constant("i32", 1));
}

function sine(ir: IrBuilder, x: Node, tail: Node): Node {
  const z = ir.mul(x, x);
  const v = ir.mul(z, x);
  const r = ir.polynomial(z, sinePolynomial);
  const bend = ir.sub(ir.mul(z, ir.sub(ir.mul(0.5, tail), ir.mul(v, r))), tail);
  return ir.sub(x, ir.sub(bend, ir.mul(v, -0.16666666666666632)));
}

const sinePolynomial = [
  0.00833333333332249, -0.0001984126982985795, 2.7557313707070068e-6, -2.5050760253406863e-8, 1.58969099521155e-10,
];

function cosine(ir: IrBuilder, x: Node, tail: Node): Node {
  const z = ir.mul(x, x);
  const r = ir.mul(z, ir.polynomial(z, cosinePolynomial));
  const half = ir.mul(0.5, z);
  const w = ir.sub(1, half);
  return ir.add(w, ir.add(ir.sub(ir.sub(1, w), half), ir.sub(ir.mul(z, r), ir.mul(x, tail))));
}

const cosinePolynomial = [
  0.0416666666666666, -0.001388888888887411, 2.480158728947673e-5, -2.7557314351390663e-7, 2.087572321298175e-9,
  -1.1359647557788195e-11,
];

function reduce(ir: IrBuilder, x: Node): Quadrant {
  const near = nearReduction(ir, x);
  const size = ir.abs(x);
  const turned = farReduction(ir, size);
  const left = ir.lt(x, 0);
  const far = {
    q: ir.select(left, ir.sub(0, turned.q), turned.q),
    high: ir.select(left, ir.neg(turned.high), turned.high),
    low: ir.select(left, ir.neg(turned.low), turned.low),
  };
  const isFar = ir.gt(size, 1048576);
  return {
    q: ir.apply("i32.rarely", isFar, far.q, near.q),
    high: ir.apply("f64.rarely", isFar, far.high, near.high),
    low: ir.apply("f64.rarely", isFar, far.low, near.low),
  };
}

/** fdlibm e_rem_pio2.c: pi / 2 in three parts of 33 bits and what is left; all sums but the last are exact. */
function nearReduction(ir: IrBuilder, x: Node): Quadrant {
  const n = ir.apply("f64.nearest", ir.mul(x, 0.6366197723675814));
  const first = ir.sub(x, ir.mul(n, 1.5707963267341256));
  const second = sum(ir, first, ir.neg(ir.mul(n, 6.077100506303966e-11)));
  const third = sum(ir, second.high, ir.neg(ir.mul(n, 2.0222662487111665e-21)));
  const rest = ir.sub(ir.add(second.low, third.low), ir.mul(n, 8.4784276603689e-32));
  return { q: ir.apply("i32.truncWide", n), ...sum(ir, third.high, rest) };
}

/** 2 / pi, 21 bits each: the first 2^-21 of it, then 2^-42, ... */
const twoOverPi = digits(
  "a2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1d",
  14,
);

function digits(hexadecimal: string, count: number): readonly number[] {
  const bits = Array.from(hexadecimal, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, "0")).join("");
  let unit = 1;
  return Array.from({ length: count }, (_, i) => {
    unit /= 2097152;
    return Number.parseInt(bits.slice(21 * i, 21 * i + 21), 2) * unit;
  });
}

/** For x > 0, both halves of which have 32 bits at most, so that each product is exact. */
function farReduction(ir: IrBuilder, x: Node): Quadrant {
  const upper = clearLow(ir, x);
  const lower = ir.sub(x, upper);
  let high = number(ir, 0);
  let low = number(ir, 0);
  for (const digit of twoOverPi) {
    for (const half of [upper, lower]) {
      const part = ir.mul(half, digit);
      const total = sum(ir, high, ir.sub(part, ir.mul(ir.apply("f64.floor", ir.mul(part, 0.25)), 4)));
      high = total.high;
      low = ir.add(low, total.low);
    }
  }
  const n = ir.apply("f64.nearest", high);
  const fraction = sum(ir, ir.sub(high, n), low);
  const angle = product(ir, fraction.high, number(ir, Math.PI / 2));
  const rest = ir.add(ir.mul(fraction.high, 6.123233995736766e-17), ir.mul(fraction.low, Math.PI / 2));
  const beyond = ir.gt(x, 1.461501637330903e48); // 2^160
  const result = sum(ir, angle.high, ir.add(angle.low, rest));
  return {
    q: ir.apply("i32.truncWide", n),
    high: ir.select(beyond, Number.NaN, result.high),
    low: result.low,
  };
}

const atanHigh = [0.4636476090008061, 0.7853981633974483, 0.982793723247329, 1.5707963267948966];
const atanLow = [2.2698777452961687e-17, 3.061616997868383e-17, 1.3903311031230998e-17, 6.123233995736766e-17];

/** atan(a) = atan(c) + atan((a - c) / (1 + a c)) for c = 1/2, 1, 3/2, infinity. */
export function atan(ir: IrBuilder, x: Node): Node {
  const a = ir.abs(x);
  const pick = (values: readonly Node[]): Node =>
    [0.6875, 1.1875, 2.4375].reduceRight(
      (above, limit, i) => ir.select(ir.lt(a, limit), values[i]!, above),
      values.at(-1)!,
    );
  const numbers = (values: readonly number[]): Node => pick(values.map((value) => number(ir, value)));
  const numerator = pick([ir.sub(ir.mul(2, a), 1), ir.sub(a, 1), ir.sub(a, 1.5), number(ir, -1)]);
  const denominator = pick([ir.add(2, a), ir.add(a, 1), ir.add(1, ir.mul(1.5, a)), a]);
  const inside = ir.lt(a, 0.4375);
  const t = ir.select(inside, a, ir.div(numerator, denominator));
  const bent = ir.mul(t, bend(ir, t));
  const far = ir.sub(numbers(atanHigh), ir.sub(ir.sub(bent, numbers(atanLow)), t));
  return withSign(ir, ir.select(inside, ir.sub(t, bent), far), x);
}

/** 1 - atan(x) / x. */
function bend(ir: IrBuilder, x: Node): Node {
  const z = ir.mul(x, x);
  return ir.mul(z, ir.polynomial(z, atanPolynomial));
}

const atanPolynomial = [
  0.3333333333333293, -0.19999999999876483, 0.14285714272503466, -0.11111110405462356, 0.09090887133436507,
  -0.0769187620504483, 0.06661073137387531, -0.058335701337905735, 0.049768779946159324, -0.036531572744216916,
  0.016285820115365782,
];
