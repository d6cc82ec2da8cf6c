/** What is said of a function where bounds do not decide: looked for at many points, on the window and far out. */
import {
  apply,
  collect,
  type Expr,
  grid,
  limit,
  observedLimit,
  type Stages,
  simplify,
  stable,
  substitute,
  variable,
  window,
} from "../expr/index.ts";
import { type Curve, type Singularity, telling, type Unbounded } from "./features.ts";
import type { How, Known } from "./known.ts";

/** The limits at -inf and inf; "none" where there is none. */
export interface Limits {
  readonly left: Known<number | "none">;
  readonly right: Known<number | "none">;
}

/** The least and the greatest of what was seen. */
export interface Seen {
  readonly lo: number;
  readonly hi: number;
}

export function limitsOf(e: Expr, params: Readonly<Record<string, number>>): Limits {
  const [left, right] = [-Infinity, Infinity].map((at): Known<number | "none"> => {
    const proved = limit(e, "x", at, params);
    const value = proved ?? observedLimit(e, "x", at, params) ?? Number.NaN;
    return { value: Number.isNaN(value) ? "none" : value, how: proved === undefined ? "observed" : "proved" };
  }) as [Limits["left"], Limits["right"]];
  return { left, right };
}

/** Points of the window, and some far out. */
const far = [1, 10, 100, 1e4, 1.13e4, 1.29e4, 1.47e4].flatMap((k) => [-window * k, window * k]);

export function points(): readonly number[] {
  return [...grid(), ...far];
}

/** The least and the greatest value of a curve as far as it is seen, limits included. */
export function valuesSeen(
  curve: Curve,
  breaks: readonly number[],
  steep: readonly Singularity[],
  limits: Limits,
  bounds: readonly [number, number],
): Seen {
  const values = [...points(), ...telling(curve, breaks)].map(curve.f);
  const sides = steep.flatMap(({ left, right }) => [left, right]).filter((y) => y !== 0);
  const ends = [limits.left.value, limits.right.value].filter((y): y is number => y !== "none");
  const seen = [...values, ...sides, ...ends].filter((y) => !Number.isNaN(y));
  if (seen.length === 0) return { lo: Infinity, hi: -Infinity };
  const [lo, hi] = [Math.min(...seen) + 0, Math.max(...seen) + 0];
  return { lo: grown(lo, bounds[0], limits), hi: grown(hi, bounds[1], limits) };
}

/** Without a limit, what is large far out and unbounded by the bounds is taken to grow for ever. */
function grown(y: number, bound: number, { left, right }: Limits): number {
  const waves = left.value === "none" || right.value === "none";
  return waves && Math.abs(y) > 1e4 && Math.abs(bound) === Infinity ? bound : y;
}

export function monotoneSeen(f: (x: number) => number): Known<"rising" | "falling" | "constant" | "neither"> {
  const values = [...points()].sort((a, b) => a - b).map(f);
  const steps = values.slice(1).map((y, i) => y - values[i]!);
  const [rises, falls] = [steps.some((d) => d > 0), steps.some((d) => d < 0)];
  if (rises && falls) return { value: "neither", how: "proved" };
  return { value: rises ? "rising" : falls ? "falling" : "constant", how: "observed" };
}

export function convexitySeen(bend: (x: number) => number): Known<"convex" | "concave" | "linear" | "neither"> {
  const values = points().map(bend);
  const [up, down] = [values.some((d) => d > 1e-12), values.some((d) => d < -1e-12)];
  return { value: up && down ? "neither" : up ? "convex" : down ? "concave" : "linear", how: "observed" };
}

/** Algebra proves a symmetry, one point refutes it; else all points agree. */
export function symmetry({ plain, stable: form }: Stages, { f }: Curve): Known<"odd" | "even" | "none"> {
  const mirrors = (sign: 1 | -1) => (x: number) =>
    Math.abs(f(-x) - sign * f(x)) <= 1e-12 * Math.abs(f(x)) || f(-x) === sign * f(x);
  const [isEven, isOdd] = [1, -1].map((sign) => points().every(mirrors(sign as 1 | -1)));
  if (!isEven && !isOdd) return { value: "none", how: "proved" };
  const mirrored = stable(simplify(substitute(plain, { x: apply("neg", variable("x")) })));
  const how: How = mirrored === form || mirrored === collect(apply("neg", form)) ? "proved" : "observed";
  return { value: isEven ? "even" : "odd", how };
}

export function cornersSeen(
  { f, slope }: Curve,
  breaks: readonly number[],
  unbounded: Unbounded,
): readonly { at: number; slope: number; left: number; right: number }[] {
  const h = 1e-7;
  return breaks.flatMap((at) => {
    if (unbounded.f.some(({ x }) => x === at)) return [];
    const steep = unbounded.slope.find(({ x }) => x === at);
    if (steep !== undefined && steep.left !== 0 && steep.right !== 0)
      return steep.left === steep.right ? [] : [{ at, slope: slope(at), left: steep.left, right: steep.right }];
    const [left, right] = [(f(at - h) - f(at - 2 * h)) / h, (f(at + 2 * h) - f(at + h)) / h];
    const isBend = Math.abs(left - right) > 1e-4 || Math.abs(f(at + h) - f(at - h)) > 1e-4;
    return isBend ? [{ at, slope: slope(at), left: rounded(left), right: rounded(right) }] : [];
  });
}

/** To the digits that a difference quotient has. */
function rounded(x: number): number {
  return Math.round(x * 1e6) / 1e6;
}
