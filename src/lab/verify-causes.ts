/**
 * Why values are off, found by trying: what is suspected is put right, and if the error falls by a factor it was that.
 * The most telling comes first.
 */
import { type Activation, catalogue } from "../activations/index.ts";
import { formatNumber, log2 } from "../base/index.ts";
import {
  apply,
  constant,
  defaults,
  diff,
  type Expr,
  evaluator,
  fill,
  fold,
  match,
  nodes,
  parse,
  print,
  rules,
  source,
  stages,
  substitute,
  trace,
} from "../expr/index.ts";
import { type Dtype, ulpError } from "./ulp-distance.ts";
import { exactOf, type Point, type Reference, written_ } from "./verify-yours.ts";

export interface Cause {
  readonly kind:
    | "constant"
    | "parameter"
    | "cancellation"
    | "other function"
    | "overflow"
    | "corner"
    | "NaN swallowed"
    | "float32 arithmetic"
    | "factor"
    | "offset"
    | "few digits"
    | "unknown";
  readonly text: string;
  /** Where it shows. */
  readonly at?: number;
}

export interface Suspect {
  readonly order: 0 | 1;
  readonly points: readonly Point[];
  readonly reference: Reference;
  readonly dtype: Dtype;
  readonly bound: number;
  /** The formula, if there is one. */
  readonly written?: Expr | undefined;
}

export function causesOf(s: Suspect): readonly Cause[] {
  const found = [
    swallowed(s),
    corner(s),
    ...(s.written === undefined ? parameters(s) : constants(s)),
    ...otherFunction(s),
    ...overflow(s),
    ...cancellation(s),
    ...singlePrecision(s),
  ].filter((cause) => cause !== undefined);
  // the same factor everywhere is what a wrong constant does, where none was found
  const factors = found.some(({ kind }) => kind === "constant" || kind === "parameter") ? [] : factor(s);
  const all = [...found, ...factors];
  return all.length > 0 ? all : [unknown(s)];
}

/** The largest error of `f` at those points where the truth is a number, in units in the last place. */
function sizeOf(f: (x: number) => number, { points, dtype }: Suspect): number {
  return points.reduce((most, p) => {
    if (!Number.isFinite(p.truth) || !Number.isFinite(p.x) || p.sides !== undefined) return most;
    return Math.max(most, Math.min(1e18, ulpError(f(p.x), p.truth, dtype, p.missed)));
  }, 0);
}

function swallowed({ points }: Suspect): Cause | undefined {
  const p = points.find(({ x, beyond }) => beyond && Number.isNaN(x));
  return p && { kind: "NaN swallowed", at: p.x, text: `NaN is swallowed: f(NaN) is ${formatNumber(p.yours)}` };
}

function corner({ points }: Suspect): Cause | undefined {
  const beyond = points.filter((p) => p.beyond && !Number.isNaN(p.x));
  if (beyond.length === 0 || beyond.length > 2 || !beyond.every((p) => p.sides !== undefined || p.x === 0))
    return undefined;
  const [p] = beyond as [Point];
  return {
    kind: "corner",
    at: p.x,
    text: `only x = ${p.x} is wrong, ${formatNumber(p.yours + 0)} instead of ${formatNumber(p.truth + 0)}: look which branch takes it`,
  };
}

/** Numbers in the formula that one of the function's own nearly is, put right one after the other. */
function constants(s: Suspect): readonly Cause[] {
  const { written, reference, dtype } = s;
  if (written === undefined) return [];
  const exact = [...Object.values(reference.params), ...numbersIn(source(reference.declaration)), ...wellKnown];
  const found: Cause[] = [];
  let mended = written;
  for (const number of numbersIn(written)) {
    const meant = exact.find((c) => c !== number && Math.abs(c - number) <= 2e-3 * Math.abs(c));
    if (meant === undefined) continue;
    const next = replaced(mended, number, meant);
    const [before, after] = [mended, next].map((e) => lostBits(s, (x) => written_(e, x, dtype))) as [number, number];
    if (after > before - 1) continue;
    mended = next;
    const text = `the constant ${number} is ${meant} to ${digitsOf(number, meant)} digits only`;
    found.push({ kind: "constant", text });
  }
  return found;
}

const wellKnown = [
  Math.PI,
  Math.E,
  Math.SQRT2,
  Math.SQRT1_2,
  Math.LN2,
  Math.LOG2E,
  Math.sqrt(2 / Math.PI),
  1 / Math.sqrt(2 * Math.PI),
  1 / 3,
  1 / 6,
];

function numbersIn(e: Expr): readonly number[] {
  return nodes(e).flatMap((node) => (node.kind === "const" && !Number.isInteger(node.value) ? [node.value] : []));
}

function replaced(e: Expr, number: number, by: number): Expr {
  return fold<Expr>(e, (node, args) => {
    if (node.kind === "const") return node.value === number ? constant(by) : node;
    return node.kind === "apply" ? apply(node.op, ...args) : node;
  });
}

