/**
 * What a spelling works on: a value of the language while it is compiled.
 *
 * Some values are better not finished. exp(-100) is a number near 1 times a power of two that float32 can hardly hold;
 * kept apart as `head * scale`, a product with it takes its other factor in before the scaling and so keeps its relative
 * accuracy down to the subnormals: x * sigmoid(x), x * normcdf(x), sigmoid(x) * sigmoid(-x), all by one rule.
 * A comparison stays a mask until somebody wants a number.
 */

import { bitsOf } from "../instructions.ts";
import type { IrBuilder, Node } from "../ir.ts";

export type Form = Plain | Scaled | Mask;

/** What every form may know besides. */
interface Knowing {
  /** The same computed in float64 from the inputs on; made only when asked for. */
  readonly fine?: () => Node;
}

export interface Plain extends Knowing {
  readonly kind: "plain";
  readonly node: Node;
  /**
   * The same before rounding, in float64, for who needs more than `node` says: e^-80.0001 is far from e^-80. Known of
   * sums, products and quotients of inputs and constants; made only when asked for.
   */
  readonly wide?: () => Node;
  /** The formula asks for `wide`; comparisons are then of it. */
  readonly asked?: true;
  /** `node` has lost nothing. */
  readonly exact?: boolean;
  /** Where this mask is set, `node` may be subnormal and this is the same with all its digits. */
  readonly tail?: Tail | undefined;
}

interface Tail {
  readonly mask: Node;
  readonly form: Scaled;
}

/** `head * scale`; scale is a power of two, 0 or infinity. */
export interface Scaled extends Knowing {
  readonly kind: "scaled";
  readonly head: Node;
  readonly scale: Node;
}

/** 1 where the mask is set, else 0. */
export interface Mask extends Knowing {
  readonly kind: "mask";
  readonly mask: Node;
}

/** An op in IR, given the forms of its arguments. */
export type Spelling = (ir: IrBuilder, a: Form, b: Form, c: Form) => Form;

export function plain(node: Node): Plain {
  return { kind: "plain", node };
}

export function scaled(head: Node, scale: Node): Scaled {
  return { kind: "scaled", head, scale };
}

/** The float32 value of a form. */
export function finished(ir: IrBuilder, form: Form): Node {
  if (form.kind === "plain") return form.node;
  if (form.kind === "scaled") return ir.mul(form.head, ir.flush ? normalScale(ir, form) : form.scale);
  return ir.select(form.mask, 1, ir.constant("f32", 0));
}

/** The scale, or 0 where the exponents of head and scale (fields of 8 bits, biased by 127) add up to less than -126. */
function normalScale(ir: IrBuilder, { head, scale }: Scaled): Node {
  const exponents = ir.add(ir.apply("i32.reinterpret", ir.abs(head)), ir.apply("i32.reinterpret", scale));
  return ir.select(ir.apply("i32.lt_u", exponents, 128 << 23), 0, scale); // two exponents take all 32 bits
}

/** The form as a mask: set where it is not 0 (NaN is not 0). */
export function asMask(ir: IrBuilder, form: Form): Node {
  return form.kind === "mask" ? form.mask : ir.apply("f32.ne", finished(ir, form), 0);
}

/** A spelling of one argument that wants it finished. */
export function ofNode(spell: (ir: IrBuilder, a: Node) => Node | Form): Spelling {
  return (ir, a) => {
    const result = spell(ir, finished(ir, a));
    return isForm(result) ? result : plain(result);
  };
}

function isForm(value: Node | Form): value is Form {
  return value.kind === "plain" || value.kind === "scaled" || value.kind === "mask";
}

/** Where the mask is set `a`, elsewhere `b`; scaled if one of them is. */
export function choose(ir: IrBuilder, mask: Node, a: Form, b: Form): Form {
  if (a.kind !== "scaled" && b.kind !== "scaled") return plain(ir.select(mask, finished(ir, a), finished(ir, b)));
  const [x, y] = [headOf(ir, a), headOf(ir, b)];
  return scaled(ir.select(mask, x.head, y.head), ir.select(mask, x.scale, y.scale));
}

/** The form as head and scale; scale 1 if it was finished. */
function headOf(ir: IrBuilder, form: Form): Scaled {
  return form.kind === "scaled" ? form : scaled(finished(ir, form), ir.constant("f32", 1));
}

/** An input or a constant. */
export function leaf(ir: IrBuilder, node: Node, value?: number): Plain {
  if (value === undefined) return { kind: "plain", node, wide: () => ir.apply("f64.promote", node), exact: true };
  return { kind: "plain", node, wide: () => ir.constant("f64", value), exact: Math.fround(value) === value };
}

/** add, sub, mul or div of two finished values. */
export function arithmetic(ir: IrBuilder, op: "add" | "sub" | "mul" | "div", a: Form, b: Form): Plain {
  const node = ir.apply(`f32.${op}`, finished(ir, a), finished(ir, b));
  if (a.kind !== "plain" || b.kind !== "plain" || !a.wide || !b.wide || isTwoInputs(a, b)) return plain(node);
  const [wideA, wideB] = [a.wide, b.wide];
  const wide = () => ir.apply(`f64.${op}`, wideA(), wideB());
  const turned = (x: Plain, y: Plain) => op === "mul" && x.exact === true && isPowerOfTwo(y.node);
  return { kind: "plain", node, wide, exact: turned(a, b) || turned(b, a) };
}

