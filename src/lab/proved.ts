/** What the chart of a function proves: each undefined where bounds do not decide it. */
import { normalCdf } from "../base/index.ts";
import { apply, collect, constant, enclosure, type Interval } from "../expr/index.ts";
import { type Chart, chartFrom, type Sign, type Stretch } from "./chart.ts";
import type { Extremum } from "./features.ts";
import { type Enclosed, enclosed, type Known, named } from "./known.ts";
import {
  compared,
  continuity,
  extentOfShape,
  greatestBend,
  isCharted,
  isNumber,
  type Joint,
  jumpAt,
  type Piece,
  type Shape,
  smoothnessOf,
  stretchesOf,
} from "./shape.ts";

export type Monotone = "rising" | "falling" | "constant" | "neither";
export type Convexity = "convex" | "concave" | "linear" | "neither";

/** A part of the line, to the last place asked for. */
export interface Part<T> {
  readonly from: number;
  readonly to: number;
  readonly is: T;
}

/** Whether f never falls, never rises, or both in places. */
export function monotoneProved(shape: Shape): Known<Monotone> | undefined {
  const signs = stretchesOf(shape, 1).map(({ sign }) => sign);
  const jumps = shape.joints.map(jumpAt);
  const [up, down] = [1, -1].map((s) => signs.includes(s as Sign) || jumps.includes(s as Sign)) as [boolean, boolean];
  if (up && down) return { value: "neither", how: "proved" };
  if (!isCharted(shape, 1) || jumps.includes(undefined)) return undefined;
  return { value: up ? "rising" : down ? "falling" : "constant", how: "proved" };
}

/** Where f rises, falls and is constant. */
export function slopesProved(shape: Shape): readonly Part<"rising" | "falling" | "constant">[] | undefined {
  if (!isCharted(shape, 1)) return undefined;
  const names = { "1": "rising", "-1": "falling", "0": "constant" } as const;
  const signs = inOrder(shape, 1, (joint) => jumpAt(joint) ?? 0);
  return signs.map(({ from, to, is }) => ({ from, to, is: names[`${is}`] }));
}

export function convexityProved(shape: Shape): Known<Convexity> | undefined {
  if (continuity(shape) === false) return { value: "neither", how: "proved" };
  const signs = stretchesOf(shape, 2).map(({ sign }) => sign);
  const kinks = shape.joints.map(kinkAt);
  const [up, down] = [1, -1].map((s) => signs.includes(s as Sign) || kinks.includes(s as Sign)) as [boolean, boolean];
  if (up && down) return { value: "neither", how: "proved" };
  if (!isCharted(shape, 2) || kinks.includes(undefined) || continuity(shape) !== true) return undefined;
  return { value: up ? "convex" : down ? "concave" : "linear", how: "proved" };
}

/** Where f is convex, concave and straight, a kink joining what bends as it does. */
export function bendsProved(shape: Shape): readonly Part<"convex" | "concave" | "linear">[] | undefined {
  if (!isCharted(shape, 2) || continuity(shape) === undefined) return undefined;
  const names = { "1": "convex", "-1": "concave", "0": "linear" } as const;
  const signs = inOrder(shape, 2, (joint) => (jumpAt(joint) === 0 ? (kinkAt(joint) ?? 0) : undefined));
  return signs.map(({ from, to, is }) => ({ from, to, is: names[`${is}`] }));
}

/** How the slope goes on at a joint: 1 if it jumps up. */
function kinkAt({ left, right, smooth, edge }: Joint): Sign | undefined {
  if (smooth || edge) return 0;
  const [l, r] = [left[1]!, right[1]!];
  if (l.hi < r.lo) return 1;
  if (l.lo > r.hi) return -1;
  return compared(l, r) === "same" ? 0 : undefined;
}

