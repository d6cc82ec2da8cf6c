/**
 * Programs as WebAssembly: each function of a program is a module, made when it is first called, with one function that calls
 * its kernels in order. All addresses count from a base that is passed in, so engines of the same program share an instance
 * (and what the JavaScript engine learnt about it), each with a range of the shared memory.
 */
import { NonlinError, WebAssembly } from "../base/index.ts";
import {
  type FunctionReference,
  type InstructionSet,
  instructionSet,
  ModuleBuilder,
  type Ptr,
  sharedPool,
} from "../wasm/index.ts";
import { countOf } from "./code.ts";
import type { Engine, Values } from "./engine.ts";
import type { Phase, Program, Slot } from "./node.ts";
import { type Plan, planMemory } from "./plan.ts";
import { schedule } from "./schedule.ts";
import { sizeOf } from "./view.ts";

export interface LowerOptions {
  /** The largest number of rows of one call. */
  readonly batchSize: number;
  /** What this engine has, if left out; the two give the same bits. */
  readonly isa?: InstructionSet;
}

/** A compiled function: the address of the engine's memory, the rows of the call. */
type Entry = (base: number, rows: number) => void;

/** The program compiled for calls of 1 to `batchSize` rows. */
export function lower(program: Program, { batchSize, isa = instructionSet() }: LowerOptions): Engine {
  return new LoweredEngine(program, planOf(program, batchSize), isa, batchSize);
}

function planOf(program: Program, batchSize: number): Plan {
  const phases = new Set(Object.values(program.functions).flat());
  return planMemory(program, new Map([...phases].map((phase) => [phase, schedule(phase, batchSize)])), batchSize);
}

/** Compiled functions by everything that their code depends on; forgotten when the last engine is. */
const entries = new Map<string, WeakRef<Entry>>();

function entryOf(phases: readonly Phase[], plan: Plan, isa: InstructionSet): Entry {
  const key = keyOf(phases, plan, isa);
  const known = entries.get(key)?.deref();
  if (known !== undefined) return known;
  const module = new WebAssembly.Module(encode(phases, plan, isa));
  const instance = new WebAssembly.Instance(module, { env: { memory: sharedPool().memory } });
  const entry = instance.exports[exportName] as unknown as Entry;
  for (const [other, reference] of entries) if (reference.deref() === undefined) entries.delete(other);
  entries.set(key, new WeakRef(entry));
  return entry;
}

const exportName = "run";

function keyOf(phases: readonly Phase[], plan: Plan, isa: InstructionSet): string {
  const calls = phases.flatMap((phase) => plan.phases.get(phase)!);
  const spelled = calls.map(({ kernel, addresses }) => `${kernel.key} ${JSON.stringify(kernel.extent)} ${addresses}`);
  return [isa, ...spelled].join("\n");
}

function encode(phases: readonly Phase[], plan: Plan, isa: InstructionSet): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder(isa);
  const calls = phases.flatMap((phase) => plan.phases.get(phase)!);
  const kernels = new Map<string, FunctionReference>();
  for (const { kernel } of calls) if (!kernels.has(kernel.key)) kernels.set(kernel.key, kernel.define(module));
  module.func(exportName, ["i32", "i32"], (b, base, rows) => {
    for (const { kernel, addresses } of calls) {
      const pointers = addresses.map((address) => b.add(base, b.constant("i32", address)));
      b.call(kernels.get(kernel.key)!, kernel.extent ? countOf(b, kernel.extent, rows) : rows, ...pointers);
    }
  });
  return module.bytes();
}

class LoweredEngine implements Engine {
  readonly capacity: number;
  private readonly program: Program;
  private readonly plan: Plan;
  private readonly isa: InstructionSet;
  private readonly entries = new Map<string, Entry>();
  private readonly rowCounts: readonly number[];
  /** The range taken from the pool, until it is handed back. */
  private range: Ptr | undefined;
  private readonly base: number;
  private floats = new Float32Array(0);
  private integers = new Int32Array(0);

  constructor(program: Program, plan: Plan, isa: InstructionSet, capacity: number) {
    this.capacity = capacity;
    this.program = program;
    this.plan = plan;
    this.isa = isa;
    const pool = sharedPool();
    const bytes = plan.bytes + 2 * plan.slack + 64;
    const range = pool.allocate(bytes);
    this.range = range;
    this.base = Math.ceil((range + plan.slack) / 64) * 64;
    pool.integers(range, bytes / 4).fill(0);
    this.rowCounts = program.slots.filter(({ role }) => role === "rows").map((slot) => plan.slots.get(slot)! / 4);
    for (const slot of program.slots) if (slot.data !== undefined) this.write(slot, slot.data);
  }

  run(name: string, rows: number): void {
    const entry = this.entries.get(name) ?? this.compile(name);
    if (!(Number.isInteger(rows) && rows >= 1 && rows <= this.capacity)) {
      throw new NonlinError("E_SHAPE", `${rows} rows do not fit; a call takes 1 to ${this.capacity}`);
    }
    this.refresh();
    for (let i = 0; i < this.rowCounts.length; i++) this.floats[this.base / 4 + this.rowCounts[i]!] = rows;
    entry(this.base, rows);
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

  dispose(): void {
    if (this.range !== undefined) sharedPool().release(this.range);
    this.range = undefined;
  }

  private compile(name: string): Entry {
    const phases = Object.hasOwn(this.program.functions, name) ? this.program.functions[name] : undefined;
    if (phases === undefined) throw new NonlinError("E_USAGE", `the program has no function "${name}"`);
    const entry = entryOf(phases, this.plan, this.isa);
    this.entries.set(name, entry);
    return entry;
  }

  private at(slot: Slot): number {
    const address = this.plan.slots.get(slot);
    if (address === undefined) throw new NonlinError("E_USAGE", `the program has no slot "${slot.name}"`);
    this.refresh();
    return (this.base + address) / 4;
  }

  private valuesOf(slot: Slot): Float32Array | Int32Array {
    return slot.type === "i32" ? this.integers : this.floats;
  }

  /** Memory that has grown since leaves the old views empty. */
  private refresh(): void {
    if (this.range === undefined) throw new NonlinError("E_USAGE", "this engine is disposed");
    const { buffer } = sharedPool().memory;
    if (this.floats.buffer === buffer) return;
    this.floats = new Float32Array(buffer);
    this.integers = new Int32Array(buffer);
  }
}
