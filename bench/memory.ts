/**
 * What a long training and many models leave behind, by scripts/memory.ts in a process of its own.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { reached } from "./comparison.ts";
import { type Effort, path } from "./harness.ts";
import { figure, type Section } from "./report.ts";

interface Left {
  readonly steps: number;
  readonly models: number;
  /** Bytes of the heap after the steps, with their garbage and without. */
  readonly garbage: number;
  readonly after: number;
  /** Bytes of the process and of its heap after the models. */
  readonly resident: number;
  readonly heap: number;
}

const none = { garbage: Number.NaN, after: Number.NaN, resident: Number.NaN, heap: Number.NaN };

async function left(steps: number, models: number): Promise<Left & { readonly failure?: string }> {
  const script = ["--expose-gc", "--import", "tsx", path("../scripts/memory.ts"), String(steps), String(models)];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, script, { cwd: path("..") });
    return JSON.parse(stdout) as Left;
  } catch (error) {
    return { steps, models, ...none, failure: error instanceof Error ? error.message : String(error) };
  }
}

export async function memory({ quick }: Effort): Promise<Section> {
  const { failure, ...measured } = quick ? await left(5000, 100) : await left(100_000, 5000);
  const { steps, models, garbage, after, resident, heap } = measured;
  const megabytes = (bytes: number): string => (Number.isNaN(bytes) ? "-" : figure(Math.max(0, bytes) / 1e6));
  const target = (what: string, bytes: number, most: number) => ({
    what: `memory: ${what}, MB`,
    goal: `< ${most}`,
    figure: megabytes(bytes),
    reached: reached(bytes, bytes < most * 1e6),
  });
  return {
    title: "Memory",
    text: [
      "The course's network with BatchNorm1d and Dropout, a schedule and clipped gradients. A step runs in memory planned when it is compiled, and allocates nothing; JavaScript may make an object of the loss that it returns, which the next collection removes. " +
        "Models are compiled, take one step and are disposed of, one after the other, fifty different networks in turn; what the first tenth of them leaves (compiled code, the pool) is where counting starts.",
    ],
    tables: [
      {
        caption: "Growth in megabytes (1 MB is 1,000,000 bytes; less than nothing is shown as 0)",
        columns: ["", "heap, garbage included", "heap, collected", "whole process"],
        rows: [
          [`${steps} steps of one model`, megabytes(garbage), megabytes(after), ""],
          [`${models} models, one after the other`, "", megabytes(heap), megabytes(resident)],
        ],
      },
    ],
    notes: failure === undefined ? [] : [failure.split("\n").find((line) => line.includes("Error")) ?? failure],
    targets: [
      target(`the heap's growth over ${steps} steps`, after, 0.5),
      target(`the process's growth over ${models} compiled models`, resident, 100),
    ],
  };
}