/** Parts of one sign, pieces joined where what happens between them (0: nothing) has the sign of both; undefined parts them. */
function inOrder(shape: Shape, order: 1 | 2, at: (joint: Joint) => Sign | undefined): readonly Part<Sign>[] {
  const parts: { from: number; to: number; is: Sign }[] = [];
  shape.pieces.forEach(({ charts }, i) => {
    const joint = i === 0 ? undefined : shape.joints[i - 1];
    let between = joint === undefined ? 0 : at(joint);
    for (const { from, to, sign } of charts[order]) {
      if (sign === undefined || from === to) continue;
      const last = parts.at(-1);
      if (last !== undefined && last.is === sign && (between === 0 || between === sign)) last.to = to;
      else {
        if (last !== undefined) last.to = from;
        parts.push({ from: last?.to ?? from, to, is: sign });
      }
      between = 0;
    }
  });
  return parts.map(({ from, to, is }) => ({ from: tidied(from), to: tidied(to), is }));
}

/** A narrow root was left out between two parts: they meet in it. */
function tidied(x: number): number {
  return Object.is(x, -0) ? 0 : x;
}

/** The least upper and greatest lower bound of f, each if its bounds are tight; and bounds that hold in any case. */
export function rangeProved(shape: Shape): { lo?: Enclosed; hi?: Enclosed; bounds: readonly [number, number] } {
  const { lo, hi } = extentOfShape(shape, 0);
  const [low, high] = [enclosed(lo), enclosed(hi)];
  return { ...(low && { lo: low }), ...(high && { hi: high }), bounds: [lo.lo, hi.hi] };
}

/** The largest |f'|: infinite where f jumps. */
export function lipschitzProved(shape: Shape): Enclosed | undefined {
  if (continuity(shape) === false) return infinite;
  const { lo, hi } = extentOfShape(shape, 1);
  const found = enclosed({ lo: Math.max(-lo.hi, hi.lo), hi: Math.max(-lo.lo, hi.hi) });
  return found !== undefined && (found.value === Infinity || continuity(shape) === true) ? found : undefined;
}

/** The largest |f''|: infinite where f' jumps. */
export function lipschitzSlopeProved(shape: Shape): Enclosed | undefined {
  const kinks = shape.joints.map(kinkAt);
  if (continuity(shape) === false || kinks.some((kink) => kink === 1 || kink === -1)) return infinite;
  if (kinks.includes(undefined) || continuity(shape) !== true) return undefined;
  return shape.pieces.every(({ continuous, defined }) => continuous[2] || !defined)
    ? enclosed(greatestBend(shape))
    : undefined;
}

const infinite: Enclosed = { value: Infinity, how: "proved", within: [Infinity, Infinity] };

/** -1 for a jump, k for C^k, Infinity for C^infinity. */
export function smoothnessProved(shape: Shape): Known<number> | undefined {
  if (continuity(shape) === false) return { value: -1, how: "proved" };
  const found = smoothnessOf(shape);
  return found && { value: found.order, how: found.proved ? "proved" : "observed" };
}

/** Isolated zeros, and stretches on which f is 0. */
export function zerosProved(
  shape: Shape,
): { readonly zeros: readonly number[]; readonly stretches: readonly (readonly [number, number])[] } | undefined {
  if (!isCharted(shape, 0)) return undefined;
  const roots = stretchesOf(shape, 0).filter(({ root }) => root === true);
  const [first, ...others] = shape.pieces.map(({ charts }) => charts[0]);
  const joints = shape.joints.filter(({ value }, i) => {
    const before = i === 0 ? first?.at(-1) : others[i - 1]?.at(-1);
    return value.lo === 0 && value.hi === 0 && before?.sign !== 0 && others[i]?.[0]?.sign !== 0;
  });
  const zeros = [...roots.map(({ from, to }) => named({ lo: from, hi: to })), ...joints.map(({ at }) => at)];
  const flat = stretchesOf(shape, 0).filter(({ sign, from, to }) => sign === 0 && from < to);
  const stretches: (readonly [number, number])[] = [];
  for (const { from, to } of flat) {
    const last = stretches.at(-1);
    if (last?.[1] === from) stretches[stretches.length - 1] = [last[0], to];
    else stretches.push([from, to]);
  }
  return { zeros: zeros.sort((a, b) => a - b), stretches };
}

