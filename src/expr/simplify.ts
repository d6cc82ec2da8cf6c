/**
 * The same function with less to compute, bit for bit: constants folded in float64, the identities applied, operands
 * of commutative ops in one order, so that equal parts become one object.
 */

import { type Apply, apply, constant, type Expr, fold } from "./expr.ts";
import { identities } from "./identities.ts";
import { fill, match } from "./match.ts";
import { type OpName, ops } from "./ops.ts";
import { formula } from "./template.ts";

/** An expression with the value of `e` for every input, NaN and the sign of zero included. */
export function simplify(e: Expr): Expr {
  return fold<Expr>(e, (node, args) => (node.kind === "apply" ? build(node.op, args) : node));
}

/** `apply(op, ...args)` simplified, given simplified arguments. */
export function build(op: OpName, given: readonly Expr[]): Expr {
  const [a, b, c] = given;
  if (given.every((arg) => arg.kind === "const")) return folded(op, given);
  if (op === "where" && a?.kind === "const") return (a.value !== 0 ? b : c) as Expr;
  const { mirror } = ops[op];
  const swapped = mirror !== undefined && a !== undefined && b !== undefined && outOfOrder(op, a, b);
  const e = swapped ? apply(mirror, b, a) : apply(op, ...given);
  const made = simpler.get(e) ?? rewritten(e);
  simpler.set(e, made);
  return made;
}

/** What `build` makes of a node in order. */
const simpler = new WeakMap<Expr, Expr>();

function rewritten(e: Apply): Expr {
  for (const [left, right] of rulesOf(e.op)) {
    const bindings = match(left, e);
    if (bindings !== undefined) return fill(right, bindings, build);
  }
  return e;
}

function folded(op: OpName, args: readonly Expr[]): Expr {
  const [a = 0, b = 0, c = 0] = args.map((arg) => (arg.kind === "const" ? arg.value : NaN));
  return constant(ops[op].value(a, b, c));
}

/** 2 * x, but x + 2 and x > 2; otherwise by kind, name and arguments. */
function outOfOrder(op: OpName, a: Expr, b: Expr): boolean {
  const compares = ops[op].infix?.precedence === 1;
  if (compares) return a.kind === "const";
  if (a.kind === "const" || b.kind === "const") return op === "mul" ? a.kind !== "const" : a.kind === "const";
  return compare(a, b) > 0;
}

const rank = { const: 0, var: 1, apply: 2 } as const;

/** An order of expressions that depends on nothing but what they say. */
export function compare(a: Expr, b: Expr): number {
  if (a === b) return 0;
  if (a.kind === "apply" && b.kind === "apply") {
    if (a.op !== b.op) return a.op < b.op ? -1 : 1;
    // Same op, other object: they differ at the first argument that is not the same object.
    const i = a.args.findIndex((arg, j) => arg !== b.args[j]);
    return compare(a.args[i] as Expr, b.args[i] as Expr);
  }
  if (a.kind === "const" && b.kind === "const") return comesFirst(a.value, b.value) ? -1 : 1;
  if (a.kind === "var" && b.kind === "var") return a.name < b.name ? -1 : 1;
  return rank[a.kind] - rank[b.kind];
}

/** By value, -0 before 0, NaN last; of numbers that are not the same. */
function comesFirst(a: number, b: number): boolean {
  return a < b || (!(a > b) && (Object.is(a, -0) || Number.isNaN(b)));
}

type Rule = readonly [left: Expr, right: Expr];

let rules: ReadonlyMap<OpName, readonly Rule[]> | undefined;

function rulesOf(op: OpName): readonly Rule[] {
  rules ??= readRules();
  return rules.get(op) ?? [];
}

function readRules(): ReadonlyMap<OpName, readonly Rule[]> {
  const byOp = new Map<OpName, Rule[]>();
  for (const [before, after] of identities) {
    const left = formula(before);
    if (left.kind === "apply") byOp.set(left.op, [...(byOp.get(left.op) ?? []), [left, formula(after)]]);
  }
  return byOp;
}
