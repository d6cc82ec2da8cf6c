/**
 * Functions known by name only: somebody printed a formula, and nobody checked it against the paper.
 *
 * They are no activations here: no network takes them by name. The index answers whether a function has been invented
 * before, and is loaded by who asks.
 */
import { names } from "./invented-names.generated.ts";

export interface Mention {
  readonly name: string;
  readonly kind: string;
  /** As printed; of an elementwise function in the language of formulas. */
  readonly formula: string;
  readonly params: Readonly<Record<string, number>>;
  /** As printed: "~2013" is a guess. */
  readonly year?: string;
  readonly source?: string;
  readonly note?: string;
}

/** All of them. */
export async function inventions(): Promise<readonly Mention[]> {
  const { rows } = await import("./invented.generated.ts");
  return rows;
}

/** What is known of `name`, without regard to case, `_` and `-`. */
export async function invented(name: string): Promise<Mention | undefined> {
  return isMentioned(name) ? (await inventions()).find((m) => fold(m.name) === fold(name)) : undefined;
}

/** Whether `name` is known by name only. */
export function isMentioned(name: string): boolean {
  return fold(names).split(" ").includes(fold(name.trim()));
}

function fold(name: string): string {
  return name.replaceAll(/[_-]/g, "").toLowerCase();
}
