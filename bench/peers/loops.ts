/**
 * Two loops in WebAssembly that no kernel can beat, assembled here by hand: multiply and add in registers (the peak
 * of fixed 128-bit SIMD, which has no fused multiply-add), and a copy from memory to memory.
 */
import type { Case, Peer, Task } from "../protocol.ts";

type Bytes = readonly number[];

const unsigned = (value: number): Bytes => (value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]);
const vector = (items: readonly Bytes[]): Bytes => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Bytes): Bytes => [id, ...unsigned(content.length), ...content];
const name = (text: string): Bytes => vector([...Buffer.from(text)].map((byte) => [byte]));

const i32 = 0x7f;
const f32 = 0x7d;
const v128 = 0x7b;
const get = (local: number): Bytes => [0x20, ...unsigned(local)];
const set = (local: number): Bytes => [0x21, ...unsigned(local)];
const i32Const = (value: number): Bytes => {
  const low = value & 127;
  const rest = value >> 7;
  const done = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0);
  return done ? [0x41, low] : [0x41, low | 128, ...i32Const(rest).slice(1)];
};
const simd = (op: number): Bytes => [0xfd, ...unsigned(op)];
const i32Sub: Bytes = [0x6b];
const load = (offset: number): Bytes => [...simd(0), 4, ...unsigned(offset)];
const store = (offset: number): Bytes => [...simd(11), 4, ...unsigned(offset)];
const f32x4Add = simd(228);
const f32x4Mul = simd(230);
const splat = (value: number): Bytes => {
  const bytes = [...new Uint8Array(Float32Array.of(value).buffer)];
  return [...simd(12), ...bytes, ...bytes, ...bytes, ...bytes];
};

interface Function {
  readonly parameters: readonly number[];
  readonly results: readonly number[];
  /** Types of the further locals. */
  readonly locals: readonly number[];
  readonly body: Bytes;
}

/** A module of one exported function "run" and, where pages are given, its exported memory. */
function assemble({ parameters, results, locals, body }: Function, pages = 0): WebAssembly.Instance {
  const type = [0x60, ...vector(parameters.map((t) => [t])), ...vector(results.map((t) => [t]))];
  const code = [...vector(locals.map((t) => [1, t])), ...body, 0x0b];
  const memory = pages === 0 ? [] : section(5, vector([[0, ...unsigned(pages)]]));
  const exports = [[...name("run"), 0, 0], ...(pages === 0 ? [] : [[...name("memory"), 2, 0]])];
  const bytes = Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector([type])),
    ...section(3, vector([[0]])),
    ...memory,
    ...section(7, vector(exports)),
    ...section(10, vector([[...unsigned(code.length), ...code]])),
  ]);
  return new WebAssembly.Instance(new WebAssembly.Module(bytes));
}

/** Runs the body, then subtracts `stride` from local 0 and goes on while it is not 0. */
const countdown = (body: Bytes, stride: number): Bytes => [
  ...[0x03, 0x40],
  ...body,
  ...get(0),
  ...i32Const(stride),
  ...i32Sub,
  ...[0x22, 0x00],
  ...[0x0d, 0x00, 0x0b],
];

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);

interface Loop {
  readonly run: (iterations: number) => number;
  /** Multiplications and additions of four lanes in one iteration. */
  readonly pairs: number;
}

/** A loop over v128 locals, which start at numbers of their own about 1/2; the accumulators are summed at the end. */
function peakLoop(locals: number, accumulators: readonly number[], body: Bytes, pairs: number): Loop {
  const code = [
    ...range(1, locals).flatMap((local) => [...splat(0.5 + local / 256), ...set(local)]),
    ...countdown(body, 1),
    ...get(accumulators[0] as number),
    ...accumulators.slice(1).flatMap((a) => [...get(a), ...f32x4Add]),
    ...[...simd(31), 0],
  ];
  const types = range(0, locals).map(() => v128);
  const { exports } = assemble({ parameters: [i32], results: [f32], locals: types, body: code }, 1);
  return { run: exports.run as Loop["run"], pairs };
}

/** `count` chains of a = a * m + m, each waiting for nothing but itself, four times over in an iteration. */
function chains(count: number): Loop {
  const m = 1;
  const accumulators = range(2, count);
  const once = accumulators.flatMap((a) => [...get(a), ...get(m), ...f32x4Mul, ...get(m), ...f32x4Add, ...set(a)]);
  return peakLoop(count + 1, accumulators, [...once, ...once, ...once, ...once], 4 * count);
}

/**
 * The inner product's form, a = a + p * q, where a multiplication waits for nothing. The left factors are loaded anew,
 * from one place in the first-level cache, and no two factors are equal: else the engine multiplies once for all, and
 * the loop seems a third faster than the processor is.
 */
function products(left: number, right: number): Loop {
  const p = range(1, left);
  const q = range(1 + left, right);
  const accumulators = range(1 + left + right, left * right);
  const loads = p.flatMap((factor, i) => [...i32Const(0), ...load(16 * i), ...set(factor)]);
  const pairs = accumulators.flatMap((a, i) => [
    ...[...get(a), ...get(p[Math.floor(i / right)] as number), ...get(q[i % right] as number)],
    ...[...f32x4Mul, ...f32x4Add, ...set(a)],
  ]);
  return peakLoop(left + right + left * right, accumulators, [...loads, ...pairs], left * right);
}

const iterations = 100_000;
const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** The fastest of several loops: enough independent sums to hide the latency, few enough to stay in registers. */
function peakCase(): Case {
  const loops = [...[8, 10, 12, 13, 14].map(chains), products(2, 3), products(2, 4)];
  const rate = ({ run, pairs }: Loop): number => {
    const start = performance.now();
    run(iterations);
    return pairs / (performance.now() - start);
  };
  const timed = loops.map((loop) => ({ loop, rate: middle(range(0, 61).map(() => rate(loop))) }));
  const { run, pairs } = timed.reduce((best, other) => (other.rate > best.rate ? other : best)).loop;
  return {
    check: [],
    flops: iterations * pairs * 8,
    run(calls) {
      for (let i = 0; i < calls; i++) run(iterations);
    },
  };
}

/** run(bytes): copies from the end of two arrays down to their start, 64 bytes a turn. */
function copyCase(n: number): Case {
  const bytes = Math.ceil((n * 4) / 64) * 64;
  const source = 64;
  const target = source + bytes;
  const turn = [0, 16, 32, 48].flatMap((offset) => [
    ...get(0),
    ...get(0),
    ...load(source - 64 + offset),
    ...store(target - 64 + offset),
  ]);
  const body = countdown(turn, 64);
  const pages = Math.ceil((target + bytes) / 65536);
  const { exports } = assemble({ parameters: [i32], results: [], locals: [], body }, pages);
  const run = exports.run as (bytes: number) => void;
  return {
    check: [],
    run(calls) {
      for (let i = 0; i < calls; i++) run(bytes);
    },
  };
}

export const peer: Peer = {
  prepare(task: Task) {
    if (task.kind === "peak") return peakCase();
    if (task.kind === "copy") return copyCase(task.n);
    throw new Error("not its work");
  },
};
