/**
 * Means over a standard normal input, and what they mean for a deep network at its initialisation.
 *
 * The integrals are summed by Gauss and Kronrod's rules on pieces that end where the function bends, halved where the
 * two rules differ most; their difference is the error stated.
 */
import { exp2, normalPdf } from "../base/index.ts";
import { window } from "../expr/index.ts";
import type { Curve, Singularity, Unbounded } from "./features.ts";

export interface Moments {
  /** E f(Z) for a standard normal Z. */
  readonly mean: number;
  readonly variance: number;
  readonly secondMoment: number;
  readonly meanSquareSlope: number;
  /** 1 / sqrt(E f(Z)^2): the factor on weights of variance 1/n that keeps the signal's size. */
  readonly gain: number;
  /** What the second moments may be off by: the difference of two rules. */
  readonly error: number;
}

/**
 * Signals in a deep and wide network whose weights have variance gain^2 / n and whose biases are 0: Poole et al. 2016,
 * arXiv:1606.05340; Schoenholz et al. 2017, arXiv:1611.01232.
 */
export interface MeanField {
  /** The variance map q -> gain^2 E f(sqrt(q) Z)^2 has the fixed point 1, by the choice of the gain; its slope there. */
  readonly variance: { readonly fixedPoint: 1; readonly slope: number; readonly stable: boolean | "marginal" };
  /**
   * The slope of the correlation map at 1, gain^2 E f'(Z)^2: the factor on squared gradients from layer to layer. Below
   * 1 inputs grow alike (ordered), above 1 they part (chaotic).
   */
  readonly chi: number;
  readonly phase: "ordered" | "critical" | "chaotic";
}

/** Moments of a curve that bends at `breaks`; infinite, or NaN for a mean of both signs, where they do not exist. */
export function momentsOf(
  curve: Curve,
  breaks: readonly number[],
  unbounded: Unbounded,
): { readonly moments: Moments; readonly meanField: MeanField | undefined } {
  const weak = [...unbounded.f, ...unbounded.slope].flatMap(({ x }) => [x, ...approach(x)]);
  const { sums, error } = gaussianMeans(curve, [...breaks, ...weak]);
  const [mean, secondMoment, meanSquareSlope, product] = [
    divergent(unbounded.f, 1) ?? sums[0]!,
    divergent(unbounded.f, 2) ?? sums[1]!,
    divergent(unbounded.slope, 2) ?? sums[2]!,
    sums[3]!,
  ];
  const gain = 1 / Math.sqrt(secondMoment);
  const variance = secondMoment - mean * mean;
  const moments = { mean, variance, secondMoment, meanSquareSlope, gain, error };
  const slope = product / secondMoment;
  const chi = meanSquareSlope / secondMoment;
  if (!Number.isFinite(slope + chi)) return { moments, meanField: undefined };
  const stable = near(Math.abs(slope), 1) ? "marginal" : Math.abs(slope) < 1;
  const phase = near(chi, 1) ? "critical" : chi < 1 ? "ordered" : "chaotic";
  return { moments, meanField: { variance: { fixedPoint: 1, slope, stable }, chi, phase } };
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-9;
}

/** The infinite mean of a power of what has these singularities; undefined if all are weak enough to be summed over. */
function divergent(at: readonly Singularity[], power: 1 | 2): number | undefined {
  // distance ^ -1 has no integral
  const strong = at.filter(({ order }) => order * power > 0.98);
  if (strong.length === 0) return undefined;
  const sides = strong.flatMap(({ left, right }) => [left, right].map((y) => (power === 1 ? y : Math.abs(y))));
  return sides.filter((y) => y !== 0).reduce((total, y) => total + y);
}

/** Points ever nearer to x on both sides: between two of them a weak singularity is smooth. */
function approach(x: number): readonly number[] {
  const distances = Array.from({ length: 48 }, (_, i) => exp2(-i - 3));
  return distances.flatMap((h) => [x - h, x + h]);
}

