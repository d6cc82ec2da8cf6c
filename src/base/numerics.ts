/** Raised whenever the same training would give other bits: a change of arithmetic, of a formula's stable form, of the order of sums. */
export const numericsVersion = "2";
