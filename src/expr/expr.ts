/**
 * The one node type of the scalar language.
 *
 * Nodes are hash-consed: the same structure is the same object, so equality is `===` and a formula is a
 * graph that shares its parts. The table holds its nodes weakly; what nobody uses is forgotten.
 */

import { NonlinError } from "../base/index.ts";
import type { OpName } from "./ops.ts";

export interface Const {
  readonly kind: "const";
  readonly value: number;
}

export interface Var {
  readonly kind: "var";
  readonly name: string;
}

export interface Apply {
  readonly kind: "apply";
  readonly op: OpName;
  readonly args: readonly Expr[];
}

export type Expr = Const | Var | Apply;

/** The number `value`; 0 and -0 differ, every NaN is the same. */
export function constant(value: number): Const {
  return intern(Object.is(value, -0) ? "#-0" : `#${value}`, none, () => ({ kind: "const", value }));
}

export function variable(name: string): Var {
  return intern(`$${name}`, [name], () => ({ kind: "var", name }));
}

export function apply(op: OpName, ...args: readonly Expr[]): Apply {
  const key = args.reduce((text, arg) => `${text} ${factsOf(arg).identity}`, op as string);
  return intern(key, args, () => ({ kind: "apply", op, args }));
}

/** The distinct nodes below and including `root`, arguments before what uses them. */
export function nodes(root: Expr): readonly Expr[] {
  const known = orders.get(root);
  if (known !== undefined) return known;
  if (typeof root !== "object" || root === null) throw noExpression(root);
  const done = new Set<Expr>();
  const stack = [root];
  for (let e = stack.at(-1); e !== undefined; e = stack.at(-1)) {
    const waiting = e.kind === "apply" ? e.args.filter((a) => !done.has(a)) : [];
    if (waiting.length === 0) {
      done.add(e);
      stack.pop();
    } else {
      stack.push(...waiting.reverse());
    }
  }
  const order = [...done];
  orders.set(root, order);
  return order;
}

const orders = new WeakMap<Expr, readonly Expr[]>();

/** What `visit` makes of `root`, given what it made of the arguments; each distinct node is visited once. */
export function fold<T>(root: Expr, visit: (e: Expr, args: readonly T[]) => T): T {
  const made = new Map<Expr, T>();
  for (const e of nodes(root)) {
    made.set(e, visit(e, e.kind === "apply" ? e.args.map((a) => made.get(a) as T) : []));
  }
  return made.get(root) as T;
}

/** Names of the variables in `e`, sorted. */
export function freeVariables(e: Expr): readonly string[] {
  return factsOf(e).variables;
}

interface Facts {
  readonly identity: number;
  readonly variables: readonly string[];
}

const none: readonly string[] = [];
const table = new Map<string, WeakRef<Expr>>();
/** Of every node there is. */
const facts = new WeakMap<Expr, Facts>();
const forget = new FinalizationRegistry<string>((key) => {
  if (table.get(key)?.deref() === undefined) table.delete(key);
});
let lastIdentity = 0;

/** Throws E_USAGE for a copy, by JSON or between workers: it would pass for any other copy. */
function factsOf(e: Expr): Facts {
  const known = facts.get(e);
  if (known !== undefined) return known;
  if (typeof e !== "object" || e === null) throw noExpression(e);
  throw new NonlinError("E_USAGE", "an expression that was copied is not the one object of its structure any more", {
    advice: "hand its text over and parse it",
  });
}

function noExpression(e: unknown): NonlinError {
  const advice = typeof e === "number" ? `constant(${e}) is one` : `parse("x * sigmoid(x)") is one`;
  return new NonlinError("E_USAGE", `${JSON.stringify(e)} is no expression`, { advice });
}

/** The node of this key, whose variables are those named or those of its arguments. */
function intern<E extends Expr>(key: string, below: readonly (string | Expr)[], make: () => E): E {
  const known = table.get(key)?.deref();
  // The key tells kind and content, so what is found under it has the type asked for.
  if (known !== undefined) return known as E;
  const made = make();
  lastIdentity += 1;
  facts.set(made, { identity: lastIdentity, variables: union(below) });
  table.set(key, new WeakRef(made));
  forget.register(made, key);
  return made;
}

/** Sorted; the same list as long as one holds all. */
function union(below: readonly (string | Expr)[]): readonly string[] {
  let all = none;
  for (const each of below) {
    const names = typeof each === "string" ? [each] : freeVariables(each);
    if (all.length === 0 || all === names) all = names;
    else if (names.some((name) => !all.includes(name))) all = [...new Set([...all, ...names])].sort();
  }
  return all;
}
