/**
 * Matching in the view of `collect`: a pattern's terms among a sum's terms, its factors among a product's.
 *
 * At the root a pattern may be part of a longer sum or product, and be multiplied by a constant. Further in, what
 * is left over belongs to a name that stands alone. A name may stand for a term with its sign, so `sigmoid(-a)`
 * fits sigmoid(x) with a = -x.
 */
import {
  canonical,
  fromProduct,
  fromTerms,
  isProduct,
  isSum,
  over,
  type Product,
  productOf,
  termsOf,
  times,
  total,
} from "./collect.ts";
import { constant, type Expr } from "./expr.ts";

export type Bindings = ReadonlyMap<string, Expr>;

/** One way in which a pattern fits: what its names stand for, and how its value gives that of the whole. */
export interface Fit {
  readonly bindings: Bindings;
  readonly around: (value: Expr) => Expr;
}

const none: Bindings = new Map();
const unit: Product = { num: 1, den: 1, powers: new Map() };

/** The ways in which the canonical `pattern` fits the canonical `e` or a part of its sum or product. */
export function* fits(pattern: Expr, e: Expr): Generator<Fit> {
  const patternTerms = termsOf(pattern);
  if (patternTerms.length > 1) {
    if (isSum(e)) yield* fitsSum(patternTerms, termsOf(e));
    return;
  }
  if (e.kind !== "apply" || (isSum(e) && termsOf(e).length > 1)) return;
  const inPattern = productOf(pattern);
  for (const { bindings, left } of matchProduct(inPattern, productOf(e), none, true)) {
    yield { bindings, around: (value) => fromProduct(times(left, productOf(value))) };
  }
}

function* fitsSum(pattern: readonly Product[], terms: readonly Product[]): Generator<Fit> {
  if (terms.length < pattern.length || !pattern.every((p) => terms.some((t) => alike(p, t)))) return;
  const anchor = pattern.find((p) => !isName(p) && p.powers.size > 0) ?? pattern[0];
  if (anchor === undefined) return;
  const names = pattern.filter((p) => p !== anchor && isName(p));
  const shapes = pattern.filter((p) => p !== anchor && !isName(p));
  for (const [i, t] of terms.entries()) {
    if (!alike(anchor, t)) continue;
    const ratio: Product = { num: t.num * anchor.den, den: t.den * anchor.num, powers: unit.powers };
    if (!shapes.every((p) => p.powers.size > 0 || terms.some((other) => isTimes(other, p, ratio)))) continue;
    const scaled = terms.map((each) => over(each, ratio));
    for (const named of assign(names, scaled.toSpliced(i, 1), none)) {
      for (const anchored of matchProduct(anchor, scaled[i] as Product, named.bindings, false)) {
        for (const { bindings, left } of assign(shapes, named.left, anchored.bindings)) {
          yield { bindings, around: (value) => total([...left.map(fromProduct), value].map((e) => scale(e, ratio))) };
        }
      }
    }
  }
}

function scale(e: Expr, ratio: Product): Expr {
  return fromProduct(times(productOf(e), ratio));
}

/** Each pattern term to a term of its own; the rest is left. */
function* assign(
  pattern: readonly Product[],
  terms: readonly Product[],
  bindings: Bindings,
): Generator<{ bindings: Bindings; left: readonly Product[] }> {
  const [p, ...rest] = pattern;
  if (p === undefined) return yield { bindings, left: terms };
  for (const [i, t] of terms.entries()) {
    if (!alike(p, t)) continue;
    for (const { bindings: more } of matchProduct(p, t, bindings, false))
      yield* assign(rest, terms.toSpliced(i, 1), more);
  }
}

function* match(pattern: Expr, e: Expr, bindings: Bindings): Generator<Bindings> {
  if (pattern.kind === "const") {
    if (e.kind === "const" && near(e.value, pattern.value)) yield bindings;
  } else if (pattern.kind === "var") {
    yield* bind(pattern.name, e, bindings);
  } else if (isSum(pattern) && termsOf(pattern).length > 1) {
    yield* matchSum(termsOf(pattern), termsOf(e), bindings);
  } else if (isSum(pattern) || isProduct(pattern)) {
    for (const found of matchProduct(productOf(pattern), productOf(e), bindings, false)) yield found.bindings;
  } else if (e.kind === "apply" && e.op === pattern.op) {
    yield* matchArguments(pattern.args, e.args, bindings);
  }
}

function* matchArguments(patterns: readonly Expr[], args: readonly Expr[], bindings: Bindings): Generator<Bindings> {
  const [p, ...rest] = patterns;
  if (p === undefined) return yield bindings;
  for (const more of match(p, args[0] as Expr, bindings)) yield* matchArguments(rest, args.slice(1), more);
}

/** A whole sum: names not yet bound come last, the last of them takes all that is left. */
function* matchSum(pattern: readonly Product[], terms: readonly Product[], bindings: Bindings): Generator<Bindings> {
  const free = pattern.filter((p) => isName(p) && !bindings.has(nameOf(p)));
  const last = free.at(-1);
  const others = [...pattern.filter((p) => !free.includes(p)), ...free.slice(0, -1)];
  for (const { bindings: more, left } of assign(others, terms, bindings)) {
    if (last === undefined) {
      if (left.length === 0) yield more;
    } else if (left.length > 0) {
      const sign: Product = { num: last.num, den: last.den, powers: new Map() };
      yield* bind(nameOf(last), fromTerms(left.map((t) => over(t, sign))), more);
    }
  }
}

/**
 * A product: first which factor answers to which, by shape; then a free name takes what is left; then inside.
 * `open`: factors may be left over.
 */
