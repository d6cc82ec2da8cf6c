/** Where a formula fails in float32 as it is written, shown at one input. */
import { type Expr, evaluator, trace } from "../expr/index.ts";

export interface Witness {
  /** The formula as it is printed. */
  readonly text: string;
  readonly x: number;
  /** What it gives in float32, and what is right. */
  readonly gives: number;
  readonly right: number;
}

const sizes = [
  1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 0.5, 1, 2, 3, 4, 5, 6, 8, 10, 13, 20, 40, 89, 100, 300, 1e3, 1e4, 1e6, 1e10, 1e20,
];

/** The input nearest 0 at which less than two digits are right; else the worst one, if it loses half of them. */
export function witnessOf(
  text: string,
  written: Expr,
  form: Expr,
  params: Readonly<Record<string, number>>,
): Witness | undefined {
  const of = evaluator(form, ["x", ...Object.keys(params)]);
  const tried = sizes
    .flatMap((size) => [-size, size])
    .flatMap((size) => {
      const x = Math.fround(size);
      const right = of(x, ...Object.values(params));
      const gives = trace(written, (name) => (name === "x" ? x : params[name]!), Math.fround).at(-1)!;
      // what is beyond float32, or nothing in it, is no fault of the formula
      if (!(Math.abs(right) < 3e38) || (right !== 0 && Math.abs(right) < 1e-37)) return [];
      const lost = gives === right ? 0 : Number.isNaN(gives) ? Infinity : Math.abs(gives - right) / Math.abs(right);
      return [{ text, x: size, gives, right, lost }];
    });
  const [worst] = [...tried].sort((a, b) => b.lost - a.lost);
  const found = tried.find(({ lost }) => lost > 0.01) ?? (worst !== undefined && worst.lost > 3e-4 ? worst : undefined);
  return found && { text, x: found.x, gives: found.gives, right: found.right };
}
