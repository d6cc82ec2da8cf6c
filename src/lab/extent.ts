/** The least and the greatest value of a formula along a stretch on which it is smooth: each within bounds, proved. */
import { diff, type Expr, enclosure, germ, type Interval, point } from "../expr/index.ts";
import type { Chart, Span } from "./chart.ts";

/** The infimum lies in lo, the supremum in hi. */
export interface Extent {
  readonly lo: Interval;
  readonly hi: Interval;
}

/** The extent of both together. */
export function both(a: Extent, b: Extent): Extent {
  return {
    lo: { lo: Math.min(a.lo.lo, b.lo.lo), hi: Math.min(a.lo.hi, b.lo.hi) },
    hi: { lo: Math.max(a.hi.lo, b.hi.lo), hi: Math.max(a.hi.hi, b.hi.hi) },
  };
}

/** The extent of what takes one value, known within bounds; of nothing if it has none. */
export function extentOfValue(y: Interval): Extent {
  return { lo: y, hi: y };
}

export const empty: Extent = { lo: point(Infinity), hi: point(-Infinity) };

/** The extent of `e`, given where its slope is positive and negative: its values at the ends of each stretch. */
export function extentFrom(e: Expr, span: Span, slope: Chart): Extent {
  const g = enclosure(e);
  const values = slope.flatMap(({ from, to, sign }): readonly Extent[] => {
    if (sign === undefined) return [Number.isFinite(to - from) ? extentOfBox(g({ lo: from, hi: to })) : wide(e, span)];
    const first = from === span.from ? endValue(e, from, 1) : g(point(from));
    const last = to === span.to ? endValue(e, to, -1) : g(point(to));
    return [extentOfValue(first), extentOfValue(last)];
  });
  return values.reduce(both, empty);
}

/** Something is in the box, and nothing is outside. */
function extentOfBox({ lo, hi }: Interval): Extent {
  return { lo: { lo, hi }, hi: { lo, hi } };
}

/** The value towards an end: the limit, within bounds. */
export function endValue(e: Expr, at: number, side: 1 | -1): Interval {
  const there = Number.isFinite(at) ? enclosure(e)(point(at)) : undefined;
  if (there !== undefined && there.nan !== true && Number.isFinite(there.lo + there.hi)) return there;
  for (const from of farthest) {
    const found = germ(e, { at, side }, from);
    if (found === undefined) continue;
    if (found.tends === "zero") return point(0);
    if (found.tends === "infinity" && found.sign !== undefined) return point(found.sign * Infinity);
    return found.range;
  }
  return { lo: -Infinity, hi: Infinity };
}

const farthest = [0x1000000000000000, 0x40000000, 1024, 64];

/** The extent of `e` where nothing is known of its slope: by halving boxes where it is largest and least. */
export function extentOf(e: Expr, span: Span, boxes = 120): Extent {
  if (e.kind === "const") return extentOfValue(point(e.value));
  const [left, right] = [neighbourhood(e, span, 1), neighbourhood(e, span, -1)];
  const ends = both(left.extent, right.extent);
  if (!(left.until < right.until)) return ends;
  const hi = greatest(e, left.until, right.until, ends.hi, 1, boxes);
  const lo = greatest(e, left.until, right.until, negated(ends.lo), -1, boxes);
  return { lo: negated(lo), hi };
}

/** The extent of what has these bounds, and may reach them or not. */
export function extentWithin({ lo, hi, nan }: Interval): Extent {
  const [low, high] = nan === true || !(lo <= hi) ? [-Infinity, Infinity] : [lo, hi];
  return { lo: { lo: low, hi: Infinity }, hi: { lo: -Infinity, hi: high } };
}

function wide(e: Expr, span: Span): Extent {
  return extentOf(e, span);
}

/** Bounds of the supremum of sign * e between two numbers and of what is known to be reached elsewhere. */
function greatest(e: Expr, from: number, to: number, known: Interval, sign: 1 | -1, boxes: number): Interval {
  return highest([{ above: topOf(e, sign), from, to }], known, boxes, 1e-9);
}

