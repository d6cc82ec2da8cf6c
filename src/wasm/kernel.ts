/**
 * A formula as a function over arrays of float32: `kernel(gelu).run(from, to, n)` on WebAssembly memory, or
 * `kernel(gelu).apply(array)` on an array. Right at every length and 4-byte offset, with the same bits at each.
 */

import { NonlinError, type WasmMemory } from "../base/index.ts";
import { type Expr, type Formula, freeVariables, road, source } from "../expr/index.ts";
import { compileSpelled } from "./compile.ts";
import { elementwise } from "./elementwise.ts";
import { instantiate, instructionSet } from "./engine.ts";
import { type Pool, type Ptr, sharedPool } from "./pool.ts";
import { spelled } from "./spelled.ts";
import type { InstructionSet } from "./values.ts";

export type { Formula } from "../expr/index.ts";
export { Pool, type Ptr } from "./pool.ts";

export interface KernelOptions {
  /** Where the data lie; the pool that all kernels share if left out. */
  readonly pool?: Pool;
  /** What the engine has if left out; the two give the same bits. */
  readonly set?: InstructionSet;
  /** Values of parameters, else what the declaration says, else 1. */
  readonly parameters?: Readonly<Record<string, number>>;
}

/** What a kernel computes. */
export interface Forms {
  /** The parameters that occur. */
  readonly names: readonly string[];
  /** f or f' in x and the parameters, ready to be computed. */
  readonly form: (order: 0 | 1) => Expr;
}

/** Elements that `apply` copies in at a time. */
const chunk = 16384;

type Entry = keyof typeof orders;

/** A formula on arrays. Each of its functions is compiled when first called. */
export class Kernel {
  readonly formula: Formula;
  readonly pool: Pool;
  readonly set: InstructionSet;
  private readonly forms: Forms;
  private readonly parameters: Ptr;
  private readonly entries = new Map<Entry, (...args: number[]) => unknown>();

  constructor(formula: Formula, forms: Forms, options: KernelOptions = {}) {
    this.formula = formula;
    this.forms = forms;
    this.pool = options.pool ?? sharedPool();
    this.set = options.set ?? instructionSet();
    const { names } = forms;
    this.parameters = this.pool.allocate(4 * names.length);
    this.write(Object.fromEntries(names.map((name) => [name, formula.params?.[name]?.init ?? 1])));
    this.setParameters(options.parameters ?? {});
  }

  /** The memory that pointers point into. Views on it die when it grows: take one, use it, drop it. */
  memory(): WasmMemory {
    return this.pool.memory;
  }

  /** Room for `count` float32, to be given back with `release`. */
  allocate(count: number): Ptr {
    return this.pool.allocate(4 * count);
  }

  release(pointer: Ptr): void {
    this.pool.release(pointer);
  }

  /** f of `count` float32 at `from`, to `to`, which may be `from`. */
  run(from: Ptr, to: Ptr, count: number): void {
    this.entry("value")(from, to, to, count, this.parameters);
  }

  /** f' of `count` float32 at `from`, to `to`, which may be `from`. */
  runDerivative(from: Ptr, to: Ptr, count: number): void {
    this.entry("slope")(from, to, to, count, this.parameters);
  }

  /** f to `value` and f' to `slope` at once, which costs less than one after the other. */
  runBoth(from: Ptr, value: Ptr, slope: Ptr, count: number): void {
    this.entry("both")(from, value, slope, count, this.parameters);
  }

  /** f of each element, in a new array. */
  apply(values: Float32Array): Float32Array {
    return this.mapped("value", values);
  }

  /** f' of each element, in a new array. */
  applyDerivative(values: Float32Array): Float32Array {
    return this.mapped("slope", values);
  }

  /** Changes the parameters named; nothing is compiled anew. */
  setParameters(values: Readonly<Record<string, number>>): void {
    const { names } = this.forms;
    for (const name of Object.keys(values)) {
      if (names.includes(name) || Object.hasOwn(this.formula.params ?? {}, name)) continue;
      throw new NonlinError("E_NAME", `"${this.formula.formula}" has no parameter "${name}"`, {
        advice: names.length > 0 ? `it has ${names.join(", ")}` : "it has none",
      });
    }
    this.write(values);
  }

  /** Gives back what the kernel holds; it must not be used afterwards. */
  dispose(): void {
    this.pool.release(this.parameters);
    this.entries.clear();
  }

  private write(values: Readonly<Record<string, number>>): void {
    const { names } = this.forms;
    const block = this.pool.floats(this.parameters, names.length);
    names.forEach((name, i) => {
      if (values[name] !== undefined) block[i] = values[name];
    });
  }

  private mapped(entry: "value" | "slope", values: Float32Array): Float32Array {
    const result = new Float32Array(values.length);
    const run = this.entry(entry);
    const block = this.allocate(Math.min(chunk, values.length));
    for (let at = 0; at < values.length; at += chunk) {
      const count = Math.min(chunk, values.length - at);
      const view = this.pool.floats(block, count);
      view.set(values.subarray(at, at + count));
      run(block, block, block, count, this.parameters);
      result.set(view, at);
    }
    this.release(block);
    return result;
  }

  private entry(name: Entry): (...args: number[]) => unknown {
    let run = this.entries.get(name);
    if (run === undefined) {
      const outputs = orders[name].map(this.forms.form);
      const module = elementwise(this.set, compileSpelled(outputs, ["x", ...this.forms.names]));
      run = instantiate(module, this.pool.memory).run!;
      this.entries.set(name, run);
    }
    return run;
  }
}

const orders = { value: [0], slope: [1], both: [0, 1] } as const;

/** The formula as SIMD code; `kernel(relu).apply(array)`. */
export function kernel(formula: Formula, options: KernelOptions = {}): Kernel {
  const names = freeVariables(source(formula)).filter((name) => name !== "x");
  return new Kernel(formula, { names, form: (order) => spelled(road(formula, order)) }, options);
}