/** A parameter and an input: the parameter is no better than its float32, so neither need be what they make. */
function isTwoInputs(a: Plain, b: Plain): boolean {
  return a.node.kind === "input" && b.node.kind === "input" && a.node !== b.node;
}

/** Multiplying by it rounds nothing (but where the product is subnormal). */
function isPowerOfTwo(node: Node): boolean {
  if (node.kind !== "const") return false;
  const size = Math.abs(node.value);
  return size > 1e-9 && size < 1e9 && (bitsOf(size) & 0x7fffff) === 0;
}

/** The product; what one factor has still to be scaled by, the product has. */
export function product(ir: IrBuilder, a: Form, b: Form): Form {
  if (a.kind === "plain" && a.tail) return besideTail(ir, a, a.tail, (form) => product(ir, form, b));
  if (b.kind === "plain" && b.tail) return besideTail(ir, b, b.tail, (form) => product(ir, a, form));
  if (a.kind !== "scaled") return b.kind === "scaled" ? product(ir, b, a) : arithmetic(ir, "mul", a, b);
  if (b.kind === "scaled") return scaled(ir.mul(a.head, b.head), ir.mul(a.scale, b.scale));
  // One factor after the other: e^-x (2 x) is 0 for the largest x, though 2 x overflows.
  return scaled(
    factorsOf(finished(ir, b)).reduce((head, factor) => ir.mul(head, factor), a.head),
    a.scale,
  );
}

/** `make` of the form, and of its tail where that counts. */
function besideTail(ir: IrBuilder, a: Plain, { mask, form }: Tail, make: (form: Form) => Form): Form {
  return choose(ir, mask, make(form), make({ ...a, tail: undefined }));
}

/** a + b or a - b. A parameter that is 0 leaves a scaled summand as it is. */
export function sum(ir: IrBuilder, op: "add" | "sub", a: Form, b: Form): Form {
  const whole = arithmetic(ir, op, a, b);
  const [small, other] = a.kind === "scaled" ? [a, b] : [b, a];
  if (small.kind !== "scaled" || other.kind !== "plain" || other.node.kind !== "input") return whole;
  const alone = op === "sub" && small === b ? negative(ir, small) : small;
  return choose(ir, ir.eq(other.node, 0), alone, whole);
}

function factorsOf(node: Node): readonly Node[] {
  return node.kind === "apply" && node.op === "f32.mul" ? node.args.flatMap(factorsOf) : [node];
}

/** The negative. */
export function negative(ir: IrBuilder, a: Form): Form {
  if (a.kind === "scaled") return scaled(ir.neg(a.head), a.scale);
  const node = ir.neg(finished(ir, a));
  if (a.kind !== "plain" || !a.wide) return plain(node);
  const { wide, exact = false } = a;
  return { kind: "plain", node, wide: () => ir.neg(wide()), exact };
}

/** Where the form is 0; a scaled one only if it would still be 0 after any scaling back. The scale of NaN means nothing. */
export function isZero(ir: IrBuilder, a: Form): Node {
  if (a.kind !== "scaled") return ir.eq(finished(ir, a), 0);
  const vanished = ir.apply("i32.and", ir.eq(a.scale, 0), ir.eq(a.head, a.head));
  return ir.apply("i32.or", ir.eq(a.head, 0), vanished);
}

/** A spelling of one argument where f(x) is `slope` times x for tiny x: a scaled argument passes through, times that. */
export function nearLinear(spelling: Spelling, slope = 1): Spelling {
  return (ir, a, b, c) => {
    const value = spelling(ir, a, b, c);
    const times = (form: Scaled) => scaled(ir.mul(form.head, slope), form.scale);
    if (a.kind === "plain" && a.tail && value.kind === "plain") {
      return { ...value, tail: { mask: a.tail.mask, form: times(a.tail.form) } };
    }
    if (a.kind !== "scaled") return value;
    return choose(ir, ir.lt(ir.abs(finished(ir, a)), 1e-9), times(a), value);
  };
}

/** `magnitude`, not negative, with the sign bit of `sign`. */
export function withSign(ir: IrBuilder, magnitude: Node, sign: Node): Node {
  const bit = ir.apply("i32.and", ir.apply("i32.reinterpret", sign), signBit);
  return ir.apply("f32.reinterpret", ir.apply("i32.or", ir.apply("i32.reinterpret", magnitude), bit));
}

/** `value` with its sign turned where bit 31 of the i32 `bits` is set. */
export function flipSign(ir: IrBuilder, value: Node, bits: Node): Node {
  const bit = ir.apply("i32.and", bits, signBit);
  return ir.apply("f32.reinterpret", ir.apply("i32.xor", ir.apply("i32.reinterpret", value), bit));
}

export const signBit = -2147483648;
