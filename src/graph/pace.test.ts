import { expect, test } from "vitest";
import { Pace } from "./pace.ts";

/** So many runs of 64 rows, alone or shared as it says, of these durations; how many of them were shared. */
function run(pace: Pace, runs: number, { alone, shared }: { alone: number; shared: () => number }): number {
  let count = 0;
  for (let i = 0; i < runs; i++) {
    const together = pace.next();
    if (together) count++;
    pace.took(together ? shared() : alone, 64, together);
  }
  return count;
}

test("sharing that pays goes on, but for a run alone now and then", () => {
  const pace = new Pace();
  const shared = run(pace, 6400, { alone: 10, shared: () => 6 });
  expect(shared).toBe(6400 - 3 - 100);
  expect(pace.overWithSharing).toBe(false);
});

test("after 50 slow runs it is over with sharing", () => {
  const pace = new Pace();
  expect(run(pace, 500, { alone: 10, shared: () => 12 })).toBe(51); // nothing is known yet about the first
  expect(pace.overWithSharing).toBe(true);
});

test("slow runs are forgiven where fast ones outnumber them", () => {
  const pace = new Pace();
  let i = 0;
  run(pace, 5000, { alone: 10, shared: () => (i++ % 3 === 0 ? 30 : 6) });
  expect(pace.overWithSharing).toBe(false);
});

test("short runs say nothing about full ones", () => {
  const pace = new Pace();
  run(pace, 100, { alone: 10, shared: () => 6 });
  for (let i = 0; i < 1000; i++) pace.took(11, 5, pace.next());
  expect(pace.overWithSharing).toBe(false);
});

test("when all is slower for a while, so are the runs alone", () => {
  const pace = new Pace();
  run(pace, 640, { alone: 10, shared: () => 6 });
  run(pace, 64 * 60, { alone: 20, shared: () => 12 });
  expect(pace.overWithSharing).toBe(false);
});
