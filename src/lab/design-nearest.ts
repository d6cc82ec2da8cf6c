/**
 * The nearest known function, up to a*f(b*x + c) + d: one that is the same, if the passport knows any; else the one of the
 * least distance under N(0, 1), in shares of the function's own deviation. a and d are a weighted line of least squares; b
 * and c are searched.
 */
import { catalogue } from "../activations/index.ts";
import { formatNumber, normalPdf } from "../base/index.ts";
import { defaults, evaluator, source } from "../expr/index.ts";
import type { DesignSubject } from "./design-subject.ts";
import type { Equivalent } from "./equivalents.ts";

export interface Nearest {
  readonly name: string;
  /** Root mean square distance under N(0, 1), over the standard deviation of the function. 0 is the same. */
  readonly distance: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  /** "1.02*silu(0.9*x)". */
  readonly text: string;
  /** Whether it is the same function. */
  readonly same: boolean;
  /** True of one that is known by name only. */
  readonly hearsay?: true;
}

/** Undefined for a constant, and for what has no moments under N(0, 1). */
export function nearestKnown(subject: DesignSubject): Nearest | undefined {
  if (!Number.isFinite(subject.passport.moments.secondMoment) || subject.degree === 0) return undefined;
  return relative(subject) ?? nearest(subject);
}

/** One that is the same: the plainest, then the best known; one that is known by name only for formulas of the user's alone. */
function relative({ passport, declaration }: DesignSubject): Nearest | undefined {
  const isOwn = catalogue.get(declaration.name) !== declaration;
  const others = passport.equivalents.filter(({ name, hearsay }) => name !== "identity" && (isOwn || !hearsay));
  const rank = ({ name, hearsay, a, b, c, d }: Equivalent) => {
    const known = catalogue.get(name)?.known ?? {};
    const plain = a === 1 && b === 1 && c === 0 && d === 0;
    return (hearsay ? 0 : 16) + (plain ? 8 : 0) + ("torch" in known ? 4 : 0) + (Object.keys(known).length > 0 ? 1 : 0);
  };
  const [first] = others.toSorted((p, q) => rank(q) - rank(p));
  if (first === undefined) return undefined;
  const { name, a, b, c, d, hearsay } = first;
  return { name, a, b, c, d, distance: 0, text: textOf(first), same: true, ...(hearsay && { hearsay }) };
}

const points = /* @__PURE__ */ Array.from({ length: 113 }, (_, i) => (i - 56) / 6.6);
const weights = /* @__PURE__ */ (() => {
  const all = points.map(normalPdf);
  const sum = all.reduce((a, b) => a + b);
  return all.map((w) => w / sum);
})();

function nearest(subject: DesignSubject): Nearest | undefined {
  const wanted = points.map(subject.f);
  const own = catalogue.get(subject.declaration.name) === subject.declaration ? subject.declaration.name : undefined;
  const rough = [...catalogue.values()]
    .filter(({ name }) => name !== own && name !== "identity")
    .map((a) => {
      const of = evaluator(source(a), ["x", ...Object.keys(a.params ?? {})]);
      const params = Object.values(defaults(a));
      const f = (x: number) => of(x, ...params);
      return { name: a.name, f, fit: best(starts.map(([b, c]) => fitted(wanted, f, b, c))) };
    })
    .sort((p, q) => p.fit.distance - q.fit.distance);
  // only what is near already can become the nearest
  const refined = rough
    .slice(0, 8)
    .map(({ name, f, fit }) => ({ name, f, ...plainer(wanted, f, refine(wanted, f, fit)) }))
    .filter((fit) => fit.distance >= same || isAlike(subject.f, fit))
    .sort((p, q) => p.distance - q.distance);
  const least = refined[0]?.distance ?? 0;
  // of those that are about as near, the best known
  const found =
    refined.find(({ name, distance }) => distance <= 2 * least && catalogue.get(name)?.known?.torch !== undefined) ??
    refined[0];
  if (found === undefined) return undefined;
  const { f: _, ...fit } = found;
  return { ...fit, text: textOf(fit), same: fit.distance < same };
}

