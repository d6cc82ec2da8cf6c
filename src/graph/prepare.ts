/** Copies put in where a kernel cannot read an operand through its view: an unfolded image, say, becomes a matrix first. */
import { copy } from "./build.ts";
import { batchFirst, gatherCopies } from "./gather.ts";
import { copyOrder, planMatmul } from "./matmul.ts";
import type { Gather, Matmul, Node, Operand, ScatterAdd } from "./node.ts";
import { sorted } from "./traverse.ts";
import { transpose } from "./view.ts";

/** The same values from nodes that kernels can compute, for calls of up to `capacity` rows. */
export function prepare(roots: readonly Node[], capacity: number): readonly Node[] {
  const made = new Map<Node, Node>();
  const again = (x: Operand): Operand => {
    const node = made.get(x.node)!;
    return node === x.node ? x : { node, view: x.view };
  };
  for (const node of sorted(roots)) made.set(node, readable(rebuilt(node, again), capacity));
  return roots.map((root) => made.get(root)!);
}

type Rebuild = { [K in Node["kind"]]: (node: Extract<Node, { kind: K }>, again: (x: Operand) => Operand) => Node };

const rebuild: Rebuild = {
  slot: (node) => node,
  map: (node, again) => {
    const operands = Object.fromEntries(Object.entries(node.operands).map(([name, x]) => [name, again(x)]));
    const same = Object.entries(operands).every(([name, x]) => x === node.operands[name]);
    return same ? node : { ...node, operands };
  },
  reduce: (node, again) => withParts(node, { operand: again(node.operand) }),
  matmul: (node, again) => {
    const init = node.init === undefined ? {} : { init: again(node.init) };
    return withParts(node, { a: again(node.a), b: again(node.b), ...init });
  },
  random: (node) => node,
  gather: (node, again) => withParts(node, { table: again(node.table), index: again(node.index) }),
  scatterAdd: (node, again) => withParts(node, { index: again(node.index), values: again(node.values) }),
};

function rebuilt(node: Node, again: (x: Operand) => Operand): Node {
  return (rebuild[node.kind] as (node: Node, again: (x: Operand) => Operand) => Node)(node, again);
}

function withParts<N extends Node>(node: N, parts: Partial<N>): N {
  const same = Object.entries(parts).every(([name, part]) => part === node[name as keyof N]);
  return same ? node : { ...node, ...parts };
}

function readable(node: Node, capacity: number): Node {
  if (node.kind === "matmul") return readableMatmul(node, capacity);
  if (node.kind === "gather" || node.kind === "scatterAdd") return readableGather(node);
  return node;
}

function readableMatmul(node: Matmul, capacity: number): Matmul {
  const plan = planMatmul(node, capacity);
  if (!("copy" in plan)) return node;
  const part = plan.copy;
  const operand = node[part]!;
  const first = part === "b" ? node.inner : node.a.view.shape.length - node.inner;
  return readableMatmul({ ...node, [part]: copied(operand, copyOrder(operand, first)) }, capacity);
}

function readableGather(node: Gather | ScatterAdd): Gather | ScatterAdd {
  const part = gatherCopies(node);
  if (part === undefined) return node;
  const operand = (node as unknown as Record<typeof part, Operand>)[part];
  return readableGather({ ...node, [part]: copied(operand, batchFirst(operand)) });
}

/** The operand in memory of its own, its axes laid out in this order. */
function copied(operand: Operand, order: readonly number[]): Operand {
  const back = order.map((_, axis) => order.indexOf(axis));
  return transpose(copy(transpose(operand, order)), back);
}