/** Bounds of the largest |e| over all parts together: what is small on one is not looked at if another has more. */
export function greatestSize(parts: readonly { readonly e: Expr; readonly span: Span }[], boxes = 100): Interval {
  const hills: Hill[] = [];
  let known: Interval = point(0);
  for (const { e, span } of parts) {
    if (e.kind === "const") {
      known = larger(known, point(Math.abs(e.value)));
      continue;
    }
    const [left, right] = [neighbourhood(e, span, 1), neighbourhood(e, span, -1)];
    for (const { extent } of [left, right]) known = larger(larger(known, extent.hi), negated(extent.lo));
    if (left.until < right.until)
      hills.push(...([1, -1] as const).map((sign) => ({ above: topOf(e, sign), from: left.until, to: right.until })));
  }
  return highest(hills, known, boxes, 3e-5);
}

function larger(a: Interval, b: Interval): Interval {
  return { lo: Math.max(a.lo, b.lo), hi: Math.max(a.hi, b.hi) };
}

/** A function whose supremum between two numbers is sought. */
interface Hill extends Span {
  readonly above: Top;
}

/** Something reached inside a box, and what nothing in it exceeds. */
type Top = (from: number, to: number) => { readonly reached: number; readonly most: number };

function topOf(e: Expr, sign: 1 | -1): Top {
  const g = enclosure(e);
  let slope: ReturnType<typeof enclosure> | undefined;
  return (lo, hi) => {
    const middle = lo + (hi - lo) / 2;
    const there = signed(g(point(middle)), sign);
    const reached = there.nan ? -Infinity : there.lo;
    const plain = signed(g({ lo, hi }), sign);
    const most = plain.nan ? Infinity : plain.hi;
    if (!(hi - lo < 2)) return { reached, most };
    slope ??= enclosure(diff(e));
    const s = signed(slope({ lo, hi }), sign);
    // a rising or falling box has its greatest value at an end
    if (s.lo >= 0 || s.hi <= 0) {
      const end = signed(g(point(s.lo >= 0 ? hi : lo)), sign);
      return { reached: Math.max(reached, end.lo), most: Math.min(most, end.hi) };
    }
    const steep = Math.max(-s.lo, s.hi) * (hi - lo) * 0.5000000001;
    const linear = there.hi + steep + Math.abs(there.hi + steep) * 1e-15;
    return { reached, most: Number.isNaN(linear) ? most : Math.min(most, linear) };
  };
}

function highest(hills: readonly Hill[], known: Interval, boxes: number, aim: number): Interval {
  let reached = known.lo;
  const box = (above: Top, from: number, to: number) => {
    const found = above(from, to);
    reached = Math.max(reached, found.reached);
    return { above, from, to, most: found.most };
  };
  const queue = hills.map(({ above, from, to }) => box(above, from, to));
  for (let i = 0; i < boxes && queue.length > 0; i += 1) {
    const k = queue.reduce((best, { most }, j) => (most > queue[best]!.most ? j : best), 0);
    const { above, from, to, most } = queue[k]!;
    if (!(most - reached > aim * Math.max(1e-300, Math.abs(reached)))) break;
    const at = from + (to - from) * 0.4871;
    if (!(at > from && at < to)) break;
    queue[k] = box(above, from, at);
    queue.push(box(above, at, to));
  }
  return { lo: reached, hi: queue.reduce((most, each) => Math.max(most, each.most), Math.max(known.hi, reached)) };
}

function signed(y: Interval, sign: 1 | -1): Interval {
  return sign > 0 ? y : { ...negated(y), nan: y.nan === true };
}

function negated({ lo, hi }: Interval): Interval {
  return { lo: -hi, hi: -lo };
}

/** The extent of `e` beside an end of the span, and how far that reaches. */
function neighbourhood(e: Expr, span: Span, side: 1 | -1): { extent: Extent; until: number } {
  const at = side > 0 ? span.from : span.to;
  const limit = endValue(e, at, side);
  if (Number.isFinite(at) && Number.isFinite(limit.lo + limit.hi) && enclosure(e)(point(at)).nan !== true)
    return { extent: extentOfValue(limit), until: at };
  for (const from of Number.isFinite(at) ? [1048576, 1024, 16] : [40, 8, 300, 4096]) {
    const until = Number.isFinite(at) ? at + side / from : -side * from;
    const other = side > 0 ? span.to : span.from;
    if (side * (other - until) <= 0) continue;
    const found = germ(e, { at, side }, from);
    if (found === undefined) continue;
    const { lo, hi } = found.range;
    // values come as near to the limit as one likes
    return { extent: { lo: { lo, hi: limit.hi }, hi: { lo: limit.lo, hi } }, until };
  }
  const nothing = { lo: -Infinity, hi: Infinity };
  return { extent: { lo: nothing, hi: nothing }, until: Number.isFinite(at) ? at : -side * 64 };
}
