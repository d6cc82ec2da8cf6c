/**
 * The properties of a function at given parameters: what is proved, and where nothing is, what is observed.
 *
 * Nothing is sampled that is proved: sampling costs more than proving.
 */
import type { Activation } from "../activations/index.ts";
import { normalQuantile } from "../base/index.ts";
import { bends, type Expr, evaluator, interval, point, road, source, stages, window } from "../expr/index.ts";
import { type Curve, type Extremum, extrema, singularities, type Unbounded, zeros } from "./features.ts";
import { type Enclosed, type How, type Known, named } from "./known.ts";
import { type MeanField, type Moments, momentsOf } from "./moments.ts";
import {
  convexitySeen,
  cornersSeen,
  type Limits,
  limitsOf,
  monotoneSeen,
  points,
  symmetry,
  valuesSeen,
} from "./observed.ts";
import {
  bendsProved,
  type Convexity,
  convexityProved,
  extremaProved,
  flatShareProved,
  isTame,
  lipschitzProved,
  lipschitzSlopeProved,
  type Monotone,
  monotoneProved,
  type Part,
  rangeProved,
  slopesProved,
  smoothnessProved,
  zerosProved,
} from "./proved.ts";
import { compared, isNumber, type Shape, shapeAt } from "./shape.ts";

/** Where f is not smooth: the slopes on both sides, and the one that is taken. */
export interface Corner {
  readonly at: number;
  readonly slope: number;
  readonly left: number;
  readonly right: number;
}

export interface Properties {
  readonly limits: { readonly f: Limits; readonly slope: Limits };
  /** The greatest lower and the least upper bound of the values, and bounds that hold for certain. */
  readonly range: { readonly lo: Enclosed; readonly hi: Enclosed; readonly bounds: readonly [number, number] };
  /** With the parts of the line where it rises, falls and is constant, if these are proved. */
  readonly monotone: Known<Monotone> & { readonly parts?: readonly Part<string>[] };
  readonly convexity: Known<Convexity> & { readonly parts?: readonly Part<string>[] };
  readonly symmetry: Known<"odd" | "even" | "none">;
  readonly bounded: Known<"both sides" | "below" | "above" | "no">;
  /** The largest |f'|. */
  readonly lipschitz: Enclosed;
  /** The largest |f''|. */
  readonly lipschitzSlope: Enclosed;
  /** How many continuous derivatives there are: -1 for a function that jumps, Infinity for all; null if not known. */
  readonly smoothness: Known<number | null>;
  /** The share of standard normal inputs at which |f'| < 0.1. */
  readonly saturation: Enclosed;
  /** Where zeros and extrema were looked for if they are not proved to be all: -window..window. */
  readonly window: number;
  readonly zeros: readonly number[];
  /** Where f is 0 all along. */
  readonly zeroStretches: readonly (readonly [from: number, to: number])[];
  readonly extrema: readonly Extremum[];
  /** Whether these are all there are. */
  readonly complete: { readonly zeros: How; readonly extrema: How };
  readonly corners: readonly Corner[];
  /** Where f and f' grow beyond all bounds. */
  readonly unbounded: { readonly f: readonly number[]; readonly slope: readonly number[] };
  /** Infinite where they do not exist; NaN for a mean of both signs, or of a function that is not defined everywhere. */
  readonly moments: Moments;
  /** Undefined where the moments do not exist. */
  readonly meanField?: MeanField;
}

/** |f'| below this counts as flat: nearly nothing is learned there. */
export const flat = 0.1;

type Params = Readonly<Record<string, number>>;
const orders = [0, 1, 2] as const;

