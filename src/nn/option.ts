/** Options that choose a row of a table by its name. */
import { NonlinError, suggest } from "../base/index.ts";

/** The row called `name`; throws E_USAGE with the names that there are. */
export function optionOf<T>(rows: Readonly<Record<string, T>>, name: string, what: string): T {
  if (Object.hasOwn(rows, name)) return rows[name]!;
  const names = Object.keys(rows);
  const near = suggest(String(name), names);
  const advice = near === undefined ? `it is ${names.join(" or ")}` : `did you mean "${near}"?`;
  throw new NonlinError("E_USAGE", `unknown ${what} "${name}"`, { advice });
}
