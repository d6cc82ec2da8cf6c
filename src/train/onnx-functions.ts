/** Expressions of ONNX nodes as activations: the one of the catalogue that gives the same numbers, else the formula itself. */
import { type Activation, catalogue, declarations, type GatedFunction, kindOf } from "../activations/index.ts";
import { NonlinError } from "../base/index.ts";
import { constant, defaults, type Expr, evaluator, nodes, parse, print, source, substitute } from "../expr/index.ts";
import { type Module, nn } from "../nn/index.ts";

/** Where functions are compared: both signs, corners, and where they saturate. */
const points = [0, 0.01, 0.3, 0.5, 0.99, 1, 1.7, 2, 2.9, 3.1, 4, 5.9, 6.2, 9, 15, 30].flatMap((p) => [p, -p]);
/** float32 constants are no closer. */
const tolerance = 3e-6;

/** The activation that computes `e` of x. */
export function activationOf(e: Expr): Module {
  return origins.get(e) ?? nn.Activation(namedLike(e)?.name ?? formulaOf(e));
}

/** What a formula may be, as text and as a graph. */
const most = { characters: 2000, nodes: 500 } as const;

function formulaOf(e: Expr): string {
  const count = nodes(e).length;
  const text = count > most.nodes ? undefined : print(e);
  if (text !== undefined && text.length <= most.characters) return text;
  throw new NonlinError("E_MODEL", `the model computes every element by ${count} operations, too many for a formula`, {
    advice: "they are no activation of the catalogue",
  });
}

/** Modules by the expressions that they were read as. */
const origins = new WeakMap<Expr, Module>();

/** `e`, which is `module` wherever it stands alone. */
export function originating(e: Expr, module: Module): Expr {
  origins.set(e, module);
  return e;
}

/** The expression of an activation with these parameters, in x. */
export function expressionOf(a: Activation, params: Readonly<Record<string, number>> = {}): Expr {
  const numbers = { ...defaults(a), ...params };
  return substitute(source(a), Object.fromEntries(Object.entries(numbers).map(([name, n]) => [name, constant(n)])));
}

function namedLike(e: Expr): Activation | undefined {
  const wanted = valuesOf(e);
  return [...catalogue.values()].find((a) => {
    const learns = Object.values(a.params ?? {}).some((p) => p.trainable === true);
    return !learns && alike(wanted, tabulated(a));
  });
}

const tables = new WeakMap<Activation, readonly number[]>();

function tabulated(a: Activation): readonly number[] {
  const known = tables.get(a) ?? valuesOf(expressionOf(a));
  tables.set(a, known);
  return known;
}

function valuesOf(e: Expr): readonly number[] {
  const f = evaluator(e, ["x"]);
  return points.map((at) => f(at));
}

/** Whether the numbers are the same but for the rounding of constants, and none where the others are none; infinity says nothing. */
export function alike(a: readonly number[], b: readonly number[]): boolean {
  const pairs = a.map((value, i) => [value, b[i]!] as const);
  const finite = pairs.filter(([p, q]) => Number.isFinite(p) && Number.isFinite(q));
  const near = ([p, q]: readonly [number, number]): boolean =>
    Math.abs(p - q) <= tolerance * Math.max(1, Math.abs(p), Math.abs(q));
  const differs = pairs.some(
    ([p, q]) => Number.isNaN(p) !== Number.isNaN(q) && (Number.isFinite(p) || Number.isFinite(q)),
  );
  return finite.length >= points.length / 4 && !differs && finite.every(near);
}

/** Whether two expressions of these variables are the same by the same test. */
export function alikeExpressions(a: Expr, b: Expr, names: readonly string[]): boolean {
  const [p, q] = names.length === 1 ? [valuesOf(a), valuesOf(b)] : [halvesOf(a), halvesOf(b)];
  return alike(p, q);
}

/** The gated activation that computes `e` of the halves a and b. */
export function gatedOf(e: Expr): Module {
  const wanted = halvesOf(e);
  const found = gatedFunctions().find((d) => alike(wanted, halvesOf(gatedExpression(d))));
  if (found !== undefined) return nn.Gated(found.name);
  throw new NonlinError("E_MODEL", `the model gates by ${print(e)}, which is no gated activation of the catalogue`);
}

export function gatedFunctions(): readonly GatedFunction[] {
  return [...declarations.values()].filter((d): d is GatedFunction => kindOf(d) === "gated");
}

/** The expression of a gated activation with these parameters, in a and b. */
export function gatedExpression(d: GatedFunction, params: Readonly<Record<string, number>> = {}): Expr {
  const numbers = { ...defaults(d), ...params };
  const e = parse(d.formula, { parameters: ["a", "b", ...Object.keys(numbers)] });
  return substitute(e, Object.fromEntries(Object.entries(numbers).map(([name, n]) => [name, constant(n)])));
}

function halvesOf(e: Expr): readonly number[] {
  const f = evaluator(e, ["a", "b"]);
  return points.map((at, i) => f(at, points[(i * 7 + 3) % points.length]!));
}

const mathematical = [
  Math.SQRT2,
  Math.SQRT1_2,
  Math.PI,
  Math.E,
  Math.LN2,
  2 / Math.PI,
  Math.sqrt(2 / Math.PI),
  1 / 3,
  1 / 6,
];

/** A number of a float32 file as it was meant: of those that round to it, a known one or the shortest. */
export function meant(value: number): number {
  if (!Number.isFinite(value) || Math.fround(value) !== value) return value;
  const known = mathematical.flatMap((v) => [v, -v]).find((v) => Math.fround(v) === value);
  if (known !== undefined) return known;
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}
