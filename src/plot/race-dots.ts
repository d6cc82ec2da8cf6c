/** Every seed's final score: a row per entrant, a dot per seed, thin lines through the same seed, the median as a bar. */
import { axisX, dot, gridX, line, link, type Markish, ruleX, text } from "@observablehq/plot";
import {
  type EntrantResult,
  type Metric,
  median,
  metrics,
  type Run,
  scoreText,
  type TaskResult,
} from "../lab/index.ts";
import type { Canvas } from "./canvas.ts";
import { draw } from "./drawing.ts";
import { styleOf } from "./entrants.ts";
import { shortened, valueText, type Window, windowOf } from "./layout.ts";
import { shades } from "./palette.ts";

/** Room for the dots and, above them, for a note on those that lie outside. */
const rowHeight = 34;

export function raceDots(task: TaskResult, canvas: Canvas, id: string): string {
  const metric: Metric = metrics[task.metric];
  const { entrants } = task;
  const home = entrants.findIndex((e) => e.role === "baseline");
  const { low, high } = windowOf(
    entrants.map((e) => e.runs.map((r) => r.score)),
    home,
  );
  const dots = entrants.flatMap((e, y) => e.runs.map((r) => ({ y, x: r.score, seed: r.replicate })));
  const inside = dots.filter((d) => d.x >= low && d.x <= high);
  const rows = entrants.map((e) => shortened(e.title, 18));
  const marks: Markish[] = [
    gridX({ stroke: shades.rule.light, strokeOpacity: 1 }),
    axisX({
      label: `${metric.title}, held out, one dot a seed`,
      labelAnchor: "center",
      labelArrow: "none",
      color: shades.quiet.light,
      tickSize: 0,
      tickPadding: 7,
      ticks: Math.max(3, Math.floor(canvas.width / 90)),
    }),
    ...(task.chance >= low && task.chance <= high
      ? [ruleX([task.chance], { stroke: shades.quiet.light, strokeDasharray: "2 3" })]
      : []),
    // the lines join rows in the order drawn, so that a seed that is hard for all shows
    line(inside, { x: "x", y: "y", z: "seed", stroke: shades.quiet.light, strokeWidth: 0.6, strokeOpacity: 0.35 }),
    ...entrants.flatMap((e, i) => entrantMarks(task, e, i, { low, high }, metric)),
  ];
  const sentence = `Median scores: ${entrants.map((e) => `${e.title} ${scoreText(e.median, metric)}`).join(", ")}.`;
  return draw({ id, title: `${task.title}: final ${metric.title} of every seed`, text: sentence }, canvas, {
    height: rowHeight * rows.length + 50,
    marginLeft: 8 + 7 * Math.max(...rows.map((row) => row.length)),
    marginRight: 14,
    marginTop: 8,
    marginBottom: 40,
    x: { domain: [low, high] },
    y: { domain: [-0.5, rows.length - 0.5], range: [8, rowHeight * rows.length + 8], axis: null },
    marks,
  });
}

function entrantMarks(task: TaskResult, e: EntrantResult, y: number, range: Window, metric: Metric): Markish[] {
  const { colour, symbol } = styleOf(task, e);
  const within = e.runs.filter((r) => r.score >= range.low && r.score <= range.high);
  const shown = e.median >= range.low && e.median <= range.high;
  return [
    text([e], {
      y,
      text: [shortened(e.title, 18)],
      frameAnchor: "left",
      textAnchor: "end",
      dx: -8,
      fill: shades.ink.light,
      fontWeight: e.role === "baseline" ? 700 : 400,
    }),
    ...beyond(
      e,
      y,
      "left",
      e.runs.filter((r) => r.score < range.low),
    ),
    ...beyond(
      e,
      y,
      "right",
      e.runs.filter((r) => r.score > range.high),
    ),
    dot(within, {
      x: "score",
      y: () => y,
      symbol,
      r: 3.2,
      stroke: colour,
      strokeWidth: 1.3,
      fill: shades.paper.light,
      fillOpacity: 0.6,
      title: (r: Run) => `seed ${r.replicate + 1}: ${scoreText(r.score, metric)}`,
    }),
    ...(shown
      ? [link([e], { x1: "median", x2: "median", y1: y - 0.28, y2: y + 0.28, stroke: colour, strokeWidth: 2.5 })]
      : []),
  ];
}

/** Says what does not fit into the window, at its edge. */
function beyond(e: EntrantResult, y: number, side: "left" | "right", runs: readonly Run[]): Markish[] {
  if (runs.length === 0) return [];
  const scores = runs.map((r) => r.score);
  const what =
    runs.length === 1 ? "one seed at" : runs.length === e.runs.length ? "all, median" : `${runs.length} seeds, median`;
  const words = `${what} ${valueText(median(scores))}`;
  return [
    text([e], {
      y,
      text: [side === "left" ? `← ${words}` : `${words} →`],
      frameAnchor: side,
      textAnchor: side === "left" ? "start" : "end",
      dx: side === "left" ? 3 : -3,
      dy: -12,
      fontSize: 10.5,
      fill: shades.quiet.light,
      stroke: shades.paper.light,
      strokeWidth: 3,
    }),
  ];
}
