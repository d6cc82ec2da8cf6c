/** Ops replaced by what they are made of, for systems that lack them. */
import { apply, type Expr, fold } from "./expr.ts";
import { type OpName, ops } from "./ops.ts";
import { substitute } from "./substitute.ts";
import { formula } from "./template.ts";

/** What stands for an op with these arguments; undefined where the op stays. */
export type Replace = (op: OpName, args: readonly Expr[]) => Expr | undefined;

/** `e` with replacements, and replacements in these, until every op stays. */
export function lower(e: Expr, replace: Replace): Expr {
  return fold<Expr>(e, (node, args) => {
    if (node.kind !== "apply") return node;
    const replacement = replace(node.op, args);
    if (replacement !== undefined) return lower(replacement, replace);
    return args.every((arg, i) => arg === node.args[i]) ? node : apply(node.op, ...args);
  });
}

/** The formula of the op's row with these arguments; undefined if the row has none. */
export function madeOf(op: OpName, [a, b, c]: readonly Expr[]): Expr | undefined {
  const text: string | undefined = ops[op].lower;
  if (text === undefined) return undefined;
  return substitute(formula(text), { ...(a && { a }), ...(b && { b }), ...(c && { c }) });
}
