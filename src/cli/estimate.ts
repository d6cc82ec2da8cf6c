/** What a race will cost, from short runs of its own work. */
import { resolve } from "../activations/index.ts";
import { formatCount, formatNumber, formatSeconds } from "../base/index.ts";
import { nodes, road } from "../expr/index.ts";
import {
  alpha,
  type Bench,
  entrantsOf,
  looksAt,
  mean,
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

/** What one training costs once everything is warm, and what comes on top of the first in each worker; in seconds. */
interface Cost {
  readonly each: number;
  readonly first: number;
}

/**
 * Times the simplest and the most complex entrant of each task and reads the others off their size.
 *
 * `startup`: seconds that a worker takes to begin. `cores`: more jobs than cores do not make it faster.
 */
export function estimate(
  options: RaceOptions,
  seed: number,
  bench: Bench,
  { jobs, cores, startup }: { readonly jobs: number; readonly cores: number; readonly startup: number },
): Estimate {
  const trials = race(options, seed).next().value as Trial[];
  const entrants = entrantsOf(options).length;
  let steps = 0;
  const costs = options.tasks.map((task, t): Cost => {
    const own = trials.slice(t * entrants, (t + 1) * entrants);
    const sizes = own.map(({ activation }) => nodes(road(resolve(activation).declaration, 1)).length);
    const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
    const simple = calibrate(own[sizes.indexOf(least)] as Trial, bench);
    const complex = least === most ? simple : calibrate(own[sizes.indexOf(most)] as Trial, bench);
    steps += simple.stepsPerEpoch * task.training.epochs * entrants * options.seeds;
    const slope = (complex.each - simple.each) / Math.max(1, most - least);
    return {
      each: sizes.reduce((sum, size) => sum + simple.each + slope * (size - least), 0),
      // the noise floor runs what was compiled for the baseline
      first: simple.first + (complex.first * (entrants - 2) * (1 + mean(sizes) / most)) / 2,
    };
  });
  const workers = Math.min(jobs, cores, options.seeds * options.tasks.length);
  return { trials: trials.length, steps, seconds: startup + lastEnd(costs, options.seeds, workers) };
}

/** When the last worker ends that takes the next seed and task whenever it is free. */
function lastEnd(costs: readonly Cost[], seeds: number, workers: number): number {
  const ends = new Float64Array(workers);
  for (let k = 0; k < seeds * costs.length; k++) {
    const { each, first } = costs[k % costs.length] as Cost;
    const next = ends.indexOf(Math.min(...ends));
    ends[next] = (ends[next] as number) + each + (k < workers * costs.length ? first : 0);
  }
  return Math.max(...ends);
}

/** Seconds spent on timing one entrant, beyond compiling it; the more only where that many rounds take it. */
const [leastSeconds, mostSeconds] = [0.03, 0.2];
/** So that the engine has had time to optimise what it runs. */
const leastRounds = 4;
/** Of one timing: long enough for the clock, short enough to fall between what else the machine does. */
const leastSteps = 64;

/** The least of several short runs; what these took beyond it was compiling. */
function calibrate(trial: Trial, bench: Bench): Cost & { readonly stepsPerEpoch: number } {
  const start = bench.now();
  const timed = (epochs: number, looks: number): { rest: number; seconds: number; steps: number } => {
    const begin = bench.now();
    const { seconds, steps } = runTrial({ ...trial, training: { ...trial.training, epochs }, looks }, bench);
    return { rest: bench.now() - begin - seconds, seconds, steps };
  };
  const stepsPerEpoch = timed(1, 1).steps;
  const epochs = Math.max(2, Math.ceil(leastSteps / stepsPerEpoch));
  const [soon, late] = [bench.now() + leastSeconds, bench.now() + mostSeconds];
  const [once, twice]: [number[], number[]] = [[], []];
  let step = Infinity;
  do {
    for (const [rests, looks] of [[once, 1] as const, [twice, 2] as const]) {
      const { rest, seconds, steps } = timed(epochs, looks);
      rests.push(rest);
      step = Math.min(step, seconds / steps);
    }
  } while (bench.now() < (once.length < leastRounds ? late : soon));
  const [one, two] = [Math.min(...once), Math.min(...twice)];
  const look = Math.max(0, two - one);
  const fixed = Math.max(0, one - look);
  const warmRun = (epochsRun: number, looks: number): number => fixed + epochsRun * stepsPerEpoch * step + looks * look;
  const warm = warmRun(1, 1) + once.length * (warmRun(epochs, 1) + warmRun(epochs, 2));
  const asked = trial.training.epochs;
  return {
    each: warmRun(asked, looksAt(asked, trial.looks).length),
    first: Math.max(0, bench.now() - start - warm),
    stepsPerEpoch,
  };
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
