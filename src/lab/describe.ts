/**
 * The passport of a function: everything that follows from its formula, as plain data.
 *
 * What interval arithmetic, asymptotics or algebra decide is `proved`; what only sampling shows is `observed`.
 */
import {
  type Activation,
  catalogue,
  familyOf,
  moduleName,
  type Options,
  resolve,
  type Source,
} from "../activations/index.ts";
import {
  apply,
  bends,
  collect,
  type Expr,
  evaluator,
  grid,
  type Interval,
  interval,
  limit,
  observedLimit,
  print,
  type Stages,
  simplify,
  source,
  stable,
  stages,
  substitute,
  variable,
  window,
} from "../expr/index.ts";
import { latex } from "../targets/index.ts";
import {
  type Curve,
  type Extremum,
  extrema,
  type Moments,
  mayJump,
  moments,
  type Singularity,
  singularities,
  telling,
  type Unbounded,
  zeros,
} from "./features.ts";

export type How = "proved" | "observed";

/** A statement and how it is known. */
export interface Known<T> {
  readonly value: T;
  readonly how: How;
}

/** A function as text: as written (for a derivative: as differentiated), and in the form that is computed. */
export interface Written {
  readonly text: string;
  readonly latex: string;
  readonly stable: string;
  /** The rewrite rules behind the stable form: where the text fails, and why. */
  readonly rules: readonly { readonly from: string; readonly to: string; readonly at: string; readonly why: string }[];
}

/** The limits at -inf and inf; "none" where there is none. */
export interface Limits {
  readonly left: Known<number | "none">;
  readonly right: Known<number | "none">;
}

export interface Passport {
  readonly schema: "nonlin.passport/1";
  readonly name: string;
  readonly title: string;
  readonly family?: string;
  readonly module: string;
  readonly params: Readonly<Record<string, number>>;
  readonly trainable: readonly string[];
  readonly f: Written;
  readonly slope: Written;
  readonly second: Written;
  readonly limits: { readonly f: Limits; readonly slope: Limits };
  /** The values taken, and bounds that hold for certain. */
  readonly range: {
    readonly lo: Known<number>;
    readonly hi: Known<number>;
    readonly bounds: readonly [number, number];
  };
  readonly monotone: Known<"rising" | "falling" | "constant" | "neither">;
  readonly symmetry: Known<"odd" | "even" | "none">;
  readonly bounded: Known<"both sides" | "below" | "above" | "no">;
  /** The largest abs f'. */
  readonly lipschitz: Known<number>;
  /** Within -window..window. */
  readonly window: number;
  readonly zeros: readonly number[];
  readonly extrema: readonly Extremum[];
  readonly corners: readonly {
    readonly at: number;
    readonly slope: number;
    readonly left: number;
    readonly right: number;
  }[];
  /** Where f and f' grow beyond all bounds. */
  readonly unbounded: { readonly f: readonly number[]; readonly slope: readonly number[] };
  /** Infinite where they do not exist; NaN for a mean of both signs, or of a function that is not defined everywhere. */
  readonly moments: Moments;
  /** Other functions of the catalogue that are the same at these parameters. */
  readonly equivalents: readonly string[];
  readonly source?: Source;
  readonly aliases: readonly string[];
  readonly known: NonNullable<Activation["known"]>;
  readonly differs: Readonly<Record<string, string>>;
  readonly note?: string;
}

