/**
 * What a row of the op table may say about its op. Formulas in a row speak of the arguments `a`, `b`, `c`
 * and the result `y`; they are read when first needed.
 */

import type { Series } from "./asymptotics.ts";
import type { Interval } from "./bounds.ts";

export interface Op {
  readonly arity: 1 | 2 | 3;
  /** The value in float64. */
  readonly value: (a: number, b: number, c: number) => number;
  /** The partial derivatives. `y` may appear only where nothing cancels. */
  readonly derivative?: readonly string[];
  /**
   * Instead of partial derivatives: the whole slope, given the slopes `da`, `db`, `dc` of the arguments. For ops that
   * select, where a partial derivative times a slope would leak the branch not taken; and for quotients.
   */
  readonly tangent?: string;
  /** Bounds of the value, rounded outward. */
  readonly interval: (a: Interval, b: Interval, c: Interval) => Interval;
  /**
   * How the op behaves far out, given the expansions of its arguments, or a formula that says so in simpler ops; that of
   * `lower` if left out. An argument is asked for only where it matters: a branch not taken may have no value.
   */
  readonly expansion?: string | ((a: Lazy, b: Lazy, c: Lazy) => Series);
  /** How formulas spell the op; one without is called by its name. */
  readonly infix?: { readonly symbol: string; readonly precedence: number; readonly right?: true };
  readonly prefix?: { readonly symbol: string; readonly precedence: number };
  /** The same in simpler ops, for systems that lack this one. */
  readonly lower?: string;
  /** The op that gives the same value with its two arguments exchanged. */
  readonly mirror?: "add" | "mul" | Comparison;
  /** Of a comparison: what is left of the bounds of a and b where it is true. */
  readonly assume?: (a: Interval, b: Interval) => readonly [Interval, Interval];
  /** Of a comparison: the one that is true where it is false, but for NaN. */
  readonly negation?: Comparison;
  /** What the op is where a < b, and where a > b; of an op of one argument, where a < 0 and a > 0. */
  readonly sides?: readonly [below: string, above: string];
  /** Where the op is analytic: where this is not 0, or above 0; everywhere if left out. */
  readonly analytic?: { readonly nonzero: string } | { readonly positive: string };
  /** Kernels compute it in float64 lanes too, where `wide` asks for that; in float32 only, if left out. */
  readonly fine?: true;
  /** Kernels know the result before rounding, unasked, where they know the arguments so. */
  readonly carries?: true;
  /** Kernels take the arguments as they were before rounding, where they know them so. */
  readonly attends?: true;
  /** Of `<` and `>`: the same, also true at equality. */
  readonly orEqual?: "le" | "ge";
  /** Of `<=` and `>=`: the same, but false at equality. */
  readonly unlessEqual?: "lt" | "gt";
}

type Lazy = () => Series;
type Comparison = "lt" | "le" | "gt" | "ge" | "eq" | "ne";
