/** erf and the normal distribution in float32, with relative accuracy in the tail. */

import type { IrBuilder, Node } from "../ir.ts";
import { expBounded, expScaled } from "./exponential.ts";
import { type Form, flipSign, ofNode, scaled } from "./form.ts";

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

/** e^(-x^2 / 2): x^2 = h^2 + (a - h)(a + h), h being the first 12 bits of a = |x|, so that h^2 is exact. */
function bell(ir: IrBuilder, x: Node): Form & { kind: "scaled" } {
  const a = ir.apply("f32.min", ir.abs(x), farthest);
  const h = ir.apply("f32.reinterpret", ir.apply("i32.and", ir.apply("i32.reinterpret", a), upperBits));
  const low = ir.mul(ir.sub(a, h), ir.add(a, h));
  return expScaled(ir, ir.mul(ir.mul(h, h), -0.5), ir.mul(low, -0.5));
}

export const normpdf = ofNode((ir, x) => {
  const { head, scale } = bell(ir, x);
  return scaled(ir.mul(head, 0.398942292), scale);
});

const center = [0.398942292, -0.0664905831, 0.00997453928, -0.00118905387, 1.16168987e-4, -8.61801163e-6];
const tailNumerator = [0.935851634, 0.749754548, 0.269592613, 0.0459605232];
const tailDenominator = [1.87249994, 2.98959255, 1.99739647, 0.675628901, 0.115208827];

/** |x| < 1: 1/2 + x P(x^2); else from the tail, e^(-a^2 / 2) P(a) / Q(a), scaled on the left. */
export const normcdf = ofNode((ir, x) => {
  const a = ir.apply("f32.min", ir.abs(x), farthest);
  const near = ir.add(ir.mul(x, ir.polynomial(ir.mul(x, x), center)), 0.5);
  const { head, scale } = bell(ir, x);
  const ratio = ir.div(ir.polynomial(a, tailNumerator), ir.polynomial(a, tailDenominator));
  const tail = ir.mul(head, ratio);
  const left = ir.lt(x, -1);
  const right = ir.select(ir.gt(x, 1), ir.sub(1, ir.mul(tail, scale)), near);
  return scaled(ir.select(left, tail, right), ir.select(left, scale, 1));
});