export function propertiesOf(a: Activation, params: Params): Properties {
  const forms = orders.map((order) => stages(a, order));
  const [f, slope] = ([0, 1] as const).map((order) => evaluated(road(a, order), params)) as [Curve["f"], Curve["f"]];
  const curve: Curve = { f, slope };
  const bend = whenAsked(() => evaluated(road(a, 2), params));
  const shape = shapeAt(a, params);
  const limits = { f: limitsOf(forms[0]!.stable, params), slope: limitsOf(forms[1]!.stable, params) };
  const sound = shape?.pieces.every(({ continuous, defined }) => continuous[0] || !defined);
  const breaks = sound ? shape!.joints.filter(({ smooth }) => !smooth).map(({ at }) => at) : bends(source(a), params);
  const tame = shape !== undefined && isTame(shape);
  const unbounded = tame ? { f: [], slope: [] } : { f: singularities(f, breaks), slope: singularities(slope, breaks) };
  const subject: Subject = { shape, curve, bend, breaks, unbounded, limits };
  const range = rangeOf(subject, forms[0]!.stable, params);
  const { moments, meanField } = momentsOf(curve, breaks, unbounded);
  return {
    limits,
    range,
    monotone: monotoneOf(subject),
    convexity: convexityOf(subject),
    symmetry: symmetry(forms[0]!, curve),
    bounded: boundedness(range),
    lipschitz: lipschitzOf(subject),
    lipschitzSlope: (shape && lipschitzSlopeProved(shape)) ?? greatestSeen(bend),
    smoothness: smoothnessOf(subject),
    saturation: (shape && flatShareProved(shape, flat)) ?? flatShareSeen(slope),
    window,
    ...zerosAndExtrema(subject),
    corners: cornersOf(subject),
    unbounded: { f: unbounded.f.map(({ x }) => x), slope: unbounded.slope.map(({ x }) => x) },
    moments,
    ...(meanField === undefined ? {} : { meanField }),
  };
}

/** What is known of a function before its properties are. */
interface Subject {
  readonly shape: Shape | undefined;
  readonly curve: Curve;
  readonly bend: Curve["f"];
  readonly breaks: readonly number[];
  readonly unbounded: Unbounded;
  readonly limits: Properties["limits"];
}

function evaluated(e: Expr, params: Params): (x: number) => number {
  const of = evaluator(e, ["x", ...Object.keys(params)]);
  const values = Object.values(params);
  return (x) => of(x, ...values);
}

/** A function that is made when it is first called. */
function whenAsked(make: () => Curve["f"]): Curve["f"] {
  let made: Curve["f"] | undefined;
  return (x) => {
    made ??= make();
    return made(x);
  };
}

function rangeOf({ shape, curve, breaks, unbounded, limits }: Subject, e: Expr, params: Params): Properties["range"] {
  const proved = shape === undefined ? { bounds: boundsOf(e, params) } : rangeProved(shape);
  const { bounds } = proved;
  if (proved.lo !== undefined && proved.hi !== undefined) return { lo: proved.lo, hi: proved.hi, bounds };
  const seen = valuesSeen(curve, breaks, unbounded.f, limits.f, bounds);
  // no value at all
  if (seen.lo > seen.hi) return { lo: nowhere, hi: nowhere, bounds };
  // no value is beyond a bound that holds, and a limit is come as near to as one likes
  const ends = [limits.f.left, limits.f.right].filter(({ how }) => how === "proved").map(({ value }) => value);
  const sure = (y: number, bound: number): How =>
    y === bound && (Number.isFinite(y) || ends.includes(y)) ? "proved" : "observed";
  const lo = proved.lo ?? { value: seen.lo, how: sure(seen.lo, bounds[0]) };
  const hi = proved.hi ?? { value: seen.hi, how: sure(seen.hi, bounds[1]) };
  return { lo, hi, bounds };
}

const nowhere: Enclosed = { value: Number.NaN, how: "observed" };

function boundsOf(e: Expr, params: Params): readonly [number, number] {
  const { lo, hi } = interval(e, Object.fromEntries(Object.entries(params).map(([name, v]) => [name, point(v)])));
  return lo <= hi ? [lo, hi] : [-Infinity, Infinity];
}

