/** `nonlin race`: which activation works best here? */
import { cpus } from "node:os";
import { resolve } from "node:path";
import { NonlinError } from "../base/index.ts";
import type { RaceResult } from "../lab/index.ts";
import { define, exit, type Io } from "./command.ts";
import { formatOf, refuseForeign } from "./file.ts";
import { later, planOf, type RaceWords, raceTable } from "./race-options.ts";
import { csvOf, raceFormats, writeRace } from "./race-output.ts";
import { planText, quoted, runRace } from "./race-run.ts";
import { closing, raceText } from "./race-text.ts";
import { wrap } from "./text.ts";

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
    const command = ["nonlin race", ...line.map(quoted)].join(" ");
    const { result, interrupted } = await runRace(planned, { io, quiet: options.quiet, jobs, command });
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
