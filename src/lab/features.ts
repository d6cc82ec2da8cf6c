/** What can be seen of a function of one number: its zeros and extrema, and where it grows. */
import { log10 } from "../base/index.ts";
import { crossings, density, type Expr, grid, nodes, ops, tidy } from "../expr/index.ts";

/** A function of x alone, with its slope. */
export interface Curve {
  readonly f: (x: number) => number;
  readonly slope: (x: number) => number;
}

export interface Extremum {
  readonly x: number;
  readonly y: number;
  readonly kind: "minimum" | "maximum";
  /** Bounds of y, if it is proved. */
  readonly within?: readonly [lo: number, hi: number];
}

/** Whether `e` may jump: it compares, or takes steps. */
export function mayJump(e: Expr): boolean {
  return nodes(e).some((node) => {
    const row = node.kind === "apply" ? ops[node.op] : undefined;
    return row?.infix?.precedence === 1 || row?.derivative?.every((d) => d === "0") === true;
  });
}

/** Where a function grows beyond all bounds, and how: as fast as `distance ^ -order`, 0 for a logarithm. */
export interface Singularity {
  readonly x: number;
  readonly order: number;
  /** The infinities it goes to, from below and from above; 0 where it does not. */
  readonly left: number;
  readonly right: number;
}

/** Where f grows beyond all bounds within the window: looked for at `breaks`, at peaks of |f| and where f ends. */
export function singularities(f: (x: number) => number, breaks: readonly number[]): readonly Singularity[] {
  const size = (x: number) => Math.abs(f(x));
  const points = grid();
  const values = points.map(size);
  const found = points.flatMap((x, i) => {
    const here = values[i]!;
    const [before, after] = [values[i - 1] ?? here, values[i + 1] ?? Infinity];
    if (Number.isNaN(before) !== Number.isNaN(here)) return [end(f, points[i - 1] ?? x, x)];
    // a smooth hill is flat on top
    const steep = here - Math.min(before, after) > 1e-3 * here;
    return steep && here > before && here >= after ? [peak(size, points[i - 1]!, points[i + 1]!)] : [];
  });
  const places = [...new Set([...breaks, ...crossings(f), ...found].map(tidy))].sort((p, q) => p - q);
  return places.flatMap((x) => singularityAt(f, x));
}

/** The highest point of one hill, by thirds. */
function peak(size: (x: number) => number, from: number, to: number): number {
  let [lo, hi] = [from, to];
  for (let i = 0; i < 90; i += 1) {
    const [p, q] = [lo + (hi - lo) / 3, hi - (hi - lo) / 3];
    if (size(p) < size(q)) lo = p;
    else hi = q;
  }
  return (lo + hi) / 2;
}

/** Where f begins or ends to be a number. */
function end(f: (x: number) => number, from: number, to: number): number {
  let [lo, hi] = [from, to];
  const none = Number.isNaN(f(lo));
  for (let i = 0; i < 60; i += 1) {
    const mid = (lo + hi) / 2;
    if (Number.isNaN(f(mid)) === none) lo = mid;
    else hi = mid;
  }
  return (lo + hi) / 2;
}

// a thousandth of the distance each: a power grows by the same factor, a logarithm by the same amount
const distances = [1e-3, 1e-6, 1e-9, 1e-12] as const;

function singularityAt(f: (x: number) => number, x: number): readonly Singularity[] {
  const [left, right] = [-1, 1].map((side) => {
    const values = distances.map((h) => f(x + side * h));
    const sizes = values.map(Math.abs) as [number, number, number, number];
    const steps = [sizes[1] - sizes[0], sizes[2] - sizes[1], sizes[3] - sizes[2]] as const;
    const grows = steps[0] > 1e-2 && steps[1] > 0.9 * steps[0] && (steps[2] > 0.9 * steps[1] || sizes[3] === Infinity);
    return { towards: grows ? Math.sign(values[2]!) * Infinity : 0, order: log10(sizes[2] / sizes[1]) / 3 };
  }) as [{ towards: number; order: number }, { towards: number; order: number }];
  if (left.towards === 0 && right.towards === 0) return [];
  const order = Math.max(left.towards === 0 ? 0 : left.order, right.towards === 0 ? 0 : right.order);
  return [{ x, order, left: left.towards, right: right.towards }];
}

/** Zeros at which f changes sign, or touches: not the stretches on which it is 0. */
export function zeros({ f, slope }: Curve): readonly number[] {
  const changes = crossings(f).filter((x) => Math.abs(f(x)) < 1e-9);
  const turns = crossings(slope).map(tidy);
  const touches = turns.filter((x) => f(x) === 0 && f(x - 1 / density) !== 0 && f(x + 1 / density) !== 0);
  return [...new Set([...changes, ...touches])].map(tidy).sort((a, b) => a - b);
}

/** Where the slope changes sign and the function does not jump. */
export function extrema({ f, slope }: Curve): readonly Extremum[] {
  return crossings(slope).flatMap((turn): readonly Extremum[] => {
    const x = tidy(turn);
    const y = f(x) + 0;
    const h = 1e-6;
    if (Math.abs(f(x - h) - y) > 1e-3 || Math.abs(f(x + h) - y) > 1e-3) return [];
    return [{ x, y, kind: slope(x - 1e-3) < 0 ? "minimum" : "maximum" }];
  });
}

/** Points on which the bounds of a curve show: its turning points and both sides of its breaks. */
export function telling(curve: Curve, breaks: readonly number[]): readonly number[] {
  const sides = breaks.flatMap((x) => [x - beside(x), x, x + beside(x)]);
  return [...crossings(curve.slope).map(tidy), ...sides];
}

function beside(x: number): number {
  return 1e-15 * Math.max(1, Math.abs(x));
}

/** Where f and f' grow beyond all bounds. */
export interface Unbounded {
  readonly f: readonly Singularity[];
  readonly slope: readonly Singularity[];
}
