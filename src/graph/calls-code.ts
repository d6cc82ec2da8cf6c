/** The code of calls: kernels with their addresses, and pieces of kernels with theirs. */
import type { Builder, FunctionReference, I32, ModuleBuilder } from "../wasm/index.ts";
import { countOf, least } from "./code.ts";
import type { Kernel } from "./kernel.ts";
import type { Call } from "./plan.ts";
import type { Piece } from "./split.ts";

/** What a call works on: the memory that addresses count from, the rows of the run. */
export interface Frame {
  readonly base: I32;
  readonly rows: I32;
}

/** The functions of a module's kernels, those of one key made once. */
export class KernelTable {
  private readonly module: ModuleBuilder;
  private readonly known = new Map<string, FunctionReference>();

  constructor(module: ModuleBuilder) {
    this.module = module;
  }

  define({ key, define }: Pick<Kernel, "key" | "define">): FunctionReference {
    const known = this.known.get(key) ?? define(this.module);
    this.known.set(key, known);
    return known;
  }

  writeCall(b: Builder, { kernel, addresses }: Call, frame: Frame): void {
    this.write(b, kernel, addresses, frame);
  }

  /** The piece, unless all of its rows lie beyond those of the run. */
  writePiece(b: Builder, { addresses }: Call, { kernel, offsets, rows: own }: Piece, { base, rows }: Frame): void {
    const moved = addresses.map((address, i) => address + offsets[i]!);
    if (own === undefined) {
      this.write(b, kernel, moved, { base, rows });
      return;
    }
    const from = b.constant("i32", own.from);
    b.if(b.lt(from, rows), () => {
      this.write(b, kernel, moved, { base, rows: least(b, b.sub(rows, from), own.count) });
    });
  }

  private write(b: Builder, kernel: Piece["kernel"], addresses: readonly number[], { base, rows }: Frame): void {
    const pointers = addresses.map((address) => b.add(base, b.constant("i32", address)));
    b.call(this.define(kernel), kernel.extent ? countOf(b, kernel.extent, rows) : rows, ...pointers);
  }
}
