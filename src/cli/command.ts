/**
 * What a command is: words, examples, options, and a function.
 *
 * Options are a table read by `node:util`'s parser, because exit codes and error texts are ours to fix: citty takes an
 * unknown option for a value without a word and ends every failure with 1.
 */

export interface Option {
  readonly type: "text" | "number" | "count" | "numbers" | "flag";
  readonly short?: string;
  /** How its value is named in the help: "N", "FILE". */
  readonly value?: string;
  readonly help: string;
  readonly default?: string | number;
  readonly choices?: readonly string[];
  /** Said in the help under this heading; options without one come first. */
  readonly group?: string;
}

export type Options = Readonly<Record<string, Option>>;

interface Values {
  readonly text: string;
  readonly number: number;
  readonly count: number;
  readonly numbers: readonly number[];
  readonly flag: boolean;
}

/** The values of a table's options; those with a default are always there, flags are false when absent. */
export type Parsed<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { readonly default: string | number } | { readonly type: "flag" }
    ? Values[O[K]["type"]]
    : Values[O[K]["type"]] | undefined;
};

export interface Arguments<O extends Options> {
  readonly words: readonly string[];
  readonly options: Parsed<O>;
  /** The words typed, for messages and for the record. */
  readonly line: readonly string[];
}

export interface Command<O extends Options = Options> {
  readonly usage: string;
  /** What it does, in a sentence or two. */
  readonly about: string;
  readonly examples: readonly (readonly [line: string, what: string])[];
  readonly options: O;
  /** Options that do not exist yet, with what to say to who asks for them. */
  readonly later?: Readonly<Record<string, string>>;
  /** Ends with the exit code. */
  run(args: Arguments<O>, io: Io): Promise<number>;
}

/** Where a command reads and writes; tests give their own. */
export interface Io {
  /** The result. */
  out(text: string): void;
  /** The result as bytes. Throws E_USAGE if it would go to a terminal. */
  bytes(data: Uint8Array): void;
  /** Everything else. */
  note(text: string): void;
  /** All of standard input, or undefined if it is a terminal. */
  stdin(): Promise<Uint8Array | undefined>;
  readonly width: number;
  /** The file that a worker thread runs. */
  readonly worker: URL;
  readonly colour: boolean;
  /** Whether `note` is read by a person as it is written. */
  readonly live: boolean;
}

/** 1 is a check's answer "no", not a failure. */
export const exit = { done: 0, no: 1, usage: 2, failed: 3, store: 4, interrupted: 130 } as const;

export function define<const O extends Options>(command: Command<O>): Command<O> {
  return command;
}
