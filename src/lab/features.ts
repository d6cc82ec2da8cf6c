/** What can be seen of a function of one number: its zeros and extrema, its Gaussian moments. */
import { crossings, density, type Expr, gaussianMean, nodes, ops, tidy } from "../expr/index.ts";

/** A function of x alone, with its slope. */
export interface Curve {
  readonly f: (x: number) => number;
  readonly slope: (x: number) => number;
}

export interface Extremum {
  readonly x: number;
  readonly y: number;
  readonly kind: "minimum" | "maximum";
}

export interface Moments {
  /** E f(Z) for a standard normal Z. */
  readonly mean: number;
  readonly secondMoment: number;
  readonly meanSquareSlope: number;
  /** 1 / sqrt(E f(Z)^2): the factor on weights of variance 1/n that keeps the signal's size. */
  readonly gain: number;
}

/** Whether `e` may jump: it compares, or takes steps. */
export function mayJump(e: Expr): boolean {
  return nodes(e).some((node) => {
    const row = node.kind === "apply" ? ops[node.op] : undefined;
    return row?.infix?.precedence === 1 || row?.derivative?.every((d) => d === "0") === true;
  });
}

/** Where f leaves towards one infinity and comes back from the other. */
export function poles(f: (x: number) => number): readonly number[] {
  return crossings(f).filter((x) => Math.abs(f(x)) > 1e12);
}

/** Zeros at which f changes sign, or touches: not the stretches on which it is 0. */
export function zeros({ f, slope }: Curve): readonly number[] {
  const changes = crossings(f).filter((x) => Math.abs(f(x)) < 1e-9);
  const touches = crossings(slope).filter((x) => f(x) === 0 && f(x - 1 / density) !== 0 && f(x + 1 / density) !== 0);
  return [...new Set([...changes, ...touches])].map(tidy).sort((a, b) => a - b);
}

/** Where the slope changes sign and the function does not jump. */
export function extrema({ f, slope }: Curve): readonly Extremum[] {
  return crossings(slope).flatMap((turn): readonly Extremum[] => {
    const x = tidy(turn);
    const y = f(x);
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

/** Gaussian moments of a curve that bends at `breaks`. */
export function moments({ f, slope }: Curve, breaks: readonly number[]): Moments {
  const square = (g: Curve["f"]) => (x: number) => {
    const y = g(x);
    return y * y;
  };
  const secondMoment = gaussianMean(square(f), breaks);
  const meanSquareSlope = gaussianMean(square(slope), breaks);
  return { mean: gaussianMean(f, breaks), secondMoment, meanSquareSlope, gain: 1 / Math.sqrt(secondMoment) };
}
