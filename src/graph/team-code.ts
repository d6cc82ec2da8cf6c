/**
 * The code of threads that share a run. A run is a row of stages: calls that its own thread makes alone, and calls in pieces
 * that any thread may claim. The word `open` says it all: which stage is open, and how many of its pieces are left. Whoever
 * lowers it by one has claimed the piece of that number; a claim holds the stage open, so that claims are never stale.
 *
 * So the run's own thread waits for pieces that were claimed, never for a thread to come: helpers that sleep, start late or
 * have died cost nothing but their help. Helpers look for work for a while, then sleep until the next stage opens.
 */
import { type Builder, type I32, type InstructionSet, ModuleBuilder } from "../wasm/index.ts";
import { type Frame, KernelTable } from "./calls-code.ts";
import type { Call } from "./plan.ts";

/** Words of the block through which threads meet, in bytes from its start; what different threads write lies on different cache lines. */
export const words = {
  /** The open stage * 256 + the pieces of it that nobody has claimed. */
  open: 0,
  /** Pieces of the open stage that helpers have finished. */
  done: 64,
  /** Whether the run's own thread sleeps until `done` changes. */
  waits: 128,
  /** Helpers that sleep; each opening raises `epoch`, so that none falls asleep over it. */
  asleep: 192,
  epoch: 196,
  /** Helpers that are there at all. */
  present: 200,
  /** Rows of the run. */
  rows: 256,
  /** Whether the run's own thread may sleep (a page must not). */
  mayWait: 260,
  /** Rounds of waiting for a claimed piece, a millisecond each where it may sleep, before the helper is called lost. */
  patience: 264,
  /** Not 0: helpers shall leave. */
  leave: 268,
} as const;

export const blockBytes = 320;
/** Pieces of a call at most. */
export const mostPieces = 255;

/** Looks for a change before a thread goes to sleep: some tens of microseconds, what a wake-up takes. */
const looks = 20_000;

/** Names of what a team's module exports: `alone` and `shared` runs by function, and the loop of a helper. */
export const exported = {
  alone: (name: string): string => `alone ${name}`,
  /** Returns 0, or 1 if a helper was lost with a piece that it had claimed. */
  shared: (name: string): string => `shared ${name}`,
  help: "help",
} as const;

/** The module of functions given as calls; all its functions take the address of the block, behind which the program's memory begins. */
export function encodeTeam(
  functions: ReadonlyMap<string, readonly Call[]>,
  isa: InstructionSet,
): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder(isa, "shared");
  const kernels = new KernelTable(module);
  const cut = [...functions.values()].flat().filter(({ kernel }) => kernel.cut !== undefined);
  const stages = [...new Set(cut)]; // functions share phases, and so calls
  const perform = performer(module, kernels, stages);
  const crew = crewOf(module, perform);
  for (const [name, calls] of functions) {
    for (const { kernel } of calls) kernels.define(kernel);
    module.func(exported.alone(name), ["i32", "i32"], (b, block, rows) => {
      const frame = frameOf(b, block, rows);
      for (const call of calls) kernels.writeCall(b, call, frame);
    });
    module.func(exported.shared(name), ["i32", "i32"], (b, block, rows) => {
      const frame = frameOf(b, block, rows);
      const lost = b.variable(b.constant("i32", 0));
      b.store(block, rows, words.rows);
      b.block((exit) => {
        for (const call of calls) {
          const stage = stages.indexOf(call);
          if (stage < 0) {
            kernels.writeCall(b, call, frame);
          } else {
            const opened = b.constant("i32", stage * 256 + call.kernel.cut!.pieces.length);
            b.assign(lost, b.call(crew, block, opened));
            exit(lost);
          }
        }
      });
      return lost;
    });
  }
  helper(module, perform);
  return module.bytes();
}

function frameOf(b: Builder, block: I32, rows: I32): Frame {
  return { base: b.add(block, b.constant("i32", blockBytes)), rows };
}

type Performer = ReturnType<typeof performer>;

/** A function that does what was claimed: the stage, the piece. */
function performer(module: ModuleBuilder, kernels: KernelTable, stages: readonly Call[]) {
  const each = stages.map((call) => {
    const { pieces } = call.kernel.cut!;
    for (const { kernel } of pieces) kernels.define(kernel);
    return module.func(undefined, ["i32", "i32", "i32"], (b, piece, block, rows) => {
      const frame = frameOf(b, block, rows);
      choose(b, piece, pieces.length, (i) => kernels.writePiece(b, call, pieces[i]!, frame));
    });
  });
  return module.func(undefined, ["i32", "i32", "i32"], (b, claim, block, rows) => {
    const piece = b.sub(left(b, claim), b.constant("i32", 1));
    choose(b, b.shr(claim, 8), each.length, (i) => b.call(each[i]!, piece, block, rows));
  });
}

