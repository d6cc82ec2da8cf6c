import * as fc from "fast-check";
import { expect, test } from "vitest";
import { stream } from "../base/index.ts";
import { batches, epochOrder, gatherRows } from "./batches.ts";
import type { Rows } from "./source.ts";

test("an epoch visits every row once, the last batch is short, another epoch has another order", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 64 }), (count, size) => {
      const rows: Rows = { x: new Float32Array(count), y: new Float32Array(count), count };
      const visited: number[] = [];
      const sizes: number[] = [];
      for (const { order, from, to } of batches(rows, size, stream(1, "order"), 3)) {
        visited.push(...order.subarray(from, to));
        sizes.push(to - from);
      }
      expect(sizes.slice(0, -1).every((n) => n === size)).toBe(true);
      expect(sizes.at(-1)).toBe(count % size === 0 ? size : count % size);
      expect(visited).toEqual([...epochOrder(count, stream(1, "order"), 3)]);
      expect(visited.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
    }),
  );
  expect(epochOrder(50, stream(1, "order"), 0)).not.toEqual(epochOrder(50, stream(1, "order"), 1));
});

test("gathered rows are the rows of the order, and the rest of the buffers stays", () => {
  const rows: Rows = { x: Float32Array.of(0, 1, 10, 11, 20, 21), y: Int32Array.of(5, 6, 7), count: 3 };
  const x = new Float32Array(6).fill(-1);
  const y = new Int32Array(3).fill(-1);
  expect(gatherRows(rows, Int32Array.of(2, 0, 1), 0, 2, x, y)).toBe(2);
  expect([...x]).toEqual([20, 21, 0, 1, -1, -1]);
  expect([...y]).toEqual([7, 5, -1]);
});
