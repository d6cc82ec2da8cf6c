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
export function match(pattern: Expr, e: Expr, bindings: Bindings = none): Bindings | undefined {
  if (pattern.kind === "const") return pattern === e ? bindings : undefined;
  if (pattern.kind === "var") return bind(pattern.name, e, bindings);
  if (e.kind !== "apply" || e.op !== pattern.op) return undefined;
  const straight = matchAll(pattern.args, e.args, bindings);
  if (straight !== undefined || ops[e.op].mirror !== e.op) return straight;
  return matchAll(pattern.args, e.args.toReversed(), bindings);
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

function matchAll(patterns: readonly Expr[], args: readonly Expr[], start: Bindings): Bindings | undefined {
  let bindings: Bindings | undefined = start;
  for (const [i, pattern] of patterns.entries()) {
    bindings = bindings && match(pattern, args[i] as Expr, bindings);
  }
  return bindings;
}

function bind(name: string, e: Expr, bindings: Bindings): Bindings | undefined {
  const bound = bindings.get(name);
  if (bound !== undefined) return bound === e ? bindings : undefined;
  if ((name === "k" || name === "n") && e.kind !== "const") return undefined;
  if (name === "n" && e.kind === "const" && !(e.value < 0)) return undefined;
  return new Map(bindings).set(name, e);
}
