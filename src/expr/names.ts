/** What a name means that nobody declared. */

export const constants: ReadonlyMap<string, number> = new Map([
  ["pi", Math.PI],
  ["e", Math.E],
  ["inf", Infinity],
  ["nan", NaN],
]);

/** Whether an undeclared name is a parameter: a letter with or without digits, or a Greek letter's name. */
export function isParameter(name: string): boolean {
  return /^[A-Za-z]\d*$/.test(name) || greek.has(name);
}

/** The Greek letters, spelled out. */
export const greek: ReadonlySet<string> = new Set(
  (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi " +
    "psi omega"
  ).split(" "),
);
