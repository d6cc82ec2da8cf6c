/**
 * Real algebra on sums and products: like terms added, like factors joined, common factors taken out.
 *
 * Equal as functions of real numbers, not bit for bit. Nothing is multiplied out, so nothing new can cancel.
 * A sum is a list of products, a product a coefficient and a list of powers; `rules` are matched in this view.
 */
import { apply, constant, type Expr, fold } from "./expr.ts";
import { build, compare } from "./simplify.ts";

/** num / den * the product of base^exponent. A quotient of constants stays one: x / 6 is not x * 0.1666... */
export interface Product {
  readonly num: number;
  readonly den: number;
  readonly powers: ReadonlyMap<Expr, number>;
}

/** `e` in the canonical form of its sums and products. */
export function collect(e: Expr): Expr {
  return fold<Expr>(e, (node, args) => (node.kind === "apply" ? canonical(apply(node.op, ...args)) : node));
}

/** The same for a node whose arguments are canonical already. */
export function canonical(e: Expr): Expr {
  if (e.kind !== "apply") return e;
  const known = canonicals.get(e);
  if (known !== undefined) return known;
  const made = isSum(e) ? fromTerms(termsOf(e)) : isProduct(e) ? fromProduct(productOf(e)) : build(e.op, e.args);
  canonicals.set(e, made);
  return made;
}

const canonicals = new WeakMap<Expr, Expr>();

/** The summands of `e`, like terms added. */
export function termsOf(e: Expr): readonly Product[] {
  const known = sums.get(e);
  if (known !== undefined) return known;
  const terms: Product[] = [];
  gather(e, 1, terms);
  const made = terms.filter((t) => t.num !== 0);
  sums.set(e, made);
  return made;
}

const sums = new WeakMap<Expr, readonly Product[]>();
const products = new WeakMap<Expr, Product>();

function gather(e: Expr, sign: number, terms: Product[]): void {
  if (e.kind === "apply" && isSum(e)) {
    const [a, b] = e.args;
    gather(a as Expr, e.op === "neg" ? -sign : sign, terms);
    if (b !== undefined) gather(b, e.op === "sub" ? -sign : sign, terms);
    return;
  }
  const p = productOf(e);
  const [only] = p.powers;
  // numbers, and nothing else, are multiplied into a sum: 2 (1 - a) + 2 is 4 - 2 a
  if (p.powers.size === 1 && only?.[1] === 1 && isSum(only[0])) {
    for (const t of termsOf(only[0])) insert(times({ num: sign * p.num, den: p.den, powers: new Map() }, t), terms);
    return;
  }
  insert({ ...p, num: sign * p.num }, terms);
}

function insert(term: Product, terms: Product[]): void {
  const i = terms.findIndex((t) => samePowers(t.powers, term.powers));
  if (i < 0) terms.push(term);
  else terms[i] = plus(terms[i] as Product, term);
}

/** `e` as a product; a sum is a product of one factor. */
export function productOf(e: Expr): Product {
  const known = products.get(e);
  if (known !== undefined) return known;
  const made = factored(e);
  products.set(e, made);
  return made;
}

function factored(e: Expr): Product {
  const powers = new Map<Expr, number>();
  const quotient = { num: 1, den: 1 };
  factor(e, 1, powers, quotient);
  for (const [base, exponent] of powers) {
    if (base.kind !== "apply") continue;
    const inner = base.args[0] as Expr;
    if (base.op === "abs" && exponent % 2 === 0) move(powers, base, inner, exponent);
    if (base.op === "sqrt" && exponent % 2 === 0) move(powers, base, inner, exponent / 2);
    if (base.op === "sign" && exponent === 1 && (powers.get(inner) ?? 0) > 0) {
      raise(powers, inner, -1);
      powers.delete(base);
      raise(powers, build("abs", [inner]), 1);
    }
  }
  return { ...reduced(quotient.num, quotient.den), powers };
}

/** The sum of `terms`, what they have in common taken out. */
export function fromTerms(terms: readonly Product[]): Expr {
  const [first, ...others] = terms;
  if (first === undefined) return constant(0);
  if (others.length === 0) return fromProduct(first);
  const common = new Map<Expr, number>();
  for (const [base, exponent] of first.powers) {
    const exponents = others.map((t) => t.powers.get(base) ?? 0);
    const positive = exponent > 0 && exponents.every((n) => n > 0);
    const negative = exponent < 0 && exponents.every((n) => n < 0);
    if (positive) common.set(base, Math.min(exponent, ...exponents));
    if (negative) common.set(base, Math.max(exponent, ...exponents));
  }
  if (common.size === 0) return plainSum(terms);
  const inner = terms.map((t) => over(t, { num: 1, den: 1, powers: common }));
  return fromProduct(times({ num: 1, den: 1, powers: common }, productOf(plainSum(inner))));
}

/** Numerator over denominator, each a product in a fixed order. */
export function fromProduct({ num, den, powers }: Product): Expr {
  if (num === 0) return constant(0);
  const factors = [...powers].sort(([a], [b]) => compare(a, b));
  const above = factors.flatMap(([base, n]) => (n > 0 ? pieces(base, n) : []));
  const below = factors.flatMap(([base, n]) => (n < 0 ? pieces(base, -n) : []));
  const top = product(num === 1 ? above : num === -1 && above.length > 0 ? above : [constant(num), ...above]);
  const bottom = den === 1 ? below : [constant(den), ...below];
  const quotient = bottom.length === 0 ? top : build("div", [top, product(bottom)]);
  return num === -1 && above.length > 0 ? build("neg", [quotient]) : quotient;
}

