/**
 * Arithmetic on how things behave as x -> +inf: the leading terms of an expansion, and Landau's symbols.
 *
 * A growth is exp(exponent) * x^power * log(x)^log, its exponent again a sum of growths, so exp(-exp(x)) has
 * one. A series is a short sum of growths, largest first, and a rest: o(growth), or O(growth) if it waves
 * like sin(x). No rest means that the sum is exact. What the kept terms cannot tell throws `undecided`.
 */
import { exp, log, pow } from "../base/index.ts";

export interface Growth {
  readonly exponent: readonly Term[];
  readonly power: number;
  readonly log: number;
  /** The exponent is known only up to O(slack). */
  readonly slack?: Growth;
}

export interface Term {
  readonly c: number;
  readonly growth: Growth;
}

export interface Series {
  readonly terms: readonly Term[];
  readonly rest?: Rest;
}

interface Rest {
  readonly growth: Growth;
  /** O(growth) and without a limit, instead of o(growth). */
  readonly wave: boolean;
}

/** Thrown where the kept terms do not tell. */
export const undecided = new Error("undecided");
/** Thrown where there is no real value, such as the logarithm of what ends up negative. */
export const noValue = new Error("no value");

const one: Growth = { exponent: [], power: 0, log: 0 };
const length = 5;

export const zero: Series = { terms: [] };

const beyond: Growth = { exponent: [{ c: 1, growth: { exponent: [], power: Infinity, log: 0 } }], power: 0, log: 0 };

/** The constant c; an infinite one is larger than what grows, so that x < inf stays true. */
export function number(c: number): Series {
  if (Number.isNaN(c)) throw undecided;
  if (!Number.isFinite(c)) return { terms: [{ c: Math.sign(c), growth: beyond }] };
  return c === 0 ? zero : { terms: [{ c, growth: one }] };
}

/** c * x. */
export function multipleOfX(c: number): Series {
  return { terms: [{ c, growth: { exponent: [], power: 1, log: 0 } }] };
}

/** Something that stays bounded and has no limit. */
export const wave: Series = { terms: [], rest: { growth: one, wave: true } };

export function isWave({ terms, rest }: Series): boolean {
  return terms.length === 0 && rest?.wave === true;
}

/** The limit: NaN where there is none, and -0 for what vanishes from below. */
export function limitOf({ terms, rest }: Series): number {
  const lead = terms[0];
  if (lead === undefined) {
    if (rest === undefined) return 0;
    const size = compare(rest.growth, one);
    if (size < 0 || (size === 0 && !rest.wave)) return 0;
    if (rest.wave) return Number.NaN;
    throw undecided;
  }
  const size = compare(lead.growth, one);
  return size > 0 ? lead.c * Infinity : size === 0 ? lead.c : lead.c * 0;
}

/** 1, -1, or 0 if the series is exactly zero: the sign that stays. */
export function signOf({ terms, rest }: Series): number {
  const lead = terms[0];
  if (lead !== undefined) return Math.sign(lead.c);
  if (rest !== undefined) throw undecided;
  return 0;
}

export function add(a: Series, b: Series): Series {
  return shorten(joined(a.terms, b.terms, 1), larger(a.rest, b.rest));
}

export function subtract(a: Series, b: Series): Series {
  return add(a, scale(b, -1));
}

export function scale(a: Series, c: number): Series {
  if (c === 0) return zero;
  return { ...a, terms: a.terms.map((t) => ({ ...t, c: t.c * c })) };
}

export function multiply(a: Series, b: Series): Series {
  if (isZero(a) || isZero(b)) return zero;
  const products = a.terms.flatMap((s) => b.terms.map((t) => ({ c: s.c * t.c, growth: times(s.growth, t.growth) })));
  const rests = [
    a.rest && { growth: times(a.rest.growth, size(b)), wave: a.rest.wave },
    b.rest && { growth: times(b.rest.growth, size(a)), wave: b.rest.wave },
  ];
  const single = a.terms.length === 1 || b.terms.length === 1;
  return shorten(single ? products.filter(({ c }) => c !== 0) : merge(products), larger(rests[0], rests[1]));
}

