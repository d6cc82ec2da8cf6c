/** How sure: each rival's mean difference from the baseline, its intervals, and the zone of practical equality. */
import { axisX, dot, gridX, link, type Markish, rect, ruleX, text } from "@observablehq/plot";
import { formatNumber } from "../base/index.ts";
import {
  type Comparison,
  type EntrantResult,
  type Metric,
  metrics,
  rangeText,
  signed,
  type TaskResult,
  unitName,
} from "../lab/index.ts";
import type { Canvas } from "./canvas.ts";
import { draw } from "./drawing.ts";
import { styleOf } from "./entrants.ts";
import { shortened, windowRoundZero } from "./layout.ts";
import { shades } from "./palette.ts";

interface Row {
  readonly entrant: EntrantResult;
  readonly c: Comparison;
  readonly y: number;
}

const rowHeight = 38;
/** The width of a letter in bold, about; below this width of the picture the interval is drawn and not written. */
const letter = 7.2;
const roomForInterval = 440;
/** Room under the rows for the name of the zone, in rows. */
const foot = 0.35;

export function raceDifferences(task: TaskResult, canvas: Canvas, id: string): string {
  const metric: Metric = metrics[task.metric];
  const baseline = task.entrants.find((e) => e.role === "baseline") as EntrantResult;
  const rows: Row[] = task.entrants
    .flatMap((entrant) => (entrant.comparison === undefined ? [] : [{ entrant, c: entrant.comparison, y: 0 }]))
    .map((row, y) => ({ ...row, y }));
  const { zone } = task;
  const { low, high } = windowRoundZero(
    rows.map(({ c }) => c),
    1.6 * zone,
  );
  const unit = unitName(metric);
  const marks: Markish[] = [
    rect([0], { x1: -zone, x2: zone, y1: -0.75, y2: rows.length - 0.25 + foot, fill: shades.zone.light }),
    gridX({ stroke: shades.rule.light, strokeOpacity: 1 }),
    axisX({
      label: `${metric.title}: difference from ${baseline.title}${unit === "" ? "" : `, ${unit}`} (right is better)`,
      labelAnchor: "center",
      labelArrow: "none",
      color: shades.quiet.light,
      tickSize: 0,
      tickPadding: 7,
      ticks: Math.max(4, Math.floor(canvas.width / 90)),
    }),
    text([0], {
      x: 0,
      y: rows.length - 0.3 + foot,
      text: [`practically equal: within ±${formatNumber(zone, 3)}`],
      dy: -6,
      fill: shades.quiet.light,
      stroke: shades.zone.light,
      strokeWidth: 4,
    }),
    ruleX([0], { stroke: shades.baseline.light, strokeWidth: 1.5 }),
    ...rows.flatMap((row) => rowMarks(task, row, { low, high, width: canvas.width }, metric)),
  ];
  const sentence = rows
    .map(
      ({ entrant, c }) =>
        `${entrant.title}: ${entrant.role === "floor" ? "noise floor" : c.verdict}, ${signed(c.mean, metric)}`,
    )
    .join("; ");
  return draw(
    {
      id,
      title: `${task.title}: differences from ${baseline.title} with intervals and the zone of practical equality`,
      text: `${sentence}.`,
    },
    canvas,
    {
      height: rowHeight * (rows.length + foot + 0.5) + 48,
      marginLeft: 10,
      marginRight: 10,
      marginTop: 8,
      marginBottom: 40,
      x: { domain: [low, high] },
      y: { domain: [-0.75, rows.length - 0.25 + foot], range: [8, rowHeight * (rows.length + foot) + 8], axis: null },
      marks,
    },
  );
}

function rowMarks(
  task: TaskResult,
  { entrant, c, y }: Row,
  range: { low: number; high: number; width: number },
  metric: Metric,
): Markish[] {
  const { colour, symbol } = styleOf(task, entrant);
  const clip = (x: number): number => Math.max(range.low, Math.min(range.high, x));
  const at = (pair: readonly [number, number]): { x1: number; x2: number } => ({
    x1: clip(pair[0]),
    x2: clip(pair[1]),
  });
  const full = c.n > 1 && range.width >= roomForInterval;
  const numbers = full ? `${signed(c.mean, metric)}  (${rangeText(c.interval, metric)})` : signed(c.mean, metric);
  const said = entrant.role === "floor" ? "noise floor" : c.verdict;
  const room = Math.floor((range.width - 24) / letter) - numbers.length - said.length - 3;
  const say = (what: string, side: "left" | "right", weight: number): Markish =>
    text([0], {
      y: y - 0.36,
      text: [what],
      frameAnchor: side,
      textAnchor: side === "left" ? "start" : "end",
      dx: side === "left" ? 2 : -2,
      fill: shades.ink.light,
      stroke: shades.paper.light,
      strokeWidth: 3,
      fontWeight: weight,
    });
  const outside = c.mean < range.low ? "left" : c.mean > range.high ? "right" : undefined;
  // a drawn triangle: fonts may lack arrows
  const cut = (side: "left" | "right"): Markish =>
    dot([0], {
      x: side === "left" ? range.low : range.high,
      y: y + 0.08,
      symbol: "triangle",
      rotate: side === "left" ? -90 : 90,
      r: 4.5,
      fill: colour,
      stroke: colour,
      clip: false,
    });
  const intervals =
    c.n < 2
      ? []
      : [
          link([0], { ...at(c.interval), y1: y + 0.08, y2: y + 0.08, stroke: colour, strokeWidth: 1.25 }),
          link([0], {
            ...at(c.inner),
            y1: y + 0.08,
            y2: y + 0.08,
            stroke: colour,
            strokeWidth: 4,
            strokeOpacity: 0.55,
          }),
        ];
  return [
    say(
      `${shortened(entrant.title, Math.max(6, room))}: ${said}`,
      "left",
      c.verdict === "undecided" || entrant.role === "floor" ? 400 : 700,
    ),
    say(numbers, "right", 400),
    ...(outside === undefined ? intervals : []),
    ...(c.n > 1 && outside === undefined && c.interval[0] < range.low ? [cut("left")] : []),
    ...(c.n > 1 && outside === undefined && c.interval[1] > range.high ? [cut("right")] : []),
    outside === undefined
      ? dot([0], { x: c.mean, y: y + 0.08, symbol, r: 4, fill: colour, stroke: colour })
      : cut(outside),
  ];
}
