/** The Python of this machine, asked for PyTorch's values or for exact ones. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { NonlinError } from "../base/index.ts";
import { type Subjects, type TorchAnswer, type TruthAnswer, verifyPoints, verifyRequest } from "../lab/index.ts";

/** A program as a folder; scripts/build.ts copies it beside the built command. */
const folder = fileURLToPath(new URL("python", import.meta.url));

/** Asked in this order where none is named. */
const usual = ["python3", "/usr/bin/python3"];

export interface Asking {
  /** The Python to ask; default: the first of the usual ones that has what is needed. */
  readonly python?: string | undefined;
  readonly progress?: (done: number, all: number) => void;
  /** The inputs; default: `verifyPoints`. */
  readonly points?: Float64Array | undefined;
}

/** PyTorch's values, or undefined where no Python has PyTorch. Throws E_WORK if the one that is named has none. */
export function askTorch(subjects: Subjects, asking: Asking = {}): Promise<TorchAnswer | undefined> {
  return ask<TorchAnswer>("torch", subjects, asking);
}

/** Exact values. Throws as `askTorch`. */
export function askTruth(subjects: Subjects, asking: Asking = {}): Promise<TruthAnswer | undefined> {
  return ask<TruthAnswer>("truth", subjects, asking);
}

const needs = { torch: "torch", truth: "mpmath" } as const;

async function ask<A>(mode: keyof typeof needs, subjects: Subjects, asking: Asking): Promise<A | undefined> {
  const request = JSON.stringify(
    verifyRequest(mode, subjects, asking.points ?? verifyPoints),
    (_key, value: unknown) =>
      value instanceof Float64Array
        ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64")
        : value,
  );
  const { python } = asking;
  for (const program of python === undefined ? usual : [python]) {
    const { code, out, errors } = await run(program, request, asking.progress);
    if (code === 0) return JSON.parse(out) as A;
    const absent = code === undefined || new RegExp(`No module named '${needs[mode]}'`).test(errors);
    if (python === undefined && absent) continue;
    const what =
      code === undefined ? "cannot be run" : absent ? `has no ${needs[mode]}` : `failed: ${lastLine(errors)}`;
    throw new NonlinError("E_WORK", `${program} ${what}`, {
      advice: absent
        ? "name another with --python, or leave it out: stored tables are used then"
        : "leave --python out: stored tables are used then",
    });
  }
  return undefined;
}

interface Ran {
  /** Undefined if there is no such program. */
  readonly code: number | undefined;
  readonly out: string;
  readonly errors: string;
}

function run(program: string, input: string, progress: Asking["progress"]): Promise<Ran> {
  return new Promise((resolve) => {
    // -I: neither the folder nor the environment of the user decides what is imported; -B: nothing is written beside it
    const child = spawn(program, ["-I", "-B", folder], { stdio: "pipe" });
    const out: Buffer[] = [];
    let errors = "";
    child.stdout.on("data", (part: Buffer) => out.push(part));
    child.stderr.on("data", (part: Buffer) => {
      for (const line of String(part).split("\n")) {
        const [, done, all] = /^progress (\d+) (\d+)$/.exec(line) ?? [];
        if (done !== undefined) progress?.(Number(done), Number(all));
        else if (line !== "") errors += `${line}\n`;
      }
    });
    // a Python that ends before it has read all says why on its standard error
    child.stdin.on("error", () => {});
    child.on("error", () => resolve({ code: undefined, out: "", errors: "" }));
    child.on("close", (code) => resolve({ code: code ?? 1, out: Buffer.concat(out).toString(), errors }));
    child.stdin.end(input);
  });
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
