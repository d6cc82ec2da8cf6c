/**
 * sin, cos and tan in float64 lanes: |x| = q pi / 2 + r, |r| <= pi / 4.
 * Up to 2^16 pi / 2 is subtracted in two parts (Cody and Waite); beyond, x 2 / pi is multiplied out, 24 bits of 2 / pi at
 * a time, each partial product exact and reduced modulo 4 (Payne and Hanek).
 */

import type { IrBuilder, Node } from "../ir.ts";
import { type Form, finished, flipSign, plain, type Spelling } from "./form.ts";
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

/** Of a float32 x; of what `wide` knows of it besides, too, since a multiple of x is rounded by more than a turn far out. */
function reduce(ir: IrBuilder, x: Node, known?: Node): Quadrant {
  const a = ir.abs(x);
  const wide = known === undefined ? promote(ir, a) : ir.abs(known);
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

/** What is known of an argument: rounded, and in float64 if it is more than its float32. */
function argumentOf(ir: IrBuilder, a: Form): readonly [x: Node, wide?: Node] {
  const x = finished(ir, a);
  return a.kind === "plain" && a.wide && !a.exact ? [x, a.wide()] : [x];
}

/** Of |x|, in float64 lanes; the sign that is missing is bit 31. */
function sineLanes(ir: IrBuilder, [x, wide]: readonly [Node, Node?]): { readonly size: Node; readonly sign: Node } {
  const { q, r } = reduce(ir, x, wide);
  const size = ir.select(isOdd(ir, q), cosineOf(ir, r), sineOf(ir, r));
  return { size, sign: ir.apply("i32.xor", signOf(ir, q), ir.apply("i32.reinterpret", x)) };
}

function cosineLanes(ir: IrBuilder, [x, wide]: readonly [Node, Node?]): { readonly size: Node; readonly sign: Node } {
  const { q, r } = reduce(ir, x, wide);
  return { size: ir.select(isOdd(ir, q), sineOf(ir, r), cosineOf(ir, r)), sign: signOf(ir, ir.add(q, 1)) };
}

type Lanes = typeof sineLanes;

function rounded(lanes: Lanes): Spelling {
  return (ir, a) => {
    const { size, sign } = lanes(ir, argumentOf(ir, a));
    return plain(flipSign(ir, demote(ir, size), sign));
  };
}

function unrounded(lanes: Lanes): (ir: IrBuilder, a: Form) => Node {
  return (ir, a) => {
    const { size, sign } = lanes(ir, argumentOf(ir, a));
    return ir.select(ir.lt(sign, ir.constant("i32", 0)), ir.neg(size), size);
  };
}

export const sin = rounded(sineLanes);
export const cos = rounded(cosineLanes);
export const sinFine = unrounded(sineLanes);
export const cosFine = unrounded(cosineLanes);

export const tan: Spelling = (ir, a) => {
  const [x, wide] = argumentOf(ir, a);
  const { q, r } = reduce(ir, x, wide);
  const [s, c] = [sineOf(ir, r), cosineOf(ir, r)];
  const odd = isOdd(ir, q);
  const value = demote(ir, ir.div(ir.select(odd, c, s), ir.select(odd, ir.neg(s), c)));
  return plain(flipSign(ir, value, ir.apply("i32.reinterpret", x)));
};
