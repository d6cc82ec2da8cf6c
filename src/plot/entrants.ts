/** How each entrant of a race looks, the same in every chart of it. */
import type { EntrantResult, TaskResult } from "../lab/index.ts";
import { type Style, series, styles } from "./palette.ts";

/** The baseline is neutral and strong, the control neutral and broken; twelve rivals have a colour, a dash and a marker, in the order in which they were named. */
export function styleOf(task: TaskResult, entrant: EntrantResult): Style {
  if (entrant.role !== "rival") return styles[entrant.role];
  const rivals = task.entrants.filter((e) => e.role === "rival");
  return series[rivals.indexOf(entrant)] ?? styles.other;
}
