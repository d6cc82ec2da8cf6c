/**
 * Programs as WebAssembly: each function of a program is compiled to one function that calls its kernels in order. All
 * addresses count from a base that is passed in, so engines of the same program share an instance (and what the JavaScript
 * engine learnt about it), each with a range of the shared memory; an engine whose runs threads share has a memory of its own.
 */
import { NonlinError } from "../base/index.ts";
import { hasThreads, type InstructionSet, instructionSet } from "../wasm/index.ts";
import type { Engine, Values } from "./engine.ts";
import { type Host, pooledHost } from "./host.ts";
import type { Program, Slot } from "./node.ts";
import { type Plan, planMemory } from "./plan.ts";
import { schedule } from "./schedule.ts";
import type { Sharing } from "./split.ts";
import { sharedWork, teamHost } from "./team.ts";
import { mostPieces } from "./team-code.ts";
import type { Threading, Threads } from "./threads.ts";
import { sizeOf } from "./view.ts";

export interface LowerOptions {
  /** The largest number of rows of one call. */
  readonly batchSize: number;
  /** What this engine has, if left out; the two give the same bits. */
  readonly isa?: InstructionSet;
  /** Who shares the runs; any number of threads gives the same bits. */
  readonly threads?: Threads;
}

/** The program compiled for calls of 1 to `batchSize` rows. */
export function lower(program: Program, { batchSize, isa = instructionSet(), threads }: LowerOptions): Engine {
  const alone = (because?: string): Engine => {
    const plan = planOf(program, batchSize);
    return new LoweredEngine(program, plan, pooledHost(program, plan, isa, because), batchSize);
  };
  if (threads === undefined) return alone();
  const { count, grain = 8000 } = threads;
  if (!(Number.isSafeInteger(count) && count >= 1)) {
    throw new NonlinError("E_USAGE", `threads.count is ${count}`, { advice: "it is a whole number, 1 or more" });
  }
  if (count === 1) return alone();
  if (!hasThreads()) return alone("there is no memory that threads can share here");
  const pieces = Math.min(piecesPerThread * count, mostPieces);
  const plan = planOf(program, batchSize, { pieces, grain, capacity: batchSize });
  if (sharedWork(program, plan) <= grainsPerRun * grain) return alone("its steps are too small to share");
  return new LoweredEngine(program, plan, teamHost(program, plan, isa, threads), batchSize);
}

/** So that a thread which was late or slow leaves pieces to the others. */
const piecesPerThread = 4;
/** Work in pieces that is worth waking others for. */
const grainsPerRun = 20;

function planOf(program: Program, batchSize: number, sharing?: Sharing): Plan {
  const phases = new Set(Object.values(program.functions).flat());
  const schedules = new Map([...phases].map((phase) => [phase, schedule(phase, batchSize, sharing)]));
  return planMemory(program, schedules, batchSize);
}

class LoweredEngine implements Engine {
  readonly capacity: number;
  private readonly plan: Plan;
  private readonly host: Host;
  private readonly rowCounts: readonly number[];
  private disposed = false;
  private floats = new Float32Array(0);
  private integers = new Int32Array(0);

  constructor(program: Program, plan: Plan, host: Host, capacity: number) {
    this.capacity = capacity;
    this.plan = plan;
    this.host = host;
    this.rowCounts = program.slots.filter(({ role }) => role === "rows").map((slot) => plan.slots.get(slot)! / 4);
    for (const slot of program.slots) if (slot.data !== undefined) this.write(slot, slot.data);
  }

  run(name: string, rows: number): void {
    if (!(Number.isInteger(rows) && rows >= 1 && rows <= this.capacity)) {
      throw new NonlinError("E_SHAPE", `${rows} rows do not fit; a call takes 1 to ${this.capacity}`);
    }
    this.refresh();
    for (let i = 0; i < this.rowCounts.length; i++) this.floats[this.host.base / 4 + this.rowCounts[i]!] = rows;
    this.host.run(name, rows);
  }

  write(slot: Slot, values: ArrayLike<number>, offset = 0): void {
    const at = this.at(slot) + offset;
    const size = sizeOf(slot.shape, this.capacity);
    if (!(offset >= 0 && offset + values.length <= size)) {
      throw new NonlinError("E_SHAPE", `${slot.name} holds ${size} numbers, not ${offset} + ${values.length}`);
    }
    this.valuesOf(slot).set(values, at);
  }

  read(slot: Slot, rows = this.capacity): Values {
    const at = this.at(slot);
    return this.valuesOf(slot).slice(at, at + sizeOf(slot.shape, rows));
  }

  readInto(slot: Slot, out: Values, rows = this.capacity): void {
    const at = this.at(slot);
    const size = sizeOf(slot.shape, rows);
    const from = this.valuesOf(slot);
    for (let i = 0; i < size; i++) out[i] = from[at + i]!;
  }

  threading(): Threading {
    return this.host.threading();
  }

  dispose(): void {
    if (!this.disposed) this.host.release();
    this.disposed = true;
  }

  private at(slot: Slot): number {
    const address = this.plan.slots.get(slot);
    if (address === undefined) throw new NonlinError("E_USAGE", `the program has no slot "${slot.name}"`);
    this.refresh();
    return (this.host.base + address) / 4;
  }

  private valuesOf(slot: Slot): Float32Array | Int32Array {
    return slot.type === "i32" ? this.integers : this.floats;
  }

  /** Memory that has grown since leaves the old views empty. */
  private refresh(): void {
    if (this.disposed) throw new NonlinError("E_USAGE", "this engine is disposed");
    const { buffer } = this.host.memory;
    if (this.floats.buffer === buffer) return;
    this.floats = new Float32Array(buffer);
    this.integers = new Int32Array(buffer);
  }
}
