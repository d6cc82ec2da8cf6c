/** Small pieces of code that every kernel needs. */
import type { Builder, I32 } from "../wasm/index.ts";
import type { Axis } from "./space.ts";

/** The number of steps along an axis in this call. */
export function countOf(b: Builder, { size, batch }: Axis, rows: I32): I32 {
  if (!batch) return b.constant("i32", size);
  return size === 1 ? rows : b.mul(rows, b.constant("i32", size));
}

/** Moves a pointer held in a variable. */
export function move(b: Builder, pointer: I32, bytes: number): void {
  if (bytes !== 0) b.assign(pointer, b.add(pointer, b.constant("i32", bytes)));
}

/** The smaller of a number and `most`. */
export function least(b: Builder, a: I32, most: number): I32 {
  const limit = b.constant("i32", most);
  return b.select(b.lt(a, limit), a, limit);
}
