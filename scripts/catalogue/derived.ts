/** Functions of one value that are inside those of another kind: a gate, a slope as it is drawn, a half. */
import type {
  Activation,
  Declared,
  GatedFunction,
  JoinedFunction,
  RandomFunction,
} from "../../src/activations/index.ts";
import { constant, type Expr, evaluate, parse, print, simplify, substitute, variable } from "../../src/expr/index.ts";

/** What is meant, and the function. */
export interface Part {
  readonly title: string;
  readonly f: Activation;
}

/** f(a, ·) for one `a`. */
export function gateOf(d: GatedFunction, a: number): Part {
  return { title: `a = ${a}`.replace("-", "−"), f: bound(d, `gate${a}`, { a: constant(a), b: variable("x") }) };
}

/** f for one draw, or as it is in evaluation. */
export function drawOf(d: RandomFunction, u?: number): Part {
  const { name, evaluation } = d.random;
  const value = u ?? evaluate(parse(evaluation), {});
  return {
    title: u === undefined ? "in evaluation" : `${name} = ${u}`,
    f: bound(d, `draw${value}`, { [name]: constant(value) }),
  };
}

/** Its two halves. */
export function halvesOf(d: JoinedFunction): readonly Part[] {
  return [d.formula, d.beside].map((formula, i) => ({
    title: formula,
    f: { ...d, name: `half${i}`, formula } as Activation,
  }));
}

/** The formula of `d` in x and its parameters, what else it speaks of replaced. */
function bound({ formula, params, corners }: Declared, name: string, env: Readonly<Record<string, Expr>>): Activation {
  const parameters = [...Object.keys(params ?? {}), ...Object.keys(env)];
  const settled = (text: string): string => print(simplify(substitute(parse(text, { parameters }), env)));
  return {
    name,
    formula: settled(formula),
    ...(params && { params }),
    ...(corners && { corners: corners.map(({ at, slope }) => ({ at, slope: settled(slope) })) }),
  };
}
