/**
 * WebAssembly memory for everybody. Engines allow few memories (V8 refuses about the 13,000th), so kernels share one and
 * take ranges of it. A range is 16-byte aligned, and padded so that a vector read at its last element stays inside.
 */

import { NonlinError, type WasmMemory, WebAssembly } from "../base/index.ts";

declare const pointer: unique symbol;

/** A byte offset in a pool's memory. Adding multiples of 4 to it is fine. */
export type Ptr = number & { readonly [pointer]: true };

const page = 65536;
const gibibyte = 1073741824;
/** What 32-bit addresses reach, less a page so that no end of a range wraps to 0. */
const most = 4 * gibibyte - page;

interface Range {
  start: number;
  end: number;
}

/** Ranges of one memory, which grows when they run out and never shrinks. */
export class Pool {
  readonly memory: WasmMemory;
  /** Free ranges by address, no two touching. */
  private readonly free: Range[] = [];
  private readonly taken = new Map<Ptr, number>();

  constructor() {
    this.memory = new WebAssembly.Memory({ initial: 1 });
    // Address 0 is never given out.
    this.free.push({ start: 16, end: page });
  }

  /** A range of at least this many bytes; its contents are whatever lay there. */
  allocate(bytes: number): Ptr {
    if (!(bytes >= 0 && bytes <= most)) throw tooLarge(bytes);
    const size = paddedSize(bytes);
    const range = this.free.find(({ start, end }) => end - start >= size) ?? this.grow(size, bytes);
    const start = range.start as Ptr;
    range.start += size;
    if (range.start === range.end) this.free.splice(this.free.indexOf(range), 1);
    this.taken.set(start, size);
    return start;
  }

  /** Takes back a range that `allocate` gave; freeing it twice is an error. */
  release(start: Ptr): void {
    const size = this.taken.get(start);
    if (size === undefined) {
      throw new NonlinError("E_MEMORY", `no range starts at ${start}`, { advice: "release each range once" });
    }
    this.taken.delete(start);
    this.insert({ start, end: start + size });
  }

  /** Bytes given out, padding included. */
  used(): number {
    let sum = 0;
    for (const size of this.taken.values()) sum += size;
    return sum;
  }

  /** `count` floats at `start`, for the caller's own short use: the next allocation may detach the view. */
  floats(start: Ptr, count: number): Float32Array {
    return new Float32Array(this.memory.buffer, start, count);
  }

  /** As `floats`, for int32. */
  integers(start: Ptr, count: number): Int32Array {
    return new Int32Array(this.memory.buffer, start, count);
  }

  private grow(size: number, bytes: number): Range {
    const end = this.memory.buffer.byteLength;
    const last = this.free.at(-1);
    const spare = last?.end === end ? end - last.start : 0;
    const pages = Math.ceil((size - spare) / page);
    if (end + pages * page > most) throw tooLarge(bytes);
    try {
      // Growing copies in some engines: at least an eighth more, where it fits.
      const generous = Math.max(pages, Math.floor(end / page / 8));
      this.memory.grow(end + generous * page > most ? pages : generous);
    } catch {
      throw tooLarge(bytes);
    }
    this.insert({ start: end, end: this.memory.buffer.byteLength });
    return this.free.at(-1)!;
  }

  private insert(range: Range): void {
    const next = this.free.findIndex(({ start }) => start > range.start);
    const at = next < 0 ? this.free.length : next;
    this.free.splice(at, 0, range);
    const after = this.free[at + 1];
    if (after?.start === range.end) {
      range.end = after.end;
      this.free.splice(at + 1, 1);
    }
    const before = this.free[at - 1];
    if (before?.end === range.start) {
      before.end = range.end;
      this.free.splice(at, 1);
    }
  }
}

let shared: Pool | undefined;

/** The pool that kernels use unless they are given another; made when first asked for. */
export function sharedPool(): Pool {
  shared ??= new Pool();
  return shared;
}

function paddedSize(bytes: number): number {
  return (Math.floor((bytes + 15) / 16) + 1) * 16;
}

function tooLarge(bytes: number): NonlinError {
  const gib = Number.isFinite(bytes) ? (bytes / gibibyte).toFixed(2) : String(bytes);
  return new NonlinError("E_MEMORY", `this needs ${gib} GiB more of WebAssembly memory, which reaches 4 GiB at most`, {
    advice: "use smaller batches or a smaller network",
  });
}
