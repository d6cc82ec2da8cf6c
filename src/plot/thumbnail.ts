/** A function at a glance: its line and the two axes, for tables and lists. */
import { line, ruleX, ruleY } from "@observablehq/plot";
import { type Curves, visibleRange } from "../lab/index.ts";
import type { Canvas } from "./canvas.ts";
import { draw } from "./drawing.ts";
import { sentence } from "./functions.ts";
import { series, shades } from "./palette.ts";
import { thinned } from "./polyline.ts";

/** f of `curves`, every function of it, two thirds as high as it is wide. */
export function thumbnail(curves: Curves, canvas: Canvas, id: string): string {
  const { x, functions } = curves;
  const height = Math.round((canvas.width * 2) / 3);
  const [low, high] = visibleRange(functions.flatMap((f) => f.values[0] ?? []));
  const place = (value: number): number => height * (1 - (value - low) / (high - low));
  const lines = functions.map((f, i) => {
    const points = x.map((input, k) => {
      const y = f.values[0]?.[k] ?? null;
      return { x: input, y: y === null || y < low || y > high ? null : place(y) };
    });
    const stroke = series[i % series.length]!.colour;
    return line(thinned(points), { x: "x", y: "y", stroke, strokeWidth: 1.75, strokeLinejoin: "round" });
  });
  const ends = [x[0]!, x.at(-1)!];
  const axis = { stroke: shades.control.light, strokeWidth: 0.75, strokeOpacity: 0.6 };
  return draw({ id, title: functions.map((f) => f.title).join(", "), text: sentence(curves) }, canvas, {
    height,
    margin: 0,
    x: { domain: ends, axis: null },
    y: { domain: [0, height], range: [0, height], axis: null },
    marks: [
      ...(ends[0]! < 0 && ends[1]! > 0 ? [ruleX([0], axis)] : []),
      ...(low <= 0 && high >= 0 ? [ruleY([place(0)], axis)] : []),
      ...lines,
    ],
  });
}
