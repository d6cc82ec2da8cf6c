/**
 * What runs a program: the compiled module (`lower`) in float32 or the interpreter (`interpret`) in float64, behind one interface.
 * Both own their memory; what goes in and out is copied.
 */
import type { Slot } from "./node.ts";
import type { Threading } from "./threads.ts";

export type Values = Float32Array | Float64Array | Int32Array;

export interface Engine {
  /** The largest number of rows of one call. */
  readonly capacity: number;
  /** Runs a function of the program on the first `rows` rows (1 to `capacity`) of its inputs. */
  run(name: string, rows: number): void;
  /** Copies `values` into a slot, row-major, from element `offset` (0) on; the rest of the slot stays as it is. */
  write(slot: Slot, values: ArrayLike<number>, offset?: number): void;
  /** A copy of a slot, row-major: of its first `rows` rows if it has a batch axis (default: the capacity). */
  read(slot: Slot, rows?: number): Values;
  /** The same copy into a caller's array, from its start. */
  readInto(slot: Slot, out: Values, rows?: number): void;
  /** How many threads share the runs. */
  threading(): Threading;
  /** Hands the memory back; every later call throws. */
  dispose(): void;
}
