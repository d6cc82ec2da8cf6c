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
