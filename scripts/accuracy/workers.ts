/** Threads that sweep chunks, and the progress they make. */
import { Worker } from "node:worker_threads";
import { formatSeconds } from "../../src/base/index.ts";
import type { Sweep } from "./sweep.ts";
import type { Done, Job } from "./worker.ts";

/**
 * Sweeps whatever is missing, `threads` chunks at a time, and keeps each as it comes. Ends when all is done, or after
 * `stop` when what was begun is given up.
 */
export async function sweepAll(sweeps: readonly Sweep[], threads: number, stop: AbortSignal): Promise<void> {
  const byName = new Map(sweeps.map((sweep) => [sweep.subject.name, sweep]));
  const jobs = sweeps.flatMap((sweep) =>
    sweep.missing().map((chunk): Job => ({ name: sweep.subject.name, chunk, key: sweep.key })),
  );
  const progress = new Progress(jobs.length);
  let next = 0;
  const drive = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL("./worker.mjs", import.meta.url));
      const end = (): void => {
        void worker.terminate().then(() => resolve());
      };
      const give = (): void => {
        const job = jobs[next];
        next += 1;
        if (job === undefined || stop.aborted) end();
        else worker.postMessage(job);
      };
      stop.addEventListener("abort", end);
      worker.on("error", reject);
      worker.on("message", ({ name, chunk, findings }: Done) => {
        byName.get(name)!.keep(chunk, findings);
        progress.step(name);
        give();
      });
      give();
    });
  await Promise.all(Array.from({ length: Math.min(threads, jobs.length) }, drive));
  progress.end();
}

/** On a terminal one line that changes, else a line every ten seconds. */
class Progress {
  private readonly all: number;
  private readonly began = performance.now();
  private done = 0;
  private said = performance.now();

  constructor(all: number) {
    this.all = all;
  }

  step(name: string): void {
    this.done += 1;
    const now = performance.now();
    if (now - this.said < (process.stderr.isTTY ? 200 : 10_000)) return;
    this.said = now;
    const left = ((now - this.began) / 1000 / this.done) * (this.all - this.done);
    const text = `${name}: ${this.done} of ${this.all} chunks, ${formatSeconds(left)} left`;
    process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  }
}
