/** A training leaves nothing behind, nor does a model that was disposed of; scripts/memory.ts does the same at length. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

// in a process of its own, whose memory is nobody else's
test("neither 20,000 steps nor 120 models leave anything behind", () => {
  const script = join(import.meta.dirname, "../scripts/memory.ts");
  const args = ["--expose-gc", "--import", import.meta.resolve("tsx"), script, "20000", "120"];
  const left = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Record<string, number>;
  // a step returns its loss, which may be a number on the heap
  expect(left.garbage! / left.steps!).toBeLessThan(100);
  expect(left.after).toBeLessThan(500_000);
  expect(left.heap! / left.models!).toBeLessThan(30_000);
  // compiled code and the pool settle within the first hundreds
  expect(left.resident).toBeLessThan(100e6);
});
