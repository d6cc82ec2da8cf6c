/**
 * A table understood: which columns are numbers, which are categories, which are of no use, and what is asked for.
 * Everything decided here looks only at types and names, never at a statistic, so it may see held-out rows.
 */

import { NonlinError, suggest } from "../base/index.ts";
import { type Decimal, isMissing, toNumber } from "./cells.ts";
import type { Table } from "./csv.ts";
import type { Task } from "./source.ts";

/** Numbers by row; NaN is missing. */
export interface NumberColumn {
  readonly kind: "number";
  readonly name: string;
  readonly values: Float64Array;
}

/** Indices into `categories` (sorted) by row; -1 is missing. */
export interface CategoryColumn {
  readonly kind: "category";
  readonly name: string;
  readonly categories: readonly string[];
  readonly codes: Int32Array;
}

export type Column = NumberColumn | CategoryColumn;

/** Feature columns, the target column and the task; the target misses nothing. */
export interface Frame {
  readonly columns: readonly Column[];
  readonly target: Column;
  readonly task: Task;
  readonly rows: number;
  readonly notes: readonly string[];
}

export interface FrameOptions {
  readonly target: string;
  /** "classification" is binary or classes, by their number. Default: from the target, and noted. */
  readonly task?: Task | "classification";
  /** What to take a column for, by name; the others are detected. */
  readonly columns?: Readonly<Record<string, "number" | "category" | "drop">>;
  /** What to do with missing values in features: fill them in, drop the row, or throw. Default "impute". */
  readonly missing?: "impute" | "drop" | "refuse";
  /** Text columns with more values are dropped, with a note. Default 50. */
  readonly maxCategories?: number;
  /** The decimal sign of the file. Default ".". */
  readonly decimal?: Decimal;
}

const MIN_ROWS = 10;
const MAX_CLASSES = 100;

/** The frame of a table. Throws E_DATA where no task can be made of it, naming the column. */
export function frameOf(table: Table, options: FrameOptions): Frame {
  const { decimal = ".", missing = "impute", maxCategories = 50 } = options;
  const notes = [...table.notes];
  for (const name of [options.target, ...Object.keys(options.columns ?? {})]) checkName(table, name);
  const kept = rowsWithTarget(table, options.target, notes);
  const read = (j: number, kind: "number" | "category" | undefined): Column =>
    readColumn(table.names[j]!, table.columns[j]!, kept, { kind, decimal, notes });
  const columns: Column[] = [];
  table.names.forEach((name, j) => {
    if (name === options.target) return;
    const wanted = own(options.columns, name);
    if (wanted === "drop") {
      notes.push(`column "${name}" is left out, as asked`);
      return;
    }
    const column = read(j, wanted);
    const useless = wanted === undefined ? uselessness(column, maxCategories) : undefined;
    if (useless === undefined) columns.push(column);
    else notes.push(`column "${name}" is dropped: ${useless}`);
  });
  if (columns.length === 0) {
    throw new NonlinError("E_DATA", `no column is left to predict "${options.target}" from${reasons(notes)}`);
  }
  const asked = options.task === undefined ? undefined : options.task === "regression" ? "number" : "category";
  const target = read(
    table.names.indexOf(options.target),
    own(options.columns, options.target) === "category" ? "category" : asked,
  );
  const frame = missingPolicy({ columns, target, task: "binary", rows: kept.length, notes }, missing);
  if (frame.rows < MIN_ROWS) {
    const found = frame.rows === 1 ? "1 row" : `${frame.rows} rows`;
    throw new NonlinError("E_DATA", `the table has ${found} to learn from; at least ${MIN_ROWS} are needed`);
  }
  return withTask(frame, options.task);
}

function checkName(table: Table, name: string): void {
  if (table.names.includes(name)) return;
  const near = suggest(name, table.names);
  const shown = table.names.slice(0, 12).join(", ") + (table.names.length > 12 ? ", ..." : "");
  throw new NonlinError("E_DATA", `no column is called "${name}"`, {
    advice: near === undefined ? `the columns are ${shown}` : `did you mean "${near}"?`,
  });
}

