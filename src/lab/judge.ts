/** From the runs of one task to its result: summaries, comparisons with the baseline, the question whether any activation is needed. */
import { stream } from "../base/index.ts";
import { defaultZone, type Metric, metrics } from "./metric.ts";
import { recommend } from "./recommend.ts";
import type { Comparison, Entrant, EntrantResult, Run, TaskOptions, TaskResult } from "./result.ts";
import { controlFinding, rivalSentence, taskSentences } from "./sentences.ts";
import {
  bcaInterval,
  type DecisionOptions,
  decide,
  deviation,
  differences,
  mean,
  median,
  pSignedRank,
  winRate,
} from "./statistics/index.ts";
import { isIdentity } from "./title.ts";
import type { TrialResult } from "./trial.ts";

export interface TaskRuns {
  readonly options: TaskOptions;
  readonly seed: number;
  readonly entrants: readonly Entrant[];
  /** For each entrant, its results by replicate; all of the same length. */
  readonly results: readonly (readonly TrialResult[])[];
  /** Which seeds they are; default 0, 1, 2, ... */
  readonly replicates?: readonly number[];
}

export function judge(task: TaskRuns): TaskResult {
  const first = task.results[0]?.[0] as TrialResult;
  const metric: Metric = metrics[first.metric];
  const facts = first.data;
  const chance = median((task.results[0] as readonly TrialResult[]).map((r) => r.chance));
  const resolution = metric.counted ? 100 / facts.test : 0;
  const zone = Math.max(task.options.zone ?? defaultZone(metric, chance), resolution);
  const overlap = facts.resplit ? facts.test / facts.train : 0;
  const rules: DecisionOptions = { zone, overlap, resolution };
  const summaries = task.entrants.map((entrant, i) =>
    summarise(entrant, task.results[i] as readonly TrialResult[], task.replicates),
  );
  const baseline = summaries.find((s) => s.role === "baseline") as EntrantResult;
  const entrants = compare(summaries, baseline, metric, rules, task.seed);
  const none = controlOf(entrants);
  const control = controlFinding(none, { metric, zone, chance }, againstControl(entrants, none, metric, rules));
  const judged = {
    options: task.options,
    title: facts.title,
    facts,
    metric: first.metric,
    zone,
    chance,
    layers: first.layers,
    parameters: first.parameters,
    entrants: entrants.map((e) => withSentence(e, baseline, entrants, metric, zone)),
    control,
  };
  return { ...judged, recommendation: recommend(judged), sentences: taskSentences(judged) };
}

function summarise(entrant: Entrant, results: readonly TrialResult[], replicates?: readonly number[]): EntrantResult {
  const scores = results.map((r) => r.score);
  return {
    ...entrant,
    runs: results.map((result, i) => run(result, replicates?.[i] ?? i)),
    median: median(scores),
    mean: mean(scores),
    deviation: deviation(scores),
    failures: results.filter((r) => r.status === "diverged").length,
    loss: median(results.map((r) => r.curve.losses.at(-1) ?? Number.NaN)),
    seconds: median(results.map((r) => r.seconds)),
  };
}

function run(result: TrialResult, replicate: number): Run {
  const { status, divergence, score, best, curve, steps, seconds, hash } = result;
  return { replicate, status, ...(divergence && { divergence }), score, best, curve, steps, seconds, hash };
}

function compare(
  entrants: readonly EntrantResult[],
  baseline: EntrantResult,
  metric: Metric,
  rules: DecisionOptions,
  seed: number,
): EntrantResult[] {
  // the noise floor asks no question, so it is no member of the family; its interval is drawn at the family's first level
  const rivals = entrants.filter((e) => e.role === "rival" || e.role === "control");
  const decisions = decide(
    rivals.map((e) => gains(e, baseline, metric)),
    rules,
  );
  const comparisons = new Map(rivals.map((e, i) => [e, decisions[i]]));
  for (const floor of entrants.filter((e) => e.role === "floor")) {
    const copies = Array.from({ length: Math.max(1, rivals.length) }, () => gains(floor, baseline, metric));
    comparisons.set(floor, decide(copies, rules)[0]);
  }
  return entrants.map((e, i) => {
    const decision = comparisons.get(e);
    if (decision === undefined) return e;
    const found = gains(e, baseline, metric);
    const comparison: Comparison = {
      ...decision,
      differences: found,
      wins: winRate(found),
      signedRank: pSignedRank(found),
      bootstrap: bcaInterval(found, stream(seed, "bootstrap", i)),
    };
    return { ...e, comparison };
  });
}

/** The network without an activation; the baseline itself may be that. */
function controlOf(entrants: readonly EntrantResult[]): EntrantResult | undefined {
  const baseline = entrants.find((e) => e.role === "baseline" && isIdentity(e.activation));
  return entrants.find((e) => e.role === "control") ?? baseline;
}

/** Every activation against the control, as one family of its own. */
function againstControl(
  entrants: readonly EntrantResult[],
  control: EntrantResult | undefined,
  metric: Metric,
  rules: DecisionOptions,
) {
  const others = entrants.filter((e) => e !== control && (e.role === "baseline" || e.role === "rival"));
  if (control === undefined) return [];
  const decisions = decide(
    others.map((e) => gains(e, control, metric)),
    rules,
  );
  return others.map((entrant, i) => ({ entrant, decision: decisions[i] as (typeof decisions)[number] }));
}

/** Paired differences of the scores, positive where `a` is better. */
function gains(a: EntrantResult, b: EntrantResult, metric: Metric): number[] {
  const better = metric.larger === "better";
  const scores = (e: EntrantResult): number[] => e.runs.map((r) => r.score);
  return better ? differences(scores(a), scores(b)) : differences(scores(b), scores(a));
}

function withSentence(
  e: EntrantResult,
  baseline: EntrantResult,
  all: readonly EntrantResult[],
  metric: Metric,
  zone: number,
): EntrantResult {
  if (e.comparison === undefined) return e;
  const family = all.filter((other) => other.role === "rival" || other.role === "control").length;
  return { ...e, sentence: rivalSentence(e, e.comparison, baseline, { metric, zone, family }) };
}
