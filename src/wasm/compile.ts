/** From expressions to IR: every op by its spelling, every constant rounded once to float32. */

import { NonlinError } from "../base/index.ts";
import { type Expr, fold, type OpName, ops, parse, substitute } from "../expr/index.ts";
import { type Ir, IrBuilder } from "./ir.ts";
import { type Form, finished, leaf, type Spelling, spellings } from "./mathematics/index.ts";

/** A function of the named inputs that gives all the outputs, sharing what they have in common. */
export function compileExpressions(outputs: readonly Expr[], inputs: readonly string[]): Ir {
  const ir = new IrBuilder();
  const made = outputs.map((output) => finished(ir, formOf(ir, output, inputs)));
  return ir.finish(inputs, made);
}

function formOf(ir: IrBuilder, root: Expr, inputs: readonly string[]): Form {
  return fold<Form>(root, (e, args) => {
    if (e.kind === "const") return leaf(ir, ir.constant("f32", e.value), e.value);
    if (e.kind === "var") return leaf(ir, ir.input(inputs.indexOf(e.name)));
    const spelling: Spelling | undefined = (spellings as Partial<Record<OpName, Spelling>>)[e.op];
    if (spelling !== undefined) return spelling(ir, args[0]!, args[1]!, args[2]!);
    return formOf(ir, lowered(e.op, e.args), inputs);
  });
}

/** The op's formula in simpler ops, with its arguments in place. */
function lowered(op: OpName, [a, b, c]: readonly Expr[]): Expr {
  const { lower } = ops[op];
  if (lower === undefined)
    throw new NonlinError("E_WORK", `${op} has neither a spelling in IR nor a formula in simpler ops`);
  return substitute(parse(lower), { ...(a && { a }), ...(b && { b }), ...(c && { c }) });
}