// A target that is not there teaches nothing and cannot be filled in.
function rowsWithTarget(table: Table, target: string, notes: string[]): Int32Array {
  const cells = table.columns[table.names.indexOf(target)]!;
  const kept = Int32Array.from(cells.keys()).filter((i) => !isMissing(cells[i]!));
  const lost = table.rows - kept.length;
  if (kept.length === 0) throw new NonlinError("E_DATA", `the target "${target}" is missing in every row`);
  if (lost > 0) notes.push(`${rowsText(lost)} dropped: the target "${target}" is missing`);
  return kept;
}

interface Reading {
  readonly kind: "number" | "category" | undefined;
  readonly decimal: Decimal;
  readonly notes: string[];
}

function readColumn(
  name: string,
  all: readonly string[],
  kept: Int32Array,
  { kind: wanted, decimal, notes }: Reading,
): Column {
  const cells = Array.from(kept, (row) => all[row]!);
  const values = Float64Array.from(cells, (cell) => (isMissing(cell) ? NaN : toNumber(cell, decimal)));
  const texts = cells.filter((cell, i) => Number.isNaN(values[i]!) && !isMissing(cell));
  const infinite = values.filter((v) => v === Infinity).length;
  const numbers = values.length - values.filter(Number.isNaN).length;
  if (wanted !== "category" && texts.length === 0) {
    if (infinite > 0) notes.push(`column "${name}": ${infinite} infinite or too large (inf, 1e999) counted as missing`);
    return { kind: "number", name, values: values.map((v) => (v === Infinity ? NaN : v)) };
  }
  if (wanted === "number") {
    const row = kept[cells.indexOf(texts[0]!)]! + 1;
    throw new NonlinError("E_DATA", `column "${name}" holds "${texts[0]}" in row ${row}, which is not a number`);
  }
  if (wanted === undefined && texts.every((text) => /^\s*[+-]?\d*,\d+\s*$/.test(text))) {
    notes.push(
      `column "${name}" looks like numbers with a decimal comma; read it with the decimal sign "," (--decimal ,)`,
    );
  } else if (wanted === undefined && numbers > texts.length) {
    notes.push(
      `column "${name}" is taken for categories: ${texts.length} of its values, such as "${texts[0]}", are not numbers`,
    );
  }
  return categoryColumn(name, cells);
}

function categoryColumn(name: string, cells: readonly string[]): CategoryColumn {
  const trimmed = cells.map((cell) => cell.trim());
  const present = new Set(trimmed.filter((cell) => !isMissing(cell)));
  const categories = sortCategories([...present]);
  const index = new Map(categories.map((category, k) => [category, k]));
  return { kind: "category", name, categories, codes: Int32Array.from(trimmed, (cell) => index.get(cell) ?? -1) };
}

// Numbers by value, texts by code unit: never by locale.
function sortCategories(categories: string[]): string[] {
  const numeric = categories.every((text) => Number.isFinite(Number(text)));
  return categories.sort((a, b) => (numeric && Number(a) !== Number(b) ? Number(a) - Number(b) : a < b ? -1 : 1));
}

function uselessness(column: Column, maxCategories: number): string | undefined {
  if (column.kind === "number") {
    const present = column.values.filter((v) => !Number.isNaN(v));
    if (present.length === 0) return "it is empty";
    if (present.every((v) => v === present[0])) return `it is always ${present[0]}`;
    if (present.length > 2 && column.values.every((v, i) => i === 0 || v === column.values[i - 1]! + 1)) {
      return "it numbers the rows";
    }
    return undefined;
  }
  const distinct = column.categories.length;
  if (distinct === 0) return "it is empty";
  if (distinct === 1) return `it is always "${column.categories[0]}"`;
  const present = column.codes.filter((code) => code >= 0).length;
  if (distinct > 10 && distinct > present / 2)
    return `${distinct} different texts in ${present} rows, like a name or a key`;
  return distinct > maxCategories ? `${distinct} categories are more than ${maxCategories}` : undefined;
}

