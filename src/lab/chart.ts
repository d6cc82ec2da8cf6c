/**
 * The sign of a formula along a stretch of the line on which it is smooth, proved: where it is positive, negative, 0.
 *
 * The ends, infinite or singular, are told by germs; between them boxes are halved until their bounds exclude 0, or the
 * slope keeps its sign and a box holds one zero. A chart of the slope makes that of the function nearly free.
 */
import {
  diff,
  type Enclosure,
  type Expr,
  enclosure,
  evaluator,
  germ,
  type Interval,
  point,
  signOfBounds,
} from "../expr/index.ts";

export type Sign = 1 | -1 | 0;

/** From one place to the next. Without a sign: not known; if `root`, exactly one zero lies in it, and it is narrow. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly sign: Sign | undefined;
  readonly root?: boolean;
}

/** Stretches that meet, from the first to the last place asked for. */
export type Chart = readonly Stretch[];

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whether every sign is known, but at narrow roots. */
export function isComplete(chart: Chart): boolean {
  return chart.every(({ sign, root }) => sign !== undefined || root === true);
}

/** The chart of `e` on a span with no cut of it inside, by halving; `boxes` is how many may be looked at. */
export function chartOf(e: Expr, span: Span, boxes = 600): Chart {
  if (e.kind === "const") return [{ ...span, sign: signOfBounds(point(e.value)) }];
  const [left, right] = [endOf(e, span, 1), endOf(e, span, -1)];
  const found: Stretch[] = [{ from: span.from, to: left.until, sign: left.sign }];
  if (left.until < right.until) {
    const slope = lazy(() => enclosure(diff(e)));
    halved({ e, g: enclosure(e), slope, left: boxes, found }, left.until, right.until);
  }
  found.push({ from: right.until, to: span.to, sign: right.sign });
  return merged(found);
}

/** The chart of `e`, given that of its slope: between two signs of the slope there is at most one zero. */
export function chartFrom(e: Expr, span: Span, slope: Chart): Chart {
  const g = enclosure(e);
  const found: Stretch[] = [];
  for (const s of slope) {
    const first = s.from === span.from ? startSign(e, span, 1) : signOfBounds(g(point(s.from)));
    const last = s.to === span.to ? startSign(e, span, -1) : signOfBounds(g(point(s.to)));
    found.push(...between(e, s, first, last));
  }
  return merged(found);
}

function between(e: Expr, s: Stretch, first: Sign | undefined, last: Sign | undefined): readonly Stretch[] {
  const { from, to, sign } = s;
  const g = enclosure(e);
  const all = (known: Sign | undefined): Stretch[] => [{ from, to, sign: known }];
  if (sign === undefined) {
    const box = Number.isFinite(to - from) ? signOfBounds(g({ lo: from, hi: to })) : undefined;
    return all(box);
  }
  if (sign === 0) return all(first ?? last);
  if (first === sign || first === 0) return all(sign);
  if (last === -sign || last === 0) return all(-sign as Sign);
  if (first !== -sign || last !== sign) return all(undefined);
  const inner = finitePart(g, s, first, last);
  return inner === undefined ? all(undefined) : rooted(e, from, to, inner, sign);
}

/** Numbers inside a stretch at which g has its signs at the ends. */
function finitePart(g: Enclosure, { from, to }: Span, first: Sign, last: Sign): readonly [number, number] | undefined {
  const lo = from === -Infinity ? farOut(to, -1, (x) => signOfBounds(g(point(x))) === first) : from;
  const hi = to === Infinity ? farOut(from, 1, (x) => signOfBounds(g(point(x))) === last) : to;
  if (lo === undefined || hi === undefined) return undefined;
  return [lo, hi];
}

function farOut(from: number, side: 1 | -1, holds: (x: number) => boolean): number | undefined {
  const start = Number.isFinite(from) ? from : 0;
  for (let step = 1; step < 1e300; step *= 4) if (holds(start + side * step)) return start + side * step;
  return undefined;
}

/** A stretch on which `e` rises (sign 1) or falls through its one zero. */
function rooted(e: Expr, from: number, to: number, outer: readonly [number, number], sign: Sign): Stretch[] {
  const g = enclosure(e);
  let [a, b] = nearer(e, g, outer, sign);
  for (let i = 0; i < 1100; i += 1) {
    const middle = a < 0 && b > 0 ? 0 : middleOf(a, b);
    if (!(middle > a && middle < b)) break;
    const there = signOfBounds(g(point(middle)));
    if (there === sign) b = middle;
    else if (there === -sign) a = middle;
    else if (there === 0) return exactRoot(from, to, middle, sign);
    else {
      [a, b] = closedIn(g, a, middle, b, sign);
      break;
    }
  }
  return [
    { from, to: a, sign: -sign as Sign },
    { from: a, to: b, sign: undefined, root: true },
    { from: b, to, sign },
  ];
}

