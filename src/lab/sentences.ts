/** The sentences of a race, made from its numbers. */
import { formatNumber } from "../base/index.ts";
import { type Metric, metrics } from "./metric.ts";
import type { Comparison, ControlFinding, EntrantResult, Run, TaskResult } from "./result.ts";
import { alpha, type Decision, paired, pDifferent } from "./statistics/index.ts";
import { counted, fixed, gainText, listText, rangeText, ratioText, scoreText, unitName } from "./wording.ts";

export type Judged = Omit<TaskResult, "sentences" | "recommendation">;

export interface Setting {
  readonly metric: Metric;
  readonly zone: number;
  /** Rivals corrected for. */
  readonly family: number;
}

/** "GELU against ReLU: practically equal. +0.20 points (99.3 % interval −0.10 to +0.50, zone ±0.5), ahead on 58 % of 20 paired seeds, ..." */
export function rivalSentence(e: EntrantResult, c: Comparison, baseline: EntrantResult, setting: Setting): string {
  const { metric, zone, family } = setting;
  const level = `${formatNumber(100 * c.level, 3)} % interval`;
  const zoneText = `zone ±${formatNumber(zone, 3)}`;
  const range = c.n < 2 ? "no interval from one seed" : `${level} ${rangeText(c.interval, metric)}`;
  const ahead = `ahead on ${fixed(100 * c.wins.rate, 0)} % of ${counted(c.n, "paired seed")}`;
  const numbers = `${gainText(c.mean, metric)} (${range}, ${zoneText}), ${ahead}`;
  if (e.role === "floor") {
    return `Noise floor, ${baseline.title} against itself with other weights and order: ${numbers}.`;
  }
  const cost = `A step takes ${ratioText(e.seconds, baseline.seconds)}.`;
  return `${e.title} against ${baseline.title}: ${verdictText(c)}. ${numbers}, ${counted(family, "rival")} corrected for (Holm). ${cost}`;
}

/** The verdict; where undecided, with the seeds it would take; where practically equal, whether a small difference was shown all the same. */
export function verdictText(c: Decision): string {
  if (c.verdict === "practically equal" && c.interval[0] > 0)
    return "practically equal (better, by less than the zone)";
  if (c.verdict === "practically equal" && c.interval[1] < 0) return "practically equal (worse, by less than the zone)";
  if (c.verdict !== "undecided") return c.verdict;
  if (c.n < 2) return "undecided (one seed shows no spread)";
  if (c.more === undefined) return "undecided (no affordable number of seeds would decide)";
  return `undecided (needs about ${counted(c.more, "more seed")})`;
}

/**
 * Whether any activation beats none, and the headline that says so. A need is more than a difference: the best must be ahead of the control
 * by more than the zone of practical equality.
 */
export function controlFinding(
  control: EntrantResult | undefined,
  { metric, zone, chance }: Pick<Setting, "metric" | "zone"> & { readonly chance: number },
  against: readonly { entrant: EntrantResult; decision: Decision }[],
): ControlFinding {
  if (control === undefined || against.length === 0) {
    return { finding: "open", sentence: "No control was run: whether this task needs a non-linearity is not known." };
  }
  const lead = metric.larger === "better" ? 1 : -1;
  const learned = [control, ...against.map(({ entrant }) => entrant)].some((e) => lead * (e.mean - chance) > zone);
  if (!learned) {
    const sentence = `Nothing was learned here: no network does better than predicting the same for every row (${scoreText(chance, metric)}), so nothing can be compared.`;
    return { finding: "nothing learned", sentence };
  }
  const without = `without any activation it scores ${scoreText(control.mean, metric)}`;
  const [first] = [...against].sort((a, b) => b.decision.mean - a.decision.mean) as [(typeof against)[number]];
  const top = `with the best (${first.entrant.title}) ${scoreText(first.entrant.mean, metric)}`;
  if (against.some(({ decision: d }) => d.verdict === "better" && d.mean > zone)) {
    return { finding: "beaten", sentence: `This task needs a non-linearity: ${without}, ${top}.` };
  }
  // The control must be shown not to be worse than the baseline, and nothing may lead it by more than the zone.
  const judges = against.filter(({ entrant }) => entrant.role === "baseline");
  const open = (judges.length > 0 ? judges : against).filter(({ decision }) => !isWithin(decision, zone));
  const ahead = first.decision.mean > zone;
  if (open.length > 0 || ahead) {
    const needed = ahead ? first.decision.more : undefined;
    const more = needed ?? Math.max(0, ...open.map(({ decision }) => decision.more ?? 0));
    const seeds = more === 0 ? "" : ` (needs about ${counted(more, "more seed")})`;
    return {
      finding: "open",
      sentence: `Whether this task needs a non-linearity is undecided${seeds}: ${without}, ${top}.`,
    };
  }
  const margin = `${gainText(first.decision.mean, metric)}, zone ±${formatNumber(zone, 3)}`;
  const fitted = [control, ...against.map(({ entrant }) => entrant)].sort((a, b) => a.loss - b.loss)[0];
  const scored = best([control, ...against.map(({ entrant }) => entrant)], metric);
  // what fits the training rows best and is not best held out has learned what is not there
  const why = fitted === scored ? "" : "; differences here are overfitting";
  return {
    finding: "not beaten",
    sentence: `This task does not need a non-linearity${why}: ${without}, ${top} (${margin}).`,
  };
}