/** a^n; by products for small integers, else by the binomial series about the leading term. */
export function power(a: Series, n: number): Series {
  if (n === 0) return number(1);
  if (isZero(a)) {
    if (n < 0) throw undecided;
    return zero;
  }
  if (Number.isInteger(n) && n > 0 && n <= 8) return n === 1 ? a : multiply(a, power(a, n - 1));
  const { lead, excess } = factored(a);
  if (lead.c < 0 && !Number.isInteger(n)) throw noValue;
  const { exponent, power: p, log: q, slack } = lead.growth;
  const growth: Growth = { exponent: exponent.map((t) => ({ ...t, c: t.c * n })), power: p * n, log: q * n };
  const front = { terms: [{ c: pow(lead.c, n), growth: slack === undefined ? growth : { ...growth, slack } }] };
  return multiply(front, compose([1, n, (n * (n - 1)) / 2, (n * (n - 1) * (n - 2)) / 6], excess));
}

/** a^b. */
export function raise(a: Series, b: Series): Series {
  const [only, more] = b.terms;
  if (isZero(b)) return number(1);
  const constant = more === undefined && b.rest === undefined && Number.isFinite(limitOf(b));
  return constant && only !== undefined && limitOf(b) !== 0 ? power(a, only.c) : exponential(multiply(b, logarithm(a)));
}

export function floor(a: Series): Series {
  const at = limitOf(a);
  if (!Number.isFinite(at)) return add(a, wave);
  if (!Number.isInteger(at)) return number(Math.floor(at));
  return number(signOf(add(a, number(-at))) < 0 ? at - 1 : at);
}

export function exponential(a: Series): Series {
  const large = a.terms.filter((t) => compare(t.growth, one) > 0);
  const level = a.terms.find((t) => compare(t.growth, one) === 0)?.c ?? 0;
  const small = a.terms.filter((t) => compare(t.growth, one) < 0);
  // exp(c log x) is x^c
  const logs = large.filter((t) => t.growth.exponent.length === 0 && t.growth.power === 0 && t.growth.log === 1);
  const exponent = large.filter((t) => !logs.includes(t));
  if (exponent.some((t) => height(t.growth) >= tallest)) throw undecided;
  const growth: Growth = { exponent, power: logs.reduce((sum, t) => sum + t.c, 0), log: 0 };
  const restSize = a.rest === undefined ? -1 : compare(a.rest.growth, one);
  if (a.rest !== undefined && (restSize > 0 || (restSize === 0 && a.rest.wave))) {
    if (restSize > 0 && large.length === 0) throw undecided;
    return { terms: [], rest: { growth: restSize > 0 ? { ...growth, slack: a.rest.growth } : growth, wave: true } };
  }
  const vanishing: Series = a.rest === undefined ? { terms: small } : { terms: small, rest: a.rest };
  return multiply({ terms: [{ c: exp(level), growth }] }, compose([1, 1, 1 / 2, 1 / 6], vanishing));
}

export function logarithm(a: Series): Series {
  if (isZero(a)) throw noValue;
  const { lead, excess } = factored(a);
  if (lead.c < 0) throw noValue;
  const { exponent, power: p, log: q, slack } = lead.growth;
  const logX: Growth = { exponent: [], power: 0, log: 1 };
  const terms: Term[] = [...exponent, { c: p, growth: logX }, { c: log(lead.c), growth: one }];
  // log(log(x)) is not kept as a term
  const rest = larger(q === 0 ? undefined : { growth: logX, wave: false }, slack && { growth: slack, wave: true });
  return add(shorten(merge(terms), rest), compose([0, 1, -1 / 2, 1 / 3], excess));
}

/**
 * f(a) for a function that is analytic where `a` tends: `taylor` gives f and its derivatives over factorials
 * there. `atInfinity` answers for a sign at which `a` grows.
 */
export function analytic(
  a: Series,
  taylor: (at: number) => readonly number[],
  atInfinity: (sign: number) => Series,
): Series {
  if (a.terms.length === 0 && a.rest?.wave && compare(a.rest.growth, one) >= 0) return wave;
  const at = limitOf(a);
  if (Math.abs(at) === Infinity) return atInfinity(Math.sign(at));
  if (a.rest?.wave && compare(a.rest.growth, one) === 0) return wave;
  return compose(taylor(at), at === 0 ? a : add(a, number(-at)));
}

/** How many exponentials stand on each other; comparing costs a power of it. */
function height({ exponent }: Growth): number {
  return exponent.reduce((most, t) => Math.max(most, 1 + height(t.growth)), 0);
}

const tallest = 3;

/** Whether `a` is exactly zero. */
export function isZero(a: Series): boolean {
  return a.terms.length === 0 && a.rest === undefined;
}

