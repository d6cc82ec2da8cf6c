/** Patterns: expressions whose variables stand for any expression, the same name for the same one. */

import type { Expr } from "./expr.ts";
import { type OpName, ops } from "./ops.ts";

/** What each name in the pattern stands for. */
export type Bindings = ReadonlyMap<string, Expr>;

const none: Bindings = new Map();

/**
 * How `pattern` fits `e`, or undefined. Operands of + and * match in either order.
 * A name k stands for a number only, n for a number below zero.
 */
export function match(pattern: Expr, e: Expr): Bindings | undefined {
  return hasShape(pattern, e) ? unify(pattern, e, none) : undefined;
}

/** `pattern` with its names replaced; `make` builds every node. */
export function fill(pattern: Expr, bindings: Bindings, make: (op: OpName, args: readonly Expr[]) => Expr): Expr {
  if (pattern.kind === "var") return bindings.get(pattern.name) ?? pattern;
  if (pattern.kind === "const") return pattern;
  return make(
    pattern.op,
    pattern.args.map((a) => fill(a, bindings, make)),
  );
}

/** Whether the ops and numbers of `pattern` are in place: quickly told, and mostly they are not. */
function hasShape(pattern: Expr, e: Expr): boolean {
  if (pattern.kind === "const") return pattern === e;
  if (pattern.kind === "var") return mayStandFor(pattern.name, e);
  if (e.kind !== "apply" || e.op !== pattern.op) return false;
  const [a, b] = e.args;
  if (pattern.args.every((part, i) => hasShape(part, e.args[i] as Expr))) return true;
  const [p, q] = pattern.args as readonly [Expr, Expr];
  return ops[e.op].mirror === e.op && hasShape(p, b as Expr) && hasShape(q, a as Expr);
}

function mayStandFor(name: string, e: Expr): boolean {
  if (name === "k") return e.kind === "const";
  return name !== "n" || (e.kind === "const" && e.value < 0);
}

function unify(pattern: Expr, e: Expr, bindings: Bindings): Bindings | undefined {
  if (pattern.kind === "const") return pattern === e ? bindings : undefined;
  if (pattern.kind === "var") return bind(pattern.name, e, bindings);
  if (e.kind !== "apply" || e.op !== pattern.op) return undefined;
  const straight = unifyAll(pattern.args, e.args, bindings);
  if (straight !== undefined || ops[e.op].mirror !== e.op) return straight;
  return unifyAll(pattern.args, e.args.toReversed(), bindings);
}

function unifyAll(patterns: readonly Expr[], args: readonly Expr[], start: Bindings): Bindings | undefined {
  let bindings: Bindings | undefined = start;
  for (let i = 0; i < patterns.length && bindings !== undefined; i += 1) {
    bindings = unify(patterns[i] as Expr, args[i] as Expr, bindings);
  }
  return bindings;
}

function bind(name: string, e: Expr, bindings: Bindings): Bindings | undefined {
  const bound = bindings.get(name);
  if (bound !== undefined) return bound === e ? bindings : undefined;
  return mayStandFor(name, e) ? new Map(bindings).set(name, e) : undefined;
}
