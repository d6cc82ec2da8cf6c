/**
 * The order in which IR is written out: instructions in short chains, and the work that is rarely needed put aside, to be
 * jumped over when no lane needs it.
 */

import type { ApplyNode, Ir, Node } from "./ir.ts";

export type Step = Chain | Detour;

/** Instructions that each read the result of the one before, which nobody else does: it stays on the operand stack. */
export interface Chain {
  readonly kind: "chain";
  readonly nodes: readonly ApplyNode[];
}

/** Where any lane of `mask` is set, `steps`; then every one of `results`, a `rarely` on this mask. */
export interface Detour {
  readonly kind: "detour";
  readonly mask: Node;
  readonly steps: readonly Chain[];
  readonly results: readonly ApplyNode[];
}

/** Everything the outputs of `ir` need but what is in `done`. */
export function schedule(ir: Ir, done: ReadonlySet<Node>): Step[] {
  const usual = reachable(ir.outputs, done);
  const readers = countReaders(ir);
  const detours = detoursOf(ir, usual, done, readers);
  const placed = new Set<Node>();
  const steps: Step[] = [];
  const visit = (node: Node): void => {
    if (!usual.has(node) || placed.has(node) || node.kind !== "apply") return;
    const detour = detours.get(node);
    const together = detour === undefined ? [node] : [...detour.results, ...detour.steps.flatMap(({ nodes }) => nodes)];
    for (const { args } of together) for (const arg of args) if (!together.includes(arg as ApplyNode)) visit(arg);
    for (const each of together) placed.add(each);
    if (detour === undefined) append(steps, node, readers);
    else steps.push(detour);
  };
  for (const node of ir.nodes) visit(node);
  return steps;
}

/** The detour of each usual `rarely`; those with one mask share one. */
function detoursOf(
  ir: Ir,
  usual: ReadonlySet<Node>,
  done: ReadonlySet<Node>,
  readers: ReadonlyMap<Node, number>,
): Map<Node, Detour> {
  const rare = [...usual].filter(isRarely);
  if (rare.length === 0) return new Map();
  const settled = new Set([...usual, ...done]);
  const detours = new Map<Node, Detour>();
  for (const mask of new Set(rare.map(({ args }) => args[0]!))) {
    const results = rare.filter(({ args }) => args[0] === mask);
    const aside = reachable(
      results.map(({ args }) => args[1]!),
      settled,
      true,
    );
    const steps: Chain[] = [];
    for (const node of ir.nodes) if (node.kind === "apply" && aside.has(node)) append(steps, node, readers);
    for (const node of results) detours.set(node, { kind: "detour", mask, steps, results });
  }
  return detours;
}

/** How many instructions run for each vector when nothing rare happens. */
export function usualWork(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + (step.kind === "chain" ? step.nodes.length : step.results.length), 0);
}

function isRarely(node: Node): node is ApplyNode {
  return node.kind === "apply" && node.op.endsWith(".rarely");
}

/** What `roots` need, stopping at `done`; without what only rare cases need, unless `all`. */
function reachable(roots: readonly Node[], done: ReadonlySet<Node>, all = false): Set<Node> {
  const found = new Set<Node>();
  const visit = (node: Node): void => {
    if (found.has(node) || done.has(node)) return;
    if (node.kind === "apply") {
      const args = isRarely(node) && !all ? [node.args[0]!, node.args[2]!] : node.args;
      for (const arg of args) visit(arg);
    }
    found.add(node);
  };
  for (const root of roots) visit(root);
  return found;
}

function countReaders(ir: Ir): Map<Node, number> {
  const readers = new Map<Node, number>();
  const count = (node: Node): void => {
    readers.set(node, (readers.get(node) ?? 0) + 1);
  };
  for (const node of ir.nodes) if (node.kind === "apply") node.args.forEach(count);
  ir.outputs.forEach(count);
  return readers;
}

function append(steps: Step[], node: ApplyNode, readers: ReadonlyMap<Node, number>): void {
  const last = steps.at(-1);
  const previous = last?.kind === "chain" && last.nodes.length < 2 ? last.nodes.at(-1) : undefined;
  if (previous && node.args.includes(previous) && readers.get(previous) === 1) {
    steps[steps.length - 1] = { kind: "chain", nodes: [previous, node] };
  } else {
    steps.push({ kind: "chain", nodes: [node] });
  }
}
