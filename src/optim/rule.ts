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
  /** What a state begins at, from the options; 0 if not said. */
  readonly begin?: Readonly<Record<string, string>>;
  /** Numbers for a whole step, in float64, from the options, the step's number `t` (1 for the first) and those above. */
  readonly scalars?: Readonly<Record<string, string>>;
  /** Further numbers for `scalars`: each the product of a formula over all steps up to this one. */
  readonly products?: Readonly<Record<string, string>>;
  readonly update: Readonly<Record<string, string>>;
}

export type OptionValues = Readonly<Record<string, number>>;

/** An optimiser as plain data: the name of its rule and the values of its options. */
export interface Optimizer {
  readonly kind: string;
  readonly options: OptionValues;
  /** Whether to climb instead of descend. */
  readonly maximize?: boolean;
  /** Parameters with options of their own. */
  readonly groups?: readonly { readonly params: readonly string[]; readonly options: OptionValues }[];
  /** A rule of one's own. */
  readonly rule?: Rule;
}
