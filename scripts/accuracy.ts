/**
 * Measures every kernel against the float64 oracle and writes src/lab/accuracy.generated.ts and docs/accuracy.md.
 *
 *     npm run accuracy                                      every float32, tier 1; a sample of them for the rest
 *     npx tsx scripts/accuracy.ts --quick                   a sample only, where no sweep of this very kernel is kept
 *     npx tsx scripts/accuracy.ts --quick --only gelu,tanh  a look at some; nothing is written
 *
 * Options: --tier 1|2 (2: of both tiers every float32), --only names, --workers threads, --samples inputs.
 * Chunks are kept in node_modules/.cache as they are swept: end it in any way, start it again, and it goes on.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { formatCount, formatSeconds } from "../src/base/index.ts";
import { emptyTally } from "../src/wasm/index.ts";
import { line, type Measured, measured } from "./accuracy/measured.ts";
import { writeReport } from "./accuracy/report.ts";
import { judgeOf, type Subject, subjects } from "./accuracy/subjects.ts";
import { Sweep } from "./accuracy/sweep.ts";
import { sweepAll } from "./accuracy/workers.ts";

const { values: given } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    tier: { type: "string", default: "1" },
    workers: { type: "string", default: String(availableParallelism()) },
    samples: { type: "string", default: String(2 ** 20) },
  },
});

const chosen = given.only === undefined ? subjects : given.only.split(",").map(subjectCalled);
const tier = Number(given.tier);
const sweeps = chosen
  .filter((subject) => given.only !== undefined || subject.tier <= tier)
  .map((subject) => new Sweep(subject));

if (!given.quick) {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  announce(sweeps);
  await sweepAll(sweeps, Number(given.workers), stop.signal);
  if (stop.signal.aborted) {
    process.stderr.write("interrupted; what was swept is kept\n");
    process.exit(130);
  }
}

const byName = new Map(sweeps.map((sweep) => [sweep.subject.name, sweep.total()]));
const results: Measured[] = [];
for (const subject of chosen) {
  const result = measured(subject, byName.get(subject.name), Number(given.samples));
  results.push(result);
  if (given.only !== undefined || !process.stdout.isTTY) process.stdout.write(`${line(result)}\n`);
}
if (given.only === undefined) await writeReport(results);

/** What is to be done and how long it takes, from a short run of every kernel. */
function announce(all: readonly Sweep[]): void {
  const inputs = 2 ** 17;
  let seconds = 0;
  let count = 0;
  for (const sweep of all) {
    const missing = sweep.missing();
    if (missing.length === 0) continue;
    const judge = judgeOf(sweep.subject);
    judge.sweep(0x3f000000, inputs, inputs);
    const began = process.cpuUsage();
    judge.sweep(0x3f800000, inputs, inputs);
    const { user, system } = process.cpuUsage(began);
    const numbers = missing.reduce((sum, i) => sum + sweep.chunks[i]!.numbers, 0);
    seconds += ((user + system) / 1e6 / inputs) * numbers;
    count += numbers;
    judge.dispose();
  }
  if (count === emptyTally.inputs) return;
  const wall = formatSeconds(seconds / Number(given.workers));
  process.stderr.write(
    `${all.length} functions, ${formatCount(count)} inputs to sweep: about ${wall} with ${given.workers} workers\n`,
  );
}

function subjectCalled(name: string): Subject {
  const found = subjects.find((subject) => subject.name === name);
  if (found !== undefined) return found;
  process.stderr.write(`accuracy: no activation and no op is called "${name}"; an op is written as "exp(x)"\n`);
  process.exit(2);
}
