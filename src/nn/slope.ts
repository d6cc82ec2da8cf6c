/** An activation's value and slopes as expressions: the one place that knows how a formula is made ready for a graph. */
import { diff, type Expr, type Formula, simplify, source } from "../expr/index.ts";

export interface Slopes {
  readonly value: Expr;
  /** By variable: `x` and each of `parameters`. */
  readonly partials: Readonly<Record<string, Expr>>;
}

/** f and its partial derivatives with respect to x and `parameters`, with the declared slopes at corners. */
export function slopes(f: Formula, parameters: readonly string[] = []): Slopes {
  const corners = f.corners ?? [];
  const e = source(f);
  const partials = ["x", ...parameters].map((name) => [name, simplify(diff(e, name, { corners }))] as const);
  return { value: simplify(e), partials: Object.fromEntries(partials) };
}
