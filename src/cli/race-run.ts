/** A race driven from the command line: its cost said beforehand, its progress, its end by Ctrl-C. */
import { cpus } from "node:os";
import { catalogue, resolve as resolveActivation } from "../activations/index.ts";
import { defaultZone, metricFor, metrics, type RaceResult, race, unitName } from "../lab/index.ts";
import type { Io } from "./command.ts";
import { drive } from "./drive.ts";
import { estimate, estimateText, reachText } from "./estimate.ts";
import { interruptible } from "./interrupt.ts";
import { progressOf } from "./progress.ts";
import type { Planned } from "./race-options.ts";
import { benchOf } from "./sources.ts";
import { packageVersion } from "./version.ts";

export interface Running {
  readonly io: Io;
  readonly quiet: boolean;
  readonly jobs: number;
  /** The words that were typed, for the record. */
  readonly command: string;
}

/** Runs the race on worker threads; the first Ctrl-C ends it after the seeds at work. */
export async function runRace(
  planned: Planned,
  { io, quiet, jobs, command }: Running,
): Promise<{ result: RaceResult; interrupted: boolean }> {
  const start = performance.now();
  const progress = progressOf(io, quiet);
  const stop = interruptible(() => {
    progress.end();
    io.note("stopping after the seeds at work; once more to stop at once");
  });
  try {
    const found = await drive(race(planned.options, planned.seed), {
      worker: io.worker,
      jobs,
      files: planned.files,
      progress: progress.update,
      signal: stop.signal,
    });
    const provenance = {
      command,
      version: packageVersion(),
      engine: `Node ${process.versions.node}, ${process.platform} ${process.arch}`,
      seconds: (performance.now() - start) / 1000,
    };
    return { result: { ...found, provenance }, interrupted: stop.signal.aborted };
  } finally {
    stop.dispose();
    progress.end();
  }
}

export interface Plan {
  /** The cost, and for each data set what it is and what can be shown on it. */
  readonly lines: readonly string[];
  /** What was done to the user's own data. */
  readonly notes: readonly string[];
  readonly data: object;
}

/** What a race will cost, measured by running a part of it. */
export async function planText({ options, seed, files }: Planned, jobs: number): Promise<Plan> {
  const bench = await benchOf(
    options.tasks.map((task) => task.data),
    files,
  );
  // a worker reads what this process has read so far
  const cost = estimate(
    options,
    seed,
    { ...bench, now: cpuSeconds },
    { jobs, cores: cpus().length, startup: cpuSeconds() },
  );
  const notes = [options.baseline, ...options.activations].flatMap(fixedParameters);
  const lines = [estimateText(cost, jobs), ...notes];
  for (const task of options.tasks) {
    const source = bench.source(task.data);
    const metric = metrics[metricFor(source.task, task.metric)];
    const overlap = source.drawn === "resplit" ? source.testRows / source.trainRows : 0;
    lines.push(
      `${source.title}: ${source.inputs} inputs, ${source.trainRows} training rows, ${source.testRows} held out, ${metric.title}.`,
    );
    lines.push(...source.notes.map((note) => `  ${note}`));
    if (task.data.hash !== undefined) notes.push(...source.notes);
    if (metric.unit !== "target" || task.zone !== undefined) {
      lines.push(`  ${reachText(options, task.zone ?? defaultZone(metric, 1), unitName(metric), overlap)}`);
    }
  }
  return {
    lines,
    notes,
    data: { schema: "nonlin.plan/1", options, seed, ...cost, jobs, notes: lines.slice(1).map((l) => l.trim()) },
  };
}

/** A formula's free names are parameters, which nobody learns. */
function fixedParameters(activation: string): string[] {
  const { declaration, name } = resolveActivation(activation);
  const free = Object.keys(declaration.params ?? {});
  if (catalogue.has(declaration.name) || free.length === 0) return [];
  return [`${name}: ${free.join(", ")} ${free.length === 1 ? "is a parameter" : "are parameters"}, fixed at 1`];
}

/** Unlike the time of day it stands still while other processes run. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** A word as a shell reads it. */
export function quoted(word: string): string {
  return /^[\w./,=@:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
