/** Walks over a graph of nodes. */
import type { Node, Operand } from "./node.ts";

const operandsByKind: { [K in Node["kind"]]: (node: Extract<Node, { kind: K }>) => readonly Operand[] } = {
  slot: () => [],
  map: (node) => Object.values(node.operands),
  reduce: (node) => [node.operand],
  matmul: (node) => (node.init === undefined ? [node.a, node.b] : [node.a, node.b, node.init]),
  gather: (node) => [node.table, node.index],
  scatterAdd: (node) => [node.index, node.values],
  random: (node) => [node.key, node.step],
};

/** What the node reads. */
export function operandsOf(node: Node): readonly Operand[] {
  return (operandsByKind[node.kind] as (node: Node) => readonly Operand[])(node);
}

/** Every node that `roots` need, each after what it reads; the same order for the same graph. */
export function sorted(roots: readonly Node[]): readonly Node[] {
  const order = new Set<Node>();
  const visit = (node: Node): void => {
    if (order.has(node)) return;
    for (const { node: next } of operandsOf(node)) visit(next);
    order.add(node);
  };
  for (const root of roots) visit(root);
  return [...order];
}
