/** Sweeps the chunks it is handed, one after the other. */
import { parentPort } from "node:worker_threads";
import type { Finding, Judge } from "../../src/wasm/index.ts";
import { judgeOf, subjects } from "./subjects.ts";
import { type Chunk, chunks, keyOf } from "./sweep.ts";

export interface Job {
  readonly name: string;
  readonly chunk: number;
  /** Of the sweep that it is for. */
  readonly key: string;
}

export interface Done extends Job {
  readonly findings: readonly Finding[];
}

let last: { readonly name: string; readonly judge: Judge } | undefined;

parentPort?.on("message", ({ name, chunk, key }: Job) => {
  if (last?.name !== name) {
    last?.judge.dispose();
    const subject = subjects.find((s) => s.name === name)!;
    last = { name, judge: judgeOf(subject) };
    if (keyOf(last.judge) !== key) throw new Error(`the kernel of ${name} has changed since the start; start again`);
  }
  const { first, count, numbers } = chunks[chunk] as Chunk;
  parentPort?.postMessage({ name, chunk, key, findings: last.judge.sweep(first, count, numbers) } satisfies Done);
});
