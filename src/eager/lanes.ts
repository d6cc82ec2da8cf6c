/** How functions of more than one value are computed along one lane: the values along an axis, all else fixed. */
import {
  type AxisFunction,
  alongAxis,
  type Declaration,
  type Environment,
  type GatedFunction,
  type JoinedFunction,
  type Kind,
  kindOf,
  type RandomFunction,
  reducesAxis,
} from "../activations/index.ts";
import { NonlinError } from "../base/index.ts";
import { type Expr, evaluator, type Formula, freeVariables, parse, road, simplify, stable } from "../expr/index.ts";

export interface Lane {
  /** How many values come out. */
  readonly count: number;
  /** They come out without the axis. */
  readonly reduces?: boolean;
  readonly of: (x: Float64Array, env: Environment) => Float64Array;
}

/** `d` on lanes of `size` values. Throws E_SHAPE if that does not divide as it must. */
export function laneOf(d: Declaration, size: number, axis: number, params: Readonly<Record<string, number>>): Lane {
  return kinds[kindOf(d)](d as never, size, axis, params);
}

type Params = Readonly<Record<string, number>>;

const kinds = {
  elementwise: (d: Declaration, size: number): Lane => {
    const f = road(d);
    return { count: size, of: (x, env) => evaluated(f, size, { ...env, x }) };
  },
  axis: (d: AxisFunction, size: number, axis: number, params: Params): Lane => {
    if (d.pieces === undefined) {
      const reduces = reducesAxis(d);
      return { count: reduces ? 1 : size, reduces, of: (x, env) => alongAxis(d, x, env) };
    }
    const pieces = params[d.pieces]!;
    const count = divided(d, size, axis, pieces);
    const across = (x: Float64Array, j: number) => x.filter((_, i) => i % count === j);
    return {
      count,
      of: (x, env) => Float64Array.from({ length: count }, (_, j) => alongAxis(d, across(x, j), env)[0]!),
    };
  },
  gated: (d: GatedFunction, size: number, axis: number): Lane => {
    const count = divided(d, size, axis, 2);
    const f = gateOf(d);
    return {
      count,
      of: (x, env) => evaluated(f, count, { ...env, a: x.subarray(0, count), b: x.subarray(count) }),
    };
  },
  random: (d: RandomFunction, size: number): Lane => {
    const f = road(formulasOf(d)[0]!);
    const usual = evaluator(parse(d.random.evaluation), [])();
    return { count: size, of: (x, env) => evaluated(f, size, { [d.random.name]: usual, ...env, x }) };
  },
  joined: (d: JoinedFunction, size: number): Lane => {
    const both = formulasOf(d).map((formula) => road(formula));
    const of = (x: Float64Array, env: Environment) => both.flatMap((f) => [...evaluated(f, size, { ...env, x })]);
    return { count: both.length * size, of: (x, env) => Float64Array.from(of(x, env)) };
  },
} as const satisfies Record<Kind, unknown>;

/** `e` at each position, numbers being the same at all. */
function evaluated(e: Expr, count: number, env: Environment): Float64Array {
  const names = freeVariables(e);
  const of = evaluator(e, names);
  const given = names.map((name) => env[name]!);
  const at = (i: number) => given.map((value) => (typeof value === "number" ? value : value[i]!));
  return Float64Array.from({ length: count }, (_, i) => of(...at(i)));
}

const gates = new WeakMap<GatedFunction, Expr>();

function gateOf(d: GatedFunction): Expr {
  const known = gates.get(d);
  if (known !== undefined) return known;
  const made = stable(simplify(parse(d.formula, { parameters: [...d.inputs, ...Object.keys(d.params ?? {})] })));
  gates.set(d, made);
  return made;
}

const formulas = new WeakMap<Declaration, readonly Formula[]>();

/** The formulas of one value that `d` is made of, as declarations that the road can be found by. */
function formulasOf(d: RandomFunction | JoinedFunction): readonly Formula[] {
  const known = formulas.get(d);
  if (known !== undefined) return known;
  const { formula, params = {}, corners = [] } = d;
  const drawn = d.random === undefined ? {} : { [d.random.name]: { init: 1 / 2 } };
  const first: Formula = { formula, params: { ...params, ...drawn }, corners };
  const made = d.beside === undefined ? [first] : [first, { formula: d.beside, params }];
  formulas.set(d, made);
  return made;
}

function divided(d: Declaration, size: number, axis: number, parts: number): number {
  if (Number.isInteger(parts) && parts > 0 && size % parts === 0) return size / parts;
  const message = `${d.name} splits axis ${axis} in ${parts} equal parts, but it has ${size} values`;
  throw new NonlinError("E_SHAPE", message);
}
