/**
 * Symbolic derivatives.
 *
 * One pass over the graph carries the slope of every node forward; each row of the op table says how. A slope of
 * zero is no summand at all. At a tie of a selecting op (a corner) the slope is the declared one, or else the least
 * number between the slopes on the two sides.
 */

import { NonlinError } from "../base/index.ts";
import { equal } from "./equal.ts";
import { apply, constant, type Expr, fold, freeVariables, nodes, variable } from "./expr.ts";
import { limits } from "./lexer.ts";
import { fill } from "./match.ts";
import { type OpName, ops } from "./ops.ts";
import { parse } from "./parse.ts";
import { build, simplify } from "./simplify.ts";
import { substitute } from "./substitute.ts";
import { formula } from "./template.ts";

/** Where a formula bends, and the slope it shall have there: formulas in its parameters. */
export interface Corner {
  readonly at: string;
  readonly slope: string;
}

export interface DiffOptions {
  /** Corners along the variable; at them every derivative but the first is 0. */
  readonly corners?: readonly Corner[];
  /** How many times; 1 unless said. */
  readonly order?: number;
}

/** The derivative of `e` with respect to `name`, simplified. Throws E_LIMIT past 4,000 nodes. */
export function diff(e: Expr, name: string, { corners = [], order = 1 }: DiffOptions = {}): Expr {
  const parameters = freeVariables(e);
  const read = (text: string) => simplify(parse(text, { parameters }));
  let result = simplify(e);
  let bends = corners.map(({ at, slope }) => ({ at: read(at), slope: read(slope) }));
  for (let i = 0; i < order; i += 1) {
    result = once(result, name, bends);
    bends = bends.map(({ at }) => ({ at, slope: zero }));
  }
  return result;
}

interface Bend {
  readonly at: Expr;
  readonly slope: Expr;
}

const zero = constant(0);
const one = constant(1);

function once(e: Expr, name: string, bends: readonly Bend[]): Expr {
  const slopes = fold<Expr>(e, (node, args) => {
    if (node.kind !== "apply") return node.kind === "var" && node.name === name ? one : zero;
    return args.every((d) => d === zero) ? zero : slope(node.op, node, args, name, bends);
  });
  const result = bends.reduce((natural, bend) => withBend(natural, name, bend), slopes);
  const count = nodes(result).length;
  if (count > limits.graphNodes) {
    throw new NonlinError("E_LIMIT", `the derivative has ${count} nodes`, {
      advice: `the limit is ${limits.graphNodes}`,
    });
  }
  return result;
}

function slope(
  op: OpName,
  node: Expr & { kind: "apply" },
  d: readonly Expr[],
  name: string,
  bends: readonly Bend[],
): Expr {
  const bindings = new Map<string, Expr>([["y", node]]);
  for (const [i, letter] of ["a", "b", "c"].entries()) {
    const arg = node.args[i];
    if (arg !== undefined) bindings.set(letter, arg).set(`d${letter}`, d[i] as Expr);
  }
  const { derivative, tangent } = ops[op];
  if (tangent === undefined) {
    const partials = derivative ?? [];
    const parts = d.map((di, i) =>
      di === zero ? zero : scaled(fill(formula(partials[i] ?? "nan"), bindings, build), di),
    );
    return parts.reduce((sum, part) => linear("add", [sum, part]));
  }
  const rule = formula(tangent);
  if (rule.kind !== "apply" || rule.op !== "where") return fill(rule, bindings, linear);
  const [condition, taken, other] = rule.args.map((arg) => fill(arg, bindings, linear)) as [Expr, Expr, Expr];
  return select(condition, taken, other, name, bends);
}

function scaled(partial: Expr, d: Expr): Expr {
  return linear("mul", [partial, d]);
}

/** Builds sums and products of slopes: a slope of zero, and what it multiplies, is not there. */
function linear(op: OpName, args: readonly Expr[]): Expr {
  const [a, b] = args;
  if (op === "add" && a === zero) return b as Expr;
  if ((op === "add" || op === "sub") && b === zero) return a as Expr;
  if (op === "sub" && a === zero) return linear("neg", [b as Expr]);
  if (op === "mul" && (a === zero || b === zero)) return zero;
  if ((op === "div" || op === "neg") && a === zero) return zero;
  return build(op, args);
}

/** The slope of a selection, `taken` where `condition` holds, else `other`; at a tie by the rule of corners. */
function select(condition: Expr, taken: Expr, other: Expr, name: string, bends: readonly Bend[]): Expr {
  const natural = build("where", [condition, taken, other]);
  if (taken === other || condition.kind !== "apply") return natural;
  const { orEqual, unlessEqual } = ops[condition.op];
  const [p, q] = condition.args as [Expr, Expr];
  const ordered = orEqual !== undefined || unlessEqual !== undefined;
  if (!ordered || !(dependsOn(p, name) || dependsOn(q, name))) return natural;
  if (bends.some(({ at }) => isTie(p, q, name, at))) return natural;
  const at = tieOf(p, q, name);
  const [left, right] =
    at === undefined ? [taken, other] : [substituted(taken, name, at), substituted(other, name, at)];
  if (equal(left, right)) return natural;
  const least = leastNorm(left, right);
  if (least === left) return build("where", [apply(orEqual ?? condition.op, p, q), taken, other]);
  if (least === right) return build("where", [apply(unlessEqual ?? condition.op, p, q), taken, other]);
  return build("where", [build("eq", [p, q]), least, natural]);
}

/** The number nearest 0 between `a` and `b`: the median of a, b and 0. */
function leastNorm(a: Expr, b: Expr): Expr {
  if (a === zero || b === zero) return zero;
  return build("max", [build("min", [a, b]), build("min", [build("max", [a, b]), zero])]);
}

/** The value of the variable at which p = q, where that is plain to see. */
function tieOf(p: Expr, q: Expr, name: string): Expr | undefined {
  const x = variable(name);
  if (p === x && !dependsOn(q, name)) return q;
  return q === x && !dependsOn(p, name) ? p : undefined;
}

function isTie(p: Expr, q: Expr, name: string, at: Expr): boolean {
  return equal(substituted(p, name, at), substituted(q, name, at));
}

function substituted(e: Expr, name: string, value: Expr): Expr {
  return simplify(substitute(e, { [name]: value }));
}

function dependsOn(e: Expr, name: string): boolean {
  return freeVariables(e).includes(name);
}

/** `natural` with the declared slope at the corner, unless it has that already. */
function withBend(natural: Expr, name: string, { at, slope }: Bend): Expr {
  if (equal(substituted(natural, name, at), slope)) return natural;
  return build("where", [build("eq", [variable(name), at]), slope, natural]);
}
