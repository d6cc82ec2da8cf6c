/** A team in the odd moments that trainings hardly meet. */
import { expect, test } from "vitest";
import { instructionSet } from "../wasm/index.ts";
import { type Kernel, kernelFunction } from "./kernel.ts";
import type { Phase, Program } from "./node.ts";
import type { Plan } from "./plan.ts";
import { teamHost } from "./team.ts";
import { blockBytes, words } from "./team-code.ts";
import type { Helper, Threads } from "./threads.ts";

/** A kernel whose first piece to be done takes another one away and leaves it undone, as a helper would that died over it. */
const thief: Pick<Kernel, "key" | "define"> = {
  key: "thief",
  define: (module) =>
    kernelFunction(module, 1, (b, _, [base]) => {
      const block = b.sub(base!, b.constant("i32", blockBytes));
      b.atomicAdd(block, b.constant("i32", -1), words.open);
    }),
};
/** Adds 1 to the first word. */
const counter: Pick<Kernel, "key" | "define"> = {
  key: "counter",
  define: (module) =>
    kernelFunction(module, 1, (b, _, [base]) => b.store(base!, b.add(b.load("i32", base!), b.constant("i32", 1)))),
};

function program(piece: Pick<Kernel, "key" | "define">): { program: Program; plan: Plan } {
  const pieces = [0, 1].map(() => ({ kernel: piece, offsets: [0] }));
  const kernel: Kernel = { ...counter, reads: [], writes: [], scratch: 0, slack: 0, cut: { work: 1, pieces } };
  const phase: Phase = [];
  const plan = { slots: new Map(), phases: new Map([[phase, [{ kernel, addresses: [0] }]]]), bytes: 64, slack: 0 };
  return { program: { slots: [], functions: { run: [phase] } }, plan };
}

let stopped = 0;
const present: Threads = {
  count: 2,
  patience: 0.02,
  start({ memory, address }: Helper) {
    Atomics.add(new Int32Array(memory.buffer), (address + words.present) / 4, 1);
    return { stop: () => void stopped++ };
  },
};

function team(piece: Pick<Kernel, "key" | "define">) {
  const made = program(piece);
  const host = teamHost(made.program, made.plan, instructionSet(), present);
  return { host, first: () => new Int32Array(host.memory.buffer)[host.base / 4] };
}

test("pieces that no helper comes for are done all the same", () => {
  const { host, first } = team(counter);
  host.run("run", 1);
  expect(first()).toBe(2);
  expect(host.threading()).toEqual({ count: 2 });
  host.release();
});

test("runs that sharing makes slower are made alone after a while", () => {
  const slow: Pick<Kernel, "key" | "define"> = {
    key: "slow",
    define: (module) =>
      kernelFunction(module, 1, (b, _, [base]) => {
        b.loop(b.constant("i32", 20_000), 1, (i) => b.store(base!, i));
      }),
  };
  const { host, first } = team(slow);
  for (let i = 0; i < 100; i++) host.run("run", 1);
  expect(host.threading()).toEqual({ count: 1, because: "shared steps took longer than a thread alone" });
  const before = first()!;
  host.run("run", 1);
  expect(first()).toBe(before + 1);
  host.release();
});

test("a claimed piece that is never done ends in an error, and later runs are made alone", () => {
  const { host, first } = team(thief);
  stopped = 0;
  expect(() => host.run("run", 1)).toThrow(/stopped in the middle of one/);
  expect(host.threading()).toEqual({ count: 1, because: "a thread stopped in the middle of a step" });
  expect(stopped).toBe(1);
  host.run("run", 1);
  expect(first()).toBe(1);
});
