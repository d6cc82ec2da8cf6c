/** An engine's host whose runs several threads share, in memory of its own. */
import { NonlinError, performance, type WasmMemory, WebAssembly } from "../base/index.ts";
import { type InstructionSet, mayWait } from "../wasm/index.ts";
import { bytesOf, callsOf, type Host, placed } from "./host.ts";
import type { Program } from "./node.ts";
import { Pace } from "./pace.ts";
import type { Plan } from "./plan.ts";
import { blockBytes, encodeTeam, exported, words } from "./team-code.ts";
import type { RunningThread, Threading, Threads } from "./threads.ts";

/** Nanoseconds of work that come in pieces, by estimate, in the function that has most of it. */
export function sharedWork(program: Program, plan: Plan): number {
  const works = Object.keys(program.functions).map((name) =>
    callsOf(program, plan, name).reduce((sum, { kernel }) => sum + (kernel.cut?.work ?? 0), 0),
  );
  return Math.max(0, ...works);
}

const page = 65536;
const blockAt = 64;
/** How often a thread that must not sleep looks round in a second, about. */
const looksPerSecond = 25_000;

export function teamHost(program: Program, plan: Plan, isa: InstructionSet, threads: Threads): Host {
  return new Team(program, plan, isa, threads);
}

function sharedMemory(bytes: number): WasmMemory {
  const pages = Math.ceil(bytes / page);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch {
    const mebibytes = Math.ceil(bytes / 1048576);
    throw new NonlinError("E_MEMORY", `there are no ${mebibytes} MiB of memory for threads to share`, {
      advice: "dispose of other trainers with threads, leave threads out, or use smaller batches",
    });
  }
}

type Run = (block: number, rows: number) => number;

/** A function of the program, alone and shared. */
interface Runs {
  readonly alone: Run;
  readonly shared: Run | undefined;
  readonly pace: Pace;
}

class Team implements Host {
  readonly memory: WasmMemory;
  readonly base: number;
  readonly #block: number;
  readonly #words: Int32Array;
  readonly #runs = new Map<string, Runs>();
  readonly #helpers: readonly RunningThread[];
  #last: Runs | undefined;
  #lost = false;

  constructor(program: Program, plan: Plan, isa: InstructionSet, threads: Threads) {
    this.base = placed(plan, blockAt + blockBytes);
    this.#block = this.base - blockBytes;
    this.memory = sharedMemory(this.base + bytesOf(plan));
    this.#words = new Int32Array(this.memory.buffer, this.#block, blockBytes / 4);
    const sleeps = mayWait();
    this.#words[words.mayWait / 4] = sleeps ? 1 : 0;
    this.#words[words.patience / 4] = Math.ceil((threads.patience ?? 10) * (sleeps ? 1000 : looksPerSecond));
    const functions = new Map(Object.keys(program.functions).map((name) => [name, callsOf(program, plan, name)]));
    const module = new WebAssembly.Module(encodeTeam(functions, isa));
    const { exports } = new WebAssembly.Instance(module, { env: { memory: this.memory } });
    for (const [name, calls] of functions) {
      const shared = calls.some(({ kernel }) => kernel.cut !== undefined) ? exports[exported.shared(name)] : undefined;
      this.#runs.set(name, { alone: exports[exported.alone(name)] as Run, shared: shared as Run, pace: new Pace() });
    }
    const helper = { module, memory: this.memory, address: this.#block };
    this.#helpers = Array.from({ length: threads.count - 1 }, () => threads.start(helper));
  }

  run(name: string, rows: number): void {
    const runs = this.#runs.get(name);
    if (runs === undefined) throw new NonlinError("E_USAGE", `the program has no function "${name}"`);
    this.#last = runs;
    const { alone, shared, pace } = runs;
    if (shared === undefined || this.#present() === 0 || pace.overWithSharing) {
      alone(this.#block, rows);
      return;
    }
    const together = pace.next();
    const start = performance.now();
    const lost = (together ? shared : alone)(this.#block, rows);
    pace.took(performance.now() - start, rows, together);
    if (lost === 1) this.#giveUp();
  }

  threading(): Threading {
    if (this.#lost) return { count: 1, because: "a thread stopped in the middle of a step" };
    const present = this.#present();
    if (present === 0) return { count: 1, because: "its threads have not started" };
    const { shared, pace } = this.#last ?? this.#runs.values().next().value!;
    if (shared === undefined) return { count: 1, because: "its steps are too small to share" };
    if (pace.overWithSharing) return { count: 1, because: "shared steps took longer than a thread alone" };
    return { count: 1 + present };
  }

  release(): void {
    Atomics.store(this.#words, words.leave / 4, 1);
    Atomics.add(this.#words, words.epoch / 4, 1);
    Atomics.notify(this.#words, words.epoch / 4);
    for (const helper of this.#helpers) helper.stop();
  }

  #present(): number {
    return this.#lost ? 0 : Atomics.load(this.#words, words.present / 4);
  }

  #giveUp(): never {
    this.release();
    this.#lost = true;
    throw new NonlinError("E_WORK", "a thread that shares the steps stopped in the middle of one", {
      advice: "the weights are half updated: reset, or load them anew; steps go on with one thread",
    });
  }
}
