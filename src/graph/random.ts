/** Random numbers by counter: Threefry-2x32-20 as base's `threefry2x32` computes it, four counters a vector. */
import type { Builder, N } from "../wasm/index.ts";
import { type Kernel, kernelFunction } from "./kernel.ts";
import { batch, type Random } from "./node.ts";
import { type Axis, stepsOf } from "./space.ts";
import { cut, pieceCount, ranges, type Sharing } from "./split.ts";
import { sizeOf } from "./view.ts";

export function randomKernel(node: Random, sharing?: Sharing): Kernel {
  const perRow = node.shape[0] === batch;
  const extent = { size: sizeOf(perRow ? node.shape.slice(1) : node.shape), batch: perRow };
  // memory laid out by rows ends with a cache line, other memory with a vector: what lies beyond the last number is padding
  const vectors = perRow ? 4 : 1;
  return {
    ...coded(vectors, 0),
    extent,
    reads: [node.key, node.step].map((operand) => ({ node: operand.node, offset: operand.view.offset })),
    writes: [node],
    scratch: 0,
    slack: 0,
    ...(sharing && perRow && inPieces(extent, vectors, sharing)),
  };
}

/** Of one number, about. */
const nanoseconds = 5;

/** By rows, in whole cache lines. */
function inPieces(extent: Axis, vectors: number, sharing: Sharing): Pick<Kernel, "cut"> {
  const work = stepsOf(extent, sharing.capacity) * nanoseconds;
  const pieces = ranges(sharing.capacity, 16, pieceCount(work, sharing)).map((rows) => {
    const first = rows.from * extent.size;
    return { kernel: { ...coded(vectors, first), extent }, offsets: [0, 0, 4 * first], rows };
  });
  return cut(work, pieces);
}

/** The numbers from the counter `first` on. */
function coded(vectors: number, first: number): Pick<Kernel, "key" | "define"> {
  return {
    key: `random ${vectors} ${first}`,
    define: (module) =>
      kernelFunction(module, 3, (b, count, [key, step, to]) => {
        const keys = [b.splatLoad("i32x4", key!), b.splatLoad("i32x4", key!, 4)] as const;
        const block = threefry(b, keys, b.splatLoad("i32x4", step!));
        b.loop(count, 4 * vectors, (i) => {
          const at = b.add(to!, b.shl(i, 2));
          const counters = Array.from({ length: vectors }, (_, k) =>
            b.add(
              b.splat(i),
              b.lanes(
                "i32x4",
                [0, 1, 2, 3].map((lane) => first + 4 * k + lane),
              ),
            ),
          );
          block(counters).forEach((bits, k) => {
            const whole = b.op("f32.convert", b.shr(bits, 8));
            b.store(at, b.op("f32.mul", whole, b.constant("f32x4", 1 / 16777216)), 16 * k);
          });
        });
      }),
  };
}

const rotations = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const;

/** The first word of the block for each counter (`first` in the high word), several vectors in lockstep. */
function threefry(b: Builder, [k0, k1]: readonly [N, N], first: N): (counters: readonly N[]) => readonly N[] {
  const xor = (x: N, y: N): N => b.op("i32.xor", x, y) as N;
  const turn = (x: N, r: number): N => b.op("i32.or", b.shl(x, r), b.shr(x, 32 - r)) as N;
  const keys = [k0, k1, xor(b.constant("i32x4", 0x1bd11bda), xor(k0, k1))];
  const start = b.add(first, k0);
  const injected = [1, 2, 3, 4, 5].map((group) => ({
    x: keys[group % 3]!,
    y: b.add(keys[(group + 1) % 3]!, b.constant("i32x4", group)),
  }));
  return (counters) => {
    let x = counters.map(() => start);
    let y = counters.map((counter) => b.add(counter, k1));
    for (const [i, injection] of injected.entries()) {
      for (const r of rotations[i % 2]!) {
        x = x.map((value, k) => b.add(value, y[k]!));
        y = y.map((value, k) => xor(turn(value, r), x[k]!));
      }
      x = x.map((value) => b.add(value, injection.x));
      y = y.map((value) => b.add(value, injection.y));
    }
    return x;
  };
}
