/** The measured accuracy of every exported form, from the table that `scripts/accuracy-exports.ts` writes. */
import type { Activation } from "../activations/index.ts";
import { catalogue } from "../activations/index.ts";
import { table } from "./accuracy.generated.ts";

/** The largest errors over the grid of the tests. */
export interface Accuracy {
  /** What ran it: "gcc 12.2.0". */
  readonly system: string;
  readonly value: Deviation;
  readonly derivative?: Deviation;
}

export interface Deviation {
  /** Units in the last place of the exact result. */
  readonly ulp: number;
  /** Where, to four digits. */
  readonly at: string;
  /** |error| / max(1, |y|). */
  readonly relative: number;
}

/** Target and dtype -> what ran them -> name -> [ulp, where, relative] of f and perhaps f'. */
export type AccuracyTable = Readonly<Record<string, { readonly system: string; readonly rows: Rows }>>;
type Row = readonly [ulp: number, at: string, relative: number];
type Rows = Readonly<Record<string, readonly Row[]>>;

/** What was measured of `declaration`; nothing of a formula of the user's. */
export function accuracy(target: string, dtype: string, declaration: Activation): Accuracy | undefined {
  if (catalogue.get(declaration.name) !== declaration) return undefined;
  const { system, rows } = table[`${target} ${dtype}`] ?? {};
  const [value, derivative] = rows?.[declaration.name] ?? [];
  if (system === undefined || value === undefined) return undefined;
  return { system, value: deviation(value), ...(derivative && { derivative: deviation(derivative) }) };
}

function deviation([ulp, at, relative]: Row): Deviation {
  return { ulp, at, relative };
}
