/**
 * A formula cut where it may bend: between two cuts it selects nothing any more, and is as smooth as its ops.
 *
 * Only ties that are linear in x are cut at. Others stay in the formula, and bounds have to cope with them.
 */
import { add, divide, type Interval, mayBeNaN, multiply, negate } from "./bounds.ts";
import { point } from "./enclosure.ts";
import { constant, type Expr, fold, nodes } from "./expr.ts";
import { fill } from "./match.ts";
import { ops } from "./ops.ts";
import { build } from "./simplify.ts";
import { formula } from "./template.ts";

/** k x + c, as far as it is known. */
interface Line {
  readonly k: Interval;
  readonly c: Interval;
}

/** Cuts of `e`, in x alone: ascending, each the float that solves its tie, or one beside the solution. */
export function cuts(e: Expr): readonly number[] {
  const found = new Set<number>();
  search(e, -Infinity, Infinity, found);
  return [...found].sort((a, b) => a - b);
}

/** `e` as it is for from < x < to, where no cut lies between. */
export function resolved(e: Expr, from: number, to: number): Expr {
  return fold<Expr>(e, (node, args) => {
    if (node.kind !== "apply") return node;
    const made = args.every((arg, i) => arg === node.args[i]) ? node : build(node.op, args);
    const side = made.kind === "apply" ? sideOf(made, from, to) : undefined;
    return side ?? made;
  });
}

function search(e: Expr, from: number, to: number, found: Set<number>): void {
  const here = resolved(e, from, to);
  for (const node of nodes(here)) {
    const at = node.kind === "apply" ? cutOf(node) : undefined;
    if (at === undefined || !(from < at && at < to)) continue;
    found.add(at);
    if (found.size > most) return;
    search(here, from, at, found);
    search(here, at, to, found);
    return;
  }
}

const most = 64;

/** What a selection comes to on one side of its tie; undefined if that is not known. */
function sideOf(node: Expr & { kind: "apply" }, from: number, to: number): Expr | undefined {
  const { sides } = ops[node.op];
  const line = sides && tieOf(node);
  const at = line && rootOf(line);
  if (sides === undefined || line === undefined || at === undefined || (from < at && at < to)) return undefined;
  const below = line.k.lo > 0 === to <= at;
  const bindings = new Map(node.args.map((arg, i) => ["abc".charAt(i), arg] as const));
  return fill(formula(sides[below ? 0 : 1]), bindings, build);
}

/** Where a node bends, or has its values in an argument end: the root of what it compares or divides by. */
function cutOf(node: Expr & { kind: "apply" }): number | undefined {
  const line = ops[node.op].sides === undefined ? singularOf(node) : tieOf(node);
  return line === undefined ? undefined : rootOf(line);
}

function tieOf(node: Expr & { kind: "apply" }): Line | undefined {
  const [a, b = constant(0)] = node.args as readonly [Expr, Expr?];
  return lineOf(build("sub", [a, b]));
}

function singularOf(node: Expr & { kind: "apply" }): Line | undefined {
  const guard = singularity(node);
  return guard && lineOf(guard.e);
}

/** What must not be 0, or must be positive, for a node to be analytic; undefined if it always is. */
export function singularity(node: Expr & { kind: "apply" }): { e: Expr; positive: boolean } | undefined {
  const { analytic } = ops[node.op];
  if (analytic === undefined) return undefined;
  const positive = "positive" in analytic;
  const bindings = new Map(node.args.map((arg, i) => ["abc".charAt(i), arg] as const));
  const e = fill(formula(positive ? analytic.positive : analytic.nonzero), bindings, build);
  // a whole power has a value on both sides of 0, and one that is not negative at 0 too
  const exponent = node.args[1];
  const whole = positive && exponent?.kind === "const" && Number.isInteger(exponent.value);
  return whole && exponent.value >= 0 ? undefined : { e, positive: positive && !whole };
}

/** Of a root beside it: 0.2 is no float, and -0.5 / 0.2 lies between two. */
const narrow = 4 * Number.EPSILON;

/** To the last place. */
function rootOf({ k, c }: Line): number | undefined {
  if (k.lo <= 0 && k.hi >= 0) return undefined;
  const root = divide(negate(c), k);
  const middle = root.lo + (root.hi - root.lo) / 2;
  return root.hi - root.lo <= narrow * Math.abs(middle) ? middle + 0 : undefined;
}

const lines = new WeakMap<Expr, Line>();

function lineOf(e: Expr): Line | undefined {
  const known = lines.get(e);
  if (known !== undefined) return known;
  const made = fold<Line | undefined>(e, (node, args) => {
    if (node.kind === "const") return { k: point(0), c: point(node.value) };
    if (node.kind === "var") return { k: point(1), c: point(0) };
    const [a, b] = args;
    if (a === undefined) return undefined;
    if (node.op === "neg") return { k: negate(a.k), c: negate(a.c) };
    if (b === undefined) return undefined;
    if (node.op === "add") return { k: add(a.k, b.k), c: add(a.c, b.c) };
    if (node.op === "sub") return { k: add(a.k, negate(b.k)), c: add(a.c, negate(b.c)) };
    if (node.op === "mul" && isConstant(a)) return { k: multiply(a.c, b.k), c: multiply(a.c, b.c) };
    if (node.op === "mul" && isConstant(b)) return { k: multiply(b.c, a.k), c: multiply(b.c, a.c) };
    if (node.op === "div" && isConstant(b)) return { k: divide(a.k, b.c), c: divide(a.c, b.c) };
    return undefined;
  });
  if (made === undefined || mayBeNaN(made.c) || mayBeNaN(made.k)) return undefined;
  lines.set(e, made);
  return made;
}

function isConstant({ k }: Line): boolean {
  return k.lo === 0 && k.hi === 0;
}