function* matchProduct(
  pattern: Product,
  e: Product,
  bindings: Bindings,
  open: boolean,
): Generator<{ bindings: Bindings; left: Product }> {
  const factors = [...pattern.powers];
  const shaped = factors.filter(([base]) => base.kind !== "var");
  const bases = [...e.powers.keys()];
  if (!shaped.every(([base]) => bases.some((other) => sameShape(base, other)))) return;
  const names = factors.flatMap(([base, n]) => (base.kind === "var" ? [{ name: base.name, n }] : []));
  const coefficient: Product = { num: pattern.num, den: pattern.den, powers: new Map() };
  for (const { pairs, left } of pair(shaped, over(e, coefficient), open)) {
    for (const named of takeNames(names, left, bindings)) {
      if (!open && !isUnit(named.left)) continue;
      yield* inside(pairs, named.bindings, named.left);
    }
  }
}

function* inside(
  pairs: readonly (readonly [Expr, Expr])[],
  bindings: Bindings,
  left: Product,
): Generator<{ bindings: Bindings; left: Product }> {
  const [first, ...rest] = pairs;
  if (first === undefined) return yield { bindings, left };
  for (const more of matchShaped(first[0], first[1], bindings)) yield* inside(rest, more, left);
}

function* matchShaped(pattern: Expr, e: Expr, bindings: Bindings): Generator<Bindings> {
  if (isSum(pattern)) yield* matchSum(termsOf(pattern), termsOf(e), bindings);
  else if (pattern.kind === "apply" && e.kind === "apply") yield* matchArguments(pattern.args, e.args, bindings);
}

function* pair(
  shaped: readonly (readonly [Expr, number])[],
  e: Product,
  open: boolean,
): Generator<{ pairs: readonly (readonly [Expr, Expr])[]; left: Product }> {
  const [first, ...rest] = shaped;
  if (first === undefined) return yield { pairs: [], left: e };
  const [pattern, n] = first;
  for (const [base, m] of e.powers) {
    const enough = m === n || (open && m * n > 0 && Math.abs(m) > Math.abs(n) && Number.isInteger(n));
    if (!enough || !sameShape(pattern, base)) continue;
    const left = over(e, { num: 1, den: 1, powers: new Map([[base, n]]) });
    for (const found of pair(rest, left, open)) yield { pairs: [[pattern, base], ...found.pairs], left: found.left };
  }
}

/** Bound names are divided out; k takes the coefficient; the one free name takes the rest, if there is any. */
function* takeNames(
  names: readonly { name: string; n: number }[],
  start: Product,
  bindings: Bindings,
): Generator<{ bindings: Bindings; left: Product }> {
  let left = start;
  let bound = bindings;
  const free: { name: string; n: number }[] = [];
  for (const { name, n } of names) {
    const value = bound.get(name);
    if (value !== undefined) {
      const factor = productOf(value);
      for (let i = 0; i < Math.abs(n); i += 1) left = n > 0 ? over(left, factor) : times(left, factor);
    } else if (name === "k") {
      bound = new Map(bound).set(name, constant(left.num / left.den));
      left = { ...left, num: 1, den: 1 };
    } else free.push({ name, n });
  }
  const [only, ...more] = free;
  if (only === undefined) return yield { bindings: bound, left };
  const value = more.length === 0 && !isUnit(left) ? rooted(left, only.n) : undefined;
  if (value !== undefined) yield { bindings: new Map(bound).set(only.name, value), left: unit };
}

/** The n-th root of a product, if its powers divide. */
function rooted(p: Product, n: number): Expr | undefined {
  if (n === 1) return fromProduct(p);
  if (n === -1) return fromProduct(over(unit, p));
  const powers = new Map([...p.powers].map(([base, m]) => [base, m / n]));
  if (n !== 2 || p.num <= 0 || [...powers.values()].some((m) => !Number.isInteger(m))) return undefined;
  return fromProduct({ num: Math.sqrt(p.num), den: Math.sqrt(p.den), powers });
}

function* bind(name: string, e: Expr, bindings: Bindings): Generator<Bindings> {
  const bound = bindings.get(name);
  if (bound === undefined ? name !== "k" || e.kind === "const" : bound === canonical(e)) {
    yield new Map(bindings).set(name, e);
  }
}

function isName(p: Product): boolean {
  const [only] = p.powers;
  return p.powers.size === 1 && only?.[0].kind === "var" && only[1] === 1 && Math.abs(p.num) === 1 && p.den === 1;
}

function nameOf(p: Product): string {
  const [only] = p.powers;
  return only?.[0].kind === "var" ? only[0].name : "";
}

function isUnit(p: Product): boolean {
  return p.powers.size === 0 && near(p.num / p.den, 1);
}

function alike(pattern: Product, t: Product): boolean {
  if (pattern.powers.size === 0) return t.powers.size === 0;
  for (const [base, n] of pattern.powers) if (base.kind !== "var" && !hasFactor(t, base, n)) return false;
  return true;
}

/** Whether `t` is a number, about `ratio` times the number `p`. */
function isTimes(t: Product, p: Product, ratio: Product): boolean {
  const [is, due] = [t.num * p.den * ratio.den, p.num * t.den * ratio.num];
  return t.powers.size === 0 && Math.abs(is - due) <= 1e-9 * Math.abs(due);
}

function hasFactor({ powers }: Product, pattern: Expr, n: number): boolean {
  for (const [base, m] of powers) if (m === n && sameShape(pattern, base)) return true;
  return false;
}

function sameShape(pattern: Expr, e: Expr): boolean {
  if (isSum(pattern)) return isSum(e);
  return pattern.kind === "apply" && e.kind === "apply" && pattern.op === e.op;
}

function near(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 4e-16 * Math.abs(b);
}
