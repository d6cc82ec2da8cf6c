/**
 * The race: which activation works best here? Every function, the control without one and the baseline once more on other luck,
 * over many seeds; on a seed all share data, order and the random numbers behind their weights.
 */
import { resolve } from "../activations/index.ts";
import { NonlinError, sha256 } from "../base/index.ts";
import { judge } from "./judge.ts";
import { checkTrial } from "./network.ts";
import type { Entrant, RaceOptions, RaceResult, TaskOptions, TaskResult } from "./result.ts";
import { isIdentity, titleOf } from "./title.ts";
import { numericsVersion, type Trial, type TrialResult } from "./trial.ts";

/** How many held-out scores a curve has where the options do not say. */
const defaultLooks = 8;
/** Far from the replicates, so that the noise floor draws weights that no other entrant draws. */
const floorLuck = 0x80000000;
const control = "identity";

/**
 * Yields all trials at once and expects their results in the same order, undefined where a trial was not run.
 * Returns what the seeds show that all entrants of a task have finished; throws E_WORK if there is none.
 */
export function* race(
  options: RaceOptions,
  seed: number,
): Generator<Trial[], RaceResult, readonly (TrialResult | undefined)[]> {
  const entrants = entrantsOf(options);
  const trials = trialsOf(options, entrants, seed);
  for (const trial of trials.slice(0, options.tasks.length * entrants.length)) checkTrial(trial);
  const results = yield trials;
  const perSeed = options.tasks.length * entrants.length;
  const resultOf = (replicate: number, task: number, entrant: number): TrialResult | undefined =>
    results[replicate * perSeed + task * entrants.length + entrant];
  const replicates = Array.from({ length: options.seeds }, (_, k) => k);
  const tasks: TaskResult[] = options.tasks.flatMap((task, t) => {
    const complete = replicates.filter((k) => entrants.every((_, i) => resultOf(k, t, i) !== undefined));
    if (complete.length === 0) return [];
    const found = entrants.map((_, i) => complete.map((k) => resultOf(k, t, i) as TrialResult));
    return [judge({ options: task, seed, entrants, results: found, replicates: complete })];
  });
  if (tasks.length === 0)
    throw new NonlinError("E_WORK", "no seed was finished by all functions, so there is nothing to compare");
  const runs = tasks.flatMap((task) => task.entrants.flatMap((e) => e.runs.map((r) => r.hash)));
  return {
    schema: "nonlin.race/1",
    numerics: numericsVersion,
    options,
    seed,
    tasks,
    partial: results.length < trials.length || results.some((r) => r === undefined),
    hash: sha256(runs.join("\n")),
  };
}

/** Baseline first, then the rivals in the order named, the control, the noise floor. */
export function entrantsOf({ activations, baseline }: RaceOptions): Entrant[] {
  const seen = new Set<string>();
  const named = [baseline, ...activations, control].filter((text) => {
    const key = JSON.stringify([resolve(text).declaration.formula, resolve(text).params]);
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  });
  const entrants = named.map((activation, i): Entrant => {
    const role = i === 0 ? "baseline" : isIdentity(activation) ? "control" : "rival";
    return { activation, title: titleOf(activation), role };
  });
  const floor: Entrant = { activation: baseline, title: `${titleOf(baseline)}, other seeds`, role: "floor" };
  // the control stands last before the floor wherever it was named
  const controls = entrants.filter((e) => e.role === "control");
  return [...entrants.filter((e) => e.role !== "control"), ...controls, floor];
}

function trialsOf(options: RaceOptions, entrants: readonly Entrant[], seed: number): Trial[] {
  const trial = (task: TaskOptions, entrant: Entrant, replicate: number): Trial => ({
    schema: "nonlin.trial/1",
    numerics: numericsVersion,
    data: task.data,
    activation: entrant.activation,
    network: task.network,
    training: task.training,
    ...(task.metric !== undefined && { metric: task.metric }),
    looks: task.looks ?? defaultLooks,
    luck: { seed, data: replicate, weights: entrant.role === "floor" ? floorLuck + replicate : replicate },
  });
  // seed by seed through all tasks, so that a race cut short has the same seeds everywhere
  return Array.from({ length: options.seeds }, (_, k) =>
    options.tasks.flatMap((task) => entrants.map((entrant) => trial(task, entrant, k))),
  ).flat();
}
