/**
 * The form that keeps its digits: `rules` applied until none fits, in the view of `collect`.
 *
 * Equal as functions of real numbers; what happens at infinities, NaN and -0 is left to `edges`.
 */
import type { Interval } from "./bounds.ts";
import {
  canonical,
  collect,
  fromProduct,
  fromTerms,
  isProduct,
  isSum,
  type Product,
  productOf,
  termsOf,
  total,
} from "./collect.ts";
import { solved } from "./comparison.ts";
import { isSame } from "./domain.ts";
import { type Apply, apply, type Expr, fold, nodes } from "./expr.ts";
import { anyNumber, interval } from "./interval.ts";
import { fill } from "./match.ts";
import type { OpName } from "./ops.ts";
import { type Bindings, fits } from "./rewrite.ts";
import { type Rule, rules } from "./rules.ts";
import { formula } from "./template.ts";

export type Ranges = Readonly<Record<string, Interval>>;

export interface Firing {
  readonly rule: Rule;
  readonly at: Expr;
}

/** `e` in the form that keeps its digits; `ranges` bound its variables. */
export function stable(e: Expr, ranges: Ranges = {}): Expr {
  return stabilise(e, ranges).expression;
}

/** `stable`, with the rules that fired and on what. */
export function stabilise(e: Expr, ranges: Ranges = {}): { expression: Expr; fired: readonly Firing[] } {
  // algebra of real numbers has nothing to say of inf and nan
  if (nodes(e).some((node) => node.kind === "const" && !Number.isFinite(node.value)))
    return { expression: e, fired: [] };
  const pass: Pass = { fired: [], done: new Map(), branches: new Map(), exempt: new Set() };
  const flat = visit(collect(e), ranges, pass);
  const expression = solved(visit(nested(decided(flat, ranges)), ranges, pass));
  return isSame(e, expression) ? { expression, fired: pass.fired } : { expression: e, fired: [] };
}

interface Pass {
  readonly fired: Firing[];
  /** By what is known of the variables: in a branch, its condition too. */
  readonly done: Map<Ranges, Map<Expr, Expr>>;
  /** What is known in the branches of a condition, by what is known around it. */
  readonly branches: Map<Ranges, Map<Expr, readonly [Ranges, Ranges]>>;
  /** What rules that apply once have written. */
  readonly exempt: Set<Expr>;
}

const most = 500;

function visit(e: Expr, ranges: Ranges, pass: Pass): Expr {
  if (e.kind !== "apply") return e;
  const done = pass.done.get(ranges) ?? new Map<Expr, Expr>();
  pass.done.set(ranges, done);
  const known = done.get(e);
  if (known !== undefined) return known;
  const better = pass.fired.length < most ? applied(e, ranges, pass) : undefined;
  const rebuilt = better ?? canonical(apply(e.op, ...visitArguments(e, ranges, pass)));
  const result = rebuilt === e ? e : visit(rebuilt, ranges, pass);
  done.set(e, result);
  return result;
}

function visitArguments(e: Apply, ranges: Ranges, pass: Pass): readonly Expr[] {
  if (e.op !== "where") return e.args.map((a) => visit(a, ranges, pass));
  const [condition, taken, other] = e.args as [Expr, Expr, Expr];
  const conditions = pass.branches.get(ranges) ?? new Map<Expr, readonly [Ranges, Ranges]>();
  pass.branches.set(ranges, conditions);
  const [inTaken, inOther] = conditions.get(condition) ?? narrowed(condition, ranges);
  conditions.set(condition, [inTaken, inOther]);
  return [visit(condition, ranges, pass), visit(taken, inTaken, pass), visit(other, inOther, pass)];
}

/** What is known where `condition` holds, and where it does not. */
function narrowed(condition: Expr, ranges: Ranges): readonly [Ranges, Ranges] {
  if (condition.kind !== "apply") return [ranges, ranges];
  const [x, limit] = condition.args;
  const isLess = condition.op === "lt" || condition.op === "le";
  const isGreater = condition.op === "gt" || condition.op === "ge";
  if (x?.kind !== "var" || limit?.kind !== "const" || !(isLess || isGreater)) return [ranges, ranges];
  const { lo, hi } = (Object.hasOwn(ranges, x.name) ? ranges[x.name] : undefined) ?? anyNumber;
  const below = { ...ranges, [x.name]: { lo, hi: Math.min(hi, limit.value) } };
  const above = { ...ranges, [x.name]: { lo: Math.max(lo, limit.value), hi } };
  return isLess ? [below, above] : [above, below];
}

