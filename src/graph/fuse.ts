/**
 * Fusion: the nodes of a phase gathered into units, each of which becomes one kernel.
 *
 * A cheap map vanishes into its readers (inline.ts). Every other map or reduction joins a unit that walks the same space,
 * if it reads what the unit computes or reads, and nothing that must wait for the unit. So f and f' of a layer are one loop that
 * shares the exponential, a loss and its slope are another, and an optimiser's states and parameter a third.
 */
import { constant, type Expr, substitute, variable } from "../expr/index.ts";
import { inlined, operandsThrough, permutation } from "./inline.ts";
import type { Loop } from "./loop.ts";
import type { Gather, MapNode, Matmul, Node, Operand, Random, Reduce, ScatterAdd, Shape } from "./node.ts";
import { operandsOf, sorted } from "./traverse.ts";
import { contiguous, isContiguous, sameShape, sizeOf } from "./view.ts";

export type Single = Matmul | Gather | ScatterAdd | Random;

export interface Unit {
  /** Units that must run before, directly or not. */
  readonly before: ReadonlySet<Unit>;
  /** What it reads from memory. */
  readonly reads: readonly Operand[];
  readonly body: { readonly single: Single } | { readonly loop: Loop };
}

/** The units that compute `roots` (no slots among them, each wanted in memory), in an order in which they can run. */
export function fuse(roots: readonly Node[]): readonly Unit[] {
  const order = sorted(roots);
  const fusion = new Fusion(inlined(order, new Set(roots)));
  for (const node of order) fusion.place(node);
  return fusion.units(roots);
}

/** A unit under construction. */
interface Draft {
  readonly before: Set<Draft>;
  readonly single: Single | undefined;
  readonly axes: Shape;
  /** Axes that its reductions run over. */
  reduced: ReadonlySet<number> | undefined;
  readonly loads: Map<string, { readonly name: string; readonly operand: Operand }>;
  /** The maps computed here, over the names of the loads. */
  readonly values: Map<Node, Expr>;
  readonly reductions: Map<Reduce, Expr>;
}

class Fusion {
  private readonly vanishing: ReadonlySet<Node>;
  private readonly drafts: Draft[] = [];
  private readonly home = new Map<Node, Draft>();
  private readonly numbers = new Map<Node, number>();
  /** Nodes that some unit reads from memory. */
  private readonly stored = new Set<Node>();

  constructor(vanishing: ReadonlySet<Node>) {
    this.vanishing = vanishing;
  }

  place(node: Node): void {
    if (node.kind === "slot" || this.vanishing.has(node)) return;
    if (node.kind === "map") this.placeMap(node);
    else if (node.kind === "reduce") this.placeReduce(node);
    else this.placeSingle(node);
  }

  units(roots: readonly Node[]): readonly Unit[] {
    const wanted = new Set<Node>([...roots, ...this.stored]);
    const made = new Map<Draft, Unit>();
    const order: Unit[] = [];
    const finish = (draft: Draft): Unit => {
      const known = made.get(draft);
      if (known !== undefined) return known;
      const before = new Set([...draft.before].map(finish));
      const reads = [...draft.loads.values()].map(({ operand }) => operand);
      const body = draft.single === undefined ? { loop: loopOf(draft, wanted) } : { single: draft.single };
      const unit = { before, reads, body };
      made.set(draft, unit);
      order.push(unit);
      return unit;
    };
    for (const draft of this.drafts) finish(draft);
    return order;
  }

  private placeSingle(node: Single): void {
    const draft = this.draft(node.shape, node);
    for (const operand of operandsOf(node)) this.load(draft, operand);
    this.home.set(node, draft);
  }

