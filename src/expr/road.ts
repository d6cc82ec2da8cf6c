/**
 * The road of a formula: source -> derivatives -> simplify -> stable -> edges.
 *
 * Derivatives are taken of the source, with its corners, and made stable afterwards: the derivative of a stable
 * form would differentiate its selections too.
 */
import { diff } from "./diff.ts";
import { edges, type Origin } from "./edges.ts";
import { type Expr, freeVariables } from "./expr.ts";
import { precise } from "./precise.ts";
import { simplify } from "./simplify.ts";
import { type Formula, source } from "./source.ts";
import { type Firing, stabilise } from "./stable.ts";

export type Order = 0 | 1 | 2;

/** What the road made of a formula up to its edges, step by step. */
export interface Stages {
  readonly plain: Expr;
  readonly stable: Expr;
  readonly fired: readonly Firing[];
}

/** f, f' or f'' in x and the names of its parameters, ready to be computed. */
export function road(f: Formula, order: Order = 0): Expr {
  return kept(ends, f, `x ${order}`, () => finished(f, order, "x"));
}

/** The derivative with respect to the variable or parameter `name`, ready to be computed. */
export function partial(f: Formula, name: string): Expr {
  return kept(ends, f, `${name} 1`, () => finished(f, 1, name));
}

/** The steps of `road`, or of `partial` if `name` is a parameter. */
export function stages(f: Formula, order: Order = 0, name = "x"): Stages {
  return kept(starts, f, `${name} ${order}`, () => travel(f, order, name));
}

const starts = new WeakMap<Formula, Map<string, Stages>>();
const ends = new WeakMap<Formula, Map<string, Expr>>();

function kept<T>(all: WeakMap<Formula, Map<string, T>>, f: Formula, key: string, make: () => T): T {
  const known = all.get(f) ?? new Map<string, T>();
  all.set(f, known);
  const made = known.get(key) ?? make();
  known.set(key, made);
  return made;
}

function travel(f: Formula, order: Order, name: string): Stages {
  const e = source(f);
  const { corners = [] } = name === "x" ? f : (f.params?.[name] ?? {});
  const plain = order === 0 ? simplify(e) : diff(e, name, { corners, order, near: defaults(f) });
  const { expression: stable, fired } = stabilise(plain);
  return { plain, stable, fired };
}

function finished(f: Formula, order: Order, name: string): Expr {
  // of f'' the far form is derived from f or f' themselves: its own leading terms cancel
  const origins: readonly Origin[] =
    order === 2
      ? [
          { e: source(f), order: 2 },
          { e: stages(f, 1).plain, order: 1 },
        ]
      : [];
  const edged = edges(stages(f, order, name).stable, "x", usual(f), origins);
  // f'' has no kernel
  return order === 2 || name !== "x" ? edged : precise(edged, { name: "x", env: usual(f) }, order);
}

const usuals = new WeakMap<Formula, Readonly<Record<string, number>>>();

/** The values that its variables other than x usually have; the same object each time, by which limits are kept. */
function usual(f: Formula): Readonly<Record<string, number>> {
  const others = freeVariables(source(f)).filter((name) => name !== "x");
  const made = usuals.get(f) ?? { ...Object.fromEntries(others.map((name) => [name, 1])), ...defaults(f) };
  usuals.set(f, made);
  return made;
}

/** The parameters' initial values. */
export function defaults(f: Formula): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(f.params ?? {}).map(([name, p]) => [name, p.init]));
}
