/** What an engine stands on: a range of memory, and the program's functions compiled over it. */
import { NonlinError, type WasmMemory, WebAssembly } from "../base/index.ts";
import { type InstructionSet, ModuleBuilder, sharedPool } from "../wasm/index.ts";
import { KernelTable } from "./calls-code.ts";
import type { Program } from "./node.ts";
import type { Call, Plan } from "./plan.ts";
import type { Threading } from "./threads.ts";

export interface Host {
  readonly memory: WasmMemory;
  /** Where the plan's addresses count from. */
  readonly base: number;
  /** Runs a function of the program. */
  run(name: string, rows: number): void;
  threading(): Threading;
  /** Hands everything back; once. */
  release(): void;
}

/** The calls of a function, phase after phase. */
export function callsOf(program: Program, plan: Plan, name: string): readonly Call[] {
  const phases = Object.hasOwn(program.functions, name) ? program.functions[name] : undefined;
  if (phases === undefined) throw new NonlinError("E_USAGE", `the program has no function "${name}"`);
  return phases.flatMap((phase) => plan.phases.get(phase)!);
}

/** Where a plan's addresses count from in a range that starts at `start`, and the bytes that such a range has. */
export function placed(plan: Plan, start: number): number {
  return Math.ceil((start + plan.slack) / 64) * 64;
}

export function bytesOf(plan: Plan): number {
  return plan.bytes + 2 * plan.slack + 64;
}

/** One thread, on a range of everybody's memory. */
export function pooledHost(program: Program, plan: Plan, isa: InstructionSet, because?: string): Host {
  const pool = sharedPool();
  const range = pool.allocate(bytesOf(plan));
  const base = placed(plan, range);
  const own = new Map<string, Entry>();
  pool.integers(range, bytesOf(plan) / 4).fill(0);
  return {
    memory: pool.memory,
    base,
    run(name, rows) {
      let entry = own.get(name);
      if (entry === undefined) {
        entry = entryOf(callsOf(program, plan, name), isa);
        own.set(name, entry);
      }
      entry(base, rows);
    },
    threading: () => ({ count: 1, ...(because !== undefined && { because }) }),
    release: () => pool.release(range),
  };
}

/** A compiled function: the address of the engine's memory, the rows of the call. */
type Entry = (base: number, rows: number) => void;

/** Compiled functions by everything that their code depends on; forgotten when the last engine is. */
const entries = new Map<string, WeakRef<Entry>>();

function entryOf(calls: readonly Call[], isa: InstructionSet): Entry {
  const key = keyOf(calls, isa);
  const known = entries.get(key)?.deref();
  if (known !== undefined) return known;
  const module = new WebAssembly.Module(encode(calls, isa));
  const instance = new WebAssembly.Instance(module, { env: { memory: sharedPool().memory } });
  const entry = instance.exports[exportName] as unknown as Entry;
  for (const [other, reference] of entries) if (reference.deref() === undefined) entries.delete(other);
  entries.set(key, new WeakRef(entry));
  return entry;
}

const exportName = "run";

function keyOf(calls: readonly Call[], isa: InstructionSet): string {
  const spelled = calls.map(({ kernel, addresses }) => `${kernel.key} ${JSON.stringify(kernel.extent)} ${addresses}`);
  return [isa, ...spelled].join("\n");
}

function encode(calls: readonly Call[], isa: InstructionSet): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder(isa);
  const kernels = new KernelTable(module);
  for (const { kernel } of calls) kernels.define(kernel);
  module.func(exportName, ["i32", "i32"], (b, base, rows) => {
    for (const call of calls) kernels.writeCall(b, call, { base, rows });
  });
  return module.bytes();
}
