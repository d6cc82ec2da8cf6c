/** What a race will cost, from a short run of its own work. */
import { formatCount, formatNumber, formatSeconds } from "../base/index.ts";
import {
  alpha,
  type Bench,
  entrantsOf,
  type RaceOptions,
  race,
  runTrial,
  spreadForEqual,
  type Trial,
} from "../lab/index.ts";

export interface Estimate {
  readonly trials: number;
  readonly steps: number;
  readonly seconds: number;
}

/** Times one epoch of each task's first trial, warm, and scales it. */
export function estimate(options: RaceOptions, seed: number, bench: Bench, jobs: number): Estimate {
  const trials = race(options, seed).next().value as Trial[];
  const entrants = entrantsOf(options).length;
  let seconds = 0;
  let steps = 0;
  for (const [t, task] of options.tasks.entries()) {
    const trial = trials[t * entrants] as Trial;
    const short: Trial = { ...trial, training: { ...trial.training, epochs: 1 }, looks: 1 };
    const timed = (): [number, ReturnType<typeof runTrial>] => {
      const start = bench.now();
      const result = runTrial(short, bench);
      return [bench.now() - start, result];
    };
    const [cold] = timed();
    // the first runs are slow, since the engine is still compiling what they run
    const [warm, result] = Array.from({ length: 4 }, timed).reduce((a, b) => (b[0] < a[0] ? b : a));
    const { epochs } = task.training;
    const look = warm - result.seconds;
    // a split is drawn once for all entrants of a seed
    const each = result.seconds * epochs + look * trial.looks + Math.max(0, cold - warm) / entrants;
    seconds += each * options.seeds * entrants;
    steps += result.steps * epochs * options.seeds * entrants;
  }
  return { trials: trials.length, steps, seconds: seconds / Math.min(jobs, options.seeds * options.tasks.length) };
}

/** "160 trainings, 1.2 million steps, about 12 s on 2 cores". */
export function estimateText(e: Estimate, jobs: number): string {
  const steps = e.steps >= 1e6 ? `${formatNumber(e.steps / 1e6, 2)} million` : formatCount(e.steps);
  return `${e.trials} trainings, ${steps} steps, about ${formatSeconds(Number(e.seconds.toPrecision(2)))} on ${jobs} ${jobs === 1 ? "thread" : "threads"}`;
}

/** Whether "practically equal" is within reach of the seeds asked for. */
export function reachText(options: RaceOptions, zone: number, unit: string, overlap: number): string {
  const rivals = entrantsOf(options).filter((e) => e.role === "rival" || e.role === "control").length;
  const spread = spreadForEqual(options.seeds, zone, alpha / Math.max(1, rivals), overlap);
  const limit = `${formatNumber(spread, 2)} ${unit}`.trimEnd();
  if (options.seeds < 2) return `One seed decides nothing: every verdict will be "undecided".`;
  const words = `"practically equal" (zone ±${formatNumber(zone, 3)}) can be reached with ${options.seeds} seeds and ${rivals} rivals where differences vary from seed to seed by less than ${limit} (standard deviation)`;
  return unit === "points" && spread < 0.2
    ? `${words}: that is rare, so plan more seeds or a wider zone.`
    : `${words}.`;
}
