/** What is too small to matter, before a product. */
import { constant } from "../expr/index.ts";
import { map, operand, type Source } from "../graph/index.ts";

/**
 * What an activation puts out, with 0 for what is below 2^-100, as for slopes in reverse mode: GELU(-13) times a weight is below
 * 2^-126, where processors take some hundred cycles for one multiplication.
 */
export function withoutTraces(x: Source): Source {
  if (operand(x).node.kind !== "map") return x;
  return map("where(abs(x) < 2^-100, 0, x)", { x }, { partials: { x: constant(1) } });
}
