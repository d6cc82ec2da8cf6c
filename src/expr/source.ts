/** Declarations that carry a formula, and the expression they mean. */

import type { Corner } from "./diff.ts";
import type { Expr } from "./expr.ts";
import { type ParseOptions, parse } from "./parse.ts";

/** A number in a formula that has a name and a default, and may be learned. */
export interface Parameter {
  readonly init: number;
  readonly trainable?: boolean;
  /** One for each channel rather than one in all. */
  readonly per?: "channel";
  /** Values of it at which the formula is spelled otherwise, and the derivative in it there. */
  readonly corners?: readonly Corner[];
}

/** A scalar function as plain data. Activations extend it. */
export interface Formula {
  readonly formula: string;
  readonly params?: Readonly<Record<string, Parameter>>;
  readonly corners?: readonly Corner[];
}

const sources = new WeakMap<Formula, Expr>();

/** The expression of `f` as it was written, in x and the names of its parameters. Read once: the options of the first call count. */
export function source(f: Formula, options: ParseOptions = {}): Expr {
  const known = sources.get(f);
  if (known !== undefined) return known;
  const parameters = [...Object.keys(f.params ?? {}), ...(options.parameters ?? [])];
  const made = parse(f.formula, { ...options, parameters });
  sources.set(f, made);
  return made;
}
