/** Functions in the terminal: one small picture each, side by side as far as the width goes; a single one is drawn large. */
import { formatNumber } from "../base/index.ts";
import { type Curves, type FunctionCurve, visibleRange } from "../lab/index.ts";
import { type Box, braille } from "./braille.ts";
import type { Paint } from "./colour.ts";
import { cut } from "./text.ts";

const names = ["f", "f′", "f″"] as const;
/** Room for the numbers beside a picture, and the room between pictures. */
const margin = 7;
const gap = 2;
const small: Box = { columns: 30, rows: 8 };
const most: Box = { columns: 64, rows: 14 };

export function plotText(curves: Curves, width: number, ink: Paint): string {
  const { functions, orders } = curves;
  const alone = functions.length * orders.length === 1;
  const box = alone ? { ...most, columns: Math.min(most.columns, width - margin) } : small;
  const across = Math.max(1, Math.floor((width + gap) / (margin + box.columns + gap)));
  const rows = functions.map((f) => orders.map((order, k) => picture(curves, f, k, { box, ink, name: names[order] })));
  // derivatives stand beside their function; without them functions stand beside each other
  const groups = orders.length === 1 ? [rows.flat()] : rows;
  return groups
    .flatMap((group) => chunks(group, across))
    .map(sideBySide)
    .join("\n\n");
}

interface Frame {
  readonly box: Box;
  readonly ink: Paint;
  readonly name: string;
}

function picture({ x }: Curves, f: FunctionCurve, k: number, { box, ink, name }: Frame): string[] {
  const { columns, rows } = box;
  const values = f.values[k] ?? [];
  const [low, high] = visibleRange(values);
  const number = (value: number): string => formatNumber(value, 3);
  const beside = (i: number): string => (i === 0 ? number(high) : i === rows - 1 ? number(low) : "");
  const title = cut(`${name}  ${f.title}`, columns).padEnd(columns);
  const [from, to] = [number(x[0] as number), number(x.at(-1) as number)];
  return [
    " ".repeat(margin) + ink.bold(title),
    ...braille(values, low, high, box).map((line, i) => `${ink.dim(beside(i).padStart(margin - 1))} ${line}`),
    " ".repeat(margin) + ink.dim(from + to.padStart(columns - from.length)),
  ];
}

function sideBySide(pictures: readonly (readonly string[])[]): string {
  const [first = []] = pictures;
  const line = (_: string, i: number): string =>
    pictures
      .map((p) => p[i])
      .join(" ".repeat(gap))
      .trimEnd();
  return first.map(line).join("\n");
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
