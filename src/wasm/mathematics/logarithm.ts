/**
 * log, log1p and softplus in float32: y = 2^k (1 + f) with 1 + f in sqrt(1/2)..sqrt(2), log(1 + f) = f + f^2 P(f).
 */

import type { IrBuilder, Node, Operand } from "../ir.ts";
import { argumentOf, decay } from "./exponential.ts";
import { finished, ofNode, type Spelling } from "./form.ts";

const ln2High = 0.693145752;
const ln2Low = 1.42860677e-6;
const sqrtHalfBits = 0x3f3504f3;

const logPolynomial = [
  -0.499999881, 0.333333254, -0.250016004, 0.200019553, -0.166086927, 0.141824305, -0.132468984, 0.129005402,
  -0.0760644972,
];

/** y = 2^k m, m in sqrt(1/2)..sqrt(2), for a normal y > 0. */
export function split(ir: IrBuilder, y: Node): { readonly k: Node; readonly m: Node } {
  const above = ir.sub(ir.apply("i32.reinterpret", y), sqrtHalfBits);
  const k = ir.apply("i32.shr_s", above, 23);
  const bits = ir.add(ir.apply("i32.and", above, 0x7fffff), sqrtHalfBits);
  return { k, m: ir.apply("f32.reinterpret", bits) };
}

/** k ln 2 + log(1 + f) + rest, added up from the small end. */
function assemble(ir: IrBuilder, f: Node, k: Node, rest?: Node): Node {
  const curve = ir.mul(ir.mul(f, f), ir.polynomial(f, logPolynomial));
  const small = ir.add(curve, ir.mul(k, ln2Low));
  const fine = rest === undefined ? small : ir.add(small, rest);
  return ir.add(ir.mul(k, ln2High), ir.add(f, fine));
}

/** `inside` for 0 < y < infinity, else what a logarithm is there: -infinity at 0, infinity at infinity, NaN below. */
function withEnds(ir: IrBuilder, y: Node, inside: Node): Node {
  const end = ir.select(
    ir.eq(y, 0),
    Number.NEGATIVE_INFINITY,
    ir.select(ir.gt(y, 0), y, ir.constant("f32", Number.NaN)),
  );
  const regular = ir.apply("i32.and", ir.gt(y, 0), ir.lt(y, Number.POSITIVE_INFINITY));
  return ir.select(regular, inside, end);
}

/** Exponent and mantissa of any positive y, subnormals too. */
export function splitAny(ir: IrBuilder, y: Node): { readonly k: Node; readonly m: Node } {
  const tiny = ir.lt(y, 1.17549435e-38);
  const { k, m } = split(ir, ir.select(tiny, ir.mul(y, 16777216), y));
  return { k: ir.sub(k, ir.apply("i32.and", tiny, 24)), m };
}

export const log = ofNode((ir, a) => {
  const { k, m } = splitAny(ir, a);
  return withEnds(ir, a, assemble(ir, ir.sub(m, 1), ir.apply("f32.convert", k)));
});

/** log(1 + x): the sum y = 1 + x is rounded, and what it lost, c, comes back as c / y. */
export const log1p = ofNode((ir, x) => {
  const y = ir.add(x, 1);
  const { k, m } = split(ir, y);
  const lost = twoSumRest(ir, x, 1, y);
  const value = assemble(ir, ir.sub(m, 1), ir.apply("f32.convert", k), ir.div(lost, y));
  return withEnds(ir, y, ir.select(ir.eq(x, 0), x, value));
});

/** What rounding took from a + b = sum (Knuth). */
function twoSumRest(ir: IrBuilder, a: Operand, b: Operand, sum: Node): Node {
  const part = ir.sub(sum, a);
  return ir.add(ir.sub(a, ir.sub(sum, part)), ir.sub(b, part));
}

/** max(x, 0) + log(1 + e), e = e^(-|x|) in 0..1; there k is 0 or 1, and nothing is lost in 1 + e. */
export const softplus: Spelling = (ir, a) => {
  const { x, rest } = argumentOf(ir, a);
  const small = decay(ir, x, rest);
  const e = finished(ir, small);
  const upper = ir.gt(e, 0.41421357);
  const f = ir.select(upper, ir.sub(ir.mul(e, 0.5), 0.5), e);
  const value = ir.add(ir.apply("f32.max", x, 0), assemble(ir, f, ir.select(upper, 1, ir.constant("f32", 0))));
  return { kind: "plain", node: value, tail: { mask: ir.lt(x, -20), form: small } };
};
