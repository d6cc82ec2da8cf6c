/**
 * A program as one WebAssembly module: every function of the program is an exported function that calls kernels in order.
 * All addresses count from a base that is passed in, so engines of the same program share one instance (and what the
 * JavaScript engine learnt about it), each with a range of the shared memory.
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

type Exports = Readonly<Record<string, (...args: number[]) => unknown>>;

/** The program compiled for calls of 1 to `batchSize` rows. */
export function lower(program: Program, { batchSize, isa = instructionSet() }: LowerOptions): Engine {
  const plan = planOf(program, batchSize);
  return new LoweredEngine(program, plan, instanceOf(program, plan, isa), batchSize);
}

/** The bytes of the module that `lower` compiles. */
export function moduleBytes(program: Program, { batchSize, isa = instructionSet() }: LowerOptions): Uint8Array {
  return encode(program, planOf(program, batchSize), isa);
}

function planOf(program: Program, batchSize: number): Plan {
  const phases = new Set(Object.values(program.functions).flat());
  return planMemory(program, new Map([...phases].map((phase) => [phase, schedule(phase, batchSize)])), batchSize);
}

/** Instances by everything that their code depends on; forgotten when the last engine is. */
const instances = new Map<string, WeakRef<Exports>>();

function instanceOf(program: Program, plan: Plan, isa: InstructionSet): Exports {
  const key = keyOf(program, plan, isa);
  const known = instances.get(key)?.deref();
  if (known !== undefined) return known;
  const module = new WebAssembly.Module(encode(program, plan, isa));
  const { exports } = new WebAssembly.Instance(module, { env: { memory: sharedPool().memory } });
  for (const [other, reference] of instances) if (reference.deref() === undefined) instances.delete(other);
  instances.set(key, new WeakRef(exports));
  return exports;
}

function keyOf(program: Program, { phases }: Plan, isa: InstructionSet): string {
  const numbers = new Map([...phases.keys()].map((phase, i) => [phase, i]));
  const functions = Object.entries(program.functions).map(
    ([name, list]) => `${name} ${list.map((p) => numbers.get(p))}`,
  );
  const calls = [...phases.values()].map((list) =>
    list.map(({ kernel, addresses }) => `${kernel.key} ${JSON.stringify(kernel.extent)} ${addresses}`).join("\n"),
  );
  return [isa, ...functions, ...calls].join("\n\n");
}

function encode(program: Program, plan: Plan, isa: InstructionSet): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder(isa);
  const kernels = new Map<string, FunctionReference>();
  const phases = new Map<Phase, FunctionReference>();
  for (const [phase, calls] of plan.phases) {
    for (const { kernel } of calls) if (!kernels.has(kernel.key)) kernels.set(kernel.key, kernel.define(module));
    const run = module.func(undefined, ["i32", "i32"], (b, base, rows) => {
      for (const { kernel, addresses } of calls) {
        const pointers = addresses.map((address) => b.add(base, b.constant("i32", address)));
        b.call(kernels.get(kernel.key)!, kernel.extent ? countOf(b, kernel.extent, rows) : rows, ...pointers);
      }
    });
    phases.set(phase, run);
  }
  for (const [name, list] of Object.entries(program.functions)) {
    module.func(name, ["i32", "i32"], (b, base, rows) => {
      for (const phase of list) b.call(phases.get(phase)!, base, rows);
    });
  }
  return module.bytes();
}

class LoweredEngine implements Engine {
  readonly capacity: number;
  private readonly program: Program;
  private readonly plan: Plan;
  private readonly exports: Exports;
  private readonly rowCounts: readonly number[];
  /** The range taken from the pool, until it is handed back. */
  private range: Ptr | undefined;
  private readonly base: number;
  private floats = new Float32Array(0);
  private integers = new Int32Array(0);

  constructor(program: Program, plan: Plan, exports: Exports, capacity: number) {
    this.capacity = capacity;
    this.program = program;
    this.plan = plan;
    this.exports = exports;
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
    const entry = Object.hasOwn(this.program.functions, name) ? this.exports[name] : undefined;
    if (entry === undefined) throw new NonlinError("E_USAGE", `the program has no function "${name}"`);
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
