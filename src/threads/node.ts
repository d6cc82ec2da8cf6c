/** Worker threads of Node that share a trainer's steps. */
import { Worker } from "node:worker_threads";
import type { Threads } from "../graph/index.ts";

export type { Helper, RunningThread, Threading, Threads } from "../graph/index.ts";

/** What such a worker runs: it needs no file, and no loader of its parent's. */
const script = `
import { workerData } from "node:worker_threads";
const { module, memory, address } = workerData;
new WebAssembly.Instance(module, { env: { memory } }).exports.help(address);
`;

/**
 * Threads for `compile(model, { ..., threads: workers(2) })`: so many share each step, the calling thread among them.
 * They keep no process alive, and end with the trainer's `dispose()`.
 */
export function workers(count = 2): Threads {
  return {
    count,
    start(helper) {
      const url = new URL(`data:text/javascript,${encodeURIComponent(script)}`);
      const worker = new Worker(url, { workerData: helper, execArgv: [] });
      // a thread that cannot start leaves the steps to the others
      worker.on("error", () => undefined);
      worker.unref();
      return { stop: () => void worker.terminate() };
    },
  };
}
