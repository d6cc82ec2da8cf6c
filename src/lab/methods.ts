/** The paragraphs that a reader needs to judge a race, made from what was run. */
import { formatNumber } from "../base/index.ts";
import { type Metric, metrics } from "./metric.ts";
import type { RaceResult, TaskResult } from "./result.ts";
import { counted, listText, unitName } from "./wording.ts";

/** The rule of decision in short, for the head of a report. */
export const rule =
  "Better or worse: the interval of the mean difference, corrected for all rivals, leaves out 0. Practically equal: an interval as corrected lies inside the zone of practical equality; this outranks the other two. Undecided: neither.";

/** What was trained, a paragraph for each task, and how it was judged. */
export function methods({ tasks }: RaceResult): string[] {
  return [...tasks.map(setting), judgement(tasks)];
}

function setting(task: TaskResult): string {
  const { facts, options } = task;
  const { training, network } = options;
  const seeds = task.entrants[0]?.runs.length ?? 0;
  const drawn = facts.resplit ? "a new split of the same rows" : "newly drawn rows";
  const metric: Metric = metrics[task.metric];
  const zone = `±${formatNumber(task.zone, 3)} ${unitName(metric)}`.trimEnd();
  return `${task.title.charAt(0).toUpperCase()}${task.title.slice(1)}: a network ${task.layers} (${counted(task.parameters, "parameter")}, ${network.init} initialisation), ${training.optimizer} at learning rate ${training.lr} for all, batches of ${training.batchSize}, ${counted(training.epochs, "epoch")}, ${facts.train} training rows and ${facts.test} held out, ${drawn} for each of ${counted(seeds, "seed")}. Score: ${metric.title} after the last step; zone of practical equality ${zone}.`;
}

function judgement(tasks: readonly TaskResult[]): string {
  const entrants = tasks[0]?.entrants ?? [];
  const rivals = entrants.filter((e) => e.role === "rival" || e.role === "control").map((e) => e.title);
  const baseline = entrants.find((e) => e.role === "baseline")?.title ?? "";
  const overlap = tasks.some((t) => t.facts.resplit)
    ? ", with the variance of Nadeau and Bengio (2003) where splits overlap"
    : "";
  return `On a seed all functions share data, order of rows and the random numbers behind the initial weights; a training that diverges counts at chance level: where a loss or a prediction is not finite, where the loss of a step exceeds a million times that of the first, or where the held-out error after the last step exceeds a thousand times that of predicting the same for every row. ${listText(rivals)} ${rivals.length === 1 ? "is" : "are"} compared with ${baseline} by paired t tests${overlap}, and practical equality by two one-sided t tests; both questions of all rivals are corrected together (Holm, Shaffer), so that a task's table holds a false verdict with a chance of at most 5 %. One look, at the number of seeds fixed beforehand. The noise floor is ${baseline} on the same data with other weights and another order.`;
}
