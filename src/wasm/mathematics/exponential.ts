/**
 * exp and what is made of it, in float32: e^x = 2^n e^r with n = round(x log2 e), |r| <= ln(2) / 2, e^r a polynomial.
 * 2^n is applied as two factors, because one power of two does not reach from 2^128 to the subnormals.
 */

import type { IrBuilder, Node } from "../ir.ts";
import { type Form, finished, flipSign, ofNode, type Scaled, type Spelling, scaled } from "./form.ts";

/** Adding it, and an integer bias, rounds to an integer; the low bits of the sum are that integer plus the bias. */
const round = 12582912;
// ln 2 in two parts; the first has 15 bits, so that n times it is exact.
const ln2High = 0.693145752;
const ln2Low = 1.42860677e-6;

/** e^r = 1 + (r + r^2 P(r)), within 0.99 ulp after scaling. */
const expPolynomial = [0.49999994, 0.166665211, 0.0416682884, 0.00836870354, 0.00138189388];
const expm1Polynomial = [0.5, 0.166666672, 0.0416664891, 0.00833320804, 0.0013932708, 0.000199442715];

/**
 * Below the first, the first factor of 2^n is 0; above the second, the second is infinity. In between both are exact,
 * so that a product can take the exponential in even where e^x itself would overflow or vanish.
 */
const expLeast = -176;
const expMost = 177;

interface Reduced {
  readonly r: Node;
  /** n + `bias`, in the low bits of an i32. */
  readonly bits: Node;
}

/** x = n ln 2 + r. */
function reduce(ir: IrBuilder, x: Node, bias: number): Reduced {
  const shifted = ir.add(ir.mul(x, Math.LOG2E), round + bias);
  const n = ir.sub(shifted, round + bias);
  const r = ir.sub(ir.sub(x, ir.mul(n, ln2High)), ir.mul(n, ln2Low));
  return { r, bits: ir.apply("i32.reinterpret", shifted) };
}

/** e^r - 1. */
function fraction(ir: IrBuilder, r: Node, polynomial: readonly number[] = expPolynomial): Node {
  return ir.add(r, ir.mul(ir.mul(r, r), ir.polynomial(r, polynomial)));
}

/** 2^k, k + 127 being the low bits of `bits` (k = -127 gives 0, k = 128 infinity). */
export function powerOfTwo(ir: IrBuilder, bits: Node): Node {
  return ir.apply("f32.reinterpret", ir.apply("i32.shl", bits, 23));
}

/** 2^n as two factors, given n + 254. */
export function twoPowers(ir: IrBuilder, bits: Node): readonly [Node, Node] {
  const half = ir.apply("i32.shr_s", bits, 1);
  return [powerOfTwo(ir, half), powerOfTwo(ir, ir.sub(bits, half))];
}

/** e^(x + rest) = (1 + q) * first * second, for x in -176..177 and a small `rest`; q is NaN if x is. */
export function expParts(ir: IrBuilder, x: Node, rest?: Node) {
  const { r, bits } = reduce(ir, x, 254);
  const [first, second] = twoPowers(ir, bits);
  return { q: fraction(ir, rest === undefined ? r : ir.add(r, rest)), first, second };
}

/** e^x for x in -176..177, and `rest` more; NaN if x is. */
function expScaled(ir: IrBuilder, x: Node, rest?: Node): Scaled {
  const { q, first, second } = expParts(ir, x, rest);
  return scaled(ir.mul(ir.add(q, 1), first), second);
}

/** The argument of an exponential: rounded, and what rounding lost if that is known and anything. */
export function argumentOf(ir: IrBuilder, a: Form): { readonly x: Node; readonly rest?: Node } {
  if (a.kind !== "plain" || !a.wide || a.exact) return { x: finished(ir, a) };
  return rounded(ir, a.wide());
}

function rounded(ir: IrBuilder, wide: Node): { readonly x: Node; readonly rest: Node } {
  // the same for x and -x: sigmoid(1.7 x) and sigmoid(-1.7 x) share their exponential
  if (wide.kind === "apply" && wide.op === "f64.neg") {
    const { x, rest } = rounded(ir, wide.args[0]!);
    return { x: ir.neg(x), rest: ir.neg(rest) };
  }
  const x = ir.apply("f32.demote", wide);
  const lost = ir.apply("f32.demote", ir.sub(wide, ir.apply("f64.promote", x)));
  // NaN past the largest float32, where the limits on x decide anyway.
  return { x, rest: ir.apply("f32.min", ir.apply("f32.max", ir.constant("f32", -0.01), lost), 0.01) };
}

