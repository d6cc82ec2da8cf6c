/**
 * A table of texts from the bytes of a CSV file (RFC 4180, any line end, UTF-8 or UTF-16), and the way back.
 * Nothing is guessed but the delimiter, and that is noted.
 */

import { formatCount, NonlinError, TextDecoder } from "../base/index.ts";
import { type CsvFault, loadCsvParse } from "./csv-parse.ts";
import { type Encoding, lineOf, toUtf8 } from "./encoding.ts";

/** Column-major: `columns[j][i]` is the text in row i of column `names[j]`. Names are unique. */
export interface Table {
  readonly names: readonly string[];
  readonly columns: readonly (readonly string[])[];
  readonly rows: number;
  readonly notes: readonly string[];
}

export interface TableOptions {
  readonly encoding?: Encoding;
  /** Default: the one of `, ; tab |` that the first line holds most of. */
  readonly delimiter?: string;
}

/** What is refused before it is parsed; a table at the limits is read and prepared in under 500 MB. */
export const tableLimits = { bytes: 16 * 1048576, columns: 10_000, cells: 3_000_000 } as const;

/** Reads a table whose first line names its columns; blank lines are skipped. Throws E_DATA, E_CSV, E_ENCODING, E_LIMIT. */
export async function parseTable(bytes: Uint8Array, options: TableOptions = {}): Promise<Table> {
  if (bytes.length === 0) throw new NonlinError("E_DATA", "the file is empty (0 bytes)");
  checkLimit("bytes", bytes.length, tableLimits.bytes);
  const text = toUtf8(bytes, options.encoding);
  const nul = text.indexOf(0);
  if (nul >= 0) {
    throw new NonlinError("E_CSV", `line ${lineOf(text, nul)}: a NUL byte`, {
      advice: "this is not a text file, or UTF-16 without a byte order mark; save it as UTF-8",
    });
  }
  const notes: string[] = [];
  const first = firstLine(text);
  const delimiter = options.delimiter ?? guessDelimiter(first);
  if (delimiter !== ",") notes.push(`fields are separated by ${delimiter === "\t" ? "tabs" : `"${delimiter}"`}`);
  const width = count(first, delimiter) + 1;
  checkLimit("columns", width, tableLimits.columns);
  checkLimit("cells", width * lineOf(text, text.length), tableLimits.cells);
  const records = await parseRecords(text, delimiter);
  const header = records[0];
  if (header === undefined) throw new NonlinError("E_DATA", "the file holds only blank lines");
  if (records.length === 1) {
    throw new NonlinError("E_DATA", `the file has a header of ${header.length} columns and no rows`);
  }
  if (header.filter(isNumber).length > header.length / 2) {
    notes.push(
      `the first line is taken for the names of the columns, but looks like numbers: ${header.slice(0, 3).join(", ")}`,
    );
  }
  const names = uniqueNames(header, notes);
  const columns = names.map((_, j) => Array.from({ length: records.length - 1 }, (_, i) => records[i + 1]![j]!));
  return { names, columns, rows: records.length - 1, notes };
}

/** A table as CSV text: fields quoted where needed, and an apostrophe before what a spreadsheet would run as a formula. */
export function csvText(names: readonly string[], rows: Iterable<readonly (string | number)[]>): string {
  const lines = [names.map(field).join(",")];
  for (const row of rows) lines.push(row.map(field).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

function field(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

async function parseRecords(text: Uint8Array, delimiter: string): Promise<string[][]> {
  const parse = await loadCsvParse();
  try {
    return parse(text, { delimiter, record_delimiter: ["\r\n", "\n", "\r"], skip_empty_lines: true });
  } catch (error) {
    const fault = error as CsvFault;
    throw new NonlinError("E_CSV", `line ${fault.lines}: ${explain(fault)}`);
  }
}

function explain(fault: CsvFault): string {
  if (fault.code === "CSV_QUOTE_NOT_CLOSED") return "a quote is opened and never closed";
  if (fault.code === "CSV_INVALID_CLOSING_QUOTE")
    return 'text follows a closing quote; write a quote inside quotes twice: ""';
  if (fault.code === "INVALID_OPENING_QUOTE") return "a quote in the middle of a field; put the whole field in quotes";
  if (fault.record !== undefined) return `${fault.record.length} fields, unlike the lines before it`;
  return `csv-parse stopped with ${fault.code}`;
}

function isNumber(text: string): boolean {
  return text.trim() !== "" && Number.isFinite(Number(text));
}

function uniqueNames(header: readonly string[], notes: string[]): string[] {
  const taken = new Set<string>();
  return header.map((raw, j) => {
    const name = raw.trim() === "" ? `column ${j + 1}` : raw.trim();
    let unique = name;
    for (let n = 2; taken.has(unique); n++) unique = `${name} (${n})`;
    if (unique !== name) notes.push(`the column name "${name}" occurs again; that column is called "${unique}"`);
    taken.add(unique);
    return unique;
  });
}

// The first line that is not blank, up to the line end outside quotes.
function firstLine(text: Uint8Array): string {
  let start = 0;
  while (text[start] === 10 || text[start] === 13) start++;
  let quoted = false;
  let end = start;
  for (; end < text.length; end++) {
    const byte = text[end];
    if (byte === 34) quoted = !quoted;
    if (!quoted && (byte === 10 || byte === 13)) break;
  }
  return new TextDecoder().decode(text.subarray(start, end));
}

function guessDelimiter(line: string): string {
  let best = ",";
  for (const candidate of [";", "\t", "|"]) if (count(line, candidate) > count(line, best)) best = candidate;
  return best;
}

function count(line: string, delimiter: string): number {
  return line.replace(/"[^"]*"/g, "").split(delimiter).length - 1;
}

function checkLimit(what: string, value: number, limit: number): void {
  if (value > limit) {
    throw new NonlinError(
      "E_LIMIT",
      `the table has ${formatCount(value)} ${what}; at most ${formatCount(limit)} are read`,
    );
  }
}