function digitsOf(number: number, meant: number): number {
  const apart = Math.abs((number - meant) / meant);
  let digits = 0;
  for (let unit = 0.5; unit > apart && digits < 16; unit /= 10) digits += 1;
  return digits;
}

/** How many of the last bits are wrong, on average over what is beyond the bound. */
function lostBits({ points, dtype }: Suspect, f: (x: number) => number): number {
  const beyond = points.filter((p) => p.beyond && Number.isFinite(p.truth) && Number.isFinite(p.x));
  const bits = beyond.map((p) => Math.min(64, log2(1 + ulpError(f(p.x), p.truth, dtype, p.missed))));
  return bits.reduce((sum, b) => sum + b, 0) / Math.max(1, bits.length);
}

/** The function's parameters at other values, fitted one after the other, some rounds long. */
function parameters(s: Suspect): readonly Cause[] {
  const { reference, points, order } = s;
  const usable = points.filter((p) => Number.isFinite(p.yours) && Number.isFinite(p.truth) && Math.abs(p.x) < 40);
  const apart = (params: Readonly<Record<string, number>>) => {
    const f = exactOf({ ...reference, params }, order);
    return usable.reduce((sum, p) => sum + relative(p.yours, f(p.x)) * relative(p.yours, f(p.x)), 0);
  };
  let fitted = reference.params;
  for (let round = 0; round < 6; round += 1)
    for (const [name, value] of Object.entries(fitted))
      fitted = { ...fitted, [name]: fittedTo((v) => apart({ ...fitted, [name]: v }), value) };
  if (!(apart(fitted) < apart(reference.params) / 16)) return [];
  return Object.entries(reference.params).flatMap(([name, value]) => {
    const found = fitted[name] as number;
    if (Math.abs(found - value) < 1e-10 * Math.abs(value)) return [];
    const digits = digitsOf(found, value);
    const how = digits > 2 ? `${value} to ${digits} digits only` : `not ${value}`;
    return [{ kind: "parameter" as const, text: `it fits ${name} = ${formatNumber(found, 8)}: ${how}` }];
  });
}

function relative(a: number, b: number): number {
  const size = Math.max(Math.abs(a), Math.abs(b));
  return size === 0 ? 0 : Math.min(1, Math.abs(a - b) / size);
}

/** The place of the least cost near `start`, by thirds on ever smaller stretches. */
function fittedTo(cost: (v: number) => number, start: number): number {
  let best = start;
  let least = cost(start);
  for (let width = 0.5; width > 1e-16; width /= 2.5) {
    for (const step of [-1, -0.5, 0.5, 1]) {
      const v = best + step * width * Math.max(1e-3, Math.abs(start));
      const c = cost(v);
      if (c < least) [best, least] = [v, c];
    }
  }
  return best;
}

/** Another function of the catalogue, which the values are nearer to. */
function otherFunction(s: Suspect): readonly Cause[] {
  const { points, reference, order } = s;
  const usable = points.filter((p) => Number.isFinite(p.yours) && Number.isFinite(p.truth) && Math.abs(p.x) < 12);
  const apart = (f: (x: number) => number) =>
    usable.reduce((most, p) => Math.max(most, Math.abs(p.yours - f(p.x)) / Math.max(1, Math.abs(p.yours))), 0);
  const now = apart(exactOf(reference, order));
  let best: { readonly name: string; readonly apart: number } | undefined;
  for (const a of catalogue.values()) {
    if (a === reference.declaration) continue;
    const distance = apart(rough(a, order));
    if (distance < (best?.apart ?? now / 20)) best = { name: a.name, apart: distance };
  }
  if (best === undefined) return [];
  return [
    {
      kind: "other function",
      text: `this is ${best.name}, which differs from ${reference.title} by ${formatNumber(now, 2)}`,
    },
  ];
}

/** As it is written, which does to tell functions apart: stable forms of all of them would take seconds. */
function rough(a: Activation, order: 0 | 1): (x: number) => number {
  const params = defaults(a);
  const e = order === 0 ? source(a) : diff(source(a), "x", { near: params });
  const of = evaluator(e, ["x", ...Object.keys(params)]);
  return (x) => of(x, ...Object.values(params));
}

/** The first operation that leaves the numbers. */
function overflow({ points, written, dtype }: Suspect): readonly Cause[] {
  const wild = points.filter(
    (p) => p.beyond && Number.isFinite(p.x) && Number.isFinite(p.truth) && !Number.isFinite(p.yours),
  );
  const p = wild.reduce<Point | undefined>(
    (a, b) => (a === undefined || Math.abs(b.x) < Math.abs(a.x) ? b : a),
    undefined,
  );
  if (p === undefined) return [];
  const from = `${formatNumber(p.yours)} from x = ${formatNumber(p.x)} on`;
  if (written === undefined)
    return [{ kind: "overflow", at: p.x, text: `${from}, where the value is ${formatNumber(p.truth)}` }];
  const values = trace(written, () => p.x, dtype === "float32" ? Math.fround : undefined);
  const order = nodes(written);
  const first = order.findIndex((_, i) => !Number.isFinite(values[i] as number));
  return [{ kind: "overflow", at: p.x, text: `${print(order[first] as Expr)} overflows: ${from}` }];
}