function monotoneOf({ shape, curve }: Subject): Properties["monotone"] {
  const known = (shape && monotoneProved(shape)) ?? monotoneSeen(curve.f);
  const parts = shape && slopesProved(shape);
  return parts === undefined ? known : { ...known, parts };
}

function convexityOf({ shape, bend }: Subject): Properties["convexity"] {
  const known = (shape && convexityProved(shape)) ?? convexitySeen(bend);
  const parts = shape && bendsProved(shape);
  return parts === undefined ? known : { ...known, parts };
}

function boundedness({ lo, hi, bounds }: Properties["range"]): Properties["bounded"] {
  const below = Number.isFinite(lo.value);
  const above = Number.isFinite(hi.value);
  const sure = Number.isFinite(bounds[0]) === below && Number.isFinite(bounds[1]) === above;
  const value = below && above ? "both sides" : below ? "below" : above ? "above" : "no";
  return { value, how: sure || (lo.how === "proved" && hi.how === "proved") ? "proved" : "observed" };
}

function lipschitzOf({ shape, curve, bend, breaks, unbounded, limits }: Subject): Enclosed {
  const proved = shape && lipschitzProved(shape);
  if (proved !== undefined) return proved;
  const slopes = { f: curve.slope, slope: bend };
  const { lo, hi } = valuesSeen(slopes, breaks, unbounded.slope, limits.slope, [-Infinity, Infinity]);
  return { value: Math.max(-lo, hi), how: "observed" };
}

function greatestSeen(g: Curve["f"]): Enclosed {
  const sizes = points().map((x) => Math.abs(g(x)));
  return { value: Math.max(...sizes.filter((y) => !Number.isNaN(y))), how: "observed" };
}

function smoothnessOf({ shape, curve, breaks }: Subject): Properties["smoothness"] {
  const proved = shape && smoothnessProved(shape);
  if (proved !== undefined) return proved;
  const h = 1e-9;
  const jumps = breaks.some((x) => Math.abs(curve.f(x + h) - curve.f(x - h)) > 1e-6);
  return { value: jumps ? -1 : null, how: "observed" };
}

/** By the middles of equally likely stretches. */
function flatShareSeen(slope: Curve["f"]): Enclosed {
  const count = 2000;
  const inputs = Array.from({ length: count }, (_, i) => normalQuantile((i + 0.5) / count));
  return { value: inputs.filter((x) => Math.abs(slope(x)) < flat).length / count, how: "observed" };
}

function zerosAndExtrema({
  shape,
  curve,
}: Subject): Pick<Properties, "zeros" | "zeroStretches" | "extrema" | "complete"> {
  const flats = shape && zerosProved(shape);
  const turns = shape && extremaProved(shape);
  return {
    zeros: flats?.zeros ?? zeros(curve),
    zeroStretches: flats?.stretches ?? [],
    extrema: turns ?? extrema(curve),
    complete: {
      zeros: flats === undefined ? "observed" : "proved",
      extrema: turns === undefined ? "observed" : "proved",
    },
  };
}

function cornersOf({ shape, curve, breaks, unbounded }: Subject): readonly Corner[] {
  if (shape === undefined || !shape.pieces.every(({ continuous, defined }) => continuous[0] || !defined))
    return cornersSeen(curve, breaks, unbounded);
  return shape.joints.flatMap(({ at, left, right, value, smooth, edge }) => {
    const [l, r] = [left[1]!, right[1]!];
    const pole = [left[0]!, right[0]!, value].some((y) => !isNumber(y)) && unbounded.f.some(({ x }) => x === at);
    if (smooth || edge || pole) return [];
    const jumps = compared(left[0]!, value) === "other" || compared(value, right[0]!) === "other";
    const bend = compared(l, r) === "other";
    return jumps || bend ? [{ at, slope: curve.slope(at), left: named(l), right: named(r) }] : [];
  });
}
