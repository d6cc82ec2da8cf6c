/**
 * Does mine? A formula of the user's as it is written, or values that were computed elsewhere, beside the exact values of
 * the function that they should be: how far off, where, and why.
 */
import { type Activation, catalogue, resolve } from "../activations/index.ts";
import { formatNumber, NonlinError } from "../base/index.ts";
import { type Expr, evaluator, road, source, trace } from "../expr/index.ts";
import { type Dtype, ulpError } from "./ulp-distance.ts";
import { cornersOf } from "./verify.ts";
import { type TruthAnswer, truthOf } from "./verify-answers.ts";
import { type Cause, causesOf } from "./verify-causes.ts";
import { verifyPoints } from "./verify-points.ts";

export interface YoursResult {
  readonly schema: "nonlin.verify/1";
  /** The formula, or "pairs". */
  readonly subject: string;
  readonly as: string;
  readonly dtype: Dtype;
  /** Units in the last place that may be missed. */
  readonly bound: number;
  /** What it was held against. */
  readonly truth: string;
  readonly orders: readonly YoursOrder[];
  readonly holds: boolean;
  readonly sentence: string;
}

/** The values, or the slopes. */
export interface YoursOrder {
  readonly order: 0 | 1;
  readonly points: number;
  /** How many are beyond the bound. */
  readonly beyond: number;
  readonly worst: { readonly ulp: number; readonly at: number; readonly yours: number; readonly truth: number };
  /** The median error. */
  readonly median: number;
  readonly causes: readonly Cause[];
}

/** What was computed at one input, and what it should be. */
export interface Point {
  readonly x: number;
  readonly yours: number;
  readonly truth: number;
  readonly missed: number;
  readonly sides?: readonly [number, number];
  readonly error: number;
  readonly beyond: boolean;
}

export interface YoursOptions {
  readonly dtype: Dtype;
  readonly bound: number;
  /** Exact values: of a formula at `verifyPoints`, of pairs at their inputs. Without them nonlin's own in float64. */
  readonly truth?: TruthAnswer | undefined;
}

/** A formula as it is written, in the arithmetic of `dtype`; `derivative` is the user's own, if it is checked too. */
export function verifyFormula(
  formula: string,
  derivative: string | undefined,
  as: string,
  options: YoursOptions,
): YoursResult {
  const own = resolve(formula);
  const e = substituted(own);
  const columns = [{ order: 0 as const, e }];
  const slope = derivative === undefined ? [] : [{ order: 1 as const, e: substituted(resolve(derivative)) }];
  const reference = referenceOf(as);
  const orders = [...columns, ...slope].map(({ order, e: written }) => {
    const xs = options.dtype === "float32" ? verifyPoints.map(Math.fround) : verifyPoints;
    const ys = xs.map((x) => written_(written, x, options.dtype));
    return judged(order, xs, ys, reference, { ...options, written });
  });
  return result(formula, reference, orders, options);
}

/** Values computed elsewhere. */
export interface Pairs {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The slopes, if there are any. */
  readonly dy?: Float64Array;
}

export function verifyPairs({ x, y, dy }: Pairs, as: string, options: YoursOptions): YoursResult {
  const reference = referenceOf(as);
  const orders = [
    judged(0, x, y, reference, options),
    ...(dy === undefined ? [] : [judged(1, x, dy, reference, options)]),
  ];
  return result("pairs", reference, orders, options);
}

/** What the subject should be, with its parameters at their values. */
export interface Reference {
  readonly declaration: Activation;
  readonly title: string;
  readonly params: Readonly<Record<string, number>>;
}

export function referenceOf(as: string): Reference {
  const { declaration, title, params } = resolve(as);
  return { declaration, title, params };
}

/** One operation after the other, each rounded to the width. */
export function written_(e: Expr, x: number, dtype: Dtype): number {
  const values = dtype === "float64" ? trace(e, () => x) : trace(e, () => x, Math.fround);
  return values.at(-1) as number;
}

function substituted({
  declaration,
  params,
}: {
  declaration: Activation;
  params: Readonly<Record<string, number>>;
}): Expr {
  const names = Object.keys(params);
  if (names.length > 0) {
    throw new NonlinError("E_NAME", `"${names[0]}" in the formula has no value`, {
      advice: "write its number out",
    });
  }
  return source(declaration);
}

interface Judging extends YoursOptions {
  readonly written?: Expr;
}

function judged(
  order: 0 | 1,
  xs: Float64Array,
  ys: Float64Array,
  reference: Reference,
  { dtype, bound, truth, written }: Judging,
): YoursOrder {
  const points = pointsOf(order, xs, ys, reference, { dtype, bound, truth });
  const errors = points.map((p) => p.error).sort((a, b) => a - b);
  const worst = points.reduce((a, b) => (b.error > a.error ? b : a));
  const beyond = points.filter((p) => p.beyond);
  return {
    order,
    points: points.length,
    beyond: beyond.length,
    worst: { ulp: worst.error, at: worst.x, yours: worst.yours, truth: worst.truth },
    median: errors[Math.floor(errors.length / 2)] as number,
    causes: beyond.length === 0 ? [] : causesOf({ order, points, reference, dtype, bound, written }),
  };
}

