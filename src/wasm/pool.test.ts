import fc from "fast-check";
import { expect, test } from "vitest";
import { Pool, type Ptr } from "./index.ts";

test("ranges are aligned, never overlap, and all come back", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ bytes: fc.nat(200000), drop: fc.nat(10) }), { maxLength: 60 }), (requests) => {
      const pool = new Pool();
      const held: { start: Ptr; bytes: number }[] = [];
      for (const { bytes, drop } of requests) {
        const start = pool.allocate(bytes);
        expect(start % 16).toBe(0);
        expect(start).toBeGreaterThan(0);
        expect(start + bytes).toBeLessThanOrEqual(pool.memory.buffer.byteLength);
        for (const other of held) {
          expect(start + bytes + 16 <= other.start + 16 || other.start + other.bytes <= start).toBe(true);
        }
        held.push({ start, bytes });
        if (drop < 5) pool.release(held.splice(drop % held.length, 1)[0]!.start);
      }
      for (const { start } of held) pool.release(start);
      expect(pool.used()).toBe(0);
    }),
    { numRuns: 50 },
  );
});

test("what was released is given out again before the memory grows", () => {
  const pool = new Pool();
  for (let i = 0; i < 1000; i++) pool.release(pool.allocate(60000));
  expect(pool.memory.buffer.byteLength).toBe(65536);
});

test("what cannot fit is refused, stating the GiB", () => {
  expect(() => new Pool().allocate(4e12)).toThrow("needs 3725.29 GiB");
  expect(() => new Pool().allocate(-1)).toThrow("GiB");
  expect(() => new Pool().allocate(Number.NaN)).toThrow("GiB");
});

test("a range is released once", () => {
  const pool = new Pool();
  const start = pool.allocate(4);
  pool.release(start);
  expect(() => pool.release(start)).toThrow(`no range starts at ${start}`);
});
