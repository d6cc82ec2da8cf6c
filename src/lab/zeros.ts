/** Zeros of a smooth function, crossed or touched, other than 0: near them no relative accuracy can be asked for. */

import { floatOf } from "../wasm/index.ts";

export interface Zeros {
  /** The ones nearest to 0. */
  readonly zeros: readonly number[];
  /** Of a function that waves: from here on there are more. */
  readonly wavesFrom: number;
}

/** Enough for everything that does not go on waving. */
const most = 6;

/** Looks from 2^-20 to 2^20, on both sides. */
export function zerosOf(value: (x: number) => number): Zeros {
  const found = [-1, 1].flatMap((side) => onOneSide(value, side));
  found.sort((a, b) => Math.abs(a) - Math.abs(b));
  const zeros = found.slice(0, most);
  return { zeros, wavesFrom: found.length > most ? Math.abs(zeros.at(-1)!) : Number.POSITIVE_INFINITY };
}

function onOneSide(value: (x: number) => number, side: number): readonly number[] {
  // 16 steps to each power of two
  const places = Array.from({ length: 16 * 40 }, (_, i) => side * floatOf((107 << 23) + i * (1 << 19)));
  const values = places.map(value);
  return places.flatMap((x, i) => {
    const [before, here, after] = [values[i - 1] ?? Number.NaN, values[i]!, values[i + 1] ?? Number.NaN];
    const next = places[i + 1]!;
    const crossed = here * after < 0 ? bisected(value, x, next) : undefined;
    const dips = before * here > 0 && here * after > 0 && Math.abs(here) < Math.min(Math.abs(before), Math.abs(after));
    const hit = here === 0 && before * after !== 0 ? x : undefined;
    const zero = hit ?? crossed ?? (dips ? lowest(value, places[i - 1]!, next) : undefined);
    if (zero === undefined) return [];
    // what jumps over 0 or only comes near it has no zero there
    return Math.abs(value(zero)) < 1e-9 * Math.max(Math.abs(here), Math.abs(after)) ? [zero] : [];
  });
}

/** Where the sign changes between two places. */
function bisected(value: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  const sign = Math.sign(value(low));
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (Math.sign(value(middle)) === sign) low = middle;
    else high = middle;
  }
  return high;
}

/** Where |value| is least between two places, by thirds. */
function lowest(value: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let round = 0; round < 80; round += 1) {
    const [left, right] = [low + (high - low) / 3, high - (high - low) / 3];
    if (Math.abs(value(left)) < Math.abs(value(right))) high = right;
    else low = left;
  }
  return (low + high) / 2;
}
