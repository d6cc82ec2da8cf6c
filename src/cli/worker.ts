/** A worker: runs batches of trials, one after the other. */
import { parentPort, workerData } from "node:worker_threads";
import { NonlinError } from "../base/index.ts";
import { runTrial } from "../lab/index.ts";
import type { Batch, Reply, Setup } from "./drive.ts";
import { benchOf } from "./sources.ts";

const { references, files } = workerData as Setup;
const bench = await benchOf(references, files);
const port = parentPort as NonNullable<typeof parentPort>;

port.on("message", ({ first, trials }: Batch) => {
  try {
    for (const [i, trial] of trials.entries()) reply({ index: first + i, result: runTrial(trial, bench) });
    reply({ done: true });
  } catch (error) {
    // an error's class and fields do not survive the way between threads
    const { message, stack } = error as Error;
    reply({ failure: { message, ...(stack && { stack }), ...(error instanceof NonlinError && { code: error.code }) } });
  }
});

function reply(message: Reply): void {
  port.postMessage(message);
}