function applied(e: Apply, ranges: Ranges, pass: Pass): Expr | undefined {
  const present = callsIn(e);
  const kind = kindOf(e);
  for (const candidate of candidates()) {
    const { rule, named } = candidate;
    if (rule.once && pass.exempt.has(e)) continue;
    if (!named.every((op) => present.has(op))) continue;
    candidate.pattern ??= pattern(rule);
    const { from, calls, kind: its } = candidate.pattern;
    if (its !== kind && (its !== "product" || kind === "sum")) continue;
    if (!calls.every((op) => present.has(op))) continue;
    for (const { bindings, around } of fits(from, e)) {
      if (!holds(rule, bindings, ranges)) continue;
      const result = around(written(rule, bindings, pass));
      if (result === e) continue;
      pass.fired.push({ rule, at: fill(from, bindings, (op, args) => apply(op, ...args)) });
      return result;
    }
  }
  return undefined;
}

function holds(rule: Rule, bindings: Bindings, ranges: Ranges): boolean {
  const named = (name: string) => bindings.get(name) as Expr;
  return rule.when === undefined || rule.when(named, (e) => interval(e, ranges));
}

function written(rule: Rule, bindings: Bindings, pass: Pass): Expr {
  return fill(formula(rule.to), bindings, (op, args) => {
    const made = canonical(apply(op, ...args));
    if (rule.once) pass.exempt.add(made);
    return made;
  });
}

/** A rule, read when the functions that it names are there. */
interface Candidate {
  readonly rule: Rule;
  readonly named: readonly OpName[];
  pattern?: Pattern;
}

interface Pattern {
  /** The left side, canonical. */
  readonly from: Expr;
  /** The ops that must be somewhere in what it fits. */
  readonly calls: readonly OpName[];
  /** A sum fits sums only; a product calls of any op, too. */
  readonly kind: string;
}

function candidates(): readonly Candidate[] {
  all ??= rules.map((rule) => ({ rule, named: (rule.from.match(calledName) ?? []) as OpName[] }));
  return all;
}

let all: readonly Candidate[] | undefined;
const calledName = /[a-z]\w*(?=\()/g;

function pattern({ from: text }: Rule): Pattern {
  const from = collect(formula(text));
  return { from, calls: [...callsIn(from)], kind: kindOf(from as Apply) };
}

/** The ops in `e` but for those that turn into each other where sums and products are collected. */
function callsIn(e: Expr): ReadonlySet<OpName> {
  if (e.kind !== "apply") return none;
  const known = calls.get(e);
  if (known !== undefined) return known;
  const [first = none, ...others] = e.args.map(callsIn);
  const own = isSum(e) || (isProduct(e) && e.op !== "sqrt") ? [] : [e.op];
  const more = [...own, ...others.flatMap((set) => [...set])].filter((op) => !first.has(op));
  const made = more.length === 0 ? first : new Set([...first, ...more]);
  calls.set(e, made);
  return made;
}

const none: ReadonlySet<OpName> = new Set();
const calls = new WeakMap<Expr, ReadonlySet<OpName>>();

function kindOf(e: Apply): string {
  if (isSum(e) && termsOf(e).length > 1) return "sum";
  return isSum(e) || isProduct(e) ? "product" : e.op;
}

/** Selections whose condition the bounds decide. */
function decided(e: Expr, ranges: Ranges): Expr {
  return fold<Expr>(e, (node, args) => {
    if (node.kind !== "apply") return node;
    const made = apply(node.op, ...args);
    if (node.op !== "where") return made;
    const condition = interval(args[0] as Expr, ranges);
    if (condition.nan) return made;
    if (condition.lo === 0 && condition.hi === 0) return args[2] as Expr;
    return condition.lo > 0 || condition.hi < 0 ? (args[1] as Expr) : made;
  });
}

/** Horner's form of sums in which several terms share a variable: a0 + x * (a1 + x * a2). */
export function nested(e: Expr): Expr {
  return fold<Expr>(e, (node, args) => {
    if (node.kind !== "apply") return node;
    const made = canonical(apply(node.op, ...args));
    const terms = termsOf(made);
    return terms.length > 2 ? horner(made) : made;
  });
}

function horner(e: Expr): Expr {
  const terms = termsOf(e);
  if (terms.length < 3) return e;
  const has = (base: Expr) => (t: Product) => (t.powers.get(base) ?? 0) > 0;
  const bases = [...new Set(terms.flatMap((t) => [...t.powers.keys()]))].filter((b) => b.kind === "var");
  const base = bases.find((b) => terms.filter(has(b)).length > 1);
  if (base === undefined || terms.every(has(base))) return e;
  const inside = productOf(fromTerms(terms.filter(has(base))));
  const powers = new Map([...inside.powers].map(([b, n]) => [horner(b), n]));
  const outside = terms.filter((t) => !has(base)(t)).map(fromProduct);
  return total([...outside, fromProduct({ ...inside, powers })]);
}
