/** Ops that a system lacks, replaced by what their rows say they are made of. */
import { NonlinError } from "../base/index.ts";
import { apply, type Expr, fold } from "./expr.ts";
import { type OpName, ops } from "./ops.ts";
import { substitute } from "./substitute.ts";
import { formula } from "./template.ts";

/** `e` in ops for which `has` is true. Throws E_USAGE for an op that is neither there nor made of others. */
export function lower(e: Expr, has: (op: OpName) => boolean): Expr {
  return fold<Expr>(e, (node, args) => {
    if (node.kind !== "apply") return node;
    if (has(node.op)) return args.every((arg, i) => arg === node.args[i]) ? node : apply(node.op, ...args);
    const text: string | undefined = ops[node.op].lower;
    if (text === undefined) throw new NonlinError("E_USAGE", `${node.op} is neither spelled here nor made of others`);
    const named = Object.fromEntries(args.map((arg, i) => ["abc"[i] as string, arg]));
    return lower(substitute(formula(text), named), has);
  });
}
