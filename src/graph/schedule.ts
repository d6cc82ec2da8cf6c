/**
 * The order of a phase's kernels, and where its results are written: in the slot itself wherever everybody who needs
 * the slot's old value has read it by then, else beside it, to be copied at the end.
 */
import { copy } from "./build.ts";
import { fuse, type Unit } from "./fuse.ts";
import { gatherKernel } from "./gather.ts";
import type { Kernel } from "./kernel.ts";
import { loopKernel } from "./loop.ts";
import { matmulKernel } from "./matmul.ts";
import type { Node, Phase, Slot } from "./node.ts";
import { prepare } from "./prepare.ts";
import { randomKernel } from "./random.ts";
import type { Sharing } from "./split.ts";
import { contiguous, isContiguous, sameShape } from "./view.ts";

export interface Schedule {
  readonly kernels: readonly Kernel[];
  /** Nodes that are computed in a slot's own memory. */
  readonly homes: ReadonlyMap<Node, Slot>;
}

/** For calls of up to `capacity` rows; its kernels come in pieces if they are to be shared. */
export function schedule(phase: Phase, capacity: number, sharing?: Sharing): Schedule {
  const prepared = prepare(
    phase.map(({ value }) => value),
    capacity,
  );
  const homes = new Map<Node, Slot>();
  for (const [i, value] of prepared.entries()) {
    homes.set(value.kind === "slot" || homes.has(value) ? copy(value) : value, phase[i]!.slot);
  }
  const units = fuse([...homes.keys()]);
  const made = new Map(units.map((unit) => [unit, kernelOf(unit, capacity, sharing)]));
  const waits = new Map(units.map((unit) => [unit, new Set(unit.before)]));
  const copies: { from: Node; to: Slot }[] = [];
  for (const [node, slot] of [...homes]) {
    const writer = units.find((unit) => made.get(unit)!.writes.includes(node))!;
    const readers = units.filter((unit) => unit.reads.some((x) => x.node === slot));
    if (readers.every((reader) => (reader === writer ? inPlace(writer, slot) : !mustWait(reader, writer, waits)))) {
      for (const reader of readers) if (reader !== writer) waits.get(writer)!.add(reader);
    } else {
      homes.delete(node);
      copies.push({ from: node, to: slot });
    }
  }
  const kernels = inOrder(units, waits).map((unit) => made.get(unit)!);
  return { kernels: [...kernels, ...copies.map((each) => copyKernel(each, sharing))], homes };
}

function kernelOf({ body }: Unit, capacity: number, sharing: Sharing | undefined): Kernel {
  if ("loop" in body) return loopKernel(body.loop, sharing);
  const { single } = body;
  if (single.kind === "random") return randomKernel(single, sharing);
  return single.kind === "matmul" ? matmulKernel(single, capacity, sharing) : gatherKernel(single);
}

/** Whether a loop may overwrite the slot while it runs: it only reads the element that it is about to write. */
function inPlace({ reads, body }: Unit, slot: Slot): boolean {
  if (!("loop" in body)) return false;
  return reads.every((x) => x.node !== slot || (isContiguous(x) && sameShape(x.view.shape, slot.shape)));
}

/** Whether `unit` runs after `other`, directly or not. */
function mustWait(
  unit: Unit,
  other: Unit,
  waits: ReadonlyMap<Unit, ReadonlySet<Unit>>,
  seen = new Set<Unit>(),
): boolean {
  if (unit === other) return true;
  if (seen.has(unit)) return false;
  seen.add(unit);
  return [...waits.get(unit)!].some((before) => mustWait(before, other, waits, seen));
}

function inOrder(units: readonly Unit[], waits: ReadonlyMap<Unit, ReadonlySet<Unit>>): readonly Unit[] {
  const order = new Set<Unit>();
  const visit = (unit: Unit): void => {
    if (order.has(unit)) return;
    for (const before of waits.get(unit)!) visit(before);
    order.add(unit);
  };
  for (const unit of units) visit(unit);
  return [...order];
}

function copyKernel({ from, to }: { from: Node; to: Slot }, sharing: Sharing | undefined): Kernel {
  const { strides } = contiguous(from.shape);
  const { expression } = copy(from);
  const loop = {
    kept: from.shape,
    reduced: [],
    loads: [{ name: "x", node: from, offset: 0, steps: strides, guards: [], padding: 0 }],
    outputs: [{ node: to, expression, op: "store", steps: strides }],
  } as const;
  return loopKernel(loop, sharing);
}
