/**
 * The memory of a program: every slot at a fixed place, and scratch memory that the nodes of a phase share,
 * each from the kernel that writes it to the last that reads it. Addresses are bytes from the engine's own base.
 */
import type { Kernel } from "./kernel.ts";
import { batch, type Node, type Phase, type Program, type Role, type Slot } from "./node.ts";
import type { Schedule } from "./schedule.ts";
import { sizeOf } from "./view.ts";

/** One call of a kernel: the addresses of its pointers. */
export interface Call {
  readonly kernel: Kernel;
  readonly addresses: readonly number[];
}

export interface Plan {
  readonly slots: ReadonlyMap<Slot, number>;
  readonly phases: ReadonlyMap<Phase, readonly Call[]>;
  readonly bytes: number;
  /** Bytes before and after that must belong to the memory. */
  readonly slack: number;
}

/** Blocks in this order; what the caller writes before a call comes first. */
const blocks: readonly Role[] = ["scalar", "rows", "parameter", "gradient", "state", "input", "constant", "result"];

/** Kernels work on whole cache lines, vectors and tiles of rows. */
const line = 64;
const vector = 16;

export function planMemory(program: Program, schedules: ReadonlyMap<Phase, Schedule>, capacity: number): Plan {
  const { slots, end } = placeSlots(program.slots, capacity);
  const phases = new Map<Phase, readonly Call[]>();
  let bytes = end;
  let slack = 0;
  for (const [phase, { kernels, homes }] of schedules) {
    const placed = new Map<Node, number>(slots);
    for (const [node, slot] of homes) placed.set(node, slots.get(slot)!);
    const { addresses, scratch, end: last } = placeNodes(kernels, placed, end, capacity);
    bytes = Math.max(bytes, last);
    slack = Math.max(slack, ...kernels.map((kernel) => kernel.slack));
    const calls = kernels.map((kernel) => ({
      kernel,
      addresses: [
        ...kernel.reads.map(({ node, offset }) => addresses.get(node)! + 4 * offset),
        ...kernel.writes.map((node) => addresses.get(node)!),
        ...(kernel.scratch > 0 ? [scratch.get(kernel)!] : []),
      ],
    }));
    phases.set(phase, merged(calls));
  }
  return { slots, phases, bytes, slack: roundUp(slack, line) };
}

/** The rows for which memory is laid out: whole tiles, so that kernels need not count the rows of the last one. */
function tiledRows(capacity: number): number {
  return roundUp(capacity, Math.min(4, capacity));
}

function placeSlots(slots: readonly Slot[], capacity: number): { slots: ReadonlyMap<Slot, number>; end: number } {
  const placed = new Map<Slot, number>();
  let end = 0;
  for (const role of blocks) {
    end = roundUp(end, line);
    for (const slot of slots) {
      if (slot.role !== role) continue;
      placed.set(slot, end);
      // a loop over the rows of a call runs to the end of a line
      const packed = role === "scalar" || role === "rows" ? 4 : slot.shape[0] === batch ? line : vector;
      end += roundUp(4 * sizeOf(slot.shape, tiledRows(capacity)), packed);
    }
  }
  return { slots: placed, end: roundUp(end, line) };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** First fit: a node takes the first gap that is wide enough while it lives. */
function placeNodes(kernels: readonly Kernel[], placed: ReadonlyMap<Node, number>, base: number, capacity: number) {
  const addresses = new Map(placed);
  const scratch = new Map<Kernel, number>();
  const lastRead = new Map<Node, number>();
  for (const [at, { reads }] of kernels.entries()) for (const { node } of reads) lastRead.set(node, at);
  let alive: (Range & { until: number })[] = [];
  let end = base;
  const take = (size: number, until: number): number => {
    let start = base;
    for (const range of alive) {
      if (range.start - start >= size) break;
      start = Math.max(start, range.end);
    }
    alive.push({ start, end: start + size, until });
    alive.sort((a, b) => a.start - b.start);
    end = Math.max(end, start + size);
    return start;
  };
  for (const [at, kernel] of kernels.entries()) {
    for (const node of kernel.writes) {
      if (addresses.has(node)) continue;
      const size = roundUp(4 * sizeOf(node.shape, tiledRows(capacity)), line);
      addresses.set(node, take(size, lastRead.get(node) ?? at));
    }
    if (kernel.scratch > 0) scratch.set(kernel, take(roundUp(kernel.scratch, line), at));
    alive = alive.filter(({ until }) => until > at);
  }
  return { addresses, scratch, end };
}

/** Calls of one elementwise loop over neighbouring memory, as one call. */
interface Run {
  readonly first: Call;
  readonly walks: readonly boolean[];
  readonly size: number;
}

/** Runs of one elementwise loop over neighbouring memory as one loop: an optimiser's update of all parameters, say. */
function merged(calls: readonly Call[]): readonly Call[] {
  const result: Call[] = [];
  let run: Run | undefined;
  const finish = (): void => {
    const flat = run?.first.kernel.flat;
    if (run === undefined || flat === undefined) return;
    const kernel = run.size === flat.size ? run.first.kernel : flat.resized(run.size, run.walks);
    result.push({ kernel, addresses: run.first.addresses });
    run = undefined;
  };
  for (const call of calls) {
    const { flat } = call.kernel;
    const longer = run && joined(run, call);
    if (longer === undefined) finish();
    if (flat === undefined) result.push(call);
    else run = longer ?? { first: call, walks: flat.walks, size: flat.size };
  }
  finish();
  return result;
}

function joined({ first, size, ...run }: Run, { kernel, addresses }: Call): Run | undefined {
  const { flat } = kernel;
  if (flat === undefined || flat.formulas !== first.kernel.flat?.formulas) return undefined;
  const walks = size > 1 ? run.walks : flat.walks;
  if (flat.size > 1 && flat.walks.some((walk, i) => walk !== walks[i])) return undefined;
  const gap = roundUp(4 * size, vector);
  const moves = [...walks, ...kernel.writes.map(() => true)];
  const follows = moves.every((move, i) => addresses[i]! - first.addresses[i]! === (move ? gap : 0));
  return follows ? { first, walks, size: gap / 4 + flat.size } : undefined;
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}
