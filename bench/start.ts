/**
 * From nothing to the first training step: a fresh process, timed by the clock from outside.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reached } from "./comparison.ts";
import { course, oneStepTask } from "./course.ts";
import { absence, commandOf, type Effort, environmentOf, median, type PeerName, path, spread } from "./harness.ts";
import { figure, percent, type Section, type Target } from "./report.ts";

interface Row {
  readonly name: string;
  readonly command: readonly string[];
  readonly peer?: PeerName;
}

const cli = path("../dist/cli/main.js");
const empty = "empty Node";
const show = "nonlin show gelu";

export async function start(effort: Effort): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), "nonlin-bench-"));
  try {
    const file = join(folder, "task.json");
    writeFileSync(file, JSON.stringify(oneStepTask(course, "gelu", "index")));
    return await measureStarts(effort, rows(file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rows(task: string): Row[] {
  const training = (name: string, peer: PeerName): Row => ({ name, peer, command: commandOf(peer, "once", task) });
  return [
    { name: empty, command: [process.execPath, "-e", ""] },
    { name: show, command: [process.execPath, cli, "show", "gelu"] },
    training("nonlin, first training step", "ours"),
    training("plain JavaScript, first training step", "plain"),
    training("TensorFlow.js, WebAssembly, first training step", "tfjs"),
    training("jax-js, first training step", "jax"),
    training("PyTorch, first training step", "torch"),
  ];
}

interface Started {
  readonly row: Row;
  /** From the spawn to the exit, and of that the time in which the model is built and takes one step; milliseconds. */
  readonly whole: number[];
  readonly building: number[];
  failure?: string;
}

async function measureStarts({ rounds }: Effort, all: readonly Row[]): Promise<Section> {
  const started = all.map((row): Started => ({ row, whole: [], building: [] }));
  for (let round = 0; round <= rounds; round++) {
    for (const entry of started) {
      if (entry.failure !== undefined) continue;
      const missing =
        entry.row.name === show && !existsSync(cli) ? "not built" : entry.row.peer && absence(entry.row.peer);
      const result = missing === undefined ? await time(entry.row) : missing;
      if (typeof result === "string") entry.failure = result;
      // round 0 fills the disk's cache and is not kept
      else if (round > 0) {
        entry.whole.push(result.whole);
        if (result.building !== undefined) entry.building.push(result.building);
      }
    }
  }
  const whole = (name: string): number => median(started.find(({ row }) => row.name === name)?.whole ?? []);
  const cells = ({ row, whole: times, building, failure }: Started): string[] =>
    failure === undefined
      ? [
          row.name,
          figure(median(times)),
          building.length === 0 ? "" : figure(median(building)),
          `± ${percent(spread(times))}`,
        ]
      : [row.name, failure === "not built" ? failure : "-", "", "-"];
  return {
    title: "Start",
    text: [
      "A fresh process from its start to its end, by the clock. A training row loads the library, builds the course's network with GELU and takes one step; the second column is the part after loading. JavaScript libraries are bundled into one file each.",
    ],
    tables: [
      {
        caption: "Milliseconds",
        columns: ["", "start to end", "building and first step", "spread"],
        rows: started.map(cells),
      },
    ],
    notes: started.flatMap(({ row, failure }) => (failure === undefined ? [] : [`${row.name}: ${failure}`])),
    targets: [showTarget(whole(show) - whole(empty))],
  };
}

const showTarget = (beyond: number): Target => ({
  what: "`nonlin show gelu`, ms beyond an empty Node",
  goal: "<= 200",
  figure: Number.isNaN(beyond) ? "-" : figure(beyond),
  reached: reached(beyond, beyond <= 200),
});

/** The times of one process, or why it failed. A last line {"building": ms} is the process's own account. */
function time({
  command: [command = "", ...rest],
  peer,
}: Row): Promise<{ whole: number; building: number | undefined } | string> {
  return new Promise((resolve) => {
    const begun = performance.now();
    const env = peer === undefined ? process.env : environmentOf(peer);
    const child = spawn(command, rest, { env, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code) => {
      const whole = performance.now() - begun;
      const building = /"building": ?([\d.]+)/.exec(out)?.[1];
      if (code === 0) resolve({ whole, building: building === undefined ? undefined : Number(building) });
      else
        resolve(
          said.includes("No module named") ? "not installed" : (said.trim().split("\n").at(-1) ?? `exit code ${code}`),
        );
    });
  });
}
