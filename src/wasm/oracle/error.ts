/** The distance of a float32 from the exact value, in ulp. */

import type { IrBuilder, Node } from "../ir.ts";
import { both, clamp, either, not, number } from "./pieces.ts";

export const beyond = 3.402823669209385e38; // 2^128, where the float32 after the largest would be

/**
 * |got - exact| in units in the last place of the float32 numbers between the powers of two round `exact`.
 *
 * Subnormals are kept: the unit is 2^-149 at least, and what is exactly 0 or too small for float32 is measured in it.
 * Infinity stands for 2^128: an exact value beyond the largest float32 is that, and so is a result of infinity.
 * NaN for NaN is right, NaN for a number or a number for NaN infinitely wrong. Signs of zeros are not looked at.
 */
export function ulpError(ir: IrBuilder, got: Node, exact: Node): Node {
  const exponent = ir.apply("i32.and", ir.apply("i32.highWord", exact), 0x7ff00000);
  const least = ir.select(ir.lt(exponent, exponentOf(-126)), exponentOf(-126), exponent);
  const held = ir.select(ir.gt(least, exponentOf(127)), exponentOf(127), least);
  const inverse = ir.apply("f64.fromHighWord", ir.sub(exponentOf(1023 + 23), held));
  const difference = ir.abs(ir.sub(got, exact));
  const finite = ir.lt(difference, Number.POSITIVE_INFINITY);
  const unusual = either(ir, ir.gt(exponent, exponentOf(127)), not(ir, finite));
  const usual = ir.mul(difference, inverse);
  return ir.apply("f64.rarely", unusual, errorOfUnusual(ir, got, exact, inverse), usual);
}

/** The exponent of 2^k as it lies in the high word. */
function exponentOf(k: number): number {
  return (k + 1023) << 20;
}

/** The same where one of them is NaN, infinite or too large. */
function errorOfUnusual(ir: IrBuilder, got: Node, exact: Node, inverse: Node): Node {
  const difference = ir.sub(clamp(ir, got, -beyond, beyond), clamp(ir, exact, -beyond, beyond));
  const distance = ir.mul(ir.abs(difference), inverse);
  const apart = ir.select(same(ir, got, exact), number(ir, 0), Number.POSITIVE_INFINITY);
  return ir.select(ir.eq(distance, distance), distance, apart);
}

/** |got - exact| / max(1, |exact|); infinite where one of them is NaN or infinite and the other is something else. */
export function relativeError(ir: IrBuilder, got: Node, exact: Node): Node {
  const size = ir.abs(exact);
  const error = ir.div(ir.abs(ir.sub(got, exact)), ir.select(ir.gt(size, 1), size, 1));
  const apart = ir.select(same(ir, got, exact), number(ir, 0), Number.POSITIVE_INFINITY);
  return ir.select(ir.eq(error, error), error, apart);
}

/** Whether they are the same number or both NaN. */
function same(ir: IrBuilder, a: Node, b: Node): Node {
  return either(ir, ir.eq(a, b), both(ir, not(ir, ir.eq(a, a)), not(ir, ir.eq(b, b))));
}
