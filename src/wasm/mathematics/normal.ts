/**
 * erf and the normal distribution in float32, with relative accuracy in the tail.
 * The coefficients of the latter are from scripts/fit_kernels.py.
 */

import type { IrBuilder, Node } from "../ir.ts";
import { argumentOf, expBounded, expParts } from "./exponential.ts";
import { finished, flipSign, ofNode, type Spelling, scaled } from "./form.ts";

const erfNear = [0.128379166, -0.376126289, 0.112836242, -0.026855588, 0.0051919478, -0.000804383948, 7.96966342e-5];
const erfFar = [-1.12864852, -0.635151207, -0.106237039, 0.0237621833, -0.00364250573, 0.000322812324, -1.12317703e-5];

/** Near 0 a + a P(a^2); else 1 - exp(a P(a)). */
export const erf = ofNode((ir, x) => {
  const a = ir.apply("f32.min", ir.abs(x), 4);
  const near = ir.add(a, ir.mul(a, ir.polynomial(ir.mul(a, a), erfNear)));
  const far = ir.sub(1, expBounded(ir, ir.mul(a, ir.polynomial(a, erfFar))));
  return flipSign(ir, ir.select(ir.lt(a, 0.921875), near, far), ir.apply("i32.reinterpret", x));
});

/** Past it e^(-a^2 / 2) is 0 even times the largest float32. */
const farthest = 18.75;
const upperBits = -4096;

/**
 * e^(-x^2 / 2) in parts, and a = |x| held to `farthest`: x^2 = h^2 + (a - h)(a + h), h being the first 12 bits of a, so
 * that h^2 is exact. With x + rest, 2 a |rest| more.
 */
function bell(ir: IrBuilder, x: Node, rest?: Node) {
  const a = ir.apply("f32.min", ir.abs(x), farthest);
  const h = ir.apply("f32.reinterpret", ir.apply("i32.and", ir.apply("i32.reinterpret", a), upperBits));
  const square = ir.mul(ir.sub(a, h), ir.add(a, h));
  const more = rest && ir.mul(ir.mul(a, 2), flipSign(ir, rest, ir.apply("i32.reinterpret", x)));
  const low = more === undefined ? square : ir.add(square, more);
  return { a, ...expParts(ir, ir.mul(ir.mul(h, h), -0.5), ir.mul(low, -0.5)) };
}

/** factor (1 + q), rounded less than the sum and the product would be. */
function times(ir: IrBuilder, factor: Node, q: Node): Node {
  return ir.add(ir.mul(factor, q), factor);
}

export const normpdf: Spelling = (ir, argument) => {
  const { x, rest } = argumentOf(ir, argument);
  const { q, first, second } = bell(ir, x, rest);
  return scaled(ir.mul(times(ir, ir.constant("f32", 0.3989422804014327), q), first), second);
};

const border = 0.8;
const center = [0.398942292, -0.0664903745, 0.00997220073, -0.00117998396, 0.000101403508];

/**
 * With u = alpha / (a + c): e^(a^2 / 2) normcdf(-a) = u P((a - k) u) from the border to `farthest`, within 2^-27. The
 * argument of P runs from -1 to 1 and its first coefficient leads, so that little is lost in the sum.
 */
const tail = {
  alpha: 1.4800154,
  c: 3.53125,
  k: 3.71875,
  polynomial: [
    0.493720472, -0.245592937, 0.0910437107, -0.0228119697, 0.00259576389, 0.000456534821, -0.000187041558,
    -7.46716751e-6, 1.01118558e-5,
  ],
};

/** |x| < 0.8: 1/2 + x P(x^2); else from the tail, scaled on the left. */
export const normcdf: Spelling = (ir, argument) => {
  const { x, rest } = argumentOf(ir, argument);
  const near = ir.add(ir.mul(x, ir.polynomial(ir.mul(x, x), center)), 0.5);
  const { a, q, first, second } = bell(ir, x, rest);
  const u = ir.div(tail.alpha, ir.add(a, tail.c));
  const ratio = ir.mul(u, ir.polynomial(ir.mul(ir.sub(a, tail.k), u), tail.polynomial));
  const head = ir.mul(times(ir, ratio, q), first);
  const left = ir.lt(x, -border);
  const right = ir.select(ir.gt(x, border), ir.sub(1, finished(ir, scaled(head, second))), near);
  return scaled(ir.select(left, head, right), ir.select(left, second, 1));
};