/** Beside a zero of the function so much is nothing, for inputs of size 1. */
const besideZero = { float64: 1e-14, float32: 1e-6 } as const;

function pointsOf(
  order: 0 | 1,
  xs: Float64Array,
  ys: Float64Array,
  reference: Reference,
  { dtype, bound, truth }: YoursOptions,
): readonly Point[] {
  const exact =
    catalogue.get(reference.declaration.name) === reference.declaration
      ? truth?.functions[reference.declaration.name]
      : undefined;
  const column = exact?.columns[order];
  const known = column === undefined ? undefined : truthOf(column);
  const own = exactOf(reference, order);
  const corners = exact === undefined ? undefined : cornersOf(exact, order, xs);
  const wanted = known?.near ?? xs.map(own);
  return Array.from(xs, (x, i) => {
    const [yours, t, missed] = [ys[i]!, wanted[i]!, known?.missed[i] ?? 0];
    const sides = corners?.get(i);
    const silent = order === 1 && Number.isNaN(x);
    const error = silent ? 0 : errorOf(yours, t, missed, { dtype, sides, limit: Math.abs(x) === Infinity });
    const zero = [i - 1, i + 1].some((k) => Math.sign(wanted[k] ?? Number.NaN) * Math.sign(t) < 0);
    const slack = zero ? besideZero[dtype] * Math.max(1, Math.abs(x)) : 0;
    const beyond = error > bound && !(Math.abs(yours - t) <= Math.max(slack, smallest[dtype]));
    return { x, yours, truth: t, missed, ...(sides && { sides }), error: beyond || error <= bound ? error : 0, beyond };
  });
}

const smallest = { float64: 2.2250738585072014e-308, float32: 1.1754943508222875e-38 } as const;

interface Place {
  readonly dtype: Dtype;
  readonly sides: readonly [number, number] | undefined;
  readonly limit: boolean;
}

/** At a corner every slope between its sides is right; at infinity NaN is as good as the limit. */
function errorOf(yours: number, truth: number, missed: number, { dtype, sides, limit }: Place): number {
  if (limit && Number.isNaN(yours)) return 0;
  if (sides !== undefined && yours === 0) return 0;
  if (sides !== undefined && yours >= Math.min(...sides) && yours <= Math.max(...sides)) return 0;
  return ulpError(yours, truth, dtype, missed);
}

/** nonlin's own value in float64. */
export function exactOf({ declaration, params }: Reference, order: 0 | 1): (x: number) => number {
  const of = evaluator(road(declaration, order), ["x", ...Object.keys(params)]);
  const values = Object.values(params);
  return (x) => of(x, ...values);
}

function result(
  subject: string,
  reference: Reference,
  orders: readonly YoursOrder[],
  { dtype, bound, truth }: YoursOptions,
): YoursResult {
  const holds = orders.every((o) => o.beyond === 0);
  const kept = truth?.functions[reference.declaration.name] !== undefined;
  const source = kept ? `50 digits, ${truth?.system}` : "nonlin in float64, itself within 1e-12 of the exact value";
  const made = {
    schema: "nonlin.verify/1" as const,
    subject,
    as: reference.title,
    dtype,
    bound,
    truth: source,
    orders,
    holds,
  };
  return { ...made, sentence: sentenceOf(made) };
}

function sentenceOf({ subject, as, dtype, bound, orders, holds }: Omit<YoursResult, "sentence">): string {
  const [what, agree, miss] = subject === "pairs" ? ["The values", "agree", "miss"] : [subject, "agrees", "misses"];
  const [values] = orders as [YoursOrder];
  if (holds)
    return `${what} ${agree} with ${as} in ${dtype}: at most ${ulpText(Math.max(...orders.map((o) => o.worst.ulp)))} off at ${values.points} inputs.`;
  const bad = orders.find((o) => o.beyond > 0) as YoursOrder;
  const { worst, causes } = bad;
  const name = bad.order === 0 ? "" : " (the derivative)";
  const why = causes[0] === undefined ? "" : `: ${causes[0].text}`;
  return `${what}${name} ${miss} ${as} by ${ulpText(worst.ulp)} at x = ${formatNumber(worst.at, 9)}, and by more than ${bound} ulp at ${bad.beyond} of ${bad.points} inputs${why}.`;
}

export function ulpText(ulp: number): string {
  if (ulp === Infinity) return "all digits";
  if (ulp >= 1e6) return `${ulp.toExponential(1).replace("e+", "e")} ulp`;
  return `${formatNumber(ulp, ulp < 1000 ? 3 : 2)} ulp`;
}
