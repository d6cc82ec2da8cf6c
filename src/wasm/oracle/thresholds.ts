/** Where a kernel takes another branch: the float32 at which one of its comparisons turns. */

import { floatOf } from "../instructions.ts";
import { interpret } from "../interpret.ts";
import type { Ir } from "../ir.ts";

/** Enough for every branch; a comparison that turns more often belongs to a wave, and some of its turns will do. */
const most = 96;

/**
 * The first float32 after each turn, seen on a grid of all exponents and found to the bit by bisection.
 * Input 0 of `ir` varies, the others are `parameters`.
 */
export function thresholds(ir: Ir, parameters: readonly number[] = []): readonly number[] {
  const masks = ir.nodes.filter((node) => node.kind === "apply" && node.lane === "i32" && isComparison(node.op));
  if (masks.length === 0) return [];
  const observed = { ...ir, outputs: masks };
  const at = (places: Float32Array) => interpret(observed, [places, ...parameters], places.length);
  const grid = ordered();
  const seen = at(Float32Array.from(grid, fromOrder));
  const turns = seen.flatMap((values, mask) => thinned(turnsOf(values)).map((i) => ({ mask, i })));
  const low = turns.map(({ i }) => grid[i - 1]!);
  const high = turns.map(({ i }) => grid[i]!);
  for (let round = 0; round < 32; round += 1) {
    const middle = low.map((l, k) => Math.floor((l + high[k]!) / 2));
    const found = at(Float32Array.from(middle, fromOrder));
    turns.forEach(({ mask, i }, k) => {
      if (found[mask]![k] === seen[mask]![i]) high[k] = middle[k]!;
      else low[k] = middle[k]!;
    });
  }
  return [...new Set(high)].map(fromOrder);
}

function isComparison(op: string): boolean {
  return /\.(eq|ne|lt|le|gt|ge|lt_u)$/.test(op);
}

/** Places on the line of all float32 from -infinity to infinity: 4 to each power of two. */
function ordered(): readonly number[] {
  const step = 1 << 21;
  const right = Array.from({ length: 0x7f800000 / step + 1 }, (_, i) => i * step);
  return [
    ...right
      .slice(1)
      .reverse()
      .map((place) => -place),
    ...right,
  ];
}

/** The float32 at this place; the negative ones are as far left of 0 as the positive ones are right of it. */
function fromOrder(place: number): number {
  return place < 0 ? -floatOf(-place) : floatOf(place);
}

/** Where `values` differs from what came before. */
function turnsOf(values: Float32Array): readonly number[] {
  const turns: number[] = [];
  for (let i = 1; i < values.length; i += 1) if (values[i] !== values[i - 1]) turns.push(i);
  return turns;
}

function thinned(turns: readonly number[]): readonly number[] {
  const stride = Math.ceil(turns.length / most);
  return stride <= 1 ? turns : turns.filter((_, i) => i % stride === 0);
}