interface Panel {
  readonly from: number;
  readonly to: number;
  readonly sums: readonly number[];
  readonly sizes: readonly number[];
  readonly error: number;
}

const panelsAtMost = 600;
const aim = 1e-13;

/** The means of f, f^2, f'^2 and z f f' over the window, and the error of the worst of them. */
function gaussianMeans(curve: Curve, breaks: readonly number[]): { sums: readonly number[]; error: number } {
  const regular = Array.from({ length: 17 }, (_, i) => -window + i * (window / 8));
  const inner = breaks.filter((x) => Math.abs(x) < window);
  const edges = [...new Set([...regular, ...inner])].sort((a, b) => a - b);
  const panels = edges.slice(1).map((to, i) => panel(curve, edges[i]!, to));
  const total = (of: (p: Panel) => number): number => panels.reduce((sum, p) => sum + of(p), 0);
  while (panels.length < panelsAtMost) {
    const k = panels.reduce((worst, p, i) => (p.error > panels[worst]!.error ? i : worst), 0);
    const { from, to, error } = panels[k]!;
    const size = Math.max(
      total((p) => p.sizes[1]!),
      total((p) => p.sizes[2]!),
    );
    const middle = from + (to - from) / 2;
    if (!(error > (aim * size) / panels.length) || !(middle > from && middle < to)) break;
    panels.splice(k, 1, panel(curve, from, middle), panel(curve, middle, to));
  }
  const sums = [0, 1, 2, 3].map((i) => {
    const size = total((p) => p.sizes[i]!);
    return outgrows(curve, i, size) ?? total((p) => p.sums[i]!);
  });
  return { sums, error: total((p) => p.error) };
}

/** Infinite, or NaN if its ends differ in sign, where an integrand has not died away at the window's ends. */
function outgrows(curve: Curve, i: number, size: number): number | undefined {
  const ends = [-window, window].map((x) => integrands(curve, x)[i]!) as [number, number];
  const left = Math.max(...ends.map(Math.abs)) * normalPdf(window);
  return left > 1e-3 * size ? (ends[0] + ends[1]) * Infinity : undefined;
}

function integrands({ f, slope }: Curve, x: number): readonly number[] {
  const [y, d] = [f(x), slope(x)];
  return [y, y * y, d * d, x * y * d];
}

function panel(curve: Curve, from: number, to: number): Panel {
  const [half, middle] = [(to - from) / 2, from + (to - from) / 2];
  const sums = [0, 0, 0, 0];
  const sizes = [0, 0, 0, 0];
  const gauss = [0, 0, 0, 0];
  for (const [node, kronrod, weight] of nodes) {
    for (const x of node === 0 ? [middle] : [middle - half * node, middle + half * node]) {
      const density = half * normalPdf(x);
      const values = integrands(curve, x);
      for (let i = 0; i < 4; i += 1) {
        const part = density * values[i]!;
        sums[i]! += kronrod * part;
        sizes[i]! += kronrod * Math.abs(part);
        gauss[i]! += weight * part;
      }
    }
  }
  return { from, to, sums, sizes, error: Math.max(...sums.map((y, i) => Math.abs(y - gauss[i]!))) };
}

// QUADPACK, qk15: node, Kronrod's weight, Gauss's weight
const nodes = [
  [0.9914553711208126, 0.02293532201052922, 0],
  [0.9491079123427585, 0.06309209262997856, 0.1294849661688697],
  [0.8648644233597691, 0.10479001032225019, 0],
  [0.7415311855993945, 0.14065325971552592, 0.27970539148927664],
  [0.5860872354676911, 0.1690047266392679, 0],
  [0.4058451513773972, 0.19035057806478542, 0.3818300505051189],
  [0.20778495500789848, 0.20443294007529889, 0],
  [0, 0.20948214108472782, 0.4179591836734694],
] as const;
