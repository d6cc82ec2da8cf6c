/**
 * sin, cos and tan in float64 lanes: |x| = q pi / 2 + r, |r| <= pi / 4.
 * Up to 2^16 pi / 2 is subtracted in two parts (Cody and Waite); beyond, x 2 / pi is multiplied out, 24 bits of 2 / pi at
 * a time, each partial product exact and reduced modulo 4 (Payne and Hanek).
 */

import type { IrBuilder, Node } from "../ir.ts";
import { flipSign, ofNode } from "./form.ts";
import { demote, promote } from "./wide.ts";

const sinWide = [
  0.9999999999956515, -0.16666666631450996, 0.00833332876883547, -0.00019839198092453864, 2.7173075444014035e-6,
];
const cosWide = [
  0.999999999999944, -0.4999999999934787, 0.041666666543420654, -0.0013888880368345476, 2.4798923457970708e-5,
  -2.7173048390198084e-7,
];

// pi / 2 in 33 bits, and what is left.
const halfPiHigh = 1.5707963267341256;
const halfPiLow = 6.077100506506192e-11;

interface Quadrant {
  /** q modulo 4 in its low bits. */
  readonly q: Node;
  readonly r: Node;
}

function nearReduction(ir: IrBuilder, a: Node): Quadrant {
  const n = ir.apply("f64.nearest", ir.mul(a, 2 / Math.PI));
  const r = ir.sub(ir.sub(a, ir.mul(n, halfPiHigh)), ir.mul(n, halfPiLow));
  return { q: ir.apply("i32.truncWide", n), r };
}

/** 2 / pi, 24 bits each: 0xa2f983 2^-24, 0x6e4e44 2^-48, ... */
const twoOverPi = [0xa2f983, 0x6e4e44, 0x1529fc, 0x2757d1, 0xf534dd, 0xc0db62, 0x95993c, 0x439041];

function farReduction(ir: IrBuilder, a: Node): Quadrant {
  let high: Node = ir.constant("f64", 0);
  let low: Node = ir.constant("f64", 0);
  twoOverPi.forEach((digits, i) => {
    const part = ir.mul(a, digits / powerOfTwo(24 * (i + 1)));
    const rest = ir.sub(part, ir.mul(ir.apply("f64.floor", ir.mul(part, 0.25)), 4));
    // The sum keeps its whole turns out, so that `high` stays small, and what it rounds off goes to `low`.
    const sum = ir.add(high, rest);
    const back = ir.sub(sum, high);
    const lost = ir.add(ir.sub(high, ir.sub(sum, back)), ir.sub(rest, back));
    low = ir.add(low, lost);
    high = sum;
  });
  const n = ir.apply("f64.nearest", high);
  const fraction = ir.add(ir.sub(high, n), low);
  return { q: ir.apply("i32.truncWide", n), r: ir.mul(fraction, Math.PI / 2) };
}

function powerOfTwo(exponent: number): number {
  let power = 1;
  for (let i = 0; i < exponent; i++) power *= 2;
  return power;
}

function reduce(ir: IrBuilder, x: Node): Quadrant {
  const a = ir.abs(x);
  const wide = promote(ir, a);
  const near = nearReduction(ir, wide);
  const far = farReduction(ir, wide);
  const isFar = ir.gt(a, 65536);
  return { q: ir.apply("i32.rarely", isFar, far.q, near.q), r: ir.apply("f64.rarely", isFar, far.r, near.r) };
}

function sineOf(ir: IrBuilder, r: Node): Node {
  return ir.mul(r, ir.polynomial(ir.mul(r, r), sinWide));
}

function cosineOf(ir: IrBuilder, r: Node): Node {
  return ir.polynomial(ir.mul(r, r), cosWide);
}

function isOdd(ir: IrBuilder, q: Node): Node {
  return ir.eq(ir.apply("i32.and", q, 1), ir.constant("i32", 1));
}

/** Bit 1 of q is the sign. */
function signOf(ir: IrBuilder, q: Node): Node {
  return ir.apply("i32.shl", q, 30);
}

export const sin = ofNode((ir, x) => {
  const { q, r } = reduce(ir, x);
  const value = demote(ir, ir.select(isOdd(ir, q), cosineOf(ir, r), sineOf(ir, r)));
  return flipSign(ir, value, ir.apply("i32.xor", signOf(ir, q), ir.apply("i32.reinterpret", x)));
});

export const cos = ofNode((ir, x) => {
  const { q, r } = reduce(ir, x);
  const value = demote(ir, ir.select(isOdd(ir, q), sineOf(ir, r), cosineOf(ir, r)));
  return flipSign(ir, value, signOf(ir, ir.add(q, 1)));
});

export const tan = ofNode((ir, x) => {
  const { q, r } = reduce(ir, x);
  const [s, c] = [sineOf(ir, r), cosineOf(ir, r)];
  const odd = isOdd(ir, q);
  const value = demote(ir, ir.div(ir.select(odd, c, s), ir.select(odd, ir.neg(s), c)));
  return flipSign(ir, value, ir.apply("i32.reinterpret", x));
});