/** The sum of coefficients[k] * u^k and what comes after it, for a vanishing u. */
function compose(coefficients: readonly number[], u: Series): Series {
  let sum = number(coefficients[0] ?? 0);
  if (isZero(u)) return sum;
  let u_k: Series = number(1);
  for (const c of coefficients.slice(1)) {
    u_k = multiply(u_k, u);
    sum = add(sum, scale(u_k, c));
  }
  return add(sum, { terms: [], rest: { growth: size(u_k), wave: false } });
}

/** a = lead * (1 + excess), the excess vanishing. */
function factored(a: Series): { lead: Term; excess: Series } {
  const lead = a.terms[0];
  if (lead === undefined) throw undecided;
  const inverse = { c: 1 / lead.c, growth: times(one, lead.growth, -1) };
  const others: Series = a.rest === undefined ? { terms: a.terms.slice(1) } : { terms: a.terms.slice(1), rest: a.rest };
  return { lead, excess: multiply({ terms: [inverse] }, others) };
}

/** The largest growth in a series that is not zero. */
function size(a: Series): Growth {
  const growth = a.terms[0]?.growth ?? a.rest?.growth;
  if (growth === undefined) throw undecided;
  return growth;
}

/** a * b^n for n = 1 or -1. */
function times(a: Growth, b: Growth, n: 1 | -1 = 1): Growth {
  const exponent = b.exponent.length === 0 ? a.exponent : joined(a.exponent, b.exponent, n);
  const product: Growth = { exponent, power: a.power + n * b.power, log: a.log + n * b.log };
  const slack = slackOf(a, b);
  return slack === undefined ? product : { ...product, slack };
}

function slackOf(a: Growth, b: Growth): Growth | undefined {
  if (a.slack === undefined || b.slack === undefined) return a.slack ?? b.slack;
  return compare(a.slack, b.slack) >= 0 ? a.slack : b.slack;
}

/** The terms of a + n b, largest first, as those of a and b are; what cancels to rounding is gone. */
function joined(a: readonly Term[], b: readonly Term[], n: 1 | -1): readonly Term[] {
  const terms: Term[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [s, t] = [a[i], b[j]];
    const order = t === undefined ? 1 : s === undefined ? -1 : compare(s.growth, t.growth);
    if (order > 0) terms.push(s as Term);
    else if (order < 0) terms.push(n === 1 ? (t as Term) : { ...(t as Term), c: -(t as Term).c });
    else {
      const [{ c: p, growth }, { c: q }] = [s as Term, t as Term];
      const c = p + n * q;
      if (Math.abs(c) > 1e-13 * (Math.abs(p) + Math.abs(q))) terms.push({ c, growth });
    }
    if (order >= 0) i += 1;
    if (order <= 0) j += 1;
  }
  return terms;
}

/** Positive if a / b -> inf, negative if it vanishes, 0 if it tends to a constant. */
function compare(a: Growth, b: Growth): number {
  if (a.exponent.length + b.exponent.length > 0) {
    const [lead] = a.exponent === b.exponent ? [] : joined(a.exponent, b.exponent, -1);
    const slack = slackOf(a, b);
    if (slack !== undefined && (lead === undefined || compare(slack, lead.growth) >= 0)) throw undecided;
    if (lead !== undefined) return Math.sign(lead.c);
  }
  return a.power - b.power || a.log - b.log;
}

/** Terms of like growth added up, largest first; what cancels to rounding is gone. */
function merge(terms: readonly Term[]): readonly Term[] {
  const sorted = [...terms].sort((s, t) => compare(t.growth, s.growth));
  const merged: { c: number; growth: Growth; weight: number }[] = [];
  for (const t of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && compare(last.growth, t.growth) === 0) {
      last.c += t.c;
      last.weight += Math.abs(t.c);
    } else merged.push({ ...t, weight: Math.abs(t.c) });
  }
  return merged.filter((t) => Math.abs(t.c) > 1e-13 * t.weight).map(({ c, growth }) => ({ c, growth }));
}

/** The terms that stand out from the rest, a few at most. */
function shorten(terms: readonly Term[], rest: Rest | undefined): Series {
  const standing =
    rest === undefined
      ? terms
      : terms.filter((t) => {
          const order = compare(t.growth, rest.growth);
          return order > 0 || (order === 0 && !rest.wave);
        });
  if (standing.length > length) {
    const kept = standing.slice(0, length);
    return { terms: kept, rest: { growth: (kept[length - 1] as Term).growth, wave: false } };
  }
  return rest === undefined ? { terms: standing } : { terms: standing, rest };
}

function larger(a: Rest | undefined, b: Rest | undefined): Rest | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const order = compare(a.growth, b.growth);
  return order > 0 || (order === 0 && a.wave) ? a : b;
}
