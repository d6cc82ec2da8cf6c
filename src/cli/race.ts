/** `nonlin race`: which activation works best here? */
import { cpus } from "node:os";
import { resolve } from "node:path";
import { catalogue, resolve as resolveActivation } from "../activations/index.ts";
import { NonlinError } from "../base/index.ts";
import { defaultZone, metricFor, metrics, type RaceResult, race, unitName } from "../lab/index.ts";
import { define, exit, type Io } from "./command.ts";
import { drive } from "./drive.ts";
import { estimate, estimateText, reachText } from "./estimate.ts";
import { formatOf, refuseForeign } from "./file.ts";
import { interruptible } from "./interrupt.ts";
import { progressOf } from "./progress.ts";
import { later, type Planned, planOf, type RaceWords, raceTable } from "./race-options.ts";
import { csvOf, raceFormats, writeRace } from "./race-output.ts";
import { closing, raceText } from "./race-text.ts";
import { benchOf } from "./sources.ts";
import { wrap } from "./text.ts";
import { packageVersion } from "./version.ts";

const standardReport = "nonlin-race/report.html";

export const command = define({
  usage: "nonlin race [activation or formula ...] [options]",
  about:
    "which activation works best here? Trains the same network with each function over many seeds and gives four verdicts: better, worse, practically equal, undecided.",
  examples: [
    ["nonlin race", `seven functions and the control on two tasks; writes ${standardReport}`],
    ["nonlin race gelu silu --data digits", "two functions against ReLU on a built-in data set"],
    [
      'nonlin race gelu "x * tanh(softplus(x))" --data my.csv --target price -o report.html',
      "a formula of your own on your own data, with a report",
    ],
    ["nonlin race gelu --seeds 40 --dry-run", "what would it cost, and could it show that two are practically equal?"],
  ],
  options: raceTable,
  later,
  async run({ words, options, line }, io) {
    if (options.json && options.csv) throw new NonlinError("E_USAGE", "--json and --csv exclude each other");
    const planned = await planOf(words, options, io.stdin);
    const bare = words.length === 0 && options.data === undefined && options.formulas === undefined;
    const path =
      options.output ?? (bare && !options.json && !options.csv && !options["dry-run"] ? standardReport : undefined);
    if (path !== undefined) {
      formatOf(path, raceFormats);
      refuseForeign(path);
    }
    const jobs = options.jobs ?? cpus().length;
    const plan = await planText(planned, jobs);
    if (options["dry-run"]) {
      io.out(
        options.json
          ? JSON.stringify(plan.data, undefined, 1)
          : plan.lines.map((l) => wrap(l, io.width).join("\n")).join("\n"),
      );
      return exit.done;
    }
    if (!options.quiet)
      for (const text of [plan.lines[0] as string, ...plan.notes]) io.note(wrap(text, io.width).join("\n"));
    const { result, interrupted } = await run(planned, { io, quiet: options.quiet, jobs, line });
    const written = path === undefined ? [] : await writeRace(result, path, options.theme as "auto");
    io.out(await printed(result, options, io));
    if (!options.quiet) io.note(`\n${closing(result, written.map((p) => resolve(p)).join(", "))}`);
    if (!interrupted) return exit.done;
    io.note(
      `interrupted: ${result.tasks[0]?.entrants[0]?.runs.length} of ${planned.options.seeds} seeds; the same command runs all of them, and the seeds above come out the same`,
    );
    return exit.interrupted;
  },
});

async function printed(result: RaceResult, options: RaceWords, io: Io): Promise<string> {
  if (options.json) return JSON.stringify(result, undefined, 1);
  return options.csv ? csvOf(result) : raceText(result, io);
}

interface Running {
  readonly io: Io;
  readonly quiet: boolean;
  readonly jobs: number;
  readonly line: readonly string[];
}

async function run(
  planned: Planned,
  { io, quiet, jobs, line }: Running,
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
      command: ["nonlin race", ...line.map(quoted)].join(" "),
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

interface Plan {
  /** The cost, and for each data set what it is and what can be shown on it. */
  readonly lines: readonly string[];
  /** What was done to the user's own data. */
  readonly notes: readonly string[];
  readonly data: object;
}

async function planText({ options, seed, files }: Planned, jobs: number): Promise<Plan> {
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

function quoted(word: string): string {
  return /^[\w./,=@:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
