/**
 * Functions computed in float64 lanes and rounded once: where float32 arithmetic would need tricks to reach 2 ulp.
 * The polynomials are Chebyshev interpolants, good to 2^-32 or better on their intervals (scripts/fit_kernels.py).
 */

import type { IrBuilder, Node } from "../ir.ts";
import { twoPowers } from "./exponential.ts";
import { finished, flipSign, ofNode, plain, product, type Spelling, scaled, signBit } from "./form.ts";
import { split, splitAny } from "./logarithm.ts";

const expWide = [
  0.9999999999592369, 0.999999999995473, 0.5000000108377728, 0.16666666787028753, 0.0416662165210468,
  0.008333283339034426, 0.0013948697984710072, 0.00019907702175735054,
];
const logWide = [
  1.9999999999999438, 0.6666666668024849, 0.3999999468037974, 0.2857218904379317, 0.22173253896019912,
  0.19623069485942382,
];

export function promote(ir: IrBuilder, x: Node): Node {
  return ir.apply("f64.promote", x);
}

export function demote(ir: IrBuilder, x: Node): Node {
  return ir.apply("f32.demote", x);
}

/** `x` held to least..most; NaN stays NaN. */
function clamp(ir: IrBuilder, x: Node, least: number, most: number): Node {
  const above = ir.select(ir.lt(x, least), least, x);
  return ir.select(ir.gt(above, most), most, above);
}

/** e^x for a float64 x in -176..177, as `value * first * second`: float64 about 1, and two float32 powers of two. */
function expParts(ir: IrBuilder, x: Node) {
  const n = ir.apply("f64.nearest", ir.mul(x, Math.LOG2E));
  const r = ir.sub(x, ir.mul(n, Math.LN2));
  const [first, second] = twoPowers(ir, ir.add(ir.apply("i32.truncWide", n), 254));
  return { value: ir.polynomial(r, expWide), first, second };
}

/** e^x in float64. */
function expOf(ir: IrBuilder, x: Node): Node {
  const { value, first, second } = expParts(ir, x);
  return ir.mul(ir.mul(value, promote(ir, first)), promote(ir, second));
}

/** k ln 2 + log(m), m about 1, in float64: log(m) = 2 artanh s, s = (m - 1) / (m + 1). */
function logOf(ir: IrBuilder, k: Node, m: Node): Node {
  const s = ir.div(ir.sub(m, 1), ir.add(m, 1));
  const series = ir.mul(s, ir.polynomial(ir.mul(s, s), logWide));
  return ir.add(ir.mul(ir.apply("f64.convert", k), Math.LN2), series);
}

/** log of a float32 y in float64; -infinity at 0, NaN below. */
function logOfSingle(ir: IrBuilder, y: Node): Node {
  const { k, m } = splitAny(ir, y);
  const inside = logOf(ir, k, promote(ir, m));
  const end = ir.select(
    ir.eq(y, 0),
    Number.NEGATIVE_INFINITY,
    ir.select(ir.gt(y, 0), y, ir.constant("f32", Number.NaN)),
  );
  const regular = ir.apply("i32.and", ir.gt(y, 0), ir.lt(y, Number.POSITIVE_INFINITY));
  return ir.select(regular, inside, promote(ir, end));
}

export const log2 = ofNode((ir, a) => demote(ir, ir.mul(logOfSingle(ir, a), Math.LOG2E)));

const sinhWide = [
  0.9999999999999205, 0.16666666667239327, 0.008333333266545869, 0.00019841298317149254, 2.755183485237489e-6,
  2.5538205221156536e-8,
];

/** e^|x| in float64, |x| held to 100: float32 overflows past 89. */
function growth(ir: IrBuilder, x: Node): Node {
  return expOf(ir, promote(ir, ir.apply("f32.min", ir.abs(x), 100)));
}

export const sinh = ofNode((ir, a) => {
  const x = promote(ir, a);
  const near = ir.mul(x, ir.polynomial(ir.mul(x, x), sinhWide));
  const e = growth(ir, a);
  const far = demote(ir, ir.mul(ir.sub(e, ir.div(1, e)), 0.5));
  return ir.select(ir.lt(ir.abs(a), 1), demote(ir, near), flipSign(ir, far, ir.apply("i32.reinterpret", a)));
});

export const cosh = ofNode((ir, a) => {
  const e = growth(ir, a);
  return demote(ir, ir.mul(ir.add(e, ir.div(1, e)), 0.5));
});

/** log(a + sqrt(a^2 + 1)); near 0, where that cancels, two terms of the series; far out, log(8 a / 4). */
export const asinh = ofNode((ir, x) => {
  const a = ir.abs(x);
  const large = ir.gt(a, 1048576);
  const wide = promote(ir, a);
  const sum = ir.select(large, ir.mul(wide, 0.25), ir.add(wide, ir.sqrt(ir.add(ir.mul(wide, wide), 1))));
  const { k } = split(ir, demote(ir, sum));
  const inverse = ir.apply("f32.reinterpret", ir.apply("i32.shl", ir.sub(127, k), 23));
  const value = logOf(ir, ir.add(k, ir.apply("i32.and", large, 3)), ir.mul(sum, promote(ir, inverse)));
  const near = ir.mul(wide, ir.sub(1, ir.mul(ir.mul(wide, wide), 1 / 6)));
  const result = demote(ir, ir.select(ir.lt(a, 0.001953125), near, value));
  const ended = ir.select(ir.lt(a, Number.POSITIVE_INFINITY), result, a);
  return flipSign(ir, ended, ir.apply("i32.reinterpret", x));
});

