/** An error as one or two lines, and the exit code it ends with. */
import type { ErrorCode, NonlinError } from "../base/index.ts";
import { exit } from "./command.ts";

const codes: Partial<Record<ErrorCode, number>> = {
  E_WORK: exit.failed,
  E_STORE: exit.store,
  E_STORE_FULL: exit.store,
};

export function exitCode(error: unknown): number {
  return isOurs(error) ? (codes[error.code] ?? exit.usage) : exit.failed;
}

/** `debug` adds the stack. */
export async function errorText(error: unknown, debug: boolean): Promise<string> {
  const stack = debug && error instanceof Error ? `\n${error.stack}` : "";
  if (!isOurs(error)) {
    const text = error instanceof Error ? error.message : String(error);
    return `E_WORK: ${text.split("\n")[0]} (a fault in nonlin; --debug shows where)${stack}`;
  }
  if (error.source === undefined || error.span === undefined) return `${error.code}: ${error.message}${stack}`;
  const { caret } = await import("../expr/index.ts");
  const [source, carets] = caret(error).split("\n") as [string, string];
  return `${error.code}: ${source}\n${" ".repeat(error.code.length + 2)}${carets}${stack}`;
}

/** By name: each command is bundled with a class of its own. */
function isOurs(error: unknown): error is NonlinError {
  return error instanceof Error && error.name === "NonlinError";
}