/** The passport of a name, a formula or a declaration at the parameters given. */
export function describe(f: string | Activation, options: Options = {}): Passport {
  const { name, title, declaration: a, params } = resolve(f, options);
  const forms = orders.map((order) => stages(a, order));
  const [value, slope, bend] = forms.map((form) => evaluated(form.final, params)) as [Map, Map, Map];
  const curve: Curve = { f: value, slope };
  const slopes: Curve = { f: slope, slope: bend };
  const breaks = bends(source(a), params);
  const family = familyOf(name);
  const [f0, f1] = forms.map((form) => form.stable) as [Expr, Expr];
  const limits = { f: limitsOf(f0, params), slope: limitsOf(f1, params) };
  const points = [...grid(), ...[1, 10, 100, 1e4, 1.13e4, 1.29e4, 1.47e4].flatMap((k) => [-window * k, window * k])];
  const seen = [...points, ...telling(curve, breaks)].map(value);
  const unbounded = { f: singularities(value, breaks), slope: singularities(slope, breaks) };
  seen.push(...sidesOf(unbounded.f));
  const range = rangeOf(f0, params, seen, limits.f);
  const seenSlopes = [...[...points, ...telling(slopes, breaks)].map(slope), ...sidesOf(unbounded.slope)];
  return {
    schema: "nonlin.passport/1",
    name,
    title,
    ...(family === undefined ? {} : { family }),
    module: moduleName(a),
    params,
    trainable: Object.entries(a.params ?? {}).flatMap(([key, p]) => (p.trainable ? [key] : [])),
    f: written(a, 0),
    slope: written(a, 1),
    second: written(a, 2),
    limits,
    range,
    monotone: monotone(f0, f1, params, points, curve),
    symmetry: symmetry(stages(a), curve, points),
    bounded: boundedness(range),
    lipschitz: lipschitz(f1, params, seenSlopes, limits.slope),
    window,
    zeros: zeros(curve),
    extrema: extrema(curve),
    corners: corners(curve, breaks, unbounded),
    unbounded: { f: unbounded.f.map(({ x }) => x), slope: unbounded.slope.map(({ x }) => x) },
    moments: moments(curve, breaks, unbounded),
    equivalents: equivalents(a, curve),
    ...(a.source === undefined ? {} : { source: a.source }),
    aliases: a.aliases ?? [],
    known: a.known ?? {},
    differs: a.differs ?? {},
    ...(a.note === undefined ? {} : { note: a.note }),
  };
}

type Map = Curve["f"];
const orders = [0, 1, 2] as const;

function evaluated(e: Expr, params: Readonly<Record<string, number>>): (x: number) => number {
  const of = evaluator(e, ["x", ...Object.keys(params)]);
  const values = Object.values(params);
  return (x) => of(x, ...values);
}

function written(a: Activation, order: 0 | 1 | 2): Written {
  const { plain, stable: form, fired } = stages(a, order);
  const told = order === 0 ? source(a) : form;
  return {
    text: print(order === 0 ? source(a) : plain),
    latex: print(told, latex),
    stable: print(form),
    rules: fired
      .map(({ rule, at }) => ({ from: rule.from, to: rule.to, at: print(at), why: rule.why }))
      .filter((each, i, all) => all.findIndex((other) => other.from === each.from && other.at === each.at) === i),
  };
}

function limitsOf(e: Expr, params: Readonly<Record<string, number>>): Limits {
  const [left, right] = [-Infinity, Infinity].map((at): Known<number | "none"> => {
    const proved = limit(e, "x", at, params);
    const value = proved ?? observedLimit(e, "x", at, params) ?? Number.NaN;
    return { value: Number.isNaN(value) ? "none" : value, how: proved === undefined ? "observed" : "proved" };
  }) as [Limits["left"], Limits["right"]];
  return { left, right };
}

/** Bounds of `e` for x in lo..hi, and what is between them split into pieces for tightness. */
function boundsOf(e: Expr, params: Readonly<Record<string, number>>): Interval {
  const env = Object.fromEntries(Object.entries(params).map(([name, v]) => [name, { lo: v, hi: v }]));
  const edges = [-Infinity, -1000, -100, ...Array.from({ length: 161 }, (_, i) => -20 + i / 4), 100, 1000, Infinity];
  const pieces = edges.slice(1).map((hi, i) => interval(e, { ...env, x: { lo: edges[i] as number, hi } }));
  return { lo: Math.min(...pieces.map((p) => p.lo)), hi: Math.max(...pieces.map((p) => p.hi)) };
}

function rangeOf(
  e: Expr,
  params: Readonly<Record<string, number>>,
  values: readonly number[],
  limits: Limits,
): Passport["range"] {
  const ends = [limits.left.value, limits.right.value].filter((y): y is number => y !== "none");
  const seen = [...values, ...ends].filter((y) => !Number.isNaN(y));
  const bounds = boundsOf(e, params);
  const [lo, hi] = [grown(Math.min(...seen) + 0, bounds.lo, limits), grown(Math.max(...seen) + 0, bounds.hi, limits)];
  // what is seen is a value or a limit; that nothing lies beyond needs the bounds
  const close = (a: number, b: number) => a === b || Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a));
  const how = (y: number, bound: number): How => (close(y, bound) && seen.includes(y) ? "proved" : "observed");
  return {
    lo: { value: lo, how: how(lo, bounds.lo) },
    hi: { value: hi, how: how(hi, bounds.hi) },
    bounds: [bounds.lo, bounds.hi],
  };
}

