/** `nonlin rerun`: is it still true? */
import { cpus } from "node:os";
import { NonlinError, sha256 } from "../base/index.ts";
import { firstDifference, numericsVersion, type RaceResult, repeat } from "../lab/index.ts";
import { define, exit } from "./command.ts";
import { drive } from "./drive.ts";
import { readBytes } from "./file.ts";
import { interruptible } from "./interrupt.ts";
import { progressOf } from "./progress.ts";
import type { Files } from "./sources.ts";
import { packageVersion } from "./version.ts";

export const command = define({
  usage: "nonlin rerun <result.json or report.html> [options]",
  about:
    "is it still true? Repeats the recorded trainings, judges them anew and compares everything: hashes, scores, curves, verdicts, sentences; the answer no is exit code 1. Steps must reproduce, seconds need not.",
  examples: [
    ["nonlin rerun nonlin-race/report.html", "repeats the race inside a report"],
    ["nonlin rerun result.json --data my.csv", "the data lies elsewhere now"],
  ],
  options: {
    data: { type: "text", value: "FILE", help: "where the race's file is (default: where it was)" },
    jobs: { type: "count", short: "j", value: "N", help: "worker threads (default: the cores)" },
    json: { type: "flag", help: "print one JSON object" },
    quiet: { type: "flag", short: "q", help: "no progress" },
  },
  async run({ words, options }, io) {
    const [path, ...more] = words;
    if (path === undefined || more.length > 0)
      throw new NonlinError("E_USAGE", "rerun takes one file", {
        advice: "a .json or .html that nonlin race wrote with -o",
      });
    const text = new TextDecoder().decode(readBytes(path));
    const recorded = await recordedIn(path, text);
    const progress = progressOf(io, options.quiet);
    const stop = interruptible(() => io.note("stopping after the seeds at work"));
    const repeated = await drive(repeat(recorded), {
      worker: io.worker,
      jobs: options.jobs ?? cpus().length,
      files: filesOf(recorded, options.data),
      progress: progress.update,
      signal: stop.signal,
    }).finally(() => {
      progress.end();
      stop.dispose();
    });
    if (stop.signal.aborted) return exit.interrupted;
    const found = firstDifference(recorded, repeated) ?? (await differentPage(recorded, text));
    const runs = recorded.tasks.flatMap((t) => t.entrants.flatMap((e) => e.runs)).length;
    if (options.json)
      io.out(
        JSON.stringify(
          { schema: "nonlin.rerun/1", same: found === undefined, runs, difference: found ?? null },
          undefined,
          1,
        ),
      );
    else
      io.out(
        found === undefined
          ? `the same: ${runs} of ${runs} trainings have the same hash, and the judgement is the same`
          : `not the same: ${found}`,
      );
    return found === undefined ? exit.done : exit.no;
  },
});

/** Whether a report shows what its data say; only the version that wrote it can tell. */
async function differentPage(recorded: RaceResult, text: string): Promise<string | undefined> {
  if (!isPage(text) || recorded.provenance?.version !== packageVersion()) return undefined;
  const { emptyDocument } = await import("./document.ts");
  const { raceReport, themeOf } = await import("../plot/index.ts");
  const page = raceReport(recorded, { document: emptyDocument(), theme: themeOf(text) });
  if (page === text) return undefined;
  const lines = page.split("\n");
  const line = text.split("\n").findIndex((words, i) => words !== lines[i]);
  return `the data inside are the same, but line ${line + 1} of the page does not show them`;
}

function isPage(text: string): boolean {
  return /^\s*</.test(text);
}

async function recordedIn(path: string, text: string): Promise<RaceResult> {
  const json = isPage(text) ? (await import("../plot/index.ts")).dataInReport(text) : text;
  try {
    const data = JSON.parse(json ?? "") as Partial<RaceResult>;
    if (data.schema === "nonlin.race/1") return checked(path, data as RaceResult);
  } catch (error) {
    if (error instanceof NonlinError) throw error;
  }
  throw new NonlinError("E_DATA", `${path} holds no race that nonlin recorded`, {
    advice: "race -o writes one as .json or .html",
  });
}

function checked(path: string, data: RaceResult): RaceResult {
  if (data.numerics !== numericsVersion) {
    throw new NonlinError(
      "E_DATA",
      `${path} was computed with numerics ${data.numerics}, this is numerics ${numericsVersion}`,
      {
        advice: `install nonlin ${data.provenance?.version ?? "of that time"} to repeat it`,
      },
    );
  }
  return data;
}

function filesOf({ options }: RaceResult, elsewhere: string | undefined): Files {
  const files: Record<string, Uint8Array> = {};
  for (const { data } of options.tasks) {
    if (data.hash === undefined) continue;
    const path = elsewhere ?? data.name;
    if (path === "-")
      throw new NonlinError("E_USAGE", "the race read its data from standard input", {
        advice: "name the file with --data",
      });
    const bytes = readBytes(path);
    const hash = sha256(bytes);
    if (hash !== data.hash) {
      throw new NonlinError(
        "E_DATA",
        `${path} is not the file that was raced on: its hash is ${hash.slice(0, 16)}, not ${data.hash.slice(0, 16)}`,
      );
    }
    files[hash] = bytes;
  }
  return files;
}
