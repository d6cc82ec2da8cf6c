/** The function that is judged: its values in float64, its moments, its smoothness. */
import type { Activation } from "../activations/index.ts";
import { bends, diff, type Expr, evaluator, fold, road, simplify, source } from "../expr/index.ts";
import { describe, type Passport } from "./describe.ts";

export interface DesignSubject {
  readonly declaration: Activation;
  readonly params: Readonly<Record<string, number>>;
  readonly passport: Passport;
  readonly f: (x: number) => number;
  readonly slope: (x: number) => number;
  readonly second: (x: number) => number;
  /** Where it may bend or jump. */
  readonly breaks: readonly number[];
  readonly smoothness: Smoothness;
  /** Its degree, if it is a polynomial. */
  readonly degree?: number;
}

export interface Smoothness {
  /** How often it can be differentiated, with continuous result; -1 if it jumps. */
  readonly class: number | "infinite";
  /** Where the next derivative jumps. */
  readonly at?: number;
  readonly how: "proved" | "observed";
}

export function subjectOf(declaration: Activation, params: Readonly<Record<string, number>>): DesignSubject {
  const of = (order: 0 | 1 | 2) => evaluated(road(declaration, order), params);
  const [f, slope, second] = [of(0), of(1), of(2)];
  const breaks = bends(source(declaration), params);
  const degree = degreeOf(simplify(source(declaration)));
  const passport = describe(declaration, params);
  return {
    declaration,
    params,
    passport,
    f,
    slope,
    second,
    breaks,
    smoothness: smoothnessOf(declaration, params, passport.smoothness, { f, slope, second, breaks }),
    ...(degree !== undefined && { degree }),
  };
}

function evaluated(e: Expr, params: Readonly<Record<string, number>>): (x: number) => number {
  const of = evaluator(e, ["x", ...Object.keys(params)]);
  const values = Object.values(params);
  return (x) => of(x, ...values);
}

/** The degree of a polynomial in x; undefined for other functions. */
export function degreeOf(e: Expr): number | undefined {
  return fold<number | undefined>(e, (node, args) => {
    if (node.kind === "const") return 0;
    if (node.kind === "var") return node.name === "x" ? 1 : 0;
    const [a, b] = args;
    const rule = Object.hasOwn(degrees, node.op) ? degrees[node.op as keyof typeof degrees] : undefined;
    if (args.includes(undefined)) return undefined;
    const constants = node.args.map((arg) => (arg.kind === "const" ? arg.value : Number.NaN));
    return rule === undefined
      ? args.every((d) => d === 0)
        ? 0
        : undefined
      : rule(a as number, b as number, constants);
  });
}

type Degree = (a: number, b: number, constants: readonly number[]) => number | undefined;

const degrees = {
  add: (a, b) => Math.max(a, b),
  sub: (a, b) => Math.max(a, b),
  neg: (a) => a,
  mul: (a, b) => a + b,
  div: (a, b) => (b === 0 ? a : undefined),
  pow: (a, b, [, n = Number.NaN]) => {
    if (a === 0 && b === 0) return 0;
    return Number.isInteger(n) && n >= 0 ? a * n : undefined;
  },
} as const satisfies Record<string, Degree>;

interface Values extends Pick<DesignSubject, "f" | "slope" | "second" | "breaks"> {}

/** What the passport has; where it knows nothing, what is seen: jumps of f and its derivatives. */
function smoothnessOf(
  declaration: Activation,
  params: Readonly<Record<string, number>>,
  { value, how }: Passport["smoothness"],
  { f, slope, second, breaks }: Values,
): Smoothness {
  if (value === Infinity) return { class: "infinite", how };
  const third = evaluated(diff(source(declaration), "x", { order: 3, near: params }), params);
  const orders = [f, slope, second, third];
  for (const [order, g] of orders.entries()) {
    if (value !== null && order - 1 !== value) continue;
    const at = breaks.find((x) => jumps(g, x)) ?? (order === 0 ? hole(f) : undefined);
    if (at !== undefined) return { class: order - 1, at, how: value === null ? "observed" : how };
  }
  return value === null ? { class: "infinite", how: "observed" } : { class: value, how };
}

/** A place at which f is no number. */
function hole(f: (x: number) => number): number | undefined {
  for (let i = -4800; i <= 4800; i += 1) {
    const y = f(i / 400);
    if (Number.isNaN(y) || Math.abs(y) === Infinity) return i / 400;
  }
  return undefined;
}

/** Whether the two sides stay apart as they come nearer to x. */
function jumps(g: (x: number) => number, x: number): boolean {
  const size = Math.max(1, Math.abs(x));
  const gaps = [1e-3, 1e-5, 1e-7].map((h) => Math.abs(g(x + h * size) - g(x - h * size)));
  const [wide = 0, , narrow = 0] = gaps;
  if (gaps.some(Number.isNaN) || narrow === Infinity) return true;
  return narrow > 1e-4 && narrow > 0.2 * wide;
}