/** Without a limit, what is large far out and unbounded by the bounds is taken to grow for ever. */
function grown(y: number, bound: number, { left, right }: Limits): number {
  const waves = left.value === "none" || right.value === "none";
  return waves && Math.abs(y) > 1e4 && Math.abs(bound) === Infinity ? bound : y;
}

function monotone(
  f: Expr,
  slope: Expr,
  params: Readonly<Record<string, number>>,
  points: readonly number[],
  curve: Curve,
): Passport["monotone"] {
  const values = [...points].sort((a, b) => a - b).map(curve.f);
  const steps = values.slice(1).map((y, i) => y - (values[i] as number));
  const [rises, falls] = [steps.some((d) => d > 0), steps.some((d) => d < 0)];
  if (rises && falls) return { value: "neither", how: "proved" };
  const bounds = boundsOf(slope, params);
  const signed = (rises && bounds.lo >= 0) || (falls && bounds.hi <= 0) || (bounds.lo === 0 && bounds.hi === 0);
  // a slope of one sign proves nothing about a function that may jump
  const value = rises ? "rising" : falls ? "falling" : "constant";
  return { value, how: signed && !mayJump(f) ? "proved" : "observed" };
}

function symmetry({ plain, stable: form }: Stages, { f }: Curve, points: readonly number[]): Passport["symmetry"] {
  const mirrored = stable(simplify(substitute(plain, { x: apply("neg", variable("x")) })));
  if (mirrored === form) return { value: "even", how: "proved" };
  if (mirrored === collect(apply("neg", form))) return { value: "odd", how: "proved" };
  const same = (sign: number) =>
    points.every((x) => Math.abs(f(-x) - sign * f(x)) <= 1e-12 * Math.abs(f(x)) || f(-x) === sign * f(x));
  if (same(1)) return { value: "even", how: "observed" };
  return same(-1) ? { value: "odd", how: "observed" } : { value: "none", how: "proved" };
}

function boundedness({ lo, hi, bounds }: Passport["range"]): Passport["bounded"] {
  const below = Number.isFinite(lo.value);
  const above = Number.isFinite(hi.value);
  const sure = Number.isFinite(bounds[0]) === below && Number.isFinite(bounds[1]) === above;
  const value = below && above ? "both sides" : below ? "below" : above ? "above" : "no";
  return { value, how: sure ? "proved" : "observed" };
}

function lipschitz(
  slope: Expr,
  params: Readonly<Record<string, number>>,
  slopes: readonly number[],
  limits: Limits,
): Known<number> {
  const ends = [limits.left.value, limits.right.value].filter((y): y is number => y !== "none");
  const seen = Math.max(...[...slopes, ...ends].filter((y) => !Number.isNaN(y)).map(Math.abs));
  const { lo, hi } = boundsOf(slope, params);
  const value = grown(seen, Math.max(-lo, hi), limits);
  return { value, how: Math.max(-lo, hi) === seen ? "proved" : "observed" };
}

function sidesOf(all: readonly Singularity[]): readonly number[] {
  return all.flatMap(({ left, right }) => [left, right]).filter((y) => y !== 0);
}

function corners({ f, slope }: Curve, breaks: readonly number[], unbounded: Unbounded): Passport["corners"] {
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

function equivalents(a: Activation, { f }: Curve): readonly string[] {
  const points = [-41.7, -7.3, -3.1, -2.2, -1.4, -0.8, -0.31, 0.12, 0.45, 0.77, 1.6, 2.4, 3.3, 5.9, 8.8, 33.6];
  return [...catalogue.values()].flatMap((other) => {
    if (other === a) return [];
    const g = evaluated(
      source(other),
      Object.fromEntries(Object.entries(other.params ?? {}).map(([k, p]) => [k, p.init])),
    );
    return points.every((x) => Math.abs(f(x) - g(x)) <= 1e-12 * Math.max(1, Math.abs(f(x)))) ? [other.name] : [];
  });
}
