/** A task's numbers as an HTML table, a row per entrant. */
import { formatNumber } from "../base/index.ts";
import {
  type EntrantResult,
  gainText,
  type Metric,
  metrics,
  rangeText,
  scoreText,
  type TaskResult,
  verdictText,
} from "../lab/index.ts";
import { escapeText } from "./escape.ts";

interface Column {
  readonly head: string;
  cell(e: EntrantResult, metric: Metric): string;
}

const columns: readonly Column[] = [
  { head: "median", cell: (e, metric) => scoreText(e.median, metric) },
  { head: "mean", cell: (e, metric) => scoreText(e.mean, metric) },
  { head: "SD", cell: (e) => (Number.isNaN(e.deviation) ? "" : formatNumber(e.deviation, 2)) },
  { head: "against the baseline", cell: (e, metric) => (e.comparison ? gainText(e.comparison.mean, metric) : "") },
  {
    head: "interval",
    cell: (e, metric) => (e.comparison && e.comparison.n > 1 ? rangeText(e.comparison.interval, metric) : ""),
  },
  {
    head: "verdict",
    cell: (e) =>
      e.comparison === undefined ? "baseline" : e.role === "floor" ? "noise floor" : verdictText(e.comparison),
  },
  { head: "ahead", cell: (e) => (e.comparison ? `${formatNumber(100 * e.comparison.wins.rate, 2)} %` : "") },
  { head: "p (Holm)", cell: (e) => (e.comparison && e.role !== "floor" ? formatNumber(e.comparison.p, 2) : "") },
  { head: "p (Wilcoxon, alone)", cell: (e) => (e.comparison ? formatNumber(e.comparison.signedRank, 2) : "") },
  {
    head: "BCa 95 % (alone)",
    cell: (e, metric) => (e.comparison && e.comparison.n > 1 ? rangeText(e.comparison.bootstrap, metric) : ""),
  },
  { head: "training loss", cell: (e) => formatNumber(e.loss, 3) },
  { head: "seconds", cell: (e) => formatNumber(e.seconds, 2) },
  { head: "diverged", cell: (e) => (e.failures === 0 ? "0" : `${e.failures} of ${e.runs.length}`) },
];

export function raceTable(task: TaskResult): string {
  const metric: Metric = metrics[task.metric];
  const head = ["", ...columns.map((c) => c.head)].map((text) => `<th scope="col">${escapeText(text)}</th>`).join("");
  const rows = task.entrants.map((e) => {
    const cells = columns.map((c) => `<td>${escapeText(c.cell(e, metric))}</td>`).join("");
    return `<tr><th scope="row">${escapeText(e.title)}</th>${cells}</tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="numbers of ${escapeText(task.title)}"><table><caption>Held-out ${escapeText(metric.title)}, ${escapeText(task.title)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}
