/** Threads that share a program's runs, as a caller gives them: nothing here knows how a thread is started. */
import type { WasmMemory, WasmModule } from "../base/index.ts";

export interface Threads {
  /** How many share a run, the caller's own among them. */
  readonly count: number;
  /** Starts a thread that helps; called `count - 1` times for each engine. It may come late, or never: runs do not wait for it. */
  readonly start: (helper: Helper) => RunningThread;
  /** Seconds after which a helper that stopped in the middle of a run, with work that it had claimed, is given up. Default 10. */
  readonly patience?: number;
  /** Nanoseconds of work, by estimate, that are worth handing to another thread. Default 8000. */
  readonly grain?: number;
}

/** What a thread needs to help: `new WebAssembly.Instance(module, { env: { memory } }).exports.help(address)` returns when it is to end. */
export interface Helper {
  readonly module: WasmModule;
  readonly memory: WasmMemory;
  readonly address: number;
}

export interface RunningThread {
  /** Ends it; it may have ended by itself. */
  readonly stop: () => void;
}

/** How many threads shared the last run, or will share the first; of one alone, why no more. */
export interface Threading {
  readonly count: number;
  readonly because?: string;
}
