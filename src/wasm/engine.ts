/** What the engine can do, and modules brought to life in it. */

import { platform, type WasmMemory, WebAssembly } from "../base/index.ts";
import { ModuleBuilder } from "./module.ts";
import type { InstructionSet } from "./values.ts";

let known: InstructionSet | undefined;

/** "simd" where the engine has fixed-width SIMD, else "scalar": the same bits, slower. */
export function instructionSet(): InstructionSet {
  if (known === undefined) {
    const module = new ModuleBuilder("simd");
    module.func("probe", ["i32"], (b, at) => {
      b.store(at, b.constant("f32x4", 0));
    });
    known = WebAssembly.validate(module.bytes()) ? "simd" : "scalar";
  }
  return known;
}

let threads: boolean | undefined;

/** Whether this engine has memory that threads can share and words that they can wait for. */
export function hasThreads(): boolean {
  if (threads === undefined) {
    const module = new ModuleBuilder("scalar", "shared");
    module.func("probe", ["i32"], (b, at) => b.notify(at));
    // a page that is not isolated has such memory, but cannot hand it to a worker
    const mayShare = typeof SharedArrayBuffer === "function" && platform.crossOriginIsolated !== false;
    threads = mayShare && WebAssembly.validate(module.bytes());
  }
  return threads;
}

/** Whether this thread may sleep; that of a page may not. */
export function mayWait(): boolean {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0);
    return true;
  } catch {
    return false;
  }
}

/** The exported functions of the module, on this memory. */
export function instantiate(module: ModuleBuilder, memory: WasmMemory) {
  return new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } }).exports;
}
