/** The box for someone who decides: what to take, what it brings in the user's metric, what it costs, what was left out, what would change it. */
import { type Metric, metrics } from "./metric.ts";
import type { EntrantResult, Recommendation } from "./result.ts";
import { best, byScore, type Judged } from "./sentences.ts";
import { counted, gainText, listText, rangeText, ratioText, scoreText } from "./wording.ts";

export function recommend(task: Judged): Recommendation {
  const metric: Metric = metrics[task.metric];
  const baseline = task.entrants.find((e) => e.role === "baseline") as EntrantResult;
  const chosen = choose(task, baseline, metric);
  return {
    choice: chosen.text,
    effect: effect(chosen.entrant, baseline, metric),
    cost: cost(chosen.entrant, baseline),
    untested: untested(task),
    change: change(task),
  };
}

interface Choice {
  readonly entrant: EntrantResult;
  readonly text: string;
}

function choose(task: Judged, baseline: EntrantResult, metric: Metric): Choice {
  const control = task.entrants.find((e) => e.role === "control");
  if (task.control.finding === "not beaten" && control !== undefined) {
    return { entrant: control, text: "No activation is needed here: a linear model does it." };
  }
  if (task.control.finding === "nothing learned") {
    return {
      entrant: baseline,
      text: "No advice: nothing was learned here. Train longer, at another rate, or on other data.",
    };
  }
  const rivals = task.entrants.filter((e) => e.role === "rival");
  const better = byScore(
    rivals.filter((e) => e.comparison?.verdict === "better"),
    metric,
  );
  const equal = rivals.filter((e) => e.comparison?.verdict === "practically equal");
  const open = rivals.filter((e) => e.comparison?.verdict === "undecided");
  const [first, ...others] = better;
  if (first !== undefined) {
    const also =
      others.length === 0
        ? ""
        : ` ${names(others)} ${others.length === 1 ? "is" : "are"} better than ${baseline.title} too.`;
    return { entrant: first, text: `Take ${first.title}: it is better than ${baseline.title} here.${also}` };
  }
  const notes = [
    equal.length > 0 ? `${names(equal)} ${equal.length === 1 ? "is" : "are"} practically equal` : "",
    open.length > 0 ? `${names(open)} ${open.length === 1 ? "is" : "are"} undecided` : "",
  ].filter((note) => note !== "");
  const rest = notes.length === 0 ? "" : ` (${notes.join("; ")})`;
  return { entrant: baseline, text: `Keep ${baseline.title}: nothing was shown to be better${rest}.` };
}

function names(entrants: readonly EntrantResult[]): string {
  return listText(entrants.map((e) => e.title));
}

function effect(chosen: EntrantResult, baseline: EntrantResult, metric: Metric): string {
  const score = `${chosen.title}: ${metric.title} ${scoreText(chosen.mean, metric)} held out, mean of ${counted(chosen.runs.length, "seed")}`;
  const c = chosen.comparison;
  if (c === undefined || c.n < 2) return `${score}.`;
  return `${score}; ${gainText(c.mean, metric)} against ${baseline.title} (${rangeText(c.interval, metric)}).`;
}

function cost(chosen: EntrantResult, baseline: EntrantResult): string {
  const training = `${chosen.seconds.toPrecision(2)} s a training on this machine`;
  return chosen === baseline
    ? `${training}.`
    : `${training}, ${ratioText(chosen.seconds, baseline.seconds)} of ${baseline.title}.`;
}

function untested(task: Judged): string {
  const { training, network } = task.options;
  const layers = network.hidden.length === 0 ? "no hidden layer" : `hidden layers ${network.hidden.join(", ")}`;
  return `Learning rates other than ${training.lr} (the same for all), optimizers other than ${training.optimizer}, networks other than ${layers}, and longer training than ${counted(training.epochs, "epoch")}.`;
}

function change(task: Judged): string {
  const metric: Metric = metrics[task.metric];
  const open = task.entrants.filter((e) => e.role === "rival" && e.comparison?.verdict === "undecided");
  const affordable = open.filter((e) => e.comparison?.more !== undefined);
  const reasons = ["a learning rate tuned for each function"];
  if (affordable.length > 0) {
    const nearest = best(
      affordable.map((e) => ({ e, mean: e.comparison?.more as number })),
      { ...metric, larger: "worse" },
    ) as { e: EntrantResult; mean: number };
    reasons.push(`about ${counted(nearest.mean, "more seed")} (for ${nearest.e.title}, the nearest to a verdict)`);
  }
  if (open.length > affordable.length) reasons.push("more rows of data");
  reasons.push("a zone other than the one set here", "other data");
  return `${listText(reasons, "or")}.`.replace(/^./, (letter) => letter.toUpperCase());
}