/** Runs the code of number `which`, 0 to `count` - 1, found by halving. */
function choose(b: Builder, which: I32, count: number, code: (i: number) => void, from = 0): void {
  if (count <= 1) {
    if (count === 1) code(from);
    return;
  }
  const half = count >> 1;
  b.if(
    b.lt(which, b.constant("i32", from + half)),
    () => choose(b, which, half, code, from),
    () => choose(b, which, count - half, code, from + half),
  );
}

/** Pieces that nobody has claimed yet. */
function left(b: Builder, open: I32): I32 {
  return b.and(open, b.constant("i32", mostPieces));
}

/** Claims what `open` offered and does it; whether that succeeded. */
function claim(b: Builder, perform: Performer, block: I32, open: I32, then: () => void): void {
  const next = b.sub(open, b.constant("i32", 1));
  const found = b.compareExchange(block, open, next, words.open);
  b.if(b.eq(found, open), () => {
    b.call(perform, open, block, b.load("i32", block, words.rows));
    then();
  });
}

/** Opens a stage, works in it until no piece is left, and waits for those that others claimed; 1 if one of them never came. */
function crewOf(module: ModuleBuilder, perform: Performer) {
  return module.func(undefined, ["i32", "i32"], (b, block, opened) => {
    const one = b.constant("i32", 1);
    b.atomicStore(block, b.constant("i32", 0), words.done);
    b.atomicStore(block, opened, words.open);
    b.if(b.atomicLoad(block, words.asleep), () => wake(b, block));
    const others = b.variable(left(b, opened));
    const open = b.variable(opened);
    b.while(
      () => left(b, open),
      () => {
        claim(b, perform, block, open, () => b.assign(others, b.sub(others, one)));
        b.assign(open, b.atomicLoad(block, words.open));
      },
    );
    return awaited(b, block, others);
  });
}

function wake(b: Builder, block: I32): void {
  b.atomicAdd(block, b.constant("i32", 1), words.epoch);
  b.notify(block, words.epoch);
}

/** Waits until others have done so many pieces: looks for a while, then sleeps a millisecond at a time, as long as patience lasts. */
function awaited(b: Builder, block: I32, others: I32): I32 {
  const zero = b.constant("i32", 0);
  const rounds = b.variable(b.load("i32", block, words.patience));
  const missing = (): I32 => b.lt(b.atomicLoad(block, words.done), others);
  b.while(
    () => b.and(missing(), b.lt(zero, rounds)),
    () => {
      const tries = b.variable(b.constant("i32", looks));
      b.while(
        () => b.and(missing(), b.lt(zero, tries)),
        () => b.assign(tries, b.sub(tries, b.constant("i32", 1))),
      );
      b.if(b.load("i32", block, words.mayWait), () => {
        b.atomicStore(block, b.constant("i32", 1), words.waits);
        const done = b.atomicLoad(block, words.done);
        b.if(b.lt(done, others), () => b.wait(block, done, 1, words.done));
        b.atomicStore(block, zero, words.waits);
      });
      b.assign(rounds, b.sub(rounds, b.constant("i32", 1)));
    },
  );
  return missing();
}

/** The loop of a helper. */
function helper(module: ModuleBuilder, perform: Performer): void {
  module.func(exported.help, ["i32"], (b, block) => {
    const one = b.constant("i32", 1);
    const tries = b.variable(b.constant("i32", looks));
    b.atomicAdd(block, one, words.present);
    b.while(
      () => b.eq(b.atomicLoad(block, words.leave), b.constant("i32", 0)),
      () => {
        const open = b.variable(b.atomicLoad(block, words.open));
        b.assign(tries, b.sub(tries, one));
        b.if(left(b, open), () => {
          claim(b, perform, block, open, () => {
            b.atomicAdd(block, one, words.done);
            b.if(b.atomicLoad(block, words.waits), () => b.notify(block, words.done));
          });
          b.assign(tries, b.constant("i32", looks));
        });
        b.if(b.lt(tries, one), () => {
          sleep(b, block);
          b.assign(tries, b.constant("i32", looks));
        });
      },
    );
    b.atomicAdd(block, b.constant("i32", -1), words.present);
  });
}

/** Until the next stage opens. What opens it looks at `asleep` after that, so one of the two sees the other. */
function sleep(b: Builder, block: I32): void {
  const epoch = b.atomicLoad(block, words.epoch);
  b.atomicAdd(block, b.constant("i32", 1), words.asleep);
  const idle = b.op("i32.or", left(b, b.atomicLoad(block, words.open)), b.atomicLoad(block, words.leave)) as I32;
  b.if(b.eq(idle, b.constant("i32", 0)), () => b.wait(block, epoch, undefined, words.epoch));
  b.atomicAdd(block, b.constant("i32", -1), words.asleep);
}