/** Rewriting that loses no digits mends it: then digits were lost as it stands. */
function cancellation(s: Suspect): readonly Cause[] {
  const { written, dtype, order, reference } = s;
  if (written === undefined) return naive(s);
  const { stable, fired } = stages({ formula: print(written) });
  const [before, after] = [sizeOf((x) => written_(written, x, dtype), s), sizeOf((x) => written_(stable, x, dtype), s)];
  if (fired.length === 0 || !(after < before / 4)) return order === 0 || reference === undefined ? [] : [];
  const worst = s.points.filter((p) => p.beyond && Number.isFinite(p.yours)).sort((a, b) => b.error - a.error)[0];
  return fired
    .filter((each, i) => fired.findIndex((other) => other.rule === each.rule) === i)
    .map(({ rule, at }) => ({
      kind: "cancellation" as const,
      ...(worst && { at: worst.x }),
      text: `${print(at)}: ${rule.why}`,
    }));
}

/** Values alone: do they err as the function does where a form that loses digits stands for the stable one? */
function naive({ points, dtype, order, reference }: Suspect): readonly Cause[] {
  if (order === 1) return [];
  const beyond = points.filter((p) => p.beyond && Number.isFinite(p.yours) && Number.isFinite(p.x));
  return spellings(reference).flatMap(({ e, text }) => {
    const alike = beyond.filter((p) => {
      const y = written_(e, p.x, dtype);
      return Math.abs(y - p.yours) <= 0.1 * Math.abs(p.yours - p.truth);
    });
    const worst = alike.sort((p, q) => q.error - p.error)[0];
    if (worst === undefined || alike.length < 0.8 * beyond.length) return [];
    return [{ kind: "cancellation" as const, at: worst.x, text }];
  });
}

interface Spelling {
  readonly e: Expr;
  readonly text: string;
}

/** The function with one stable form in it undone, by each of the rewrite rules read backwards. */
function spellings({ declaration, params }: Reference): readonly Spelling[] {
  const numbers = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, constant(value)]));
  const e = substitute(source(declaration), numbers);
  return rules.flatMap((rule) => {
    const [from, to] = [parse(rule.from, patterns), parse(rule.to, patterns)];
    if (to.kind !== "apply") return [];
    let text: string | undefined;
    const undone = fold<Expr>(e, (node, args) => {
      const made = node.kind === "apply" ? apply(node.op, ...args) : node;
      const bindings = match(to, made);
      if (bindings === undefined) return made;
      const worse = fill(from, bindings, (op, parts) => apply(op, ...parts));
      text = `as if ${print(worse)} stood for ${print(made)}: ${rule.why}`;
      return worse;
    });
    return text === undefined ? [] : [{ e: undone, text }];
  });
}

const patterns = { parameters: ["a", "b", "c", "k", "n"] };

/** float64 columns that hold float32 numbers. */
function singlePrecision({ points, dtype }: Suspect): readonly Cause[] {
  if (dtype === "float32") return [];
  const told = points.filter((p) => Number.isFinite(p.yours) && p.yours !== 0 && p.yours !== p.x);
  const singles = told.filter((p) => Math.fround(p.yours) === p.yours && Math.fround(p.truth) !== p.truth);
  const needs = told.filter((p) => Math.fround(p.truth) !== p.truth);
  if (needs.length < 3 || singles.length < 0.95 * needs.length) return [];
  return [
    { kind: "float32 arithmetic", text: "the values are float32 numbers: they were computed, or kept, in float32" },
  ];
}

/** The same factor everywhere on a side, or the same offset. */
function factor({ points }: Suspect): readonly Cause[] {
  return [
    { side: "for x < 0", of: points.filter((p) => p.x < 0) },
    { side: "for x > 0", of: points.filter((p) => p.x > 0) },
  ].flatMap(({ side, of }) => {
    const beyond = of.filter((p) => p.beyond && Number.isFinite(p.yours) && Number.isFinite(p.truth) && p.truth !== 0);
    if (beyond.length < 5 || beyond.length < 0.8 * of.length) return [];
    const ratios = beyond.map((p) => p.yours / p.truth).sort((a, b) => a - b);
    const [low, mid, high] = [0.1, 0.5, 0.9].map((q) => ratios[Math.floor(q * ratios.length)]!) as [
      number,
      number,
      number,
    ];
    if (Math.abs(high - low) > 0.02 * Math.abs(mid - 1)) return [];
    return [
      { kind: "factor" as const, text: `${side} every value is ${formatNumber(mid, 10)} times what it should be` },
    ];
  });
}

function unknown({ points }: Suspect): Cause {
  const beyond = points.filter((p) => p.beyond && !Number.isNaN(p.x));
  const [low, high] = [Math.min(...beyond.map((p) => p.x)), Math.max(...beyond.map((p) => p.x))];
  return {
    kind: "unknown",
    text: `no single cause was found; it is off between x = ${formatNumber(low)} and ${formatNumber(high)}`,
  };
}
