/** The distance of a float32 from the exact value, in ulp. */

import type { IrBuilder, Node } from "../ir.ts";
import { both, clamp, not, number } from "./pieces.ts";

export const beyond = 3.402823669209385e38; // 2^128, where the float32 after the largest would be

/**
 * |got - exact| in units in the last place of the float32 numbers between the powers of two round `exact`.
 *
 * Subnormals are kept: the unit is 2^-149 at least, and what is exactly 0 or too small for float32 is measured in it.
 * Infinity stands for 2^128: an exact value beyond the largest float32 is that, and so is a result of infinity.
 * NaN for NaN is right, NaN for a number or a number for NaN infinitely wrong. Signs of zeros are not looked at.
 */
export function ulpError(ir: IrBuilder, got: Node, exact: Node): Node {
  const g = clamp(ir, got, -beyond, beyond);
  const e = clamp(ir, exact, -beyond, beyond);
  const size = clamp(ir, ir.abs(e), 1.1754943508222875e-38, beyond / 2); // 2^-126, 2^127
  const exponent = ir.apply("i32.and", ir.apply("i32.highWord", size), 0x7ff00000);
  const inverse = ir.apply("f64.fromHighWord", ir.sub(0x7fe00000, exponent));
  const distance = ir.mul(ir.abs(ir.sub(g, e)), ir.mul(inverse, 8388608));
  const bothNaN = both(ir, not(ir, ir.eq(got, got)), not(ir, ir.eq(exact, exact)));
  const apart = ir.select(bothNaN, number(ir, 0), Number.POSITIVE_INFINITY);
  return ir.select(ir.eq(distance, distance), distance, apart);
}

/** |got - exact| / max(1, |exact|); infinite where one of them is NaN or infinite and the other is not. */
export function relativeError(ir: IrBuilder, got: Node, exact: Node): Node {
  const size = ir.abs(exact);
  const error = ir.div(ir.abs(ir.sub(got, exact)), ir.select(ir.gt(size, 1), size, 1));
  return ir.select(ir.eq(error, error), error, Number.POSITIVE_INFINITY);
}
