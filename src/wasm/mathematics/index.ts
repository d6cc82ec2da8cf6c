/** Every op of the language spelled in IR. An op without a spelling here is compiled from its `lower` formula. */

import type { OpName } from "../../expr/index.ts";
import type { InstructionName } from "../instructions.ts";
import { cos, sin, tan } from "./circular.ts";
import { exp, exp2, expm1, sigmoid, tanh } from "./exponential.ts";
import { asMask, choose, finished, ofNode, plain, product, type Spelling, scaled } from "./form.ts";
import { log, log1p, softplus } from "./logarithm.ts";
import { erf, normcdf, normpdf } from "./normal.ts";
import { asinh, atan, cosh, erfc, log2, pow, sinh } from "./wide.ts";

export { type Form, finished, plain, type Spelling } from "./form.ts";

/** The instruction of the same name, on finished values. */
function direct(name: InstructionName): Spelling {
  return (ir, ...forms) => plain(ir.apply(name, ...forms.filter(Boolean).map((form) => finished(ir, form))));
}

function comparison(name: InstructionName): Spelling {
  return (ir, a, b) => ({ kind: "mask", mask: ir.apply(name, finished(ir, a), finished(ir, b)) });
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
  add: direct("f32.add"),
  sub: direct("f32.sub"),
  mul: product,
  div: (ir, a, b) => {
    const divisor = finished(ir, b);
    if (a.kind === "scaled") return scaled(ir.div(a.head, divisor), a.scale);
    return plain(ir.div(finished(ir, a), divisor));
  },
  neg: (ir, a) => (a.kind === "scaled" ? scaled(ir.neg(a.head), a.scale) : plain(ir.neg(finished(ir, a)))),
  pow,
  lt: comparison("f32.lt"),
  le: comparison("f32.le"),
  gt: comparison("f32.gt"),
  ge: comparison("f32.ge"),
  eq: comparison("f32.eq"),
  ne: comparison("f32.ne"),
  where: (ir, a, b, c) => choose(ir, asMask(ir, a), b, c),
  min: extremum("f32.min"),
  max: extremum("f32.max"),
  abs: direct("f32.abs"),
  sign: ofNode((ir, a) => ir.select(ir.gt(a, 0), 1, ir.select(ir.lt(a, 0), -1, a))),
  floor: direct("f32.floor"),
  sqrt: direct("f32.sqrt"),
  exp,
  expm1,
  exp2,
  log,
  log1p,
  log2,
  sin,
  cos,
  tan,
  sinh,
  cosh,
  tanh,
  asinh,
  atan,
  sigmoid,
  softplus,
  erf,
  erfc,
  normpdf,
  normcdf,
} as const satisfies { readonly [name in OpName]?: Spelling };