/** Whether a lead of the zone or more is ruled out, by the corrected one-sided test or by the verdict itself: the control is not inferior. */
function isWithin(d: Decision, zone: number): boolean {
  return d.verdict === "worse" || d.verdict === "practically equal" || d.inner[1] < zone;
}

/** What the reader should know of a task, the most important first. */
export function taskSentences(task: Judged): string[] {
  return [task.control.sentence, ...failures(task), ...rankings(task), ...floor(task), ...scope(task)];
}

/** The entrant with the best mean score. */
export function best<E extends { readonly mean: number }>(entrants: readonly E[], metric: Metric): E | undefined {
  return byScore(entrants, metric)[0];
}

export function byScore<E extends { readonly mean: number }>(entrants: readonly E[], metric: Metric): E[] {
  const sign = metric.larger === "better" ? -1 : 1;
  return [...entrants].sort((a, b) => sign * (a.mean - b.mean));
}

function failures(task: Judged): string[] {
  const failed = task.entrants.filter((e) => e.failures > 0);
  if (failed.length === 0) return [];
  const each = failed.map((e) => `${e.title} ${e.failures} of ${e.runs.length}`);
  const chance = scoreText(task.chance, metrics[task.metric]);
  return [`Diverged, and counted at chance level (${chance}): ${listText(each)}.`];
}

/** Low training loss is not a good score: said where the two rank differently by more than the noise from seed to seed. */
function rankings(task: Judged): string[] {
  const metric: Metric = metrics[task.metric];
  const shown = task.entrants.filter((e) => e.role !== "floor" && e.failures === 0);
  if (shown.length < 2) return [];
  const byLoss = [...shown].sort((a, b) => a.loss - b.loss);
  const scored = byScore(shown, metric);
  const [lowest, leader] = [byLoss[0], scored[0]] as [EntrantResult, EntrantResult];
  const overlap = task.facts.resplit ? task.facts.test / task.facts.train : 0;
  const agreement = agreementOf(shown, metric, overlap);
  const apart = lowest !== leader && agreementOf([lowest, leader], metric, overlap) === -1;
  if (agreement === undefined || (agreement >= 0.5 && !apart)) return [];
  const order = agreement < -0.2 ? "almost the other way round" : "differently";
  const text = !apart
    ? `Training loss ranks the functions ${order}, compared with the held-out score (Kendall's tau ${fixed(agreement, 2)}, of the pairs that differ in both beyond the noise).`
    : `Training loss ranks the functions ${order}: ${lowest.title} has the lowest (${formatNumber(lowest.loss, 2)}) and place ${scored.indexOf(lowest) + 1} of ${shown.length} held out; ${leader.title}, first held out, has place ${byLoss.indexOf(leader) + 1} by training loss (${formatNumber(leader.loss, 2)}).`;
  return [text];
}

/** Kendall's tau between training loss and score, of the pairs that differ in both by a paired t test; undefined where no pair does. */
function agreementOf(entrants: readonly EntrantResult[], metric: Metric, overlap: number): number | undefined {
  const sign = metric.larger === "better" ? 1 : -1;
  let sum = 0;
  let pairs = 0;
  for (const [i, a] of entrants.entries()) {
    for (const b of entrants.slice(i + 1)) {
      const scores = a.runs.map((r, k) => sign * (r.score - (b.runs[k] as Run).score));
      const losses = a.runs.map((r, k) => lastLoss(b.runs[k] as Run) - lastLoss(r));
      const tests = [paired(scores, { overlap }), paired(losses, { overlap })] as const;
      if (!tests.every((test) => pDifferent(test) < alpha)) continue;
      sum += Math.sign(tests[0].mean * tests[1].mean);
      pairs++;
    }
  }
  return pairs === 0 ? undefined : sum / pairs;
}

function lastLoss(run: Run): number {
  return run.curve.losses.at(-1) ?? Number.NaN;
}

function floor(task: Judged): string[] {
  const metric: Metric = metrics[task.metric];
  const floors = task.entrants.filter((e) => e.role === "floor" && e.comparison !== undefined);
  return floors.flatMap((e) => {
    const spread = e.comparison?.deviation ?? Number.NaN;
    if (!(spread > 0)) return [];
    const size = `${formatNumber(spread, 2)} ${unitName(metric)}`.trimEnd();
    return [
      `From seed to seed ${e.title.replace(/,.*/, "")} differs from itself by ${size} (standard deviation): the noise floor.`,
    ];
  });
}

function scope(task: Judged): string[] {
  const { facts } = task;
  if (!facts.resplit) return [];
  return [
    `The seeds split the same ${facts.train + facts.test} rows anew, so the intervals are widened for the overlap (Nadeau and Bengio 2003), and the verdicts speak of this data set.`,
  ];
}
