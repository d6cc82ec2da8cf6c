/** Options that choose a row of a table by its name. */
import { NonlinError, suggest } from "../base/index.ts";

/** Throws E_NAME if `rest`, what is left of the options after those called `known`, holds one. */
export function noOther(title: string, rest: object, known: readonly string[]): void {
  const [name] = Object.keys(rest);
  if (name === undefined) return;
  const near = suggest(name, known);
  const advice = near === undefined ? `it has ${known.join(", ")}` : `did you mean "${near}"?`;
  throw new NonlinError("E_NAME", `unknown option "${name}" of ${title}`, { advice });
}

/** The row called `name`; throws E_USAGE with the names that there are. */
export function optionOf<T>(rows: Readonly<Record<string, T>>, name: string, what: string): T {
  if (Object.hasOwn(rows, name)) return rows[name]!;
  const names = Object.keys(rows);
  const near = suggest(String(name), names);
  const advice = near === undefined ? `it is ${names.join(" or ")}` : `did you mean "${near}"?`;
  throw new NonlinError("E_USAGE", `unknown ${what} "${name}"`, { advice });
}
