/** Functions and their derivatives on a range, as plain data to draw. */
import { resolve } from "../activations/index.ts";
import { NonlinError, normalCdf } from "../base/index.ts";
import { evaluator, type Order, road } from "../expr/index.ts";
import { titleOf } from "./title.ts";

export interface Curves {
  readonly schema: "nonlin.plot/1";
  readonly x: readonly number[];
  readonly orders: readonly Order[];
  readonly functions: readonly FunctionCurve[];
  /** Where they are no f, f', f'' of x alone: what each order is called, what x is, and what is seen, in words. */
  readonly words?: { readonly orders: readonly string[]; readonly x: string; readonly seen: string };
}

export interface FunctionCurve {
  /** As it was asked for. */
  readonly name: string;
  readonly title: string;
  /** Values by order, null where there is none (NaN or infinite). */
  readonly values: readonly (readonly (number | null)[])[];
  /** Stretches of x on which |f'| < 0.1: nearly nothing is learned there. */
  readonly flat: readonly (readonly [from: number, to: number])[];
  /** The share of standard normal inputs that fall there. */
  readonly flatShare: number;
  /** Points at which f has no finite value. */
  readonly gaps: number;
}

export const flatSlope = 0.1;

/** `points` values of every function and order, equally spaced from low to high. */
export function curves(
  names: readonly string[],
  [low, high]: readonly [number, number],
  orders: readonly Order[],
  points = 601,
): Curves {
  if (!(low < high && Number.isFinite(high - low))) {
    throw new NonlinError("E_USAGE", `the range ${low},${high} is empty`, {
      advice: "write the smaller end first: -6,6",
    });
  }
  const x = Array.from({ length: points }, (_, i) => low + ((high - low) * i) / (points - 1));
  return { schema: "nonlin.plot/1", x, orders, functions: names.map((name) => functionCurve(name, x, orders)) };
}

/** What a picture of these values should show: all of them, but for poles: what exceeds the bulk by more than its own size is cut. */
export function visibleRange(values: readonly (number | null)[]): readonly [low: number, high: number] {
  const sorted = values.filter((v) => v !== null).sort((a, b) => a - b);
  if (sorted.length === 0) return [-1, 1];
  const at = (p: number): number => sorted[Math.round(p * (sorted.length - 1))] as number;
  const bulk = at(0.96) - at(0.04) || 1;
  const low = Math.max(at(0), at(0.04) - bulk);
  const high = Math.min(at(1), at(0.96) + bulk);
  const margin = (high - low || 1) * 0.06;
  return [low - margin, high + margin];
}

function functionCurve(name: string, x: readonly number[], orders: readonly Order[]): FunctionCurve {
  const { declaration, params } = resolve(name);
  const names = Object.keys(params);
  const numbers = Object.values(params);
  const at = (order: Order): ((x: number) => number) => {
    const f = evaluator(road(declaration, order), ["x", ...names]);
    return (input) => f(input, ...numbers);
  };
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const values = orders.map((order) => x.map(at(order)).map(finite));
  const flat = stretches(x, at(1));
  const f = at(0);
  return {
    name,
    title: titleOf(name),
    values,
    flat,
    flatShare: flat.reduce((sum, [from, to]) => sum + weight(x, from, to), 0),
    gaps: x.filter((input) => !Number.isFinite(f(input))).length,
  };
}

function stretches(x: readonly number[], slope: (x: number) => number): [number, number][] {
  const isFlat = (input: number) => Math.abs(slope(input)) < flatSlope;
  const found: [number, number][] = [];
  let start: number | undefined;
  for (const [i, input] of x.entries()) {
    const flat = isFlat(input);
    const before = x[i - 1];
    if (flat && start === undefined) start = before === undefined ? input : turn(isFlat, before, input);
    if (start !== undefined && (!flat || i === x.length - 1)) {
      found.push([start, flat ? input : turn(isFlat, before as number, input)]);
      start = undefined;
    }
  }
  return found;
}

/** Where between `from` and `to` the condition turns, to a millionth of the way. */
function turn(holds: (x: number) => boolean, from: number, to: number): number {
  const first = holds(from);
  let [low, high] = [from, to];
  for (let round = 0; round < 20; round += 1) {
    const middle = (low + high) / 2;
    if (holds(middle) === first) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Of the standard normal distribution; what lies beyond the range counts with the end that it touches. */
function weight(x: readonly number[], from: number, to: number): number {
  const below = from === x[0] ? 0 : normalCdf(from);
  const above = to === x.at(-1) ? 1 : normalCdf(to);
  return above - below;
}
