/**
 * Ops in float64 lanes, for what an expression marks with `wide`: sums that cancel, and arguments whose rounding is
 * magnified. Two or three times as slow as float32, so nothing else uses them.
 */

import type { FineOp, OpName } from "../../expr/index.ts";
import type { IrBuilder, Node } from "../ir.ts";
import { exp, expm1, sigmoid } from "../oracle/exponential.ts";
import { log, log1p, softplus } from "../oracle/logarithm.ts";
import { cosFine, sinFine } from "./circular.ts";
import { asMask, type Form, finished, type Spelling } from "./form.ts";
import { atanFine, demote, promote } from "./wide.ts";

type Fine = (ir: IrBuilder, a: Form, b: Form, c: Form) => Node | undefined;

/** What `spell` makes of its arguments in float64 lanes. */
const of =
  (spell: (ir: IrBuilder, a: Node, b: Node) => Node): Fine =>
  (ir, a, b) =>
    spell(ir, fineOf(ir, a), b && fineOf(ir, b));

/** `wide` is its own. */
const rows = {
  add: of((ir, a, b) => ir.add(a, b)),
  sub: of((ir, a, b) => ir.sub(a, b)),
  mul: of((ir, a, b) => ir.mul(a, b)),
  div: of((ir, a, b) => ir.div(a, b)),
  neg: of((ir, a) => ir.neg(a)),
  abs: of((ir, a) => ir.abs(a)),
  sqrt: of((ir, a) => ir.sqrt(a)),
  where: (ir, a, b, c) => ir.select(asMask(ir, a), fineOf(ir, b), fineOf(ir, c)),
  pow: (ir, a, b) => (isTwo(b) ? ir.mul(fineOf(ir, a), fineOf(ir, a)) : undefined),
  exp: of((ir, a) => exp(ir, a)),
  expm1: of(expm1),
  log: of(log),
  log1p: of(log1p),
  softplus: of(softplus),
  sigmoid: of(sigmoid),
  atan: of(atanFine),
  sin: sinFine,
  cos: cosFine,
} as const satisfies Record<Exclude<FineOp, "wide">, Fine>;

function isTwo(form: Form): boolean {
  return form.kind === "plain" && form.node.kind === "const" && form.node.value === 2;
}

/** The form in float64: as fine as it is known. */
export function fineOf(ir: IrBuilder, form: Form): Node {
  const wide = form.kind === "plain" ? form.wide : undefined;
  return form.fine?.() ?? wide?.() ?? promote(ir, finished(ir, form));
}

/** The form that `op` makes of its arguments, which knows itself in float64 as well. */
export function refined(ir: IrBuilder, op: OpName, form: Form, args: readonly Form[]): Form {
  const row: Fine | undefined = rows[op as keyof typeof rows];
  if (row === undefined || form.fine !== undefined) return form;
  const [a, b, c] = args as [Form, Form, Form];
  let made: Node | undefined;
  const fine = () => {
    made ??= row(ir, a, b, c) ?? promote(ir, finished(ir, form));
    return made;
  };
  return { ...form, fine };
}

/** What is in it, computed in float64 and rounded once. */
export const wide: Spelling = (ir, a) => {
  const known = () => fineOf(ir, a);
  return { kind: "plain", node: demote(ir, known()), wide: known, asked: true, fine: known };
};
