/** Functions, f' and f'' in panels on one x-axis, each line with its name at its end; shaded where |f'| < 0.1. */
import {
  axisX,
  axisY,
  dot,
  gridX,
  gridY,
  line,
  link,
  type Markish,
  rect,
  ruleX,
  ruleY,
  text,
} from "@observablehq/plot";
import { formatNumber } from "../base/index.ts";
import { type Curves, type FunctionCurve, visibleRange } from "../lab/index.ts";
import type { Canvas } from "./canvas.ts";
import { draw } from "./drawing.ts";
import { labelRoom, shortened, spread } from "./layout.ts";
import { type Style, series, shades, styles } from "./palette.ts";
import { type Point, thinned } from "./polyline.ts";

const gap = 30;
const margins = { left: 44, top: 22, bottom: 36 };
const longestLabel = 18;
const flatNote = "|f′| < 0.1";

const names = ["f(x)", "f′(x)", "f″(x)"] as const;

export interface FunctionPlotOptions {
  /** A word for ids, unlike that of any other picture on the page. */
  readonly id?: string;
  /** The height of each panel. */
  readonly panel?: number;
}

export function functionPlot(
  curves: Curves,
  canvas: Canvas,
  { id = "functions", panel = 190 }: FunctionPlotOptions = {},
): string {
  const { x, orders, functions, words } = curves;
  const titles = words?.orders ?? orders.map((order) => names[order]);
  const height = margins.top + orders.length * panel + (orders.length - 1) * gap + margins.bottom;
  // all panels share one y-scale in pixels, so that one drawing holds them: a value is mapped to its place by its panel
  const panels = orders.map((_, k) =>
    panelOf(
      functions,
      k,
      { top: margins.top + k * (panel + gap), panel, foot: k === 0 ? footOf(functions) : 0 },
      titles[k] as string,
    ),
  );
  const [low, high] = [x[0] as number, x.at(-1) as number];
  const labels = functions.map((f) => shortened(f.title, longestLabel));
  const shaded = functions.some(({ flat }) => flat.length > 0);
  const marginRight = labelRoom(shaded ? [...labels, flatNote] : labels);
  const labelX = high + ((high - low) * 12) / (canvas.width - margins.left - marginRight);
  const marks: Markish[] = [
    ...shading(curves, panels[0] as Panel, labelX),
    gridX({ stroke: shades.rule.light, strokeOpacity: 1, ticks: 7 }),
    axisX({
      label: words?.x ?? "x",
      labelAnchor: "center",
      labelArrow: "none",
      color: shades.quiet.light,
      tickSize: 0,
      tickPadding: 7,
      ticks: 7,
    }),
    ...(low < 0 && high > 0 ? [ruleX([0], { stroke: shades.quiet.light, strokeWidth: 0.75 })] : []),
    ...panels.flatMap((p, k) => panelMarks(curves, p, k, labelX)),
  ];
  return draw(
    {
      id,
      title: `${functions.map((f) => f.title).join(", ")}: ${titles.join(", ")}`,
      text: sentence(curves),
    },
    canvas,
    {
      height,
      marginLeft: margins.left,
      marginRight,
      marginTop: margins.top,
      marginBottom: margins.bottom,
      x: { domain: [low, high] },
      y: { domain: [margins.top, height - margins.bottom], range: [margins.top, height - margins.bottom], axis: null },
      marks,
    },
  );
}

/** What is seen, in words: where each is flat, where it has no value. */
export function sentence({ functions, words }: Curves): string {
  if (words !== undefined) return words.seen;
  return functions
    .map((f) => {
      const share = `${f.title}: |f′| < 0.1 for ${formatNumber(100 * f.flatShare, 2)} % of standard normal inputs`;
      return f.gaps === 0 ? `${share}.` : `${share}; no finite value at ${f.gaps} points, drawn as gaps.`;
    })
    .join(" ");
}

interface Panel {
  readonly name: string;
  readonly top: number;
  readonly height: number;
  readonly low: number;
  readonly high: number;
  /** The place of a value on the page. */
  place(value: number): number;
}

/** Room for the strips of several functions. */
function footOf(functions: readonly FunctionCurve[]): number {
  return functions.length === 1 ? 0 : 5 * functions.length + 2;
}

function panelOf(
  functions: readonly FunctionCurve[],
  k: number,
  { top, panel: height, foot }: { top: number; panel: number; foot: number },
  name: string,
): Panel {
  const [low, high] = visibleRange(functions.flatMap((f) => f.values[k] ?? []));
  return { name, top, height, low, high, place: (value) => top + (height - foot) * (1 - (value - low) / (high - low)) };
}

