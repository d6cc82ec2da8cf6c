/** Checks of the sizes that a user writes. */
import { NonlinError } from "../base/index.ts";

/** Throws E_SHAPE unless `size` is a whole positive number. */
export function checkSize(title: string, name: string, size: number): void {
  if (Number.isSafeInteger(size) && size > 0) return;
  throw new NonlinError("E_SHAPE", `${title}: ${name} is ${size}`, { advice: "a size is a whole number, 1 or more" });
}
