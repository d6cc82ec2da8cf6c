/**
 * How long nonlin takes to compile a kernel and a whole training step, cold and warm.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { reached } from "./comparison.ts";
import { absence, type Effort, median, path, spread } from "./harness.ts";
import { figure, percent, type Section, type Target } from "./report.ts";

const work = { kernel: "a kernel (elementwise, forward)", step: "the course's training step" } as const;
type Work = keyof typeof work;

interface Times {
  /** The first of a process, and the median of its later half, by which the compiler itself is warm; a number a process. */
  readonly cold: readonly number[];
  readonly warm: readonly number[];
  readonly failure: string | undefined;
}

async function times(name: Work, { rounds }: Effort): Promise<Times> {
  const missing = absence("ours");
  const cold: number[] = [];
  const warm: number[] = [];
  try {
    if (missing !== undefined) throw new Error(missing);
    for (let round = 0; round < rounds; round++) {
      const { stdout } = await promisify(execFile)(process.execPath, [path("./dist/compile-times.js"), name]);
      const all = JSON.parse(stdout) as number[];
      cold.push(all[0] ?? Number.NaN);
      warm.push(median(all.slice(Math.floor(all.length / 2))));
    }
    return { cold, warm, failure: undefined };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { cold: [], warm: [], failure: message.split("\n").findLast((line) => line.includes("rror")) ?? message };
  }
}

export async function compile(effort: Effort): Promise<Section> {
  const names = Object.keys(work) as Work[];
  const all = new Map<Work, Times>();
  for (const name of names) all.set(name, await times(name, effort));
  const cell = (values: readonly number[]): string =>
    values.length === 0 ? "-" : `${figure(median(values))} (± ${percent(spread(values))})`;
  const warmKernel = median(all.get("kernel")?.warm ?? []);
  const target: Target = {
    what: "a kernel emitted and instantiated, ms warm",
    goal: "< 2",
    figure: Number.isNaN(warmKernel) ? "-" : figure(warmKernel),
    reached: reached(warmKernel, warmKernel < 2),
  };
  return {
    title: "Compiling",
    text: [
      "From a formula, or a network, to an instantiated WebAssembly module, by the clock: the first of a fresh process (cold), and the median of later ones, each a formula or a width not seen before (warm).",
    ],
    tables: [
      {
        caption: "Milliseconds (spread)",
        columns: ["", "cold", "warm"],
        rows: names.map((name) => [work[name], cell(all.get(name)?.cold ?? []), cell(all.get(name)?.warm ?? [])]),
      },
    ],
    notes: names.flatMap((name) => {
      const failure = all.get(name)?.failure;
      return failure === undefined ? [] : [`${work[name]}: ${failure}`];
    }),
    targets: [target],
  };
}