const atanPolynomial = [
  0.999999999999973, -0.3333333333078472, 0.19999999602363222, -0.14285690294890238, 0.11110381840871641,
  -0.09078349078551037, 0.07563385785694479, -0.058732884125488154, 0.03064357643044098,
];

/** atan a = offset + atan t, |t| <= tan(pi / 8): t is a, (a - 1) / (a + 1) or -1 / a. */
export const atan = ofNode((ir, x) =>
  flipSign(ir, demote(ir, atanOf(ir, promote(ir, ir.abs(x)))), ir.apply("i32.reinterpret", x)),
);

/** atan of a float64. */
export function atanFine(ir: IrBuilder, x: Node): Node {
  const size = atanOf(ir, ir.abs(x));
  return ir.select(ir.lt(x, 0), ir.neg(size), size);
}

function atanOf(ir: IrBuilder, a: Node): Node {
  const middle = ir.gt(a, 0.41421356237309503);
  const outer = ir.gt(a, 2.414213562373095);
  const numerator = ir.select(outer, -1, ir.select(middle, ir.sub(a, 1), a));
  const denominator = ir.select(outer, a, ir.select(middle, ir.add(a, 1), 1));
  const offset = ir.select(outer, Math.PI / 2, ir.select(middle, Math.PI / 4, ir.constant("f64", 0)));
  const t = ir.div(numerator, denominator);
  return ir.add(offset, ir.mul(t, ir.polynomial(ir.mul(t, t), atanPolynomial)));
}

/** e^(a^2) erfc(a) for a >= 0, in t = (a - 2) / (a + 2). */
const erfcWide = [
  0.25539567632841337, -0.4271858478458687, 0.24165819237099415, -0.0789785617686083, 0.0037329282021758767,
  0.006997217992043247, -0.0008474442276553336, -0.0009806482290292365, 4.4971390296760894e-5, 0.00017083624951865463,
  2.3657593555369745e-5, -2.325268356819146e-5, -8.23799123615268e-6,
];

/** Past 10.06 erfc is 0; held to 13.25, where even the largest float32 times it is. */
export const erfc = ofNode((ir, x) => {
  const a = promote(ir, ir.apply("f32.min", ir.abs(x), 13.25));
  const t = ir.div(ir.sub(a, 2), ir.add(a, 2));
  const { value, first, second } = expParts(ir, ir.neg(ir.mul(a, a)));
  const tail = ir.mul(ir.mul(value, ir.polynomial(t, erfcWide)), promote(ir, first));
  const left = ir.lt(x, 0);
  const reflected = ir.sub(2, ir.mul(tail, promote(ir, second)));
  return scaled(demote(ir, ir.select(left, reflected, tail)), ir.select(left, 1, second));
});

/** a^b as e^(b log |a|) with the ends of base/math: NaN for 1^infinity, 1 for a^0. */
function powGeneral(ir: IrBuilder, a: Node, b: Node): Node {
  const infinity = Number.POSITIVE_INFINITY;
  const exponent = clamp(ir, ir.mul(promote(ir, b), logOfSingle(ir, ir.abs(a))), -176, 177);
  const size = demote(ir, expOf(ir, exponent));
  const whole = ir.eq(ir.apply("f32.floor", b), b);
  const half = ir.mul(b, 0.5);
  const odd = ir.apply(
    "i32.and",
    ir.apply("i32.and", whole, ir.apply("f32.ne", ir.apply("f32.floor", half), half)),
    signBit,
  );
  const signed = flipSign(ir, size, ir.apply("i32.and", ir.apply("i32.reinterpret", a), odd));
  const finiteNegative = ir.apply("i32.and", ir.lt(a, 0), ir.gt(a, -infinity));
  const outside = ir.select(whole, ir.constant("i32", 0), finiteNegative);
  const value = ir.select(outside, ir.constant("f32", Number.NaN), signed);
  return ir.select(ir.eq(b, 0), 1, value);
}

/** a^n for an integer n by squaring, in float64 where float32 would round more than twice or overflow on the way. */
function powInteger(ir: IrBuilder, a: Node, n: number): Node {
  const size = Math.abs(n);
  if (n === -1) return ir.div(1, a);
  let square = promote(ir, a);
  let power: Node | undefined;
  for (let rest = size; rest > 0; rest >>= 1) {
    if (rest & 1) power = power === undefined ? square : ir.mul(power, square);
    square = ir.mul(square, square);
  }
  return demote(ir, n < 0 ? ir.div(1, power!) : power!);
}

export const pow: Spelling = (ir, a, b) => {
  const [x, y] = [finished(ir, a), finished(ir, b)];
  if (y.kind === "const") {
    if (y.value === 1) return a;
    if (y.value === 2) return product(ir, a, a);
    if (y.value === 3) return product(ir, product(ir, a, a), a);
    if (y.value === 0) return plain(ir.constant("f32", 1));
    if (Number.isInteger(y.value) && Math.abs(y.value) <= 64) return plain(powInteger(ir, x, y.value));
  }
  return plain(powGeneral(ir, x, y));
};
