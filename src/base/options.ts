/** Options as users write them, `{ name: value }`, held against what there is: also in plain JavaScript, where no type does. */
import { NonlinError, suggest } from "./errors.ts";

/** Throws E_USAGE for options that are given by their place; `example` is the first name that there is. */
export function checkByName(title: string, options: unknown, example: string | undefined): void {
  if (typeof options === "object" && options !== null && !Array.isArray(options)) return;
  const advice = example === undefined ? "{ name: value }" : `{ ${example}: ${shown(options)} }`;
  throw new NonlinError("E_USAGE", `${title} takes its options by name, not ${shown(options)}`, { advice });
}

/** Throws E_NAME for an option that is not among the `known`, and E_USAGE for options that are given by their place. */
export function checkOptions(title: string, options: object, known: readonly string[]): void {
  checkByName(title, options, known[0]);
  const name = Object.keys(options).find((given) => !known.includes(given));
  if (name === undefined) return;
  const near = suggest(name, known);
  const advice = near === undefined ? `it has ${known.join(", ")}` : `did you mean "${near}"?`;
  throw new NonlinError("E_NAME", `unknown option "${name}" of ${title}`, { advice });
}

/** The options over their defaults, which list all that there are; what is undefined is left out. Throws as `checkOptions`. */
export function withDefaults<D extends object>(title: string, options: Partial<D>, defaults: D): D {
  checkOptions(title, options, Object.keys(defaults));
  return { ...defaults, ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) };
}

/** The row called `name`; throws E_USAGE with the names that there are. */
export function optionOf<T>(rows: Readonly<Record<string, T>>, name: string, what: string): T {
  if (Object.hasOwn(rows, name)) return rows[name]!;
  const names = Object.keys(rows);
  const near = suggest(String(name), names);
  const advice = near === undefined ? `it is ${names.join(" or ")}` : `did you mean "${near}"?`;
  throw new NonlinError("E_USAGE", `unknown ${what} "${name}"`, { advice });
}

/** What a number has to be, and how that is said. */
export interface Demand {
  readonly holds: (value: number) => boolean;
  readonly said: string;
}

export const aboveZero: Demand = { holds: (v) => v > 0, said: "it is a number above 0" };
export const zeroOrMore: Demand = { holds: (v) => v >= 0, said: "it is a number, 0 or more" };
export const share: Demand = { holds: (v) => v >= 0 && v <= 1, said: "it lies between 0 and 1" };
export const belowOne: Demand = { holds: (v) => v >= 0 && v < 1, said: "it is at least 0 and less than 1" };
export const wholeAboveZero: Demand = {
  holds: (v) => Number.isSafeInteger(v) && v > 0,
  said: "it is a whole number, 1 or more",
};

/** Throws E_USAGE for the first number that is not what is demanded of its name. */
export function checkNumbers(
  title: string,
  numbers: Readonly<Record<string, unknown>>,
  demands: Readonly<Record<string, Demand>>,
): void {
  for (const [name, { holds, said }] of Object.entries(demands)) {
    const value = numbers[name];
    if (typeof value === "number" && holds(value)) continue;
    throw new NonlinError("E_USAGE", `${name} of ${title} is ${shown(value)}`, { advice: said });
  }
}

function shown(value: unknown): string {
  if (typeof value === "function") return "a function";
  return typeof value === "number" || value === undefined ? `${value}` : JSON.stringify(value);
}
