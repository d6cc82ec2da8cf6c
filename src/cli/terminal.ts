/** The terminal and the pipes of this process. */
import { NonlinError } from "../base/index.ts";
import { exit, type Io } from "./command.ts";
import { harmless } from "./text.ts";

/** Reads NO_COLOR, FORCE_COLOR, TERM and `--no-color` (https://no-color.org, https://force-color.org). */
export function terminal(line: readonly string[], worker: URL, env: NodeJS.ProcessEnv = process.env): Io {
  const off = line.includes("--no-color") || (env.NO_COLOR ?? "") !== "" || env.TERM === "dumb";
  const on = !line.includes("--no-color") && !["", "0"].includes(env.FORCE_COLOR ?? "");
  return {
    out: (text) => write(process.stdout, process.stdout.isTTY ? harmless(text) : text),
    bytes: writeBytes,
    note: (text) => write(process.stderr, harmless(text)),
    stdin,
    worker,
    width: Math.max(40, process.stdout.columns ?? 80),
    colour: on || (!off && process.stdout.isTTY === true),
    live: process.stderr.isTTY === true,
  };
}

/** Ends the process where its output goes nowhere. `| head` is no failure: once nobody reads on, the work is done. */
export function quietWhenPipeCloses(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(exit.done);
      const [code, why] = error.code === "ENOSPC" ? ["E_STORE_FULL", "no space is left"] : ["E_STORE", error.message];
      if (stream === process.stdout) process.stderr.write(`${code}: cannot write the output: ${why}\n`);
      process.exit(exit.store);
    });
  }
}

function write(stream: NodeJS.WriteStream, text: string): void {
  stream.write(text.endsWith("\n") ? text : `${text}\n`);
}

function writeBytes(data: Uint8Array): void {
  if (process.stdout.isTTY) {
    throw new NonlinError("E_USAGE", "a binary file is not written to a terminal", { advice: "name a file with -o" });
  }
  process.stdout.write(data);
}

async function stdin(): Promise<Uint8Array | undefined> {
  if (process.stdin.isTTY) return undefined;
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