/** e^(-|x|), scaled: what sigmoid, softplus and their kin share. */
export function decay(ir: IrBuilder, x: Node, rest?: Node): Scaled {
  // The same for x and -x.
  if (x.kind === "apply" && x.op === "f32.neg") return decay(ir, x.args[0]!, rest && ir.neg(rest));
  const argument = ir.apply("f32.max", ir.neg(ir.abs(x)), expLeast);
  return expScaled(ir, argument, rest && ir.neg(flipSign(ir, rest, ir.apply("i32.reinterpret", x))));
}

/** e^x for x in -87..88. */
export function expBounded(ir: IrBuilder, x: Node): Node {
  const { r, bits } = reduce(ir, x, 127);
  return ir.mul(ir.add(fraction(ir, r), 1), powerOfTwo(ir, bits));
}

export const exp: Spelling = (ir, a) => {
  const { x, rest } = argumentOf(ir, a);
  if (isFalling(x) && rest === undefined) return decay(ir, x);
  return expScaled(ir, ir.apply("f32.min", ir.apply("f32.max", x, expLeast), expMost), rest);
};

/** Whether x is -|y| for some y. */
function isFalling(x: Node): boolean {
  return x.kind === "apply" && x.op === "f32.neg" && x.args[0]!.kind === "apply" && x.args[0]!.op === "f32.abs";
}

/** 2^x: the fraction is exact, only its product with ln 2 is rounded. */
export const exp2 = ofNode((ir, a) => {
  const x = ir.apply("f32.min", ir.apply("f32.max", a, -254), 255.25);
  const shifted = ir.add(x, round + 254);
  const r = ir.mul(ir.sub(x, ir.sub(shifted, round + 254)), Math.LN2);
  const [first, second] = twoPowers(ir, ir.apply("i32.reinterpret", shifted));
  return scaled(ir.mul(ir.add(fraction(ir, r), 1), first), second);
});

/** With s = 2^(n - 1): 2 (s q + (s - 1/2)). */
export const expm1 = ofNode((ir, a) => {
  const { r, bits } = reduce(ir, ir.apply("f32.min", ir.apply("f32.max", a, -20), 89), 126);
  const q = fraction(ir, r, expm1Polynomial);
  const s = powerOfTwo(ir, bits);
  const far = ir.mul(ir.add(ir.mul(s, q), ir.sub(s, 0.5)), 2);
  // For n = 0 the sum would lose q's last bits; -0 passes through.
  return ir.select(ir.eq(s, 0.5), ir.select(ir.eq(a, 0), a, q), far);
});

/** With e = e^(-|x|): 1 / (1 + e) to the right, e / (1 + e) to the left, still scaled. */
export const sigmoid: Spelling = (ir, a) => {
  const { x, rest } = argumentOf(ir, a);
  const e = decay(ir, x, rest);
  const left = ir.lt(x, 0);
  const below = ir.add(finished(ir, e), 1);
  return scaled(ir.div(ir.select(left, e.head, 1), below), ir.select(left, e.scale, 1));
};

const tanhPolynomial = [-0.333333313, 0.133332193, -0.0539478548, 0.0217045322, -0.00818297546, 0.00214530807];

/** Near 0 an odd polynomial; else 1 - 2 e / (1 + e), e = e^(-2 |x|), which sigmoid(2 x) and so the slope need too. */
export const tanh = ofNode((ir, x) => {
  const a = ir.abs(x);
  const s = ir.mul(a, a);
  const near = ir.add(a, ir.mul(ir.mul(a, s), ir.polynomial(s, tanhPolynomial)));
  const e = finished(ir, decay(ir, ir.mul(x, 2)));
  const far = ir.sub(1, ir.div(ir.mul(e, 2), ir.add(e, 1)));
  return flipSign(ir, ir.select(ir.lt(a, 0.625), near, far), ir.apply("i32.reinterpret", x));
});
