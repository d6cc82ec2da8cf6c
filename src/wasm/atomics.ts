/** Memory that threads share: single int32 words, read and written in one order that all threads see. */

import { pushSigned, pushUnsigned } from "./assembler.ts";
import { Control } from "./control.ts";
import type { I32 } from "./values.ts";

/** The part of the builder through which threads meet; `pointer + offset` is a multiple of 4. */
export class Meeting extends Control {
  atomicLoad(pointer: I32, offset = 0): I32 {
    return this.word("i32.atomic.load", [pointer], offset);
  }

  atomicStore(pointer: I32, value: I32, offset = 0): void {
    this.body.effect("i32.atomic.store", [pointer.parts[0]!, value.parts[0]!], word(offset));
  }

  /** Adds to the word, and gives what it held. */
  atomicAdd(pointer: I32, value: I32, offset = 0): I32 {
    return this.word("i32.atomic.rmw.add", [pointer, value], offset);
  }

  /** Writes `next` if the word holds `expected`; gives what it held. */
  compareExchange(pointer: I32, expected: I32, next: I32, offset = 0): I32 {
    return this.word("i32.atomic.rmw.cmpxchg", [pointer, expected, next], offset);
  }

  /** Sleeps as long as the word holds `expected`, until notified or for so many milliseconds; traps in a thread that must not block. */
  wait(pointer: I32, expected: I32, milliseconds = Number.POSITIVE_INFINITY, offset = 0): void {
    const bytes: number[] = [];
    pushSigned(bytes, milliseconds === Number.POSITIVE_INFINITY ? -1 : milliseconds * 1e6); // nanoseconds; -1 is for ever
    const timeout = this.body.value("i64", "i64.const", [], bytes);
    const args = [pointer.parts[0]!, expected.parts[0]!, timeout];
    this.body.value("i32", "memory.atomic.wait32", args, word(offset));
  }

  /** Wakes whoever waits for the word. */
  notify(pointer: I32, offset = 0): void {
    this.word("memory.atomic.notify", [pointer, this.constant("i32", -1)], offset);
  }

  private word(name: Parameters<typeof this.body.value>[1], args: readonly I32[], offset: number): I32 {
    const registers = args.map(({ parts }) => parts[0]!);
    return { type: "i32", parts: [this.body.value("i32", name, registers, word(offset))] };
  }
}

/** The memory operand: aligned to 4 bytes, at this offset. */
function word(offset: number): number[] {
  const bytes = [2];
  pushUnsigned(bytes, offset);
  return bytes;
}
