/**
 * Expressions in float64 lanes: the oracle that float32 kernels are measured against, fast enough for all their inputs.
 *
 * It takes the same stable form as the kernel, in 2^29 times finer arithmetic, each op within an ulp or two of float64.
 * What it has in common with the kernel is the form; `doubt` (doubt.ts) bounds how far rounding may have carried it off.
 */

import { type Expr, fold, lower, madeOf, type OpName } from "../../expr/index.ts";
import { type Ir, IrBuilder, type Node } from "../ir.ts";
import { atan, cos, sin, tan } from "./circular.ts";
import { cosh, exp, exp2, expm1, sigmoid, sinh, tanh } from "./exponential.ts";
import { asinh, log, log1p, log2, softplus } from "./logarithm.ts";
import { erf, erfc, normcdf, normpdf } from "./normal.ts";
import { either, not, number } from "./pieces.ts";
import { pow } from "./power.ts";

type Spelling = (ir: IrBuilder, a: Node, b: Node, c: Node) => Node;

/** The function of the named inputs, all float64 lanes, that gives the outputs as float64 lanes. */
export function compileOracle(outputs: readonly Expr[], inputs: readonly string[]): Ir {
  const ir = new IrBuilder();
  return ir.finish(inputs, oracleNodes(ir, outputs, inputs));
}

/** The same as nodes of `ir`. */
export function oracleNodes(ir: IrBuilder, outputs: readonly Expr[], inputs: readonly string[]): Node[] {
  return outputs.map((output) => nodeOf(ir, simple(output), inputs));
}

/** `e` with every op that has no spelling here replaced by what its row says it is made of. */
export function simple(e: Expr): Expr {
  return lower(e, (op, args) => (op in spellings ? undefined : madeOf(op, args)));
}

function nodeOf(ir: IrBuilder, root: Expr, inputs: readonly string[]): Node {
  return fold<Node>(root, (e, [a, b, c]) => {
    if (e.kind === "const") return number(ir, e.value);
    if (e.kind === "var") return ir.input(inputs.indexOf(e.name), "f64");
    const spelling: Spelling = spellings[e.op as keyof typeof spellings]; // the others are lowered
    return spelling(ir, a!, b!, c!);
  });
}

const comparison =
  (mask: Spelling): Spelling =>
  (ir, a, b, c) =>
    ir.select(mask(ir, a, b, c), number(ir, 1), number(ir, 0));

/** Where `condition` is not 0; NaN is not. */
function maskOf(ir: IrBuilder, condition: Node): Node {
  if (condition.kind === "apply" && condition.op === "f64.select") {
    const [mask, one, zero] = condition.args;
    if (one === number(ir, 1) && zero === number(ir, 0)) return mask!;
  }
  return not(ir, ir.eq(condition, 0));
}

const unknown: Spelling = (ir, a) => not(ir, ir.eq(a, a));

const spellings = {
  add: (ir, a, b) => ir.add(a, b),
  sub: (ir, a, b) => ir.sub(a, b),
  mul: (ir, a, b) => ir.mul(a, b),
  div: (ir, a, b) => ir.div(a, b),
  neg: (ir, a) => ir.neg(a),
  pow,
  lt: comparison((ir, a, b) => ir.lt(a, b)),
  le: comparison((ir, a, b) => either(ir, ir.lt(a, b), ir.eq(a, b))),
  gt: comparison((ir, a, b) => ir.gt(a, b)),
  ge: comparison((ir, a, b) => either(ir, ir.gt(a, b), ir.eq(a, b))),
  eq: comparison((ir, a, b) => ir.eq(a, b)),
  ne: comparison((ir, a, b) => not(ir, ir.eq(a, b))),
  where: (ir, a, b, c) => ir.select(maskOf(ir, a), b, c),
  min: (ir, a, b) => ir.select(either(ir, ir.lt(b, a), unknown(ir, b, b, b)), b, a),
  max: (ir, a, b) => ir.select(either(ir, ir.gt(b, a), unknown(ir, b, b, b)), b, a),
  abs: (ir, a) => ir.abs(a),
  sign: (ir, a) => ir.select(ir.gt(a, 0), 1, ir.select(ir.lt(a, 0), -1, a)),
  floor: (ir, a) => ir.apply("f64.floor", a),
  sqrt: (ir, a) => ir.sqrt(a),
  exp: (ir, a) => exp(ir, a),
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
  wide: (_, a) => a,
} as const satisfies { readonly [op in OpName]?: Spelling };
