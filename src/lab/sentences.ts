/** The sentences of a race, made from its numbers. */
import { formatNumber } from "../base/index.ts";
import { type Metric, metrics } from "./metric.ts";
import type { Comparison, ControlFinding, EntrantResult, TaskResult } from "./result.ts";
import type { Decision } from "./statistics/index.ts";
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

/** The verdict; where undecided, with the seeds it would take. */
export function verdictText(c: Decision): string {
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
  const open = against.filter(({ decision }) => !isWithin(decision, zone));
  if (open.length > 0) {
    const needed = first.decision.mean > zone ? first.decision.more : undefined;
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

/** Low training loss is not a good score: said where the two rank differently. */
function rankings(task: Judged): string[] {
  const metric: Metric = metrics[task.metric];
  const shown = task.entrants.filter((e) => e.role !== "floor" && e.failures === 0);
  if (shown.length < 2) return [];
  const byLoss = [...shown].sort((a, b) => a.loss - b.loss);
  const scored = byScore(shown, metric);
  const lowest = byLoss[0] as EntrantResult;
  const place = scored.indexOf(lowest);
  const agreement = kendall(byLoss.map((e) => scored.indexOf(e)));
  if (place === 0 && agreement >= 0.5) return [];
  const leader = scored[0] as EntrantResult;
  const order = agreement < -0.2 ? "almost the other way round" : "differently";
  const text =
    place === 0
      ? `Training loss ranks the functions ${order} than the held-out score (Kendall's tau ${fixed(agreement, 2)}).`
      : `Training loss ranks the functions ${order}: ${lowest.title} has the lowest (${formatNumber(lowest.loss, 2)}) and place ${place + 1} of ${shown.length} held out; ${leader.title}, first held out, has place ${byLoss.indexOf(leader) + 1} by training loss (${formatNumber(leader.loss, 2)}).`;
  return [text];
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

/** Kendall's tau between 0..n-1 and the places given. */
function kendall(places: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < places.length; i++) {
    for (let j = i + 1; j < places.length; j++) sum += Math.sign((places[j] as number) - (places[i] as number));
  }
  return (2 * sum) / (places.length * (places.length - 1));
}
