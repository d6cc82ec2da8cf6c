/** Drives an experiment: hands its trials to worker threads and the results back to it. */
import { Worker } from "node:worker_threads";
import { type ErrorCode, NonlinError } from "../base/index.ts";
import type { DataReference, Trial, TrialResult } from "../lab/index.ts";
import type { Files } from "./sources.ts";

export interface Setup {
  readonly references: readonly DataReference[];
  readonly files: Files;
}

export interface Batch {
  readonly first: number;
  readonly trials: readonly Trial[];
}

export type Reply =
  | { readonly index: number; readonly result: TrialResult }
  | { readonly done: true }
  | { readonly failure: { readonly message: string; readonly stack?: string; readonly code?: ErrorCode } };

export interface Drive {
  readonly worker: URL;
  readonly jobs: number;
  readonly files: Files;
  /** Called with the number of finished trials and the number of all. */
  readonly progress: (done: number, all: number) => void;
  /** Once aborted, batches that have begun are finished and no other begins. */
  readonly signal: AbortSignal;
}

/** Runs a generator of trials to its end. */
export async function drive<R>(
  experiment: Generator<Trial[], R, readonly (TrialResult | undefined)[]>,
  options: Drive,
): Promise<R> {
  let step = experiment.next([]);
  while (!step.done) step = experiment.next(await runAll(step.value, options));
  return step.value;
}

async function runAll(trials: readonly Trial[], options: Drive): Promise<(TrialResult | undefined)[]> {
  const results: (TrialResult | undefined)[] = new Array(trials.length).fill(undefined);
  const queue = batchesOf(trials);
  const references = [...new Map(trials.map((t) => [JSON.stringify(t.data), t.data])).values()];
  let done = 0;
  options.progress(0, trials.length);
  const collect = (index: number, result: TrialResult): void => {
    results[index] = result;
    options.progress(++done, trials.length);
  };
  const setup: Setup = { references, files: options.files };
  const hands = Array.from({ length: Math.min(options.jobs, queue.length) }, () =>
    work(queue, collect, setup, options),
  );
  await Promise.all(hands);
  return results;
}

/** One worker, until the queue is empty or the signal stops it. */
function work(
  queue: Batch[],
  collect: (index: number, result: TrialResult) => void,
  setup: Setup,
  options: Drive,
): Promise<void> {
  const worker = new Worker(options.worker, { workerData: setup });
  return new Promise<void>((resolve, reject) => {
    const next = (): void => {
      const batch = options.signal.aborted ? undefined : queue.shift();
      if (batch === undefined) resolve();
      else worker.postMessage(batch);
    };
    worker.on("message", (reply: Reply) => {
      if ("result" in reply) collect(reply.index, reply.result);
      else if ("done" in reply) next();
      else reject(revived(reply.failure));
    });
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new NonlinError("E_WORK", `a worker ended with code ${code}`)));
    next();
  }).finally(() => {
    worker.removeAllListeners();
    return worker.terminate();
  });
}

/** The trials of one seed on one data set stay together: they share the split, which is costly to draw. */
function batchesOf(trials: readonly Trial[]): Batch[] {
  const batches: { first: number; trials: Trial[] }[] = [];
  let last = "";
  for (const [i, trial] of trials.entries()) {
    const key = JSON.stringify([trial.data, trial.luck.data]);
    if (key === last) batches.at(-1)?.trials.push(trial);
    else batches.push({ first: i, trials: [trial] });
    last = key;
  }
  return batches;
}

function revived({ message, stack, code }: { message: string; stack?: string; code?: ErrorCode }): Error {
  const error = code === undefined ? new Error(message) : new NonlinError(code, message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
