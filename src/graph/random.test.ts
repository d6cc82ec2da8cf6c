import { expect, test } from "vitest";
import { uniform32 } from "../base/index.ts";
import { batch, type Engine, interpret, lower, map, program, random, type Shape, slot } from "./index.ts";

const key = slot("scalar", "key", [2], { type: "i32" });
const step = slot("scalar", "step", [], { type: "i32" });

function engines(shape: Shape, batchSize: number) {
  const result = slot("result", "u", shape);
  const made = program({ run: [[{ slot: result, value: random(key, step, shape) }]] }, [key, step]);
  return {
    result,
    all: [
      interpret(made, { batchSize }),
      lower(made, { batchSize, isa: "simd" }),
      lower(made, { batchSize, isa: "scalar" }),
    ],
  };
}

function draw(engine: Engine, { seed, stream, at }: { seed: number; stream: number; at: number }, rows: number) {
  engine.write(key, [seed, stream]);
  engine.write(step, [at]);
  engine.run("run", rows);
}

test.each<[Shape, number, number]>([
  [[batch, 7], 5, 3],
  [[batch, 4, 9], 8, 8],
  [[batch], 33, 32],
  [[3, 5], 1, 1],
])("%j: every engine draws base's numbers", (shape, capacity, rows) => {
  const { result, all } = engines(shape, capacity);
  for (const where of [
    { seed: 1, stream: 2, at: 0 },
    { seed: 0xffffffff, stream: 0x80000001, at: 123456 },
  ]) {
    const expected = Array.from({ length: result.shape.reduce<number>((n, d) => n * (d === batch ? rows : d), 1) }).map(
      (_, i) => uniform32(where, where.at * 2 ** 32 + i),
    );
    for (const engine of all) {
      draw(engine, where, rows);
      expect([...engine.read(result, rows)]).toEqual(expected);
    }
  }
});

test("random numbers are read where they are wanted, and another step has others", () => {
  const x = slot("input", "x", [batch, 5]);
  const result = slot("result", "y", [batch, 5]);
  const u = random(key, step, [batch, 5]);
  const made = program({ run: [[{ slot: result, value: map("where(u < 0.5, 0, x)", { u, x }) }]] }, [key, step]);
  const kept = [interpret(made, { batchSize: 40 }), lower(made, { batchSize: 40 })].map((engine) => {
    engine.write(x, new Float64Array(200).fill(1));
    return [0, 1].map((at) => {
      draw(engine, { seed: 3, stream: 4, at }, 40);
      return [...engine.read(result)];
    });
  });
  expect(kept[1]).toEqual(kept[0]);
  expect(kept[0]![0]).not.toEqual(kept[0]![1]);
  const share = kept[0]!.flat().reduce((sum, v) => sum + v, 0) / 400;
  // five standard deviations of a share of 400
  expect(Math.abs(share - 0.5)).toBeLessThan(0.125);
});