/** The same halvings by plain values, while these are far from 0; their signs at the ends are proved afterwards. */
function nearer(e: Expr, g: Enclosure, outer: readonly [number, number], sign: Sign): readonly [number, number] {
  const value = evaluator(e, ["x"]);
  let [a, b] = outer;
  while (b - a > 1e-9 * Math.max(Math.abs(a), Math.abs(b))) {
    const middle = a < 0 && b > 0 ? 0 : middleOf(a, b);
    const side = value(middle) * sign;
    if (side > 0) b = middle;
    else if (side < 0) a = middle;
    else break;
  }
  const holds = (x: number, its: Sign, known: number): boolean => x === known || signOfBounds(g(point(x))) === its;
  return holds(a, -sign as Sign, outer[0]) && holds(b, sign, outer[1]) ? [a, b] : outer;
}

/** Rounding hides the sign at `middle`: from both sides as near to it as signs can be told. */
function closedIn(g: Enclosure, a: number, middle: number, b: number, sign: Sign): [number, number] {
  const near = (known: number, its: Sign): number => {
    let [sure, unsure] = [known, middle];
    for (let i = 0; i < 60; i += 1) {
      const x = middleOf(sure, unsure);
      if (x === sure || x === unsure) break;
      if (signOfBounds(g(point(x))) === its) sure = x;
      else unsure = x;
    }
    return sure;
  };
  return [near(a, -sign as Sign), near(b, sign)];
}

function exactRoot(from: number, to: number, at: number, sign: Sign): Stretch[] {
  return [
    { from, to: at, sign: -sign as Sign },
    { from: at, to: at, sign: 0, root: true },
    { from: at, to, sign },
  ];
}

function middleOf(a: number, b: number): number {
  return a + (b - a) / 2;
}

interface Work {
  readonly e: Expr;
  readonly g: Enclosure;
  readonly slope: () => Enclosure;
  left: number;
  readonly found: Stretch[];
}

function halved(work: Work, from: number, to: number): void {
  work.left -= 1;
  const box: Interval = { lo: from, hi: to };
  const plain = signOfBounds(work.g(box));
  if (plain !== undefined) return void work.found.push({ from, to, sign: plain });
  const slope = work.slope()(box);
  const s = signOfBounds(slope);
  if (s === 1 || s === -1) {
    const [first, last] = [signOfBounds(work.g(point(from))), signOfBounds(work.g(point(to)))];
    if (first !== undefined && last !== undefined)
      return void work.found.push(...between(work.e, { from, to, sign: s }, first, last));
  }
  const tiny = to - from < 1e-9 * (1 + Math.abs(from));
  if (tiny || work.left <= 0) return void work.found.push({ from, to, sign: undefined });
  // off the middle, where functions like to have their zeros
  const at = from + (to - from) * 0.4871;
  halved(work, from, at);
  halved(work, at, to);
}

/** Stretches of one sign made one; between empty ones nothing is lost. */
function merged(stretches: readonly Stretch[]): Chart {
  const made: Stretch[] = [];
  for (const s of stretches) {
    const last = made.at(-1);
    if (s.from === s.to && !s.root) continue;
    const joins = last !== undefined && last.sign === s.sign && !last.root && !s.root;
    if (joins) made[made.length - 1] = { ...last, to: s.to };
    else made.push(s);
  }
  return made;
}

/** How far from one end of the span its sign there is known to reach. */
function endOf(e: Expr, span: Span, side: 1 | -1): { sign: Sign | undefined; until: number } {
  const at = side > 0 ? span.from : span.to;
  const other = side > 0 ? span.to : span.from;
  const reaches = Math.abs(at) === Infinity ? outward : inward;
  let until = at;
  for (const from of reaches) {
    const x = Math.abs(at) === Infinity ? -side * from : at + side / from;
    const inside = side * (other - x) > 0 && (Math.abs(at) === Infinity || x !== at);
    const last = from === reaches.at(-1);
    if (!inside && !last) continue;
    if (!inside) return { sign: undefined, until: at };
    const sign = germ(e, { at, side }, from)?.sign;
    if (sign !== undefined) return { sign, until: x };
    until = x;
  }
  const near = Number.isFinite(other) ? other : 0;
  return { sign: undefined, until: Math.abs(at) === Infinity ? near - side * known : until };
}

/** How far a function without a sign far out is followed. */
const known = 16;
const outward = [5, 8, 40, 300, 4096, 1048576];
const inward = [8, 128, 16384, 1073741824];

/** The sign next to an end of the span; 0 if the function begins there at exactly 0. */
function startSign(e: Expr, span: Span, side: 1 | -1): Sign | undefined {
  const at = side > 0 ? span.from : span.to;
  const there = Number.isFinite(at) ? enclosure(e)(point(at)) : undefined;
  const known = there === undefined ? undefined : signOfBounds(there);
  return known ?? endOf(e, span, side).sign;
}

function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