  private placeMap(node: MapNode): void {
    const leaves = Object.values(node.operands).flatMap((operand) => this.leaves(operand));
    const draft =
      this.drafts.findLast(
        (d) =>
          d.single === undefined &&
          sameShape(d.axes, node.shape) &&
          leaves.some((leaf) => this.related(d, leaf)) &&
          this.mayJoin(d, leaves),
      ) ?? this.draft(node.shape);
    draft.values.set(node, this.expressionOf(draft, node.expression, node.operands));
    this.home.set(node, draft);
  }

  private placeReduce(node: Reduce): void {
    const { shape } = node.operand.view;
    const leaves = this.leaves(node.operand);
    const through = this.throughProducer(node, leaves);
    const last = new Set(shape.map((_, i) => i).slice(shape.length - node.axes));
    const sibling = (): Draft | undefined =>
      this.drafts.findLast(
        (d) =>
          d.single === undefined &&
          sameShape(d.axes, shape) &&
          reducesOver(d, last) &&
          node.op !== "argmax" &&
          leaves.some((leaf) => this.related(d, leaf)) &&
          this.mayJoin(d, leaves),
      );
    const draft = through?.draft ?? sibling() ?? this.draft(shape);
    draft.reduced = through?.reduced ?? last;
    const value = through === undefined ? this.express(draft, node.operand) : draft.values.get(node.operand.node)!;
    draft.reductions.set(node, value);
    this.home.set(node, draft);
  }

  /** The unit that computes what a reduction reads, if the reduction can run along, and the axes of the unit that it runs over. */
  private throughProducer(node: Reduce, leaves: readonly Operand[]) {
    const { node: producer, view } = node.operand;
    const draft = this.home.get(producer);
    if (draft === undefined || !draft.values.has(producer) || node.op === "argmax" || leaves.length !== 1)
      return undefined;
    if (view.guards !== undefined || view.offset !== 0) return undefined;
    const order = permutation(draft.axes, view.shape, view.strides);
    if (order === undefined) return undefined;
    const kept = order.slice(0, order.length - node.axes).filter((axis) => axis >= 0);
    const ascending = kept.every((axis, i) => i === 0 || kept[i - 1]! < axis);
    const reduced = new Set(draft.axes.map((_, axis) => axis).filter((axis) => !kept.includes(axis)));
    return ascending && reducesOver(draft, reduced) ? { draft, reduced } : undefined;
  }

  private draft(axes: Shape, single?: Single): Draft {
    const draft: Draft = {
      before: new Set(),
      single,
      axes,
      reduced: undefined,
      loads: new Map(),
      values: new Map(),
      reductions: new Map(),
    };
    this.drafts.push(draft);
    return draft;
  }

  /** What an operand comes down to once vanishing maps have vanished. */
  private leaves(operand: Operand): readonly Operand[] {
    if (!this.vanishing.has(operand.node)) return [operand];
    return Object.values(operandsThrough(operand)).flatMap((x) => this.leaves(x));
  }

  /** Whether the unit reads or computes just this; numbers that everybody reads make no relation. */
  private related(draft: Draft, leaf: Operand): boolean {
    const { node } = leaf;
    if (draft.values.has(node)) return isContiguous(leaf);
    const shared = node.kind === "slot" && (node.role === "scalar" || node.role === "rows");
    return !shared && draft.loads.has(this.keyOf(leaf));
  }

  /** Whether everything is there in time: computed by the unit at the same place, or by others that need not wait for it. */
  private mayJoin(draft: Draft, leaves: readonly Operand[]): boolean {
    return leaves.every((leaf) => {
      const from = this.home.get(leaf.node);
      if (from === draft)
        return draft.values.has(leaf.node) && isContiguous(leaf) && sameShape(leaf.view.shape, draft.axes);
      return from === undefined || !from.before.has(draft);
    });
  }

  private expressionOf(draft: Draft, e: Expr, operands: Readonly<Record<string, Operand>>): Expr {
    return substitute(e, new Map(Object.entries(operands).map(([name, x]) => [name, this.express(draft, x)])));
  }

