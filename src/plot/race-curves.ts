/** How fast and how far: held-out score while training, the median in front of every seed's line. */
import { axisX, axisY, dot, gridY, line, link, type Markish, text } from "@observablehq/plot";
import { formatNumber } from "../base/index.ts";
import { type EntrantResult, type Metric, median, metrics, type TaskResult } from "../lab/index.ts";
import type { Canvas } from "./canvas.ts";
import { draw } from "./drawing.ts";
import { styleOf } from "./entrants.ts";
import { labelRoom, shortened, spread, valueText, windowOfCurves } from "./layout.ts";
import { shades } from "./palette.ts";

/** `seconds` is training time on the machine that ran it, evaluation not counted. */
export type Against = "epochs" | "seconds";

const longestLabel = 12;

interface Point {
  readonly x: number;
  readonly y: number;
  readonly seed: number;
}

interface Curve {
  readonly entrant: EntrantResult;
  readonly median: readonly Point[];
  readonly seeds: readonly Point[];
}

export function raceCurves(task: TaskResult, against: Against, canvas: Canvas, id: string): string {
  const metric: Metric = metrics[task.metric];
  const curves = task.entrants.filter((e) => e.role !== "floor").map((e) => curveOf(e, task, against));
  const drawn = curves.filter((c) => c.median.length > 0);
  // a seed that began badly may leave the picture, and so may a median that is far from all others; its label then says where it ends
  const home = drawn.find((c) => c.entrant.role === "baseline") ?? drawn[0];
  const others = drawn.filter((c) => c !== home);
  const seen = (c: Curve): number[] => [
    ...c.median.map((p) => p.y),
    ...c.entrant.runs.filter((r) => r.status === "ok").map((r) => r.score),
    ...c.median.slice(-1).map((p) => p.y),
  ];
  const { low, high } = windowOfCurves(home?.median.map((p) => p.y) ?? [0, 1], others.map(seen));
  const label = (c: Curve): string => {
    const title = shortened(c.entrant.title, longestLabel);
    const last = c.median.at(-1)?.y ?? low;
    return last >= low && last <= high ? title : `${title} ${last < low ? "↓" : "↑"} ${valueText(last)}`;
  };
  const end = Math.max(0, ...drawn.map((c) => c.median.at(-1)?.x ?? 0));
  const height = 270;
  const margins = {
    marginLeft: 46,
    marginRight: labelRoom(drawn.map(label)),
    marginTop: 26,
    marginBottom: 38,
  };
  const inner = height - margins.marginTop - margins.marginBottom;
  const pixel = (y: number): number => margins.marginTop + inner * (1 - (y - low) / (high - low));
  const value = (p: number): number => low + (high - low) * (1 - (p - margins.marginTop) / inner);
  const ends = drawn.map((c) => pixel(Math.max(low, Math.min(high, c.median.at(-1)?.y ?? low))));
  const places = spread(ends, 15, margins.marginTop + 6, height - margins.marginBottom - 4).map(value);
  const labelX = end * (1 + 16 / (canvas.width - margins.marginLeft - margins.marginRight));
  const marks: Markish[] = [
    gridY({ stroke: shades.rule.light, strokeOpacity: 1 }),
    axisX({
      label: against === "epochs" ? "epochs" : "seconds of training",
      labelAnchor: "center",
      labelArrow: "none",
      ...quiet,
      ticks: canvas.width < 440 ? 3 : 5,
    }),
    axisY({
      label: `${metric.title}, held out${metric.unit === "points" ? ` (${metric.title === "accuracy" ? "%" : "points"})` : ""}`,
      labelArrow: "none",
      ...quiet,
      ticks: 6,
      tickFormat: (d: number) => (Math.abs(d) < 1e5 ? formatNumber(d, 5) : valueText(d)),
    }),
    ...drawn.map((c) =>
      line(c.seeds, {
        x: "x",
        y: "y",
        z: "seed",
        stroke: styleOf(task, c.entrant).colour,
        strokeWidth: 0.75,
        strokeOpacity: 0.2,
        clip: true,
      }),
    ),
    ...drawn.flatMap((c, i) =>
      curveMarks(task, c, { x: labelX, y: places[i] as number, end: value(ends[i] as number), text: label(c) }),
    ),
  ];
  const sentence = `Median held-out ${metric.title} against ${against}: ${drawn.map((c) => `${c.entrant.title} ends at ${valueText(c.median.at(-1)?.y ?? Number.NaN)}`).join(", ")}.`;
  return draw({ id, title: `${task.title}: ${metric.title} against ${against}`, text: sentence }, canvas, {
    height,
    ...margins,
    x: { domain: [0, end] },
    y: { domain: [low, high] },
    marks,
  });
}

const quiet = { color: shades.quiet.light, tickSize: 0, tickPadding: 7 };

interface Label {
  readonly x: number;
  readonly y: number;
  /** Where its curve ends, or leaves the picture. */
  readonly end: number;
  readonly text: string;
}

function curveMarks(task: TaskResult, c: Curve, label: Label): Markish[] {
  const style = styleOf(task, c.entrant);
  const last = c.median.at(-1) as Point;
  return [
    line(c.median, {
      x: "x",
      y: "y",
      stroke: style.colour,
      strokeWidth: style.width,
      clip: true,
      ...(style.dash === undefined ? {} : { strokeDasharray: style.dash }),
    }),
    dot(sparse(c.median), {
      x: "x",
      y: "y",
      symbol: style.symbol,
      r: 2.2,
      fill: style.colour,
      stroke: style.colour,
      clip: true,
    }),
    link([last], {
      x1: last.x,
      y1: label.end,
      x2: label.x,
      y2: label.y,
      stroke: style.colour,
      strokeWidth: 0.75,
      strokeOpacity: 0.5,
      clip: false,
    }),
    dot([last], {
      x: label.x,
      y: label.y,
      symbol: style.symbol,
      r: 3,
      fill: style.colour,
      stroke: style.colour,
      clip: false,
    }),
    text([last], {
      x: label.x,
      y: label.y,
      text: [label.text],
      textAnchor: "start",
      dx: 8,
      fill: shades.ink.light,
      fontWeight: c.entrant.role === "baseline" ? 700 : 400,
      clip: false,
    }),
  ];
}

/** The points that bear a marker: enough to tell the lines apart, few enough to see them. */
function sparse(points: readonly Point[]): Point[] {
  const end = points.at(-1)?.x ?? 0;
  let last = 0;
  return points.slice(0, -1).filter((p) => {
    const far = p.x - last >= end / 7;
    if (far) last = p.x;
    return far;
  });
}

function curveOf(entrant: EntrantResult, task: TaskResult, against: Against): Curve {
  const scale = against === "epochs" ? 1 : entrant.seconds / task.options.training.epochs;
  const runs = entrant.runs.filter((r) => r.status === "ok");
  const seeds = runs.flatMap((r) =>
    r.curve.epochs.map((e, i) => ({ x: e * scale, y: r.curve.scores[i] as number, seed: r.replicate })),
  );
  const epochs = runs[0]?.curve.epochs ?? [];
  const middle = epochs.map((e, i) => ({
    x: e * scale,
    y: median(runs.map((r) => r.curve.scores[i] as number)),
    seed: -1,
  }));
  return { entrant, median: middle, seeds };
}
