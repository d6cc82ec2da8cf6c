/** Ctrl-C: the first asks for an end after the work begun, the second ends at once. */
import { exit } from "./command.ts";

export function interruptible(first: () => void): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const handler = (): void => {
    if (controller.signal.aborted) process.exit(exit.interrupted);
    controller.abort();
    first();
  };
  process.on("SIGINT", handler);
  return { signal: controller.signal, dispose: () => process.removeListener("SIGINT", handler) };
}
