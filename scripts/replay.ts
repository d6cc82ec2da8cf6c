/**
 * Random networks, losses, optimisers and schedules, trained by Debian's PyTorch and then here: 50 steps each, in float64 and in float32.
 *
 *     npx tsx scripts/replay.ts [count = 100] [seed = 1]
 *
 * Says which were not met within 1e-9 in float64, or in float32 within 4 times PyTorch's own drift; then exits with 1.
 */
import { spawnSync } from "node:child_process";
import { type Distances, type Replay, replay } from "../test/replay.ts";

const [count = "100", seed = "1"] = process.argv.slice(2);
const options = { cwd: import.meta.dirname, encoding: "utf8", maxBuffer: 1 << 30 } as const;
const python = process.env.PYTHON ?? "/usr/bin/python3";
const { stdout, stderr } = spawnSync(python, ["random_trainings.py", count, seed], options);
const drawn = stdout
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Replay[]);
if (drawn.length !== Number(count)) throw new Error(stderr);

/** The state dict is left out: parameters without a slope in exact arithmetic follow the rounding. */
const worst = ({ losses, gradients, evaluation, prediction }: Distances): number =>
  Math.max(losses, gradients, evaluation, prediction);
const besidePyTorch = (c: Replay): number => {
  const { losses, prediction } = replay(c, "float32");
  return Math.max(losses / Math.max(c.drift.losses, 2e-7), prediction / Math.max(c.drift.prediction, 2e-7));
};

/** Infinity where one side refuses what the other takes. */
function tried(measure: () => number): number {
  try {
    return measure();
  } catch (error) {
    console.log(String(error));
    return Number.POSITIVE_INFINITY;
  }
}

const found = drawn.map((cases) => {
  const [{ modules, loss, optimizer, groups, clip, schedule, name }] = cases as [Replay, Replay];
  const exact = Math.max(...cases.map((c) => tried(() => worst(replay(c, "float64")))));
  const single = Math.min(...cases.map((c) => tried(() => besidePyTorch(c))));
  const failed = !(exact < 1e-9 && single < 4);
  if (failed)
    console.log(name, { exact, single }, JSON.stringify({ modules, loss, optimizer, groups, clip, schedule }));
  return { exact, single, failed };
});

const most = (of: (f: (typeof found)[number]) => number): string => Math.max(...found.map(of)).toPrecision(2);
const failures = found.filter((f) => f.failed).length;
console.log(
  `${found.length} trainings: float64 within ${most((f) => f.exact)}, float32 within ${most((f) => f.single)} of PyTorch's drift; ${failures} failed`,
);
console.log(stderr.trim());
process.exitCode = failures > 0 ? 1 : 0;
