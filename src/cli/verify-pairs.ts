/** Pairs x,y, and slopes dy if there is a third column: CSV, or columns apart by blanks as NumPy's savetxt writes them. */
import { NonlinError } from "../base/index.ts";
import type { Dtype, Pairs } from "../lab/index.ts";

export interface ReadPairs {
  readonly pairs: Pairs;
  /** The width that the digits speak of. */
  readonly dtype: Dtype;
  readonly notes: readonly string[];
}

const most = 1_000_000;

/** Throws E_DATA and E_CSV, naming the line. */
export function readPairs(bytes: Uint8Array): ReadPairs {
  const text = decoded(bytes);
  const rows: number[][] = [];
  let head: string | undefined;
  for (const [i, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.replace(/#.*/, "").trim();
    if (line === "") continue;
    const cells = line.split(/\s*[,;\t]\s*|\s+/);
    const numbers = cells.map(numberOf);
    if (rows.length === 0 && head === undefined && numbers.every((n) => n === undefined)) {
      head = line;
      continue;
    }
    rows.push(rowOf(cells, numbers, rows[0]?.length, i + 1));
    if (rows.length > most) throw new NonlinError("E_LIMIT", "more than 1,000,000 pairs", { advice: "thin them out" });
  }
  if (rows.length === 0) throw noPairs(bytes, head);
  const column = (k: number) => Float64Array.from(rows, (row) => row[k] as number);
  const pairs = { x: column(0), y: column(1), ...(rows[0]!.length === 3 && { dy: column(2) }) };
  const dtype = dtypeOf(pairs.y);
  return { pairs, dtype, notes: notesOf(pairs, dtype, text) };
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const npy = String.fromCharCode(...bytes.subarray(1, 6)) === "NUMPY";
    const advice = npy ? "write text: numpy.savetxt(sys.stdout, numpy.c_[x, y])" : "write text in UTF-8";
    throw new NonlinError("E_ENCODING", npy ? "this is a .npy file" : "the pairs are not UTF-8 text", { advice });
  }
}

const words: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Infinity,
  "+inf": Infinity,
  "-inf": -Infinity,
  infinity: Infinity,
  "-infinity": -Infinity,
};

function numberOf(cell: string): number | undefined {
  const word = cell.toLowerCase().replace(/^"(.*)"$/, "$1");
  if (Object.hasOwn(words, word)) return words[word];
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(word) ? Number(word) : undefined;
}

function rowOf(
  cells: readonly string[],
  numbers: readonly (number | undefined)[],
  width: number | undefined,
  line: number,
): number[] {
  const wrong = numbers.indexOf(undefined);
  if (wrong >= 0) {
    const cell = (cells[wrong] as string).slice(0, 40);
    throw new NonlinError("E_CSV", `line ${line}: "${cell}" is no number`, { advice: "a line is x,y or x,y,dy" });
  }
  if (numbers.length === 1) {
    const advice = "write both, x first: numpy.savetxt(sys.stdout, numpy.c_[x, y])";
    throw new NonlinError("E_DATA", `line ${line} has one column: y without x, or x without y`, { advice });
  }
  if (numbers.length > 3 || (width !== undefined && numbers.length !== width)) {
    const before = width === undefined ? "at most x, y and dy are read" : `the lines before have ${width}`;
    throw new NonlinError("E_CSV", `line ${line} has ${numbers.length} columns; ${before}`);
  }
  return numbers as number[];
}

function noPairs(bytes: Uint8Array, head: string | undefined): NonlinError {
  if (bytes.length === 0)
    return new NonlinError("E_DATA", "no pairs: standard input is empty", { advice: "a line is x,y" });
  const what = head === undefined ? "only blank lines and remarks" : `only a head, "${head.slice(0, 40)}"`;
  return new NonlinError("E_DATA", `no pairs: ${what}`, { advice: "a line is x,y" });
}

/** float32 if every value is what a float32 becomes, printed in full or to nine digits. */
function dtypeOf(values: Float64Array): Dtype {
  const told = values.filter((y) => Number.isFinite(y) && y !== 0);
  const single = (y: number) => Math.fround(y) === y || Number(Math.fround(y).toPrecision(9)) === y || digitsOf(y) <= 9;
  return told.length > 0 && told.every(single) ? "float32" : "float64";
}

function digitsOf(y: number): number {
  return y.toExponential().replace(/e.*|\D/g, "").length;
}

function notesOf({ x, y }: Pairs, dtype: Dtype, text: string): readonly string[] {
  const notes: string[] = [];
  const bad = [...x].filter(Number.isNaN).length;
  if (bad > 0) notes.push(`${bad} of ${x.length} inputs are NaN: NaN is right there`);
  const digits = [...y].reduce((longest, v) => Math.max(longest, Number.isFinite(v) ? digitsOf(v) : 0), 0);
  if (digits > 0 && digits < 7) {
    const advice = /e[+-]\d\d/i.test(text) ? "numpy.savetxt's own format has enough" : "print 17 (%.17g)";
    notes.push(
      `the values have ${digits === 1 ? "one digit" : `${digits} digits`} at most, too few to judge by: ${advice}`,
    );
  } else if (dtype === "float32")
    notes.push("the values have the digits of float32, and are judged as float32 (--dtype)");
  return notes;
}
