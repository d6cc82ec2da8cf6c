/**
 * Where a formula fails as it is written: every operation rounded to float32, or to float16, beside the exact value; and
 * what its stable form makes of it.
 */
import type { Activation } from "../activations/index.ts";
import {
  constant,
  diff,
  type Expr,
  evaluator,
  nodes,
  print,
  road,
  simplify,
  source,
  stages,
  substitute,
  trace,
} from "../expr/index.ts";
import { measureUlp } from "./ulp.ts";

export type Narrow = "float32" | "float16";

export interface Doctored {
  readonly checks: readonly Check[];
  /** The form that is computed instead, of f and of f'. */
  readonly stable: { readonly f: string; readonly slope: string };
  /** What was rewritten, and why. */
  readonly rules: readonly { readonly of: "f" | "f′"; readonly at: string; readonly why: string }[];
  /** The largest error of the compiled stable form in float32, in ulp, and where. */
  readonly measured: { readonly f: Measured; readonly slope: Measured };
}

export interface Measured {
  readonly max: number;
  readonly at: number;
}

/** f or f' in one width. */
export interface Check {
  readonly of: "f" | "f′";
  readonly dtype: Narrow;
  /** NaN or an infinity where the value is a number of that width: the operation, and the least and largest such x. */
  readonly breaks: readonly Break[];
  /** The largest error in ulp, those places left out, and where. */
  readonly ulp: number;
  readonly at: number;
  /** What was computed there, and what it is. */
  readonly written: number;
  readonly exact: number;
  /** The share of the inputs with less than half of the digits right. */
  readonly lost: number;
}

export interface Break {
  readonly becomes: "NaN" | "infinite";
  readonly operation: string;
  /** The x nearest to 0 of those at which it happens. */
  readonly from: number;
  readonly side: "left" | "right";
}

export function doctor(declaration: Activation, params: Readonly<Record<string, number>>): Doctored {
  const numbers = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, constant(value)]));
  const written = substitute(source(declaration), numbers);
  const slope = diff(written, "x", {});
  const [form, formSlope] = [stages(declaration, 0), stages(declaration, 1)];
  const exact = [road(declaration, 0), road(declaration, 1)].map((e) => {
    const of = evaluator(e, ["x", ...Object.keys(params)]);
    return (x: number) => of(x, ...Object.values(params));
  }) as [(x: number) => number, (x: number) => number];
  const subjects = [
    { of: "f" as const, e: written, exact: exact[0] },
    { of: "f′" as const, e: simplify(slope), exact: exact[1] },
  ];
  const checks = subjects.flatMap((s) => (["float32", "float16"] as const).map((dtype) => check(s, dtype)));
  const measure = (order: 0 | 1): Measured => {
    const { max, at } = measureUlp(declaration, { order, inputs: 4096, parameters: params });
    return { max, at };
  };
  const rules = [form, formSlope].flatMap(({ fired }, order) =>
    fired.map(({ rule, at }) => ({ of: order === 0 ? ("f" as const) : ("f′" as const), at: print(at), why: rule.why })),
  );
  return {
    checks,
    stable: { f: print(form.stable), slope: print(formSlope.stable) },
    rules: rules.filter((r, i) => rules.findIndex((o) => o.why === r.why && o.of === r.of) === i),
    measured: { f: measure(0), slope: measure(1) },
  };
}

interface Subject {
  readonly of: "f" | "f′";
  readonly e: Expr;
  readonly exact: (x: number) => number;
}

const widths = {
  float32: { round: Math.fround, most: 3.4028234663852886e38, least: 1.1754943508222875e-38, digits: 23 },
  float16: { round: toHalf, most: 65504, least: 6.103515625e-5, digits: 10 },
} as const;