/** The sum of expressions. */
export function total(parts: readonly Expr[]): Expr {
  return parts.reduce((sum, e) => canonical(apply("add", sum, e)));
}

export function times(a: Product, b: Product): Product {
  if (b.powers.size === 0) return { ...reduced(a.num * b.num, a.den * b.den), powers: a.powers };
  const powers = new Map(a.powers);
  for (const [base, exponent] of b.powers) raise(powers, base, exponent);
  return { ...reduced(a.num * b.num, a.den * b.den), powers };
}

/** a / b. */
export function over(a: Product, b: Product): Product {
  if (b.powers.size === 0) return times(a, { num: b.den, den: b.num, powers: b.powers });
  const inverse = new Map([...b.powers].map(([base, n]) => [base, -n]));
  return times(a, { num: b.den, den: b.num, powers: inverse });
}

function samePowers(a: ReadonlyMap<Expr, number>, b: ReadonlyMap<Expr, number>): boolean {
  if (a.size !== b.size) return false;
  for (const [base, n] of a) if (b.get(base) !== n) return false;
  return true;
}

export function isSum(e: Expr): boolean {
  return e.kind === "apply" && (e.op === "add" || e.op === "sub" || e.op === "neg");
}

export function isProduct(e: Expr): boolean {
  return e.kind === "apply" && (e.op === "mul" || e.op === "div" || e.op === "pow" || e.op === "sqrt");
}

function factor(e: Expr, n: number, powers: Map<Expr, number>, quotient: { num: number; den: number }): void {
  if (e.kind === "const") {
    const exact = Number.isFinite(e.value) && Number.isInteger(n) && (e.value !== 0 || n > 0);
    if (!exact) {
      raise(powers, e, n);
      return;
    }
    for (let i = 0; i < Math.abs(n); i += 1) {
      if (n > 0) quotient.num *= e.value;
      else quotient.den *= e.value;
    }
    return;
  }
  if (e.kind === "var") {
    raise(powers, e, n);
    return;
  }
  const [a, b] = e.args as [Expr, Expr | undefined];
  if (e.op === "neg" && Number.isInteger(n)) {
    if (n % 2 !== 0) quotient.num = -quotient.num;
    factor(a, n, powers, quotient);
  } else if ((e.op === "mul" || e.op === "div") && Number.isInteger(n)) {
    factor(a, n, powers, quotient);
    factor(b as Expr, e.op === "mul" ? n : -n, powers, quotient);
  } else if (e.op === "pow" && b?.kind === "const" && Number.isInteger(b.value) && Number.isInteger(n)) {
    factor(a, n * b.value, powers, quotient);
  } else if (e.op === "sqrt" && isSum(a)) {
    raise(powers, a, n / 2); // of a sum only: sqrt(x^2) is not x
  } else {
    raise(powers, e, n);
  }
}

function raise(powers: Map<Expr, number>, base: Expr, n: number): void {
  const sum = (powers.get(base) ?? 0) + n;
  if (sum === 0) powers.delete(base);
  else powers.set(base, sum);
}

function move(powers: Map<Expr, number>, from: Expr, to: Expr, n: number): void {
  powers.delete(from);
  raise(powers, to, n);
}

function pieces(base: Expr, n: number): readonly Expr[] {
  const whole = Math.floor(n);
  const root = n === whole ? [] : [build("sqrt", [base])];
  if (whole === 0) return root;
  return [whole === 1 ? base : build("pow", [base, constant(whole)]), ...root];
}

function product(factors: readonly Expr[]): Expr {
  return factors.length === 0 ? constant(1) : factors.reduce((a, b) => build("mul", [a, b]));
}

function plainSum(terms: readonly Product[]): Expr {
  const parts = terms.map((t) => ({ size: fromProduct({ ...t, num: Math.abs(t.num) }), minus: t.num < 0 }));
  const order = (a: (typeof parts)[0], b: (typeof parts)[0]) =>
    Number(a.minus) - Number(b.minus) ||
    Number(a.size.kind === "const") - Number(b.size.kind === "const") ||
    compare(a.size, b.size);
  const [first, ...others] = parts.sort(order);
  if (first === undefined) return constant(0);
  const start = first.minus ? build("neg", [first.size]) : first.size;
  return others.reduce((sum, t) => build(t.minus ? "sub" : "add", [sum, t.size]), start);
}

function plus(a: Product, b: Product): Product {
  const same = a.den === b.den;
  const sum = same ? a.num + b.num : a.num / a.den + b.num / b.den;
  const size = same ? Math.abs(a.num) : Math.abs(a.num / a.den);
  return { ...a, num: Math.abs(sum) < 1e-15 * size ? 0 : sum, den: same ? a.den : 1 };
}

/** num / den in the form with fewer roundings; what misses a whole number by a rounding error is that number. */
function reduced(num: number, den: number): { num: number; den: number } {
  if (num === 0) return { num: 0, den: 1 };
  const quotient = num / den;
  const whole = Math.round(quotient);
  if (whole !== 0 && Math.abs(quotient - whole) <= 4e-16 * Math.abs(whole)) return { num: whole, den: 1 };
  if (den < 0) return reduced(-num, -den);
  const dyadic = Number.isInteger(den) && Number.isInteger(4503599627370496 / den);
  if (dyadic || Math.abs(num) !== 1) {
    const inverse = Math.round(den / num);
    if (!dyadic && Number.isInteger(den) && Math.abs(den / num - inverse) <= 4e-16 * Math.abs(inverse))
      return { num: Math.sign(inverse), den: Math.abs(inverse) };
    if (dyadic || !Number.isInteger(num) || !Number.isInteger(den)) return { num: quotient, den: 1 };
  }
  return { num, den };
}
