/**
 * What an optimiser is: formulas. For each parameter `p` with gradient `g`, `update` is read from the top:
 * each row names what it computes, `p`, a state (begun at 0), or something used further down.
 * A state's name means its old value until its own row, and the new one from there on.
 */

export interface Rule {
  readonly kind: string;
  /** Every option with its default. */
  readonly options: Readonly<Record<string, number>>;
  readonly state: readonly string[];
  /** Numbers for a whole step, in float64, from the options and the step's number `t` (1 for the first). */
  readonly scalars?: Readonly<Record<string, string>>;
  readonly update: Readonly<Record<string, string>>;
}

/** An optimiser as plain data: the name of its rule and the values of its options. */
export interface Optimizer {
  readonly kind: string;
  readonly options: Readonly<Record<string, number>>;
  /** A rule of one's own. */
  readonly rule?: Rule;
}
