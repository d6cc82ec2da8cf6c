/**
 * Functions along an axis, in float64: softmax and its kin.
 *
 * A formula is read from the inside out. Each reduction is a step that makes one number of the whole axis, and its
 * place in the formula is taken by a name; what is left is an expression of one value and those names. Slopes follow
 * backwards by the same steps, each reduction stating how its number changes with each value.
 */
import { diff, type Expr, evaluator, freeVariables, parse, simplify } from "../expr/index.ts";
import type { AxisFunction } from "./activation.ts";
import { declarations } from "./catalogue.ts";
import { type ReductionName, reductions } from "./reductions.ts";

/** What a formula may speak of besides x: numbers, or a number for each value. */
export type Environment = Readonly<Record<string, number | Float64Array>>;

/** f along the axis that `values` are: as many values, or one if f makes one of them all. */
export function alongAxis(f: AxisFunction, values: Float64Array, env: Environment): Float64Array {
  const { body, perValue } = axisProgram(f);
  const read = run(f, values, env);
  return read(body, perValue ? values.length : 1);
}

/** The gradient with respect to `values`, given that with respect to f of them. */
export function adjointAlongAxis(
  f: AxisFunction,
  values: Float64Array,
  gradient: Float64Array,
  env: Environment,
): Float64Array {
  const through = f.straightThrough === undefined ? f : (declarations.get(f.straightThrough) as AxisFunction);
  const { steps, body } = axisProgram(through);
  const read = run(through, values, env);
  const result = new Float64Array(values.length);
  const due = new Map<string, number>();
  /** Sends `weights`, the gradient with respect to `e` at each value, on to what `e` is made of. */
  const send = (e: Expr, weights: Float64Array): void => {
    for (const name of freeVariables(e)) {
      if (name !== "x" && !steps.some((step) => step.name === name)) continue;
      const slopes = read(diff(e, name), weights.length);
      // a weight of 0 stays 0, whatever the slope
      const sent = slopes.map((slope, i) => (weights[i] === 0 ? 0 : slope * weights[i]!));
      if (name === "x") for (const [i, part] of sent.entries()) result[i]! += part;
      else due.set(name, (due.get(name) ?? 0) + sent.reduce((sum, part) => sum + part, 0));
    }
  };
  send(body, gradient);
  for (const { name, reduction, of } of steps.toReversed()) {
    const whole = due.get(name) ?? 0;
    if (whole === 0) continue;
    const inner = read(of, values.length);
    const slopes = reductions[reduction].slopes(inner, reductions[reduction].value(inner));
    send(
      of,
      slopes.map((slope) => slope * whole),
    );
  }
  return result;
}

/** Whether one value comes out for the whole axis. */
export function reducesAxis(f: AxisFunction): boolean {
  return !axisProgram(f).perValue;
}

/** A reduction of `of`, called `name` in the steps after it. */
export interface AxisStep {
  readonly name: string;
  readonly reduction: ReductionName;
  readonly of: Expr;
}

/** A formula along an axis, from the inside out. */
export interface AxisProgram {
  readonly steps: readonly AxisStep[];
  /** In x and the names of the steps. */
  readonly body: Expr;
  /** Whether a value comes out for each value. */
  readonly perValue: boolean;
}

const programs = new WeakMap<AxisFunction, AxisProgram>();

/** The steps of `f`'s formula, found once. */
export function axisProgram(f: AxisFunction): AxisProgram {
  const known = programs.get(f);
  if (known !== undefined) return known;
  const declared = [...Object.keys(f.params ?? {}), f.mask, f.random, "i", "n"].filter((name) => name !== undefined);
  const steps: AxisStep[] = [];
  let text = f.formula;
  const read = (part: string) => simplify(parse(part, { parameters: [...declared, ...steps.map((s) => s.name)] }));
  for (let call = innermost(text); call !== undefined; call = innermost(text)) {
    const name = `step${steps.length}`;
    steps.push({ name, reduction: call.reduction, of: read(call.inside) });
    text = text.replaceAll(call.whole, name);
  }
  const body = read(text);
  const perValue = freeVariables(body).some((name) => name === "x" || name === "i");
  const program = { steps, body, perValue };
  programs.set(f, program);
  return program;
}

/** The last reduction in `text`: none can be inside it. */
function innermost(text: string) {
  const found = [...text.matchAll(/\b(\w+Over)\(/g)].at(-1);
  if (found === undefined) return undefined;
  const start = found.index + found[0].length;
  let end = start;
  for (let depth = 1; depth > 0; end += 1) depth += text[end] === "(" ? 1 : text[end] === ")" ? -1 : 0;
  const reduction = found[1] as ReductionName;
  return { reduction, inside: text.slice(start, end - 1), whole: text.slice(found.index, end) };
}

/** Computes every step, then gives the values of expressions in terms of them. */
function run(f: AxisFunction, values: Float64Array, env: Environment): (e: Expr, count: number) => Float64Array {
  const { steps } = axisProgram(f);
  const numbers = new Map<string, number>();
  const read = (e: Expr, count: number): Float64Array => {
    const names = freeVariables(e);
    const of = evaluator(e, names);
    const at = (name: string, i: number): number => {
      if (name === "x") return values[i]!;
      if (name === "i") return i;
      if (name === "n") return values.length;
      const given = env[name];
      return typeof given === "object" ? given[i]! : (given ?? numbers.get(name)!);
    };
    return Float64Array.from({ length: count }, (_, i) => of(...names.map((name) => at(name, i))));
  };
  for (const { name, reduction, of } of steps) {
    numbers.set(name, reductions[reduction].value(read(of, values.length)));
  }
  return read;
}
