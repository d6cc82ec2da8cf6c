/**
 * Tables of figures, printed in a terminal or written as Markdown. What is printed is what is written.
 */

export interface Table {
  readonly caption: string;
  /** The heading of each column, that of the row names first. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A figure the project set out to reach; `reached` is undefined where it could not be measured. */
export interface Target {
  readonly what: string;
  readonly goal: string;
  readonly figure: string;
  readonly reached: boolean | undefined;
}

export interface Section {
  readonly title: string;
  /** Paragraphs: what is measured and how to read it. */
  readonly text: readonly string[];
  readonly tables: readonly Table[];
  readonly notes: readonly string[];
  readonly targets: readonly Target[];
}

/** Three significant digits, never an exponent. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(digits, 4));
}

export const percent = (part: number): string => `${Math.round(part * 100)} %`;

const width = (text: string): number => [...text].length;

/** Columns padded to a common width, numbers to the right. */
function grid({ columns, rows }: Table): string[][] {
  const all = [columns, ...rows];
  const widths = columns.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ""))));
  return all.map((row) =>
    widths.map((size, column) => {
      const text = row[column] ?? "";
      const gap = " ".repeat(size - width(text));
      return column === 0 ? text + gap : gap + text;
    }),
  );
}

export function terminalTable(table: Table): string {
  const [head = [], ...rows] = grid(table).map((cells) => cells.join("  ").trimEnd());
  return [table.caption, "", head, ...rows, ""].join("\n");
}

export function markdownTable(table: Table): string {
  const [head = [], ...rows] = grid(table);
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = head.map((cell, column) => (column === 0 ? "-".repeat(width(cell)) : `${"-".repeat(width(cell) - 1)}:`));
  return [`**${table.caption}**`, "", line(head), line(rule), ...rows.map(line), ""].join("\n");
}

export const targetTable = (targets: readonly Target[]): Table => ({
  caption: "Targets",
  columns: ["what", "goal", "measured", ""],
  rows: targets.map(({ what, goal, figure: measured, reached }) => [
    what,
    goal,
    measured,
    reached === undefined ? "not measured" : reached ? "reached" : "not reached",
  ]),
});

export function terminalSection({ title, tables, notes, targets }: Section): string {
  const shown = [...tables, ...(targets.length === 0 ? [] : [targetTable(targets)])];
  return [title.toUpperCase(), "", ...shown.map(terminalTable), ...notes.map((note) => `- ${note}`), ""].join("\n");
}

export function markdownSection({ title, text, tables, notes }: Section): string {
  const list = notes.length === 0 ? [] : [notes.map((note) => `- ${note}`).join("\n"), ""];
  return [
    `## ${title}`,
    "",
    ...text.flatMap((paragraph) => [paragraph, ""]),
    ...tables.map(markdownTable),
    ...list,
  ].join("\n");
}
