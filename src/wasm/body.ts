/**
 * The body of one function as a list of steps in three-address form over registers.
 * A register holds one WebAssembly value; `encodeBody` (registers.ts) gives it a place on the operand stack or in a local.
 */

import type { Kind, Opcode } from "./assembler.ts";

/** A register: an index into `Body.kinds`. */
export type Register = number;

export const noRegister: Register = -1;

const nothing: readonly number[] = [];

/** One instruction. `copy` assigns its argument to its result and has no opcode of its own. */
export interface Step {
  readonly name: Opcode | "copy";
  readonly args: readonly Register[];
  /** `noRegister` where there is none. */
  readonly result: Register;
  /** Bytes after the opcode. */
  readonly immediates: readonly number[];
}

/** Something that `br` can leave (a block) or repeat (a loop). */
export interface Label {
  readonly depth: number;
}

/** A growing function body; the builder that made it owns it. */
export class Body {
  /** What each register holds; the parameters come first. */
  readonly kinds: Kind[];
  readonly parameterCount: number;
  private readonly chunks: Step[][] = [[]];
  private depth = 0;
  private loops = 0;
  private preheader: Step[] | undefined;
  private readonly hoisted = new Map<string, Register>();

  constructor(parameters: readonly Kind[]) {
    this.kinds = [...parameters];
    this.parameterCount = parameters.length;
  }

  register(kind: Kind): Register {
    return this.kinds.push(kind) - 1;
  }

  /** Appends an instruction with a result of this kind, and gives its register. */
  value(kind: Kind, name: Opcode, args: readonly Register[], immediates: readonly number[] = nothing): Register {
    const result = this.register(kind);
    this.append({ name, args, result, immediates });
    return result;
  }

  /** Appends an instruction without a result. */
  effect(name: Opcode, args: readonly Register[], immediates: readonly number[] = nothing): void {
    this.append({ name, args, result: noRegister, immediates });
  }

  copy(from: Register, to: Register): void {
    this.append({ name: "copy", args: [from], result: to, immediates: nothing });
  }

  /**
   * The register of a value that depends on nothing, made by `make` at most once per outermost loop and before it.
   * (V8 keeps such values in registers; inside the loop it would make them anew in every round.)
   */
  hoist(key: string, make: () => Register): Register {
    if (this.preheader === undefined) return make();
    const known = this.hoisted.get(key);
    if (known !== undefined) return known;
    this.chunks.push(this.preheader);
    const register = make();
    this.chunks.pop();
    this.hoisted.set(key, register);
    return register;
  }

  open(name: "block" | "loop" | "if", args: readonly Register[] = []): Label {
    if (name === "loop" && this.loops++ === 0) {
      this.preheader = [];
      this.chunks.push(this.preheader, []);
    }
    this.append({ name, args, result: noRegister, immediates: [0x40] });
    this.depth++;
    return { depth: this.depth };
  }

  otherwise(): void {
    this.append({ name: "else", args: [], result: noRegister, immediates: nothing });
  }

  close(name: "block" | "loop" | "if"): void {
    this.append({ name: "end", args: [], result: noRegister, immediates: nothing });
    this.depth--;
    if (name === "loop" && --this.loops === 0) {
      this.preheader = undefined;
      this.hoisted.clear();
    }
  }

  /** Leaves the labelled block, or starts the labelled loop's next round; with `condition`, only if it is not 0. */
  branch(label: Label, condition?: Register): void {
    const distance = this.depth - label.depth;
    if (condition === undefined) this.effect("br", [], [distance]);
    else this.effect("br_if", [condition], [distance]);
  }

  /** Every step so far, in order. */
  steps(): Step[] {
    const all: Step[] = [];
    for (const chunk of this.chunks) for (const step of chunk) all.push(step);
    return all;
  }

  private append(step: Step): void {
    this.chunks.at(-1)!.push(step);
  }
}