  /** An operand as an expression over the names of the unit's loads. */
  private express(draft: Draft, operand: Operand): Expr {
    const { node } = operand;
    const number = onlyNumber(operand);
    if (number !== undefined) return constant(number);
    if (this.vanishing.has(node)) {
      return this.expressionOf(draft, (node as MapNode).expression, operandsThrough(operand));
    }
    const computed = this.home.get(node) === draft ? draft.values.get(node) : undefined;
    return computed ?? variable(this.load(draft, operand));
  }

  private load(draft: Draft, operand: Operand): string {
    const key = this.keyOf(operand);
    const known = draft.loads.get(key);
    if (known !== undefined) return known.name;
    const from = this.home.get(operand.node);
    if (from !== undefined) {
      this.stored.add(operand.node);
      this.order(from, draft);
    }
    const name = `v${draft.loads.size}`;
    draft.loads.set(key, { name, operand });
    return name;
  }

  /** From now on `first` runs before `second`, and before all that wait for it. */
  private order(first: Draft, second: Draft): void {
    if (second.before.has(first)) return;
    const earlier = [first, ...first.before];
    for (const draft of this.drafts) {
      if (draft === second || draft.before.has(second)) for (const d of earlier) draft.before.add(d);
    }
  }

  private keyOf({ node, view }: Operand): string {
    const number = this.numbers.get(node) ?? this.numbers.size;
    this.numbers.set(node, number);
    const strides = view.strides.map((stride, i) => (view.shape[i] === 1 ? 0 : stride));
    return `${number} ${view.offset} ${strides} ${view.guards === undefined ? "" : JSON.stringify(view)}`;
  }
}

function reducesOver(draft: Draft, axes: ReadonlySet<number>): boolean {
  const known = draft.reduced;
  if (known === undefined) return true;
  const long = (set: ReadonlySet<number>): string => [...set].filter((axis) => draft.axes[axis] !== 1).join();
  return long(known) === long(axes);
}

/** The value of a constant slot of one element. */
function onlyNumber({ node, view }: Operand): number | undefined {
  if (node.kind !== "slot" || node.role !== "constant" || view.guards !== undefined) return undefined;
  return sizeOf(node.shape) === 1 ? node.data?.[0] : undefined;
}

function loopOf(draft: Draft, wanted: ReadonlySet<Node>): Loop {
  const { axes, reduced = new Set<number>(), loads, values, reductions } = draft;
  const all = axes.map((_, axis) => axis);
  const kept = all.filter((axis) => !reduced.has(axis));
  const order = [...kept, ...all.filter((axis) => reduced.has(axis))];
  const inOrder = (steps: readonly number[]): number[] => order.map((axis) => steps[axis]!);
  const stored = [...values].filter(([node]) => wanted.has(node));
  return {
    kept: kept.map((axis) => axes[axis]!),
    reduced: order.slice(kept.length).map((axis) => axes[axis]!),
    loads: [...loads.values()].map(({ name, operand: { node, view } }) => ({
      name,
      node,
      offset: view.offset,
      steps: inOrder(view.strides),
      guards: (view.guards ?? []).map((guard) => ({ ...guard, weights: inOrder(guard.weights) })),
      padding: view.padding ?? 0,
    })),
    outputs: [
      ...stored.map(([node, expression]) => ({
        node,
        expression,
        op: "store" as const,
        steps: inOrder(contiguous(node.shape).strides),
      })),
      ...[...reductions].map(([node, expression]) => ({
        node,
        expression,
        op: node.op,
        steps: keptSteps(kept, axes),
      })),
    ],
  };
}

/** Steps of a reduction's result along the kept axes, then 0; its shape may lack axes of length 1. */
function keptSteps(kept: readonly number[], axes: Shape): readonly number[] {
  const dense = contiguous(kept.map((axis) => axes[axis]!)).strides;
  return [...dense, ...axes.slice(kept.length).map(() => 0)];
}
