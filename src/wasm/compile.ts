/** From expressions to IR: every op by its spelling, every constant rounded once to float32. */

import { type Expr, fold } from "../expr/index.ts";
import { type Ir, IrBuilder } from "./ir.ts";
import { type Form, finished, leaf, refined, type SpelledOp, type Spelling, spellings } from "./mathematics/index.ts";

/** As `compileExpressions`, of ops that have a spelling. */
export function compileSpelled(
  outputs: readonly Expr[],
  inputs: readonly string[],
  options: { readonly flush?: boolean } = {},
): Ir {
  const ir = new IrBuilder(options);
  const made = outputs.map((output) => finished(ir, formOf(ir, output, inputs)));
  return ir.finish(inputs, made);
}

function formOf(ir: IrBuilder, root: Expr, inputs: readonly string[]): Form {
  return fold<Form>(root, (e, args) => {
    if (e.kind === "const") return leaf(ir, ir.constant("f32", e.value), e.value);
    if (e.kind === "var") return leaf(ir, ir.input(inputs.indexOf(e.name)));
    const spelling: Spelling = spellings[e.op as SpelledOp];
    const [a, b, c] = args;
    return refined(ir, e.op, spelling(ir, a!, b!, c!), args);
  });
}
