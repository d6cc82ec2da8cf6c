/**
 * The value of an expression in float64: the oracle for every kernel.
 *
 * An expression becomes a list of steps over registers, once; running it allocates nothing.
 */

import { NonlinError } from "../base/index.ts";
import { type Expr, freeVariables, nodes } from "./expr.ts";
import { ops } from "./ops.ts";

/** The value of `e` where its variables have the values in `env`. Throws E_NAME if one is missing. */
export function evaluate(e: Expr, env: Readonly<Record<string, number>>): number {
  const names = freeVariables(e);
  return evaluator(e, names)(...names.map((name) => lookUp(env, name)));
}

/** `e` as a function of the variables `names`, in that order. */
export function evaluator(e: Expr, names: readonly string[]): (...values: readonly number[]) => number {
  const { steps, inputs, registers } = program(e);
  const slots = inputs.map(({ name, register }) => ({ register, index: names.indexOf(name), name }));
  for (const { index, name } of slots) if (index < 0) throw missing(name);
  const r = registers.slice();
  const last = r.length - 1;
  return (...values) => {
    for (const { register, index } of slots) r[register] = values[index] as number;
    for (let i = 0; i < steps.length; i += 1) {
      const s = steps[i]!;
      r[s.out] = s.value(r[s.a]!, r[s.b]!, r[s.c]!);
    }
    return r[last] as number;
  };
}

/** The value of every node of `e`, in the order of `nodes(e)`, each rounded by `round`. */
export function trace(e: Expr, input: (name: string) => number, round: (y: number) => number = (y) => y): Float64Array {
  const { steps, inputs, registers } = program(e);
  const r = Float64Array.from(registers, round);
  for (const { register, name } of inputs) r[register] = round(input(name));
  for (let i = 0; i < steps.length; i += 1) {
    const s = steps[i]!;
    r[s.out] = round(s.value(r[s.a]!, r[s.b]!, r[s.c]!));
  }
  return r;
}

/** Values of one node at many inputs. */
export type Column = Float64Array | Float32Array;

/** The values of `e` at `xs` of `name`, other variables as `of` says: op by op, each over all; in float32 if `single`. */
export function tabulated(
  e: Expr,
  name: string,
  xs: readonly number[],
  of: (other: string) => number,
  single = false,
): Column {
  const { steps, inputs, registers } = program(e);
  const empty = (): Column => (single ? new Float32Array(xs.length) : new Float64Array(xs.length));
  const columns = Array.from(registers, (y): Column | undefined => (Object.is(y, 0) ? undefined : empty().fill(y)));
  for (const { register, name: its } of inputs) {
    const column = empty();
    if (its === name) column.set(xs);
    else column.fill(of(its));
    columns[register] = column;
  }
  const zero = empty();
  for (const { value, a, b, c, out } of steps) {
    columns[out] = overRows(value, columns[a] ?? zero, columns[b] ?? zero, columns[c] ?? zero, empty());
  }
  return columns.at(-1) ?? zero;
}

/** An op over columns of the same length, written to `out`. */
export function overRows<C extends Column>(value: Step["value"], a: Column, b: Column, c: Column, out: C): C {
  for (let i = 0; i < out.length; i += 1) out[i] = value(a[i]!, b[i]!, c[i]!);
  return out;
}

/** Where each node of `e` stands in `nodes(e)`. */
export function places(e: Expr): ReadonlyMap<Expr, number> {
  return program(e).places;
}

interface Program {
  readonly steps: readonly Step[];
  readonly inputs: readonly { readonly name: string; readonly register: number }[];
  /** First contents: constants where they belong, 0 elsewhere. The result is the last. */
  readonly registers: Float64Array;
  readonly places: ReadonlyMap<Expr, number>;
}

interface Step {
  readonly value: (a: number, b: number, c: number) => number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly out: number;
}

const programs = new WeakMap<Expr, Program>();

function program(e: Expr): Program {
  const known = programs.get(e);
  if (known !== undefined) return known;
  const order = nodes(e);
  const places = new Map(order.map((node, i) => [node, i]));
  const steps = order.flatMap((node, out) => {
    if (node.kind !== "apply") return [];
    const [a = 0, b = 0, c = 0] = node.args.map((arg) => places.get(arg) as number);
    return [{ value: ops[node.op].value, a, b, c, out }];
  });
  const inputs = order.flatMap((node, register) => (node.kind === "var" ? [{ name: node.name, register }] : []));
  const registers = Float64Array.from(order.map((node) => (node.kind === "const" ? node.value : 0)));
  const made = { steps, inputs, registers, places };
  programs.set(e, made);
  return made;
}

function lookUp(env: Readonly<Record<string, number>>, name: string): number {
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  if (value === undefined) throw missing(name);
  return value;
}

function missing(name: string): NonlinError {
  return new NonlinError("E_NAME", `no value for "${name}"`);
}