/** Where f turns, with bounds of its value there. */
export function extremaProved(shape: Shape): readonly Extremum[] | undefined {
  if (!isCharted(shape, 1) || shape.joints.some((joint) => jumpAt(joint) === undefined)) return undefined;
  const found: Extremum[] = [];
  let last: Sign = 0;
  let turn: { x: Interval; y: Interval } | undefined;
  const pass = (sign: Sign): void => {
    if (turn !== undefined && last * sign < 0) found.push(extremum(turn, sign));
    last = sign;
    turn = undefined;
  };
  shape.pieces.forEach((piece, i) => {
    const joint = i === 0 ? undefined : shape.joints[i - 1];
    if (!piece.defined) return;
    if (joint !== undefined) {
      if (!joint.edge && jumpAt(joint) === 0) turn = { x: { lo: joint.at, hi: joint.at }, y: joint.value };
      else last = 0;
    }
    for (const s of piece.charts[1]) {
      if (s.root) turn = { x: { lo: s.from, hi: s.to }, y: enclosure(piece.forms[0])({ lo: s.from, hi: s.to }) };
      else pass(s.sign as Sign);
    }
  });
  return found;
}

function extremum({ x, y }: { x: Interval; y: Interval }, sign: Sign): Extremum {
  return { x: named(x), y: named(y), within: [y.lo, y.hi], kind: sign > 0 ? "minimum" : "maximum" };
}

/** Bounds of the share of standard normal inputs at which |f'| < limit. */
export function flatShareProved(shape: Shape, limit: number): Enclosed | undefined {
  let [least, most] = [0, 0];
  for (const piece of shape.pieces) {
    if (!piece.defined) continue;
    const [inside, possible] = flatShare(piece, limit);
    least += inside;
    most += possible;
  }
  return most - least < 1e-6 ? enclosedShare(least, most) : undefined;
}

function enclosedShare(least: number, most: number): Enclosed {
  const [lo, hi] = [Math.max(0, least - 1e-15), Math.min(1, most + 1e-15)];
  return { value: named({ lo, hi }), how: "proved", within: [lo, hi] };
}

/** Of one piece: the share surely flat, and the share not surely steep. */
function flatShare(piece: Piece, limit: number): readonly [number, number] {
  const [, slope, bend] = piece.forms;
  const isLine = bend.kind === "const" && piece.continuous[1] && piece.continuous[2]; // a jump of f' has f'' = 0 beside it
  const beyond = (by: number): Chart =>
    chartFrom(
      collect(apply("add", slope, constant(by))),
      piece,
      isLine ? constantChart(piece, bend.value) : piece.charts[2],
    );
  const [below, above] = [beyond(-limit), beyond(limit)];
  const places = [...new Set([...below, ...above].flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  let [least, most] = [0, 0];
  for (const [i, to] of places.entries()) {
    const from = places[i - 1];
    if (from === undefined) continue;
    const [p, q] = [signOn(below, from, to), signOn(above, from, to)];
    const weight = from > 0 ? normalCdf(-from) - normalCdf(-to) : normalCdf(to) - normalCdf(from);
    if (p === -1 && q === 1) least += weight;
    if (p !== 1 && p !== 0 && q !== -1 && q !== 0) most += weight;
  }
  return [least, most];
}

function constantChart({ from, to }: Piece, value: number): Chart {
  return [{ from, to, sign: Math.sign(value) as Sign }];
}

function signOn(chart: Chart, from: number, to: number): Sign | undefined {
  return chart.find((s: Stretch) => s.from <= from && s.to >= to)?.sign;
}

/** Where f or f' grows beyond all bounds beside a number: proved to be nowhere, if this is true. */
export function isTame(shape: Shape): boolean {
  return (
    isCharted(shape, 0) &&
    isCharted(shape, 1) &&
    shape.joints.every(({ left, right, edge }) => !edge && [...left.slice(0, 2), ...right.slice(0, 2)].every(isNumber))
  );
}
