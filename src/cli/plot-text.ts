/** Functions in the terminal: one small picture each, side by side as far as the width goes. */
import { formatNumber } from "../base/index.ts";
import type { Curves, FunctionCurve } from "../lab/index.ts";
import { braille } from "./braille.ts";
import type { Paint } from "./colour.ts";

const names = ["f", "f′", "f″"] as const;

export function plotText(curves: Curves, width: number, ink: Paint): string {
  const pictures = curves.functions.flatMap((f) =>
    curves.orders.map((order, k) => picture(curves, f, k, names[order] as string, ink)),
  );
  const across = Math.max(
    1,
    Math.min(curves.orders.length === 1 ? 2 : curves.orders.length, Math.floor((width + 2) / (pictureWidth + 2))),
  );
  const lines: string[] = [];
  for (let i = 0; i < pictures.length; i += across) {
    const row = pictures.slice(i, i + across);
    for (let line = 0; line < (row[0]?.length ?? 0); line++)
      lines.push(
        row
          .map((p) => p[line])
          .join("  ")
          .trimEnd(),
      );
    lines.push("");
  }
  return lines.join("\n").trimEnd();
}

const labels = 7;
const columns = 30;
const rows = 8;
const pictureWidth = labels + columns;

function picture({ x }: Curves, f: FunctionCurve, k: number, name: string, ink: Paint): string[] {
  const values = f.values[k] ?? [];
  const [low, high] = extent(values);
  const drawn = braille(values, low, high, { columns, rows });
  const title = `${name}  ${f.title}`.slice(0, pictureWidth);
  const ends = [formatNumber(x[0] as number, 3), formatNumber(x.at(-1) as number, 3)] as const;
  const foot = ends[0] + ends[1].padStart(columns - ends[0].length);
  return [
    " ".repeat(labels) + ink.bold(title.padEnd(columns)),
    ...drawn.map(
      (line, i) =>
        ink.dim((i === 0 ? formatNumber(high, 3) : i === rows - 1 ? formatNumber(low, 3) : "").padStart(labels - 1)) +
        " " +
        line,
    ),
    " ".repeat(labels) + ink.dim(foot),
  ];
}

function extent(values: readonly (number | null)[]): [number, number] {
  const sorted = values.filter((v) => v !== null).sort((a, b) => a - b);
  if (sorted.length === 0) return [-1, 1];
  const at = (p: number): number => sorted[Math.round(p * (sorted.length - 1))] as number;
  const bulk = at(0.96) - at(0.04) || 1;
  const [low, high] = [Math.max(at(0), at(0.04) - bulk), Math.min(at(1), at(0.96) + bulk)];
  return low < high ? [low, high] : [low - 1, high + 1];
}
