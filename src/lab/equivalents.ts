/**
 * "Has this been invented?": functions that are the same up to a f(b x + c) + d.
 *
 * Fingerprints in the function's own unit find candidates in a table written by `scripts/frames.ts`; what they are
 * is confirmed on many points, and proved where both sides have the same stable form.
 */
import { type Activation, catalogue, macros } from "../activations/index.ts";
import {
  apply,
  type Const,
  collect,
  constant,
  type Expr,
  evaluator,
  match,
  source,
  stable,
  stages,
  substitute,
  variable,
} from "../expr/index.ts";
import { curveOf, type Frame, framesOf } from "./frame.ts";
import { rows } from "./frames.generated.ts";
import type { How } from "./known.ts";

/** A known function in its own scale; one that is only known by name brings its formula. */
export interface FrameRow {
  readonly name: string;
  readonly at: number;
  readonly unit: number;
  readonly print: readonly number[];
  readonly formula?: string;
  readonly params?: Readonly<Record<string, number>>;
}

/** The function is a f(b x + c) + d for the f of that name, at its default parameters or those given. */
export interface Equivalent {
  readonly name: string;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly params?: Params;
  /** The same as a formula, for instance "2 * sigmoid(2 * x) - 1". */
  readonly text: string;
  readonly how: How;
  /** Known by name only: nobody checked its formula against its source. */
  readonly hearsay: boolean;
}

type Params = Readonly<Record<string, number>>;
interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

const tolerance = 2e-6;

/** All that the table knows, the plainest first. */
export function equivalentsOf(a: Activation, params: Params): readonly Equivalent[] {
  const frames = framesOf(a, params);
  const f = curveOf(a, 0, params);
  const found = rows.flatMap((row): readonly Equivalent[] => {
    if (row.name === a.name) return [];
    for (const frame of frames) {
      if (!isNear(frame.print, row.print)) continue;
      const other = declarationOf(row);
      const same = other && affine(f, frame, row, other);
      if (other !== undefined && same !== undefined) return [equivalent(a, params, row, other, same)];
    }
    return [];
  });
  const all = [...members(a, params).filter(({ name }) => found.every((e) => e.name !== name)), ...found];
  return all.sort((p, q) => plainness(p) - plainness(q));
}

/** Families of the catalogue that the function is in: the same formula, with other numbers for their parameters. */
function members(a: Activation, params: Params): readonly Equivalent[] {
  if (catalogue.has(a.name)) return [];
  const own = collect(settled(source(a), params));
  return [...catalogue.values()].flatMap((other): readonly Equivalent[] => {
    const names = Object.keys(other.params ?? {});
    const bindings = names.length === 0 ? undefined : match(collect(source(other)), own);
    if (bindings?.get("x") !== variable("x")) return [];
    const values = names.map((name) => [name, bindings.get(name)] as const);
    if (!values.every(([, e]) => e?.kind === "const")) return [];
    const found = Object.fromEntries(values.map(([name, e]) => [name, (e as Const).value]));
    const told = Object.entries(found).map(([name, value]) => `, ${name}=${short(value)}`);
    const text = `${other.name}(x${told.join("")})`;
    return [{ name: other.name, a: 1, b: 1, c: 0, d: 0, params: found, text, how: "proved", hearsay: false }];
  });
}

function isNear(p: readonly number[], q: readonly number[]): boolean {
  return p.every((y, i) => Math.abs(y - q[i]!) <= tolerance);
}

const made = new WeakMap<FrameRow, Activation>();

function declarationOf(row: FrameRow): Activation | undefined {
  const known = catalogue.get(row.name);
  if (known !== undefined || row.formula === undefined) return known;
  const params = Object.fromEntries(Object.entries(row.params ?? {}).map(([name, init]) => [name, { init }]));
  const declared = made.get(row) ?? { name: row.name, formula: row.formula, params };
  source(declared, macros); // some call others by name
  made.set(row, declared);
  return declared;
}

function valuesOf({ params = {} }: Activation): Params {
  return Object.fromEntries(Object.entries(params).map(([name, { init }]) => [name, init]));
}

const probes = [-37.3, -11.9, -7.1, -4.3, -3.3, -2.6, -1.9, -1.3, -0.9, -0.55, -0.2, -0.03, 0.07, 0.31, 0.6, 0.85];
const points = [...probes, 1.2, 1.7, 2.3, 2.9, 3.7, 5.1, 6.7, 9.3, 14.9, 41.3];

