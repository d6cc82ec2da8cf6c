/** What an expression costs, as far as reverse mode must know. */
import { type Expr, fold, type OpName } from "../expr/index.ts";

const instructions: ReadonlySet<OpName> = new Set([
  ..."add sub mul div neg sqrt floor abs sign min max where lt le gt ge eq ne".split(" "),
] as OpName[]);

/** Whether every op is an instruction or two of the machine: then it is cheaper to compute again than to keep. */
export function isCheap(e: Expr): boolean {
  return fold<boolean>(e, (node, args) => (node.kind !== "apply" || instructions.has(node.op)) && args.every(Boolean));
}