function missingPolicy(frame: Frame, policy: "impute" | "drop" | "refuse"): Frame {
  const counts = frame.columns.map((column) => [column.name, missingIn(column)] as const).filter(([, n]) => n > 0);
  if (counts.length === 0) return frame;
  const list = counts.map(([name, n]) => `${name} ${n}`).join(", ");
  if (policy === "refuse") {
    throw new NonlinError("E_DATA", `missing values (${list})`, { advice: "impute them, or drop their rows" });
  }
  if (policy === "impute") {
    const note = `missing values filled with the mean, or the most frequent category, of the training part: ${list}`;
    return { ...frame, notes: [...frame.notes, note] };
  }
  const kept = Int32Array.from({ length: frame.rows }, (_, i) => i).filter((i) =>
    frame.columns.every((column) => !isAbsent(column, i)),
  );
  const note = `${rowsText(frame.rows - kept.length)} dropped for missing values: ${list}`;
  const take = (column: Column): Column => takeRows(column, kept);
  return {
    ...frame,
    columns: frame.columns.map(take),
    target: take(frame.target),
    rows: kept.length,
    notes: [...frame.notes, note],
  };
}

function withTask(frame: Frame, asked: FrameOptions["task"]): Frame {
  const { target } = frame;
  const found = asked ?? taskOf(target);
  if (found === "regression") {
    if (target.kind !== "number")
      throw new NonlinError("E_DATA", `the target "${target.name}" is not numeric, so not a regression`);
    const values = new Set(target.values);
    if (values.size < 2) throw new NonlinError("E_DATA", `the target "${target.name}" is always ${target.values[0]}`);
    if (values.has(NaN)) throw new NonlinError("E_DATA", `the target "${target.name}" holds infinite values`);
    return { ...frame, task: found, notes: noted(frame, asked, `a number with ${values.size} values: regression`) };
  }
  const classes = target.kind === "category" ? target : categoryColumn(target.name, Array.from(target.values, String));
  const { categories, codes } = classes;
  if (categories.length < 2)
    throw new NonlinError("E_DATA", `the target "${target.name}" has one class only, "${categories[0]}"`);
  if (categories.length > MAX_CLASSES || categories.length > frame.rows / 2) {
    throw new NonlinError(
      "E_DATA",
      `the target "${target.name}" has ${categories.length} classes in ${frame.rows} rows`,
      {
        advice: `at most ${MAX_CLASSES} classes, of two rows on average; choose another target or a regression`,
      },
    );
  }
  const binary = categories.length === 2;
  if (asked === "binary" && !binary) {
    throw new NonlinError(
      "E_DATA",
      `the target "${target.name}" has ${categories.length} classes, so the task is not binary`,
    );
  }
  const rare = categories.filter((_, k) => codes.filter((code) => code === k).length < 5);
  const notes = noted(
    frame,
    asked,
    `${categories.length} classes (${categories.slice(0, 10).join(", ")}${categories.length > 10 ? ", ..." : ""})`,
  );
  if (rare.length > 0)
    notes.push(`fewer than five rows of the ${rare.length === 1 ? "class" : "classes"} ${rare.join(", ")}`);
  return { ...frame, target: classes, task: binary && asked !== "classes" ? "binary" : "classes", notes };
}

// Two values make a binary task, up to 20 whole numbers classes, other numbers a regression.
function taskOf(target: Column): Task {
  if (target.kind === "category") return "classes";
  const values = new Set(target.values);
  return values.size <= 2 || (values.size <= 20 && [...values].every(Number.isInteger)) ? "classes" : "regression";
}

function noted(frame: Frame, asked: FrameOptions["task"], found: string): string[] {
  return asked === undefined ? [...frame.notes, `target "${frame.target.name}": ${found}, detected`] : [...frame.notes];
}

function reasons(notes: readonly string[]): string {
  const dropped = notes.filter((note) => note.includes("is dropped"));
  return dropped.length === 0 ? "" : ` (${dropped.slice(0, 3).join("; ")})`;
}

function missingIn(column: Column): number {
  let n = 0;
  const size = column.kind === "number" ? column.values.length : column.codes.length;
  for (let i = 0; i < size; i++) if (isAbsent(column, i)) n++;
  return n;
}

/** True where the column misses its value in row i. */
export function isAbsent(column: Column, i: number): boolean {
  return column.kind === "number" ? Number.isNaN(column.values[i]!) : column.codes[i] === -1;
}

function takeRows(column: Column, kept: Int32Array): Column {
  return column.kind === "number"
    ? { ...column, values: Float64Array.from(kept, (i) => column.values[i]!) }
    : { ...column, codes: kept.map((i) => column.codes[i]!) };
}

// A column may be called "__proto__" or "constructor".
function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

function rowsText(n: number): string {
  return n === 1 ? "1 row" : `${n} rows`;
}