/** The numbers that take `other` to f, if the same hold at many points. */
function affine(f: (x: number) => number, frame: Frame, row: FrameRow, other: Activation): Affine | undefined {
  const g = asWritten(other);
  const exact = row.unit / frame.unit;
  for (const b of new Set([plain(exact), exact])) {
    const shift = row.at - b * frame.at;
    for (const c of new Set([plain(shift), shift])) {
      const inner = (x: number): number => g(b * x + c);
      const scale = scaleOf(f, inner, frame);
      if (scale === undefined) continue;
      for (const [a, d] of [scale.map(plain) as [number, number], scale]) {
        const size = Math.max(...points.map((x) => Math.abs(f(x))).filter(Number.isFinite), 1e-300);
        const agrees = points.every((x) => isClose(f(x), a * inner(x) + d, Math.min(size, Math.max(1, Math.abs(d)))));
        if (agrees) return { a, b, c, d };
      }
    }
  }
  return undefined;
}

/** A function as its formula says, which is at hand at once. */
function asWritten(a: Activation): (x: number) => number {
  const params = valuesOf(a);
  const of = evaluator(source(a), ["x", ...Object.keys(params)]);
  const values = Object.values(params);
  return (x) => of(x, ...values);
}

/** To rounding in what was added up. */
function isClose(y: number, z: number, size: number): boolean {
  return y === z || Math.abs(y - z) <= 1e-12 * Math.max(size, Math.abs(y)) || (Number.isNaN(y) && Number.isNaN(z));
}

/** a and d from two places far enough apart. */
function scaleOf(
  f: (x: number) => number,
  g: (x: number) => number,
  { at, unit }: Frame,
): [number, number] | undefined {
  const values = [-2.6, -1.2, -0.45, 0.11, 0.3, 0.52, 0.83, 1.4, 2.7].map(
    (u) => [f(at + unit * u), g(at + unit * u)] as const,
  );
  const low = values.reduce((best, v) => (v[1] < best[1] ? v : best));
  const high = values.reduce((best, v) => (v[1] > best[1] ? v : best));
  const a = (high[0] - low[0]) / (high[1] - low[1]);
  const mid = values[3]!;
  return Number.isFinite(a) && a !== 0 ? [a, mid[0] - a * mid[1]] : undefined;
}

/** The plainest number within rounding: a short decimal, a quotient of small numbers, a root of one. */
function plain(x: number): number {
  const near = (y: number): boolean => Math.abs(x - y) <= 1e-9 * Math.max(1e-3, Math.abs(x));
  if (near(0)) return 0;
  for (let q = 1; q <= 24; q += 1)
    if (near(Math.round(x * q) / q) && Math.round(x * q) !== 0) return Math.round(x * q) / q;
  const short = Number(x.toPrecision(7));
  if (near(short)) return short;
  for (let q = 1; q <= 24; q += 1) {
    const square = Math.round(x * x * q) / q;
    if (square !== 0 && near(Math.sign(x) * Math.sqrt(square))) return Math.sign(x) * Math.sqrt(square);
  }
  return x;
}

function equivalent(a: Activation, params: Params, row: FrameRow, other: Activation, by: Affine): Equivalent {
  const how = isProved(a, params, other, by) ? "proved" : "observed";
  return { name: row.name, ...by, text: written(row.name, by), how, hearsay: row.formula !== undefined };
}

/** Whether both sides, at these parameters, have the same stable form. */
function isProved(a: Activation, params: Params, other: Activation, by: Affine): boolean {
  const own = stable(collect(settled(stages(a).plain, params)));
  const inner = apply("add", apply("mul", constant(by.b), variable("x")), constant(by.c));
  const there = substitute(settled(source(other), valuesOf(other)), { x: inner });
  return stable(collect(apply("add", apply("mul", constant(by.a), there), constant(by.d)))) === own;
}

function settled(e: Expr, params: Params): Expr {
  return substitute(e, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, constant(value)])));
}

/** For instance "2 * sigmoid(2 * x) - 1". */
function written(name: string, { a, b, c, d }: Affine): string {
  const x = b === 1 ? "x" : b === -1 ? "-x" : `${short(b)} * x`;
  const inner = c === 0 ? x : `${x} ${c < 0 ? "-" : "+"} ${short(Math.abs(c))}`;
  const scaled = `${a === 1 ? "" : a === -1 ? "-" : `${short(a)} * `}${name}(${inner})`;
  return d === 0 ? scaled : `${scaled} ${d < 0 ? "-" : "+"} ${short(Math.abs(d))}`;
}

function short(x: number): string {
  return String(Number(x.toPrecision(12)));
}

/** Less is plainer: what is checked, what many know, few numbers. */
function plainness({ name, a, b, c, d, hearsay }: Equivalent): number {
  const rare = catalogue.get(name)?.known?.torch === undefined ? 2.5 : 0;
  return (hearsay ? 10 : rare) + Number(a !== 1) + Number(b !== 1) + Number(c !== 0) + Number(d !== 0);
}
