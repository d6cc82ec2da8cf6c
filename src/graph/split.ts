/**
 * Kernels cut into pieces that threads take in any order. Each result is computed by one piece, as the whole kernel would:
 * cuts run between rows or columns of results, never through a sum, so that no bit depends on who computed what.
 */
import type { Kernel } from "./kernel.ts";

/** How a program is to be shared. */
export interface Sharing {
  /** Pieces of a kernel that is large enough. */
  readonly pieces: number;
  /** Nanoseconds of work, by estimate, that are worth a piece. */
  readonly grain: number;
  /** The largest number of rows of one call. */
  readonly capacity: number;
}

/** A kernel of its own over memory that lies `offsets` bytes (by pointer) after that of the whole. */
export interface Piece {
  readonly kernel: Pick<Kernel, "key" | "extent" | "define">;
  readonly offsets: readonly number[];
  /** The rows of the batch that it takes; without, it sees all of them. */
  readonly rows?: Range;
}

export interface Range {
  readonly from: number;
  readonly count: number;
}

/** Work that comes in pieces. */
export interface Cut {
  /** Nanoseconds of the whole, by estimate. */
  readonly work: number;
  readonly pieces: readonly Piece[];
}

/** How many pieces so much work is to have; 1 for none. */
export function pieceCount(work: number, { pieces, grain }: Sharing): number {
  return Math.max(1, Math.min(pieces, Math.floor(work / grain)));
}

/** What a kernel says of its pieces: nothing, if there is only one. */
export function cut(work: number, pieces: readonly Piece[]): { readonly cut?: Cut } {
  return pieces.length > 1 ? { cut: { work, pieces } } : {};
}

/** 0 to `size` in at most `most` ranges, cut at multiples of `unit`; none is shorter than `unit` unless all is. */
export function ranges(size: number, unit: number, most: number): readonly Range[] {
  const step = unit * Math.ceil(size / unit / most);
  const count = Math.max(1, Math.ceil((size - unit + 1) / step));
  return Array.from({ length: count }, (_, i) => {
    const from = i * step;
    return { from, count: i === count - 1 ? size - from : step };
  });
}
