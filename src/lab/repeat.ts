/** A recorded race once more: the trainings that it holds, judged anew, and what differs. */
import { canonicalJson } from "../base/index.ts";
import { entrantsOf, race } from "./race.ts";
import type { EntrantResult, RaceResult, Run, TaskResult } from "./result.ts";
import type { Trial, TrialResult } from "./trial.ts";

/**
 * Yields the recorded trials and expects their results in the same order; returns the race as it comes out now.
 * Times are those of the record: they need not reproduce, and what is made from them can still be compared.
 */
export function* repeat(recorded: RaceResult): Generator<Trial[], RaceResult, readonly (TrialResult | undefined)[]> {
  const runs = recordedRuns(recorded);
  const whole = race(recorded.options, recorded.seed);
  const all = whole.next([]).value as Trial[];
  const chosen = [...runs.keys()].filter((i) => all[i] !== undefined);
  const results = yield chosen.map((i) => all[i] as Trial);
  const found: (TrialResult | undefined)[] = new Array(all.length).fill(undefined);
  for (const [k, i] of chosen.entries()) {
    const result = results[k];
    if (result !== undefined) found[i] = { ...result, seconds: runs.get(i)?.seconds ?? result.seconds };
  }
  return whole.next(found).value as RaceResult;
}

/** Each recorded run by the place of its trial: a race goes seed by seed through tasks and entrants. */
function recordedRuns({ options, tasks }: RaceResult): Map<number, Run> {
  const entrants = entrantsOf(options).length;
  const places = options.tasks.map((task) => canonicalJson(task));
  const runs = new Map<number, Run>();
  for (const task of tasks) {
    const t = places.indexOf(canonicalJson(task.options));
    for (const [i, entrant] of task.entrants.entries()) {
      for (const run of t < 0 || i >= entrants ? [] : entrant.runs)
        runs.set((run.replicate * options.tasks.length + t) * entrants + i, run);
    }
  }
  return new Map([...runs].sort(([a], [b]) => a - b));
}

/** The first thing recorded that does not come out again, in words: a training, else the judgement. Who ran it, and when, is not compared. */
export function firstDifference(recorded: RaceResult, repeated: RaceResult): string | undefined {
  const tasks = recorded.tasks.map((task, t) => [task, repeated.tasks[t]] as const);
  for (const [task, again] of tasks) {
    const found = differentRun(task, again);
    if (found !== undefined) return found;
  }
  for (const [task, again] of tasks) {
    for (const [i, entrant] of task.entrants.entries()) {
      const found = difference(entrant, again?.entrants[i]);
      if (found !== undefined) return `${entrant.title} on ${task.title}: ${found}`;
    }
    const found = difference(task, again);
    if (found !== undefined) return `${task.title}: ${found}`;
  }
  return difference({ ...recorded, provenance: null }, { ...repeated, provenance: null });
}

function differentRun(task: TaskResult, again: TaskResult | undefined): string | undefined {
  for (const [i, entrant] of task.entrants.entries()) {
    for (const run of entrant.runs) {
      const other = runOf(again?.entrants[i], run.replicate);
      const where = `${entrant.title} on ${task.title}, seed ${run.replicate + 1}`;
      if (other === undefined) return `${where}, was not repeated`;
      const found = difference(run, other);
      if (found === undefined) continue;
      const same = run.hash === other.hash && run.score === other.score;
      return same ? `${where}: ${found}` : `${where}, scored ${run.score} then, ${other.score} now`;
    }
  }
  return undefined;
}

function runOf(entrant: EntrantResult | undefined, replicate: number): Run | undefined {
  return entrant?.runs.find((r) => r.replicate === replicate);
}

/** The first place at which two values differ as JSON, and both values: "comparison.verdict was "better", is "undecided"". */
function difference(was: unknown, is: unknown, path = ""): string | undefined {
  if (isObject(was) && isObject(is)) {
    for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
      const found = difference(was[key], is[key], path === "" ? key : `${path}.${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const [then, now] = [written(was), written(is)];
  return then === now ? undefined : `${path} was ${then}, is ${now}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function written(value: unknown): string {
  return JSON.stringify(value) ?? "absent";
}
