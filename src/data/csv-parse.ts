/** The library csv-parse behind the few options that we use; its own types need Node. Loaded when a table is read. */

export interface CsvOptions {
  readonly delimiter: string;
  readonly record_delimiter: readonly string[];
  readonly skip_empty_lines: boolean;
}

/** What csv-parse throws. */
export interface CsvFault {
  readonly code: string;
  /** The line, from 1, on which it stopped. */
  readonly lines: number;
  readonly record?: readonly string[];
}

export type CsvParse = (bytes: Uint8Array, options: CsvOptions) => string[][];

export async function loadCsvParse(): Promise<CsvParse> {
  const module: { readonly parse: unknown } = await import("csv-parse/browser/esm/sync");
  return module.parse as CsvParse;
}
