/** Pieces of kernels: any order of them, by anyone, gives the bits of the whole. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256 } from "../base/index.ts";
import {
  batch,
  copy,
  type Helper,
  lower,
  map,
  matmul,
  type Node,
  pad,
  program,
  random,
  reduce,
  type Slot,
  type Source,
  sizeOf,
  slot,
  type Threads,
  transpose,
  unfold,
} from "./index.ts";
import { ranges } from "./split.ts";
import { words } from "./team-code.ts";

/** A helper that says it is there and never does anything: the run's own thread does all pieces, from the last to the first. */
const idle: Threads = {
  count: 2,
  grain: 0,
  start({ memory, address }: Helper) {
    Atomics.add(new Int32Array(memory.buffer), (address + words.present) / 4, 1);
    return { stop: () => undefined };
  },
};

interface Call {
  readonly capacity: number;
  readonly rows: number;
}

/** The results' bits, hashed. */
function bitsAfter(nodes: readonly Node[], { capacity, rows }: Call, threads?: Threads): string[] {
  const results = nodes.map((node, i) => slot("result", `r${i}`, node.shape));
  const p = program({ run: [nodes.map((value, i) => ({ slot: results[i]!, value }))] });
  const engine = lower(p, { batchSize: capacity, ...(threads && { threads }) });
  for (const [i, s] of p.slots.entries()) {
    if (s.role === "input" || s.role === "parameter") engine.write(s, numbers(s, capacity, i));
  }
  engine.run("run", rows);
  if (threads !== undefined && capacity === 128) expect(engine.threading()).toEqual({ count: 2 });
  const bits = results.map((r) => sha256(new Uint8Array(Float32Array.from(engine.read(r, rows)).buffer)));
  engine.dispose();
  return bits;
}

function numbers(s: Slot, capacity: number, seed: number): Float64Array {
  const size = sizeOf(s.shape, capacity);
  return Float64Array.from({ length: size }, (_, i) =>
    s.type === "i32" ? i + seed : Math.sin(i * 12.9898 + seed * 78.233),
  );
}

const input = (name: string, ...shape: Slot["shape"]): Slot => slot("input", name, shape);
const wave = (x: Source): Node => map("exp(sin(x))", { x });

const programs: Readonly<Record<string, () => readonly Node[]>> = {
  "a map by rows": () => [wave(input("x", batch, 19))],
  "a map of numbers that no call changes": () => [wave(input("x", 1000))],
  "rows broadcast to columns": () => [map("exp(x - y)", { x: input("x", batch, 19), y: input("y", 19) })],
  "sums of rows": () => [reduce("sum", wave(input("x", batch, 37)), [1])],
  "sums of columns, beside what they sum": () => {
    const x = wave(input("x", batch, 37));
    return [x, reduce("sum", x, [0])];
  },
  "largest in a row, and where": () => {
    const x = input("x", batch, 37);
    return [reduce("max", x, [1]), reduce("argmax", x, [1])];
  },
  "a transposed copy": () => [copy(transpose(input("x", 70, 50), [1, 0]))],
  "windows of a padded image": () => {
    const image = pad(pad(input("x", batch, 2, 8, 8), 2, 1, 1), 3, 1, 1);
    return [wave(unfold(unfold(image, 2, 3), 3, 3))];
  },
  "a layer": () => [matmul(input("x", batch, 50), input("w", 50, 70), { init: input("b", 70) })],
  "a layer of few columns": () => [matmul(input("x", batch, 50), input("w", 50, 3))],
  "a layer that is packed and blocked": () => [matmul(input("x", batch, 600), input("w", 600, 130))],
  "a layer whose weights are columns": () => [matmul(input("x", batch, 300), transpose(input("w", 41, 300), [1, 0]))],
  "a sum over the rows": () => [matmul(transpose(input("x", batch, 67), [1, 0]), input("g", batch, 45))],
  "a sum over many rows, both sides packed": () => [
    matmul(transpose(input("x", batch, 400), [1, 0]), input("g", batch, 520)),
  ],
  "random numbers": () => [
    random(slot("input", "key", [2], { type: "i32" }), slot("input", "step", [], { type: "i32" }), [batch, 23]),
  ],
};

describe("pieces in any order give the bits of the whole", () => {
  test.each(Object.entries(programs))("%s", (_, nodes) => {
    for (const call of [
      { capacity: 128, rows: 128 },
      { capacity: 128, rows: 61 },
      { capacity: 128, rows: 1 },
      { capacity: 37, rows: 37 },
      { capacity: 3, rows: 2 },
    ]) {
      expect(bitsAfter(nodes(), call, idle), JSON.stringify(call)).toEqual(bitsAfter(nodes(), call));
    }
  });
});

test("ranges cover everything once, and are cut at multiples of their unit", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3000 }),
      fc.constantFrom(1, 4, 8, 16),
      fc.integer({ min: 1, max: 32 }),
      (size, unit, most) => {
        const cuts = ranges(size, unit, most);
        let end = 0;
        for (const { from, count } of cuts) {
          expect(from).toBe(end);
          expect(from % unit).toBe(0);
          expect(count).toBeGreaterThanOrEqual(Math.min(unit, size));
          end = from + count;
        }
        expect(end).toBe(size);
        expect(cuts.length).toBeLessThanOrEqual(most);
      },
    ),
  );
});
