/**
 * A function seen in its own scale: what is left of it when a f(b x + c) + d counts as f.
 *
 * Kinks, turns and inflections go where b x + c takes them. Between two of them, or from one to where the slope is half
 * way to its limit, lies a unit that belongs to the function; its values in that unit, less one and divided by the
 * largest, are a fingerprint that no a, b, c, d can change.
 */
import type { Activation } from "../activations/index.ts";
import { evaluator, road, stages } from "../expr/index.ts";
import { limitsOf } from "./observed.ts";
import { compared, type Shape, shapeAt, stretchesOf } from "./shape.ts";

export interface Frame {
  /** Where the unit begins, and how long it is: x = at + unit * u. */
  readonly at: number;
  readonly unit: number;
  /** Values at fixed places u, up to a and d. */
  readonly print: readonly number[];
}

type Params = Readonly<Record<string, number>>;
type Curve = (x: number) => number;

/** Where fingerprints are taken, in units; the first is the one that all are measured from. */
const places = [0.11, -2.6, -1.2, -0.45, 0.3, 0.52, 0.83, 1.4, 2.7] as const;

/** The frames of a function: as it is, and mirrored; none if it has no scale that can be told. */
export function framesOf(a: Activation, params: Params): readonly Frame[] {
  const shape = shapeAt(a, params);
  if (shape === undefined) return [];
  const [f, slope] = [curveOf(a, 0, params), curveOf(a, 1, params)];
  const unit = unitOf(shape, slope, stages(a, 1).stable, params);
  if (unit === undefined) return [];
  const [from = 0, to = 0] = unit;
  return [
    { at: from, unit: to - from },
    { at: to, unit: from - to },
    ...(unit.length > 2 ? [{ at: from, unit: from - to }] : []),
  ].map(({ at, unit: length }) => ({ at, unit: length, print: printOf(f, at, length) }));
}

export function curveOf(a: Activation, order: 0 | 1 | 2, params: Params): Curve {
  const of = evaluator(road(a, order), ["x", ...Object.keys(params)]);
  const values = Object.values(params);
  return (x) => of(x, ...values);
}

function printOf(f: Curve, at: number, unit: number): readonly number[] {
  const [base = 0, ...values] = places.map((u) => f(at + unit * u));
  const rises = values.map((y) => y - base);
  const most = rises.reduce((best, y) => (Math.abs(y) > Math.abs(best) ? y : best), 0);
  return rises.map((y) => (most === 0 ? 0 : y / most));
}

/** From where to where the unit goes; a third number if it goes to either side. */
function unitOf(
  shape: Shape,
  slope: Curve,
  e: Parameters<typeof limitsOf>[0],
  params: Params,
): readonly number[] | undefined {
  const marks = landmarks(shape);
  const [first, second] = marks;
  const [left, right] = Object.values(limitsOf(e, params)).map(({ value }) => value) as [
    number | "none",
    number | "none",
  ];
  if (left === "none" || right === "none")
    return first === undefined || second === undefined ? undefined : nearest(marks);
  if (first !== undefined && second !== undefined) return [first, marks.at(-1)!];
  if (first !== undefined) {
    const sides = [halfWay(slope, first, left, -1), halfWay(slope, first, right, 1)].filter((d) => d !== undefined);
    const unit = sides.length === 0 ? 1 : Math.min(...sides);
    return [first, first + unit, first - unit];
  }
  return unmarked(slope, left, right);
}

/** Kinks, turns and inflections. */
function landmarks(shape: Shape): readonly number[] {
  const roots = ([1, 2] as const).flatMap((order) =>
    stretchesOf(shape, order).flatMap(({ from, to, root }) => (root ? [from + (to - from) / 2] : [])),
  );
  const joints = shape.joints.flatMap(({ at, left, right, smooth }, i) => {
    const [before, after] = [shape.pieces[i]!, shape.pieces[i + 1]!];
    const kink = !smooth && [0, 1, 2].some((k) => compared(left[k]!, right[k]!) === "other");
    const turns = ([1, 2] as const).some((k) => {
      const [p, q] = [before.charts[k].at(-1)?.sign, after.charts[k][0]?.sign];
      return p !== undefined && q !== undefined && p * q < 0;
    });
    return kink || turns ? [at] : [];
  });
  const all = [...roots, ...joints].sort((a, b) => a - b);
  return all.filter((x, i) => i === 0 || x - all[i - 1]! > 1e-9);
}

/** Of a wave: the mark nearest 0 and the next one. */
function nearest(marks: readonly number[]): readonly number[] {
  const i = marks.reduce((best, x, k) => (Math.abs(x) < Math.abs(marks[best]!) ? k : best), 0);
  const j = i + 1 < marks.length ? i + 1 : i - 1;
  return [marks[i]!, marks[j]!];
}

/** How far it is from a mark to where the slope is half way to its limit, or twice what it is at the mark. */
function halfWay(slope: Curve, at: number, limit: number, side: 1 | -1): number | undefined {
  const start = slope(at + side * 1e-9 * Math.max(1, Math.abs(at)));
  if (Math.abs(start - limit) <= 1e-6 * Math.max(Math.abs(start), Math.abs(limit))) return undefined;
  const level = Number.isFinite(limit) ? (start + limit) / 2 : 2 * start;
  if (Math.abs(level - start) <= 1e-6) return undefined;
  const far = reach((d) => (slope(at + side * d) - level) * (start - level) <= 0);
  return far && crossing((d) => slope(at + side * d) - level, 0, far);
}

/** The unit of a function without marks: about where its slope is half way between its limits. */
function unmarked(slope: Curve, left: number, right: number): readonly number[] | undefined {
  if (left === right) return [0, 1, -1];
  if (!Number.isFinite(left) || !Number.isFinite(right)) {
    const [here, beside] = [slope(0), slope(1e-4)];
    const rate = (beside - here) / (1e-4 * here);
    return Number.isFinite(rate) && rate !== 0 ? [0, 1 / rate] : undefined;
  }
  const [low, high] = [0.25, 0.75].map((share) => {
    const level = left + share * (right - left);
    const g: Curve = (x) => (slope(x) - level) * Math.sign(right - left);
    const far = reach((d) => g(-d) < 0 && g(d) > 0);
    return far && crossing(g, -far, far);
  });
  return low === undefined || high === undefined ? undefined : [low, high];
}

function reach(holds: (d: number) => boolean): number | undefined {
  for (let d = 1 / 64; d < 1e6; d *= 2) if (holds(d)) return d;
  return undefined;
}

/** Where g changes sign, by bisection. */
function crossing(g: Curve, from: number, to: number): number {
  let [lo, hi] = [from, to];
  const below = g(hi) > 0;
  for (let i = 0; i < 80; i += 1) {
    const middle = (lo + hi) / 2;
    if (g(middle) > 0 === below) hi = middle;
    else lo = middle;
  }
  return (lo + hi) / 2;
}