function panelMarks({ x, functions }: Curves, p: Panel, k: number, labelX: number): Markish[] {
  const ticks = tickValues(p.low, p.high);
  const styled = functions.map((f, i) => ({
    f,
    style: styleFor(functions, i),
    points: thinned(pointsOf(x, f.values[k] ?? [], p)),
  }));
  const drawn = styled.filter(({ points }) => points.some((point) => point.y !== null));
  const ends = drawn.map(({ points }) => points.findLast((point) => point.y !== null) as { x: number; y: number });
  const places = spread(
    ends.map((e) => e.y),
    15,
    p.top + 4,
    p.top + p.height - 4,
  );
  return [
    gridY(ticks.map(p.place), { stroke: shades.rule.light, strokeOpacity: 1 }),
    ...(p.low < 0 && p.high > 0 ? [ruleY([p.place(0)], { stroke: shades.quiet.light, strokeWidth: 0.75 })] : []),
    axisY(ticks.map(p.place), {
      text: ticks.map((t) => formatNumber(t, 4).replace("-", "−")),
      label: null,
      color: shades.quiet.light,
      tickSize: 0,
      tickPadding: 7,
    }),
    text([p.name], {
      frameAnchor: "left",
      y: p.top - 10,
      text: [p.name],
      textAnchor: "start",
      dx: -margins.left + 4,
      fill: shades.quiet.light,
      fontStyle: "italic",
    }),
    ...drawn.flatMap(({ f, style, points }, i) => [
      line(points, {
        x: "x",
        y: "y",
        stroke: style.colour,
        strokeWidth: style.width,
        ...(style.dash && { strokeDasharray: style.dash }),
        strokeLinejoin: "round",
      }),
      link([0], {
        x1: (ends[i] as { x: number }).x,
        y1: (ends[i] as { y: number }).y,
        x2: labelX,
        y2: places[i] as number,
        stroke: style.colour,
        strokeWidth: 0.75,
        strokeOpacity: 0.5,
      }),
      dot([0], {
        x: labelX,
        y: places[i] as number,
        symbol: style.symbol,
        r: 3,
        fill: style.colour,
        stroke: style.colour,
      }),
      text([0], {
        x: labelX,
        y: places[i] as number,
        text: [shortened(f.title, longestLabel)],
        textAnchor: "start",
        dx: 8,
        fill: shades.ink.light,
      }),
    ]),
  ];
}

function pointsOf(x: readonly number[], values: readonly (number | null)[], p: Panel): readonly Point[] {
  const clamp = (value: number): number | null => (value < p.low || value > p.high ? null : p.place(value));
  return x.map((input, i) => {
    const value = values[i] ?? null;
    return { x: input, y: value === null ? null : clamp(value) };
  });
}

/** One function: bands over its whole panel. Several: a strip for each at the foot. */
function shading({ functions }: Curves, p: Panel, labelX: number): Markish[] {
  const foot = p.top + p.height;
  const alone = functions.length === 1;
  const strips = functions.flatMap((f, i) => {
    const top = foot - 5 * (functions.length - i);
    const strip = { y1: top, y2: top + 3.5, fill: styleFor(functions, i).colour, fillOpacity: 0.55 };
    const band = { y1: p.top, y2: foot, fill: shades.zone.light };
    return f.flat.map(([x1, x2]) => rect([0], { x1, x2, ...(alone ? band : strip) }));
  });
  if (strips.length === 0) return [];
  const y = foot - (alone ? 8 : (5 * functions.length) / 2);
  return [
    ...strips,
    text([0], { x: labelX, y, text: [flatNote], textAnchor: "start", dx: 8, fill: shades.quiet.light, fontSize: 11 }),
  ];
}

function styleFor(functions: readonly FunctionCurve[], i: number): Style {
  const isBaseline = (f: FunctionCurve | undefined): boolean => f?.title === "ReLU";
  if (isBaseline(functions[i])) return styles.baseline;
  const place = functions.slice(0, i).filter((f) => !isBaseline(f)).length;
  return series[place] ?? styles.other;
}

/** Round values, about five. */
function tickValues(low: number, high: number): number[] {
  const rough = (high - low) / 5;
  const size = Number(`1e${Math.floor(exponent(rough))}`);
  const step = [1, 2, 2.5, 5, 10].map((m) => m * size).find((s) => s >= rough) ?? 10 * size;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

/** The power of ten just below a positive number. */
function exponent(value: number): number {
  return Number(value.toExponential().split("e")[1]);
}
