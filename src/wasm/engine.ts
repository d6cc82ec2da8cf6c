/** What the engine can do, and modules brought to life in it. */

import { type WasmMemory, WebAssembly } from "../base/index.ts";
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

/** The exported functions of the module, on this memory. */
export function instantiate(module: ModuleBuilder, memory: WasmMemory) {
  return new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } }).exports;
}
