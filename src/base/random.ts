/**
 * Random numbers as a function of (seed, stream, index): Threefry-2x32 with 20 rounds
 * (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").
 * Nothing is consumed, so any number can be drawn alone, in any order, on any worker.
 */

import { normalQuantile } from "./math/index.ts";

/** A sequence of random numbers; both fields are uint32. */
export interface Stream {
  readonly seed: number;
  readonly stream: number;
}

/** The sequence for one purpose ("weights", "order", ...) and replicate under a master seed. */
export function stream(seed: number, purpose: string | number, replicate = 0): Stream {
  const name = typeof purpose === "number" ? purpose >>> 0 : hashText(purpose);
  return { seed: seed >>> 0, stream: threefry2x32(seed >>> 0, 0x6e6f6e6c, name, replicate >>> 0)[0] };
}

/** A sequence of its own within a sequence: what one split, one epoch or one layer draws from. */
export function substream(s: Stream, purpose: string | number): Stream {
  return stream(s.stream, purpose, s.seed);
}

/** A uint32 seed for one purpose and replicate, to hand to what takes a seed. */
export function deriveSeed(seed: number, purpose: string | number, replicate = 0): number {
  const s = stream(seed, purpose, replicate);
  return threefry2x32(s.seed, s.stream, 0xffffffff, 0xffffffff)[1];
}

/** 32 random bits as a uint32; index in 0..2^53. */
export function bits(s: Stream, index: number): number {
  return threefry2x32(s.seed, s.stream, high(index), index >>> 0)[0];
}

/** Uniform in [0, 1) on the grid of 2^-53. */
export function uniform(s: Stream, index: number): number {
  const [a, b] = threefry2x32(s.seed, s.stream, high(index), index >>> 0);
  return ((a >>> 5) * 67108864 + (b >>> 6)) * 1.1102230246251565e-16;
}

/** Uniform in [0, 1) on the grid of 2^-24, exact in float32. */
export function uniform32(s: Stream, index: number): number {
  return (bits(s, index) >>> 8) / 16777216;
}

/** Standard normal: the quantile of the midpoint of a cell of 2^-52, hence symmetric, never infinite. */
export function normal(s: Stream, index: number): number {
  const [a, b] = threefry2x32(s.seed, s.stream, high(index), index >>> 0);
  return normalQuantile(((a >>> 6) * 67108864 + (b >>> 6) + 0.5) * 2.220446049250313e-16);
}

/** Fills `out` with normal(s, start), normal(s, start + 1), ... */
export function fillNormal(s: Stream, out: Float32Array | Float64Array, start = 0): void {
  for (let i = 0; i < out.length; i++) out[i] = normal(s, start + i);
}

/** A uniform integer in 0..n-1, n <= 2^32; the bias of the 53-bit product is below n 2^-53. */
export function below(s: Stream, index: number, n: number): number {
  return Math.floor(uniform(s, index) * n);
}

/** A random order of 0..n-1 (Fisher and Yates). */
export function permutation(s: Stream, n: number): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = below(s, i, i + 1);
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  return order;
}

/** One block: two uint32 from a key and a counter of two uint32 each. */
export function threefry2x32(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
): readonly [number, number] {
  let a = key0;
  let b = key1;
  let c = 0x1bd11bda ^ key0 ^ key1;
  let x0 = (counter0 + a) | 0;
  let x1 = (counter1 + b) | 0;
  // five groups of four rounds, their rotations in turn 13 15 26 6 and 17 29 16 24; closures here would cost 100 times as much
  for (let group = 1; group <= 5; group++) {
    const odd = (group & 1) === 1;
    x0 = (x0 + x1) | 0;
    x1 = turn(x1, odd ? 13 : 17) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = turn(x1, odd ? 15 : 29) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = turn(x1, odd ? 26 : 16) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = turn(x1, odd ? 6 : 24) ^ x0;
    const next = b;
    b = c;
    c = a;
    a = next;
    x0 = (x0 + a) | 0;
    x1 = (x1 + b + group) | 0;
  }
  return [x0 >>> 0, x1 >>> 0];
}

function turn(x: number, r: number): number {
  return (x << r) | (x >>> (32 - r));
}

function high(index: number): number {
  return Math.floor(index / 4294967296);
}

// FNV-1a over UTF-16 units; purposes are few and fixed, so 32 bits do.
function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}
