/** The measured accuracy of every kernel, from the table that `npm run accuracy` writes. */

import { table } from "./accuracy.generated.ts";
import type { UlpError } from "./ulp.ts";

/** Errors of f, f' and f''. Of 4,278,190,082 inputs, which is every float32 but NaN, or of a sample of them. */
export interface CommittedAccuracy {
  readonly f: UlpError;
  readonly slope?: UlpError;
  readonly curvature?: UlpError;
}

/** By canonical name of an activation, or "exp(x)" of an op. */
export type CommittedTable = Readonly<Record<string, CommittedAccuracy>>;

/** What was measured of an activation or of an op; nothing of a formula of the user's. */
export function committedAccuracy(name: string): CommittedAccuracy | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Whether every float32 was tried. */
export function isSwept({ inputs }: UlpError): boolean {
  return inputs >= 4278190082;
}
