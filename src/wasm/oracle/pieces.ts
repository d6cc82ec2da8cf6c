/** Float64 lanes: words, the exact pieces of a sum or a product, rationals. What base/math/bits.ts has for numbers. */

import type { IrBuilder, Node, Operand } from "../ir.ts";

/** A number in two parts: their exact sum is meant. */
export interface Pair {
  readonly high: Node;
  readonly low: Node;
}

export function number(ir: IrBuilder, value: number): Node {
  return ir.constant("f64", value);
}

/** `x` with its low 32 bits cleared: 21 significant bits are left. */
export function clearLow(ir: IrBuilder, x: Node): Node {
  return ir.apply("f64.fromHighWord", ir.apply("i32.highWord", x));
}

/** 2^k for an i32 k in -1022..1023. */
export function powerOfTwo(ir: IrBuilder, k: Operand): Node {
  const biased = typeof k === "number" ? ir.constant("i32", k + 1023) : ir.add(k, 1023);
  return ir.apply("f64.fromHighWord", ir.apply("i32.shl", biased, 20));
}

/** y 2^k, rounded once even where the result is subnormal; y about 1, k an i32 in -2000..2000. */
export function scale(ir: IrBuilder, y: Node, k: Node): Node {
  const half = ir.apply("i32.shr_s", k, 1);
  return ir.mul(ir.mul(y, powerOfTwo(ir, half)), powerOfTwo(ir, ir.sub(k, half)));
}

/** a + b and what rounding took from it (Knuth's TwoSum). */
export function sum(ir: IrBuilder, a: Node, b: Node): Pair {
  const high = ir.add(a, b);
  const t = ir.sub(high, a);
  return { high, low: ir.add(ir.sub(a, ir.sub(high, t)), ir.sub(b, t)) };
}

/** a b and what rounding took from it (Dekker), exactly while nothing overflows past 2^996 or underflows. */
export function product(ir: IrBuilder, a: Node, b: Node): Pair {
  const high = ir.mul(a, b);
  const [ah, al] = halves(ir, a);
  const [bh, bl] = halves(ir, b);
  const rest = ir.sub(ir.sub(ir.sub(high, ir.mul(ah, bh)), ir.mul(al, bh)), ir.mul(ah, bl));
  return { high, low: ir.sub(ir.mul(al, bl), rest) };
}

function halves(ir: IrBuilder, a: Node): readonly [Node, Node] {
  const c = ir.mul(a, 134217729); // 2^27 + 1
  const high = ir.sub(c, ir.sub(c, a));
  return [high, ir.sub(a, high)];
}

/** `x` held to least..most; NaN stays NaN. */
export function clamp(ir: IrBuilder, x: Node, least: number, most: number): Node {
  const above = ir.select(ir.lt(x, least), least, x);
  return ir.select(ir.gt(above, most), most, above);
}

/** `size` with the sign of `x`, zeros included. */
export function withSign(ir: IrBuilder, size: Node, x: Node): Node {
  return ir.select(isNegative(ir, x), ir.neg(size), size);
}

/** Whether the sign bit is set. */
export function isNegative(ir: IrBuilder, x: Node): Node {
  return ir.lt(ir.apply("i32.highWord", x), ir.constant("i32", 0));
}

/** A region, as a mask, and what the value is there. */
type Region = readonly [where: Node, value: Node];

/**
 * The value of the first region that holds, NaN in none. What only one region needs is skipped where no lane is in it,
 * and inputs that follow each other mostly are in the same one.
 */
export function byRegion(ir: IrBuilder, ...regions: readonly Region[]): Node {
  return regions.reduceRight(
    (other, [where, value]) => ir.apply("f64.rarely", where, value, other),
    number(ir, Number.NaN),
  );
}

/** The quotient of two polynomials, lowest coefficients first. */
export function rational(ir: IrBuilder, x: Node, p: readonly number[], q: readonly number[]): Node {
  return ir.div(ir.polynomial(x, p), ir.polynomial(x, q));
}

export function both(ir: IrBuilder, a: Node, b: Node): Node {
  return ir.apply("i32.and", a, b);
}

export function either(ir: IrBuilder, a: Node, b: Node): Node {
  return ir.apply("i32.or", a, b);
}

export function not(ir: IrBuilder, mask: Node): Node {
  return ir.apply("i32.xor", mask, -1);
}
