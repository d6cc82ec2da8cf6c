/** The paragraph that a reader needs to judge a race, made from what was run. */
import { formatNumber } from "../base/index.ts";
import { type Metric, metrics } from "./metric.ts";
import type { RaceResult, TaskResult } from "./result.ts";
import { counted, listText, unitName } from "./wording.ts";

export function methods(task: TaskResult, race: Pick<RaceResult, "options" | "seed">): string {
  const metric: Metric = metrics[task.metric];
  const { facts, options } = task;
  const { training, network } = options;
  const seeds = task.entrants[0]?.runs.length ?? 0;
  const rivals = task.entrants.filter((e) => e.role === "rival" || e.role === "control");
  const baseline = task.entrants.find((e) => e.role === "baseline")?.title ?? race.options.baseline;
  const drawn = facts.resplit ? "a new split of the same rows" : "newly drawn rows";
  const zone = `±${formatNumber(task.zone, 3)} ${unitName(metric)}`.trimEnd();
  return [
    `${task.title.charAt(0).toUpperCase()}${task.title.slice(1)}: a network ${task.layers} (${counted(task.parameters, "parameter")}, ${network.init} initialisation), ${training.optimizer} at learning rate ${training.lr} for all, batches of ${training.batchSize}, ${counted(training.epochs, "epoch")}, ${facts.train} training rows and ${facts.test} held out, ${drawn} for each of ${counted(seeds, "seed")}.`,
    `On a seed all functions share data, order of rows and the random numbers behind the initial weights; a training that diverges counts at chance level.`,
    `Score: ${metric.title} after the last step. Rivals (${listText(rivals.map((e) => e.title))}) are compared with ${baseline} by paired t tests${facts.resplit ? " with the variance of Nadeau and Bengio (2003) for overlapping splits" : ""}; practical equality (zone ${zone}) by two one-sided t tests; both questions of all rivals corrected together (Holm, Shaffer), 5 % for a false verdict in the whole table. One look, at the number of seeds fixed beforehand.`,
  ].join(" ");
}
