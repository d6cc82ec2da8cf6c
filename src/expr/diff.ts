/**
 * Symbolic derivatives.
 *
 * One pass over the graph carries the slope of every node forward; each row of the op table says how. A slope of
 * zero is no summand at all. Corners have a file of their own.
 */

import { NonlinError } from "../base/index.ts";
import { atCorners, type Course, select } from "./corners.ts";
import { type Apply, constant, type Expr, fold, freeVariables, nodes } from "./expr.ts";
import { limits } from "./lexer.ts";
import { fill } from "./match.ts";
import { type OpName, ops } from "./ops.ts";
import { parse } from "./parse.ts";
import { build, simplify } from "./simplify.ts";
import { formula } from "./template.ts";

/** Where a formula bends, and the slope it shall have there: formulas in its parameters. */
export interface Corner {
  readonly at: string;
  readonly slope: string;
}

export interface DiffOptions {
  /** Corners along the variable; there every derivative but the first is 0. */
  readonly corners?: readonly Corner[];
  /** How many times; 1 unless said. */
  readonly order?: number;
  /** Usual values of parameters: slopes that agree near them count as one. */
  readonly near?: Readonly<Record<string, number>>;
}

const zero = constant(0);
const one = constant(1);

/** The derivative of `e` with respect to `name`, simplified. Throws E_LIMIT past 4,000 nodes. */
export function diff(e: Expr, name = "x", { corners = [], order = 1, near = {} }: DiffOptions = {}): Expr {
  const parameters = freeVariables(e);
  const read = (text: string) => simplify(parse(text, { parameters }));
  let bends = corners.map(({ at, slope }) => ({ at: read(at), slope: read(slope) }));
  let result = simplify(e);
  for (let i = 0; i < order; i += 1) {
    result = once(result, { name, bends, near });
    bends = bends.map(({ at }) => ({ at, slope: zero }));
  }
  return result;
}

function once(e: Expr, course: Course): Expr {
  const slope = atCorners(e, slopeOf(e, course), course, (inner) => slopeOf(inner, course));
  const count = nodes(slope).length;
  if (count > limits.graphNodes) {
    const advice = `the limit is ${limits.graphNodes}`;
    throw new NonlinError("E_LIMIT", `the derivative has ${count} nodes`, { advice });
  }
  return slope;
}

function slopeOf(e: Expr, course: Course): Expr {
  return fold<Expr>(e, (node, slopes) => {
    if (node.kind !== "apply") return node.kind === "var" && node.name === course.name ? one : zero;
    return slopes.every((d) => d === zero) ? zero : applied(node, slopes, course);
  });
}

/** The slope of an op's result, given those of its arguments. */
function applied(node: Apply, slopes: readonly Expr[], course: Course): Expr {
  const bindings = new Map<string, Expr>([["y", node]]);
  for (const [i, arg] of node.args.entries()) {
    const letter = "abc".charAt(i);
    bindings.set(letter, arg).set(`d${letter}`, slopes[i] as Expr);
  }
  const { derivative = [], tangent } = ops[node.op];
  if (tangent === undefined) {
    return slopes
      .map((d, i) => (d === zero ? zero : linear("mul", [fill(formula(derivative[i] as string), bindings, linear), d])))
      .reduce((sum, part) => linear("add", [sum, part]));
  }
  const rule = formula(tangent);
  if (rule.kind !== "apply" || rule.op !== "where") return fill(rule, bindings, linear);
  const [condition, taken, other] = rule.args.map((arg) => fill(arg, bindings, linear)) as [Expr, Expr, Expr];
  return select(condition, taken, other, course);
}

/**
 * Builds sums and products of slopes: a slope of zero, and what it multiplies, is not there; constant factors become
 * one, in front.
 */
function linear(op: OpName, args: readonly Expr[]): Expr {
  const [a, b] = args as readonly [Expr, Expr];
  if (op === "add" && a === zero) return b;
  if (op === "sub" && a === zero) return linear("neg", [b]);
  if ((op === "add" || op === "sub") && b === zero) return a;
  if (op === "mul" && (a === zero || b === zero)) return zero;
  if ((op === "div" || op === "neg") && a === zero) return zero;
  if (op !== "mul") return build(op, args);
  const [j, p] = factor(a);
  const [k, q] = factor(b);
  const product = p === undefined ? q : q === undefined ? p : build("mul", [p, q]);
  return product === undefined ? constant(j * k) : build("mul", [constant(j * k), product]);
}

/** The constant factor of `e`, and the rest unless it is all. */
function factor(e: Expr): readonly [number, (Expr | undefined)?] {
  if (e.kind === "const") return [e.value];
  const [k, rest] = e.kind === "apply" && e.op === "mul" ? e.args : [];
  if (k?.kind === "const") return [k.value, rest];
  return e.kind === "apply" && e.op === "neg" ? [-1, e.args[0]] : [1, e];
}