/** Whether they are the same far out too: 2*relu6(x/2) is no relu. */
function isAlike(f: (x: number) => number, { f: g, a, b, c, d }: Fit & { readonly f: (x: number) => number }): boolean {
  const far = [-60.5, -20.25, -9, 9, 20.25, 60.5];
  return far.every((x) => Math.abs(f(x) - a * g(b * x + c) - d) <= 1e-5 * Math.max(1, Math.abs(x)));
}

/** Less than this is the search's own error. */
const same = 1e-6;

interface Fit {
  readonly distance: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

const starts: readonly (readonly [number, number])[] = [0.5, 1, 2, -1].flatMap((b) =>
  [0, -1, 1].map((c) => [b, c] as const),
);

function best(fits: readonly Fit[]): Fit {
  // the plainest of those that are as good
  return fits.reduce((p, q) =>
    q.distance < p.distance - 1e-9 || (q.distance < p.distance + 1e-9 && q.b === 1 && q.c === 0) ? q : p,
  );
}

/** The best a and d for a given b and c, in closed form. */
function fitted(wanted: readonly number[], f: (x: number) => number, b: number, c: number): Fit {
  const values = points.map((x) => f(b * x + c));
  const mean = (of: (i: number) => number) => weights.reduce((sum, w, i) => sum + w * of(i), 0);
  const [my, mg] = [mean((i) => wanted[i]!), mean((i) => values[i]!)];
  const variance = mean((i) => square(values[i]! - mg));
  const own = mean((i) => square(wanted[i]! - my));
  const a = variance > 0 ? mean((i) => (wanted[i]! - my) * (values[i]! - mg)) / variance : 0;
  const d = my - a * mg;
  const rest = mean((i) => square(wanted[i]! - a * values[i]! - d));
  const distance = own > 0 ? Math.sqrt(rest / own) : Math.sqrt(rest);
  return { distance: Number.isFinite(distance) ? distance : Infinity, a, b, c, d };
}

function square(x: number): number {
  return x * x;
}

/** Ever smaller steps in b and c, as long as one leads nearer. b keeps within 1/4 to 4: a stretched corner fits any. */
function refine(wanted: readonly number[], f: (x: number) => number, start: Fit): Fit {
  let fit = start;
  for (let step = 0.25; step > 1e-7; step /= 2) {
    for (let tries = 0; tries < 8; tries += 1) {
      const moves = [
        fitted(wanted, f, fit.b + step, fit.c),
        fitted(wanted, f, fit.b - step, fit.c),
        fitted(wanted, f, fit.b, fit.c + step),
        fitted(wanted, f, fit.b, fit.c - step),
      ];
      const next = moves
        .filter(({ b }) => Math.abs(b) >= 0.25 && Math.abs(b) <= 4)
        .reduce((p, q) => (q.distance < p.distance ? q : p), fit);
      if (next === fit) break;
      fit = next;
    }
  }
  return fit;
}

/** Without a shift, and without a stretch, where that costs next to nothing. */
function plainer(wanted: readonly number[], f: (x: number) => number, fit: Fit): Fit {
  const tried = [fitted(wanted, f, 1, 0), fitted(wanted, f, fit.b, 0)];
  return tried.find(({ distance }) => distance <= 1.25 * fit.distance) ?? fit;
}

function textOf({ name, a, b, c, d }: Omit<Fit, "distance"> & { readonly name: string }): string {
  const round = (x: number) => Number(formatNumber(x, 3));
  const shift = round(c) === 0 ? "" : ` ${c < 0 ? "-" : "+"} ${Math.abs(round(c))}`;
  const inner = `${round(b) === 1 ? "" : round(b) === -1 ? "-" : `${round(b)}*`}x${shift}`;
  const factor = round(a) === 1 ? "" : round(a) === -1 ? "-" : `${round(a)}*`;
  const offset = Math.abs(d) < 5e-4 ? "" : ` ${d < 0 ? "-" : "+"} ${formatNumber(Math.abs(d), 3)}`;
  const plain = factor === "" && inner === "x" && offset === "";
  return plain ? name : `${factor}${name}(${inner})${offset}`;
}
