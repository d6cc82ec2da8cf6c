/** How much a function hangs on its parameters: what no arithmetic of their width can know better. */
import { defaults, evaluator, type Formula, type Order, road } from "../expr/index.ts";

/**
 * By x how far f, f' or f'' moves for each unit by which all of its parameters move, each in shares of itself and in the worse
 * direction: times 2^-53 that is what the last bits of the parameters decide in float64. 0 of what has none.
 */
export function conditioning(
  f: Formula,
  order: Order,
  params: Readonly<Record<string, number>> = defaults(f),
): (x: number) => number {
  const [names, values] = [Object.keys(params), Object.values(params)];
  if (names.length === 0) return () => 0;
  const at = evaluator(road(f, order), ["x", ...names]);
  const moved = values.map((_, k) => values.map((v, i) => (i === k ? v * (1 + step) : v)));
  return (x) => {
    const here = at(x, ...values);
    const sum = moved.reduce((all, each) => all + Math.abs(at(x, ...each) - here), 0) / step;
    return Number.isFinite(sum) ? sum : 0;
  };
}

/** Half the digits of float64: what is left of a difference is right to as many. */
const step = 1.4901161193847656e-8; // 2^-26
