/**
 * One error type. It says what was wrong with which value, where, and what would be right;
 * whoever shows it (command line, page) adds the caret from `source` and `span`.
 */

export type ErrorCode =
  | "E_PARSE"
  | "E_NAME"
  | "E_LIMIT"
  | "E_USAGE"
  | "E_SHAPE"
  | "E_DATA"
  | "E_CSV"
  | "E_ENCODING"
  | "E_MODEL"
  | "E_MEMORY"
  | "E_STORE"
  | "E_STORE_FULL"
  | "E_WORK";

/** A stretch of a source text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface ErrorDetails {
  readonly source?: string;
  readonly span?: Span;
  /** What would be right, as a remedy in one clause. */
  readonly advice?: string;
}

export class NonlinError extends Error {
  override readonly name = "NonlinError";
  readonly code: ErrorCode;
  readonly source: string | undefined;
  readonly span: Span | undefined;
  readonly advice: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(details.advice === undefined ? message : `${message}; ${details.advice}`);
    this.code = code;
    this.source = details.source;
    this.span = details.span;
    this.advice = details.advice;
  }
}

/**
 * The candidate nearest to `word` by edits, if it is near enough to be a slip; of several the one that begins most like it,
 * then the shortest. Case, `_` and `-` do not count.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(word);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = edits(wanted, plain(candidate), least + 1);
    const nearer = best !== undefined && distance === least && comesFirst(wanted, plain(candidate), plain(best));
    if (distance < least || nearer) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

function comesFirst(wanted: string, candidate: string, best: string): boolean {
  const [common, before] = [commonStart(wanted, candidate), commonStart(wanted, best)];
  return common > before || (common === before && candidate.length < best.length);
}

function commonStart(a: string, b: string): number {
  let n = 0;
  while (n < a.length && a[n] === b[n]) n++;
  return n;
}

function plain(word: string): string {
  return word.slice(0, 64).toLowerCase().replace(/[_-]/g, "");
}

// Optimal string alignment: insertions, deletions, substitutions, swaps of neighbours; `limit` if it is reached.
function edits(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}