function check({ of, e, exact }: Subject, dtype: Narrow): Check {
  const { round, most, least, digits } = widths[dtype];
  const order = nodes(e);
  const breaks: Break[] = [];
  let worst = { ulp: 0, at: 0, written: 0, exact: 0 };
  let [lost, counted] = [0, 0];
  const xs = inputs(most);
  const zeros = crossings(xs.map((x) => ({ x, y: exact(x) })));
  for (const x of xs) {
    const at = round(x);
    const wanted = exact(at);
    if (!Number.isFinite(wanted) || Math.abs(wanted) > most) continue;
    counted += 1;
    const values = trace(e, () => at, round);
    const y = values.at(-1) as number;
    if (!Number.isFinite(y)) {
      lost += 1;
      const first = order.findIndex((_, i) => !Number.isFinite(values[i] as number));
      note(breaks, {
        becomes: Number.isNaN(y) ? "NaN" : "infinite",
        operation: print(order[first] as Expr),
        from: at,
        side: at < 0 ? "left" : "right",
      });
      continue;
    }
    // beside a zero, and below the smallest normal number, no form keeps its digits
    if (Math.abs(wanted) < least || zeros.some((zero) => Math.abs(zero - at) < beside)) continue;
    const unit = unitOf(Math.abs(wanted), digits);
    const ulp = Math.abs(y - wanted) / unit;
    if (Math.abs(y - wanted) > Math.abs(wanted) * half[dtype]) lost += 1;
    if (ulp > worst.ulp) worst = { ulp, at, written: y, exact: wanted };
  }
  const falls = (x: number) => !Number.isFinite(trace(e, () => round(x), round).at(-1) as number);
  return {
    of,
    dtype,
    breaks: breaks.map((b) => ({ ...b, from: edge(falls, b.from, round) })),
    ...worst,
    lost: counted === 0 ? 0 : lost / counted,
  };
}

// half of 24 and of 11 bits
const half = { float32: 0.000244140625, float16: 0.03125 } as const;

/** The x nearest to 0 at which it still falls, between there and the next input tried. */
function edge(falls: (x: number) => boolean, from: number, round: (x: number) => number): number {
  let [good, bad] = [from / 1.12, from];
  if (falls(good)) return from;
  for (let i = 0; i < 24; i += 1) {
    const mid = (good + bad) / 2;
    if (falls(mid)) bad = mid;
    else good = mid;
  }
  return round(bad);
}

const beside = 0.125;

/** Between which inputs the values change their sign, other than at 0. */
function crossings(values: readonly { readonly x: number; readonly y: number }[]): readonly number[] {
  const sorted = [...values].sort((a, b) => a.x - b.x);
  return sorted.flatMap(({ x, y }, i) => {
    const next = sorted[i + 1];
    return next !== undefined && y * next.y < 0 && Math.abs(x) > 1e-3 ? [(x + next.x) / 2] : [];
  });
}

/** Keeps, of each operation and side, the x nearest to 0. */
function note(breaks: Break[], found: Break): void {
  const i = breaks.findIndex((b) => b.side === found.side && b.becomes === found.becomes);
  if (i < 0) breaks.push(found);
  else if (Math.abs(found.from) < Math.abs((breaks[i] as Break).from)) breaks[i] = found;
}

/** From -most to most: dense where activations live, then by factors. */
function inputs(most: number): readonly number[] {
  const near = Array.from({ length: 801 }, (_, i) => -20 + i / 20);
  const far: number[] = [];
  for (let x = 20.25; x < most; x *= 1.1) far.push(-x, x);
  const tiny: number[] = [];
  for (let x = 0.02; x > 1e-7; x *= 0.7) tiny.push(-x, x);
  return [...near, ...far, ...tiny];
}

/** One unit in the last place of `size`, of numbers with so many binary digits behind the first. */
function unitOf(size: number, digits: number): number {
  scratch[0] = size;
  // the power of two below: the exponent without the fraction
  bits[0] = bits[0]! & 0x7ff0000000000000n;
  return scratch[0]! / powerOf(digits);
}

const scratch = new Float64Array(1);
const bits = new BigInt64Array(scratch.buffer);

function powerOf(digits: number): number {
  return Number(1n << BigInt(digits));
}

/** The nearest float16, ties to even; subnormals down to 2^-24, infinite from 65520 on. */
export function toHalf(x: number): number {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || size === 0) return x;
  if (size >= 65520) return x < 0 ? -Infinity : Infinity;
  const unit = unitOf(Math.max(size, 6.103515625e-5), 10);
  const scaled = size / unit;
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  const rounded = rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
  return (x < 0 ? -rounded : rounded) * unit;
}
