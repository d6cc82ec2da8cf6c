/** Ops of the language spelled in IR. An op without a spelling is lowered to those that have one. */

import type { OpName } from "../../expr/index.ts";
import type { InstructionName } from "../instructions.ts";
import type { IrBuilder, Node } from "../ir.ts";
import { cos, sin, tan } from "./circular.ts";
import { exp, exp2, expm1, sigmoid, tanh } from "./exponential.ts";
import { fineOf, wide } from "./fine.ts";
import {
  arithmetic,
  asMask,
  choose,
  type Form,
  finished,
  isZero,
  nearLinear,
  negative,
  ofNode,
  plain,
  product,
  type Spelling,
  scaled,
  sum,
} from "./form.ts";
import { log, log1p, softplus } from "./logarithm.ts";
import { erf, normcdf, normpdf } from "./normal.ts";
import { asinh, atan, cosh, erfc, log2, pow, sinh } from "./wide.ts";

export { refined } from "./fine.ts";
export { type Form, finished, leaf, type Spelling } from "./form.ts";

/** The instruction of the same name, on finished values. */
function direct(name: InstructionName): Spelling {
  return (ir, ...forms) => plain(ir.apply(name, ...forms.filter(Boolean).map((form) => finished(ir, form))));
}

function comparison(name: "lt" | "le" | "gt" | "ge" | "eq" | "ne"): Spelling {
  return (ir, a, b) => {
    const asked = isAsked(a) || isAsked(b);
    const compared = () => ir.apply(`f32.${name}`, finished(ir, a), finished(ir, b));
    return { kind: "mask", mask: asked ? comparedWide(ir, name, fineOf(ir, a), fineOf(ir, b)) : compared() };
  };
}

function isAsked(form: Form): boolean {
  return form.kind === "plain" && form.asked === true;
}

/** There are three comparisons of float64. */
function comparedWide(ir: IrBuilder, name: string, a: Node, b: Node): Node {
  if (name === "lt" || name === "gt" || name === "eq") return ir[name](a, b);
  const equal = ir.eq(a, b);
  if (name === "ne") return ir.apply("i32.xor", equal, -1);
  return ir.apply("i32.or", name === "le" ? ir.lt(a, b) : ir.gt(a, b), equal);
}

function isConstant(form: Form, value: number): boolean {
  return form.kind === "plain" && form.node.kind === "const" && form.node.value === value;
}

/** NaN if either is; the instruction alone gives the first if the second is NaN. */
function extremum(name: "f32.min" | "f32.max"): Spelling {
  return (ir, a, b) => {
    const [x, y] = [finished(ir, a), finished(ir, b)];
    const value = ir.apply(name, x, y);
    return plain(y.kind === "const" && !Number.isNaN(y.value) ? value : ir.select(ir.apply("f32.ne", y, y), y, value));
  };
}

export const spellings = {
  add: (ir, a, b) => sum(ir, "add", a, b),
  sub: (ir, a, b) => sum(ir, "sub", a, b),
  mul: product,
  div: (ir, a, b) =>
    a.kind === "scaled" ? scaled(ir.div(a.head, finished(ir, b)), a.scale) : arithmetic(ir, "div", a, b),
  neg: negative,
  pow,
  lt: comparison("lt"),
  le: comparison("le"),
  gt: comparison("gt"),
  ge: comparison("ge"),
  eq: (ir, a, b) => {
    if (a.kind === "scaled" && isConstant(b, 0)) return { kind: "mask", mask: isZero(ir, a) };
    return comparison("eq")(ir, a, b, b);
  },
  ne: comparison("ne"),
  where: (ir, a, b, c) => choose(ir, asMask(ir, a), b, c),
  min: extremum("f32.min"),
  max: extremum("f32.max"),
  abs: direct("f32.abs"),
  sign: ofNode((ir, a) => ir.select(ir.gt(a, 0), 1, ir.select(ir.lt(a, 0), -1, a))),
  floor: direct("f32.floor"),
  sqrt: direct("f32.sqrt"),
  exp,
  expm1: nearLinear(expm1),
  exp2,
  log,
  log1p: nearLinear(log1p),
  log2,
  sin: nearLinear(sin),
  cos,
  tan: nearLinear(tan),
  sinh: nearLinear(sinh),
  cosh,
  tanh: nearLinear(tanh),
  asinh: nearLinear(asinh),
  atan: nearLinear(atan),
  sigmoid,
  softplus,
  erf: nearLinear(erf, 1.1283791670955126),
  erfc,
  normpdf,
  normcdf,
  wide,
} as const satisfies { readonly [op in OpName]?: Spelling };

/** An op with a spelling of its own; the others are lowered before. */
export type SpelledOp = keyof typeof spellings;
