/** The code of a reduction: accumulators, what one more vector does to them, and the number that they come to. */
import type { Builder, N, V } from "../wasm/index.ts";
import type { Reduce } from "./node.ts";

/** A reduction under way; the accumulators are variables. */
export interface Partial {
  readonly op: Reduce["op"];
  readonly accumulators: readonly V[];
  /** For argmax: where each accumulator's value was, and where the walk stands. */
  readonly places?: readonly V[];
  readonly place?: V;
  /** Called after each element of the reduced axes. */
  readonly advance?: () => void;
}

const neutral: Record<Reduce["op"], number> = {
  sum: 0,
  max: Number.NEGATIVE_INFINITY,
  argmax: Number.NEGATIVE_INFINITY,
};

export function begin(b: Builder, op: Reduce["op"], count: number): Partial {
  const fresh = (value: number): V => b.variable(b.constant("f32x4", value));
  const each = (value: number): V[] => Array.from({ length: count }, () => fresh(value));
  const accumulators = each(neutral[op]);
  if (op !== "argmax") return { op, accumulators };
  const place = fresh(0);
  const advance = (): void => b.assign(place, b.add(place, b.constant("f32x4", 1)));
  return { op, accumulators, places: each(0), place, advance };
}

/** Takes a vector into accumulator k; lanes that do not count change nothing. */
export function combine(b: Builder, partial: Partial, k: number, x: V, lanes?: number | N): void {
  const accumulator = partial.accumulators[k]!;
  const counted = lanes === undefined ? x : b.select(mask(b, lanes), x, b.constant("f32x4", neutral[partial.op]));
  if (partial.op === "sum") {
    b.assign(accumulator, b.add(accumulator, counted));
    return;
  }
  const wins = better(b, accumulator, counted);
  b.assign(accumulator, b.select(wins, counted, accumulator));
  const place = partial.places?.[k];
  if (place !== undefined) b.assign(place, b.select(wins, partial.place!, place));
}

/** By row one number in lane 0, by column the accumulators themselves. */
export function fold(b: Builder, partial: Partial, byRow: boolean): readonly V[] {
  if (partial.places !== undefined) return partial.places;
  if (!byRow) return partial.accumulators;
  const two = (a: V, c: V): V => (partial.op === "sum" ? b.add(a, c) : b.select(better(b, a, c), c, a));
  let left = partial.accumulators;
  while (left.length > 1) {
    left = left.flatMap((a, i) => (i % 2 === 1 ? [] : [left[i + 1] === undefined ? a : two(a, left[i + 1]!)]));
  }
  const halves = two(left[0]!, b.shuffle(left[0]!, left[0]!, [2, 3, 2, 3]));
  return [two(halves, b.shuffle(halves, halves, [1, 1, 1, 1]))];
}

/** Where the second is larger, or NaN and the first is not. */
function better(b: Builder, a: V, c: V): N {
  const newNaN = b.and(b.op("f32.ne", c, c) as N, b.eq(a, a));
  return b.op("i32.or", b.gt(c, a), newNaN) as N;
}

function mask(b: Builder, lanes: number | N): N {
  if (typeof lanes !== "number") return lanes;
  return b.lanes(
    "i32x4",
    [0, 1, 2, 3].map((lane) => (lane < lanes ? -1 : 0)),
  );
}
