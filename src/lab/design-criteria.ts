/** The exercise's four criteria of an activation, the third in its four readings. */
import { formatNumber } from "../base/index.ts";
import type { DepthDots } from "./design-depth.ts";
import type { DesignSubject } from "./design-subject.ts";

export type GradientReading = "everywhere" | "tails" | "one-tail" | "depth";

export interface Criterion {
  /** "1", "2", "3a" to "3d", "4". */
  readonly number: string;
  readonly title: string;
  /** As a phrase: "non-linear". */
  readonly short: string;
  readonly answer: "yes" | "no";
  readonly how: "proved" | "observed" | "refuted";
  readonly text: string;
  /** An input that shows it. */
  readonly witness?: number;
  /** Whether it counts towards the answer of the whole. */
  readonly decides: boolean;
  readonly reading?: GradientReading;
}

export const readings = {
  everywhere: "|f′| stays above a constant everywhere",
  tails: "the slope survives on both sides",
  "one-tail": "the slope survives on one side",
  depth: "the gradient survives depth",
} as const satisfies Record<GradientReading, string>;

/** Within these the gradient of ten layers stays within a factor of ten. */
export const depthRange = [0.8, 1.25] as const;

export function criteriaOf(
  subject: DesignSubject,
  depth: DepthDots,
  gradient: readonly GradientReading[],
): readonly Criterion[] {
  const third = [everywhere(subject), tails(subject), oneTail(subject), deep(depth)];
  return [
    nonlinear(subject),
    differentiable(subject),
    ...third.map((c) => ({ ...c, decides: gradient.includes(c.reading as GradientReading) })),
    below(subject),
  ];
}

type Answer = Pick<Criterion, "answer" | "how" | "text" | "witness">;

function yes(how: "proved" | "observed", text: string, witness?: number): Answer {
  return { answer: "yes", how, text, ...(witness !== undefined && { witness }) };
}

/** A witness refutes; without one it is only observed. */
function no(text: string, witness?: number): Answer {
  return {
    answer: "no",
    how: witness === undefined ? "observed" : "refuted",
    text,
    ...(witness !== undefined && { witness }),
  };
}

const number = (x: number) => formatNumber(x, 4);

function nonlinear({ f, degree }: DesignSubject): Criterion {
  const about = { number: "1", title: "non-linear", short: "non-linear", decides: true };
  if (degree !== undefined && degree < 2)
    return {
      ...about,
      answer: "no",
      how: "proved",
      text: "a polynomial of degree 1 or less: layers of it are one linear layer",
    };
  const [x0 = 0, x1 = 1] = [0, 1, 2, 3, -1, -2].filter((x) => Number.isFinite(f(x)));
  const slope = (f(x1) - f(x0)) / (x1 - x0);
  const off = [-3, -1.5, 2.5, 5, -8, 0.5, 4]
    .map((x) => ({ x, line: f(x0) + (x - x0) * slope }))
    .find(({ x, line }) => {
      const y = f(x);
      return Number.isFinite(y) && Math.abs(y - line) > 1e-9 * Math.max(1, Math.abs(y), Math.abs(line));
    });
  if (off === undefined) return { ...about, ...no("no input was found at which it leaves a line") };
  const text = `f(${off.x}) = ${number(f(off.x))}, where the line through f(${x0}) and f(${x1}) has ${number(off.line)}`;
  const polynomial =
    degree === undefined
      ? ""
      : `; but a polynomial (degree ${degree}): networks of it are not universal (Leshno et al. 1993)`;
  return { ...about, ...yes("proved", text + polynomial, off.x) };
}

function differentiable({ smoothness, f, slope }: DesignSubject): Criterion {
  const about = { number: "2", title: "differentiable everywhere", short: "differentiable everywhere", decides: true };
  const { class: order, at, how } = smoothness;
  if (order === "infinite") {
    const why = how === "proved" ? "nothing in it bends, jumps or ends" : "no jump of f, f′, f″ or f‴ was found";
    return { ...about, ...yes(how, `class C∞: ${why}`) };
  }
  const x = at ?? 0;
  if (order === -1)
    return { ...about, ...no(`not even continuous: f(${number(x)}) = ${number(f(x))} is a jump or a hole`, x) };
  const h = 1e-7 * Math.max(1, Math.abs(x));
  if (order === 0) {
    const sides = `slope ${number(rounded(slope(x - h)))} on the left and ${number(rounded(slope(x + h)))} on the right`;
    return { ...about, ...no(`class C0, a corner at x = ${number(x)}: ${sides}`, x) };
  }
  return { ...about, ...yes(how, `class C${order}: f${"′".repeat(order + 1)} jumps at x = ${number(x)}`, x) };
}

function rounded(x: number): number {
  return Math.round(x * 1e5) / 1e5 + 0;
}

/** The slopes far out; undefined where they have no limit. */
function ends({ passport }: DesignSubject) {
  const { left, right } = passport.limits.slope;
  const of = (side: typeof left) => (side.value === "none" ? undefined : Math.abs(side.value));
  return {
    left: of(left),
    right: of(right),
    how: left.how === "proved" && right.how === "proved" ? ("proved" as const) : ("observed" as const),
  };
}

function everywhere(subject: DesignSubject): Criterion {
  const about = {
    number: "3a",
    title: readings.everywhere,
    short: "a slope above a constant everywhere",
    reading: "everywhere" as const,
    decides: false,
  };
  const { left, right } = ends(subject);
  const flat = flattest(subject);
  const bounded = Number.isFinite(subject.passport.range.lo.value);
  const impossible =
    "no function can meet this together with 2 and 4: a slope that is never 0 keeps its sign (Darboux), so f falls or rises without end on one side";
  if (left === 0 || right === 0) {
    const x = left === 0 ? -1000 : 1000;
    return { ...about, ...no(`f′ tends to 0 at ${left === 0 ? "-inf" : "inf"}; ${impossible}`, x) };
  }
  if (flat.size < 1e-6) return { ...about, ...no(`f′(${number(flat.x)}) = 0; ${impossible}`, flat.x) };
  const text = `|f′| is at least ${number(flat.size)}, at x = ${number(flat.x)}`;
  return {
    ...about,
    ...yes("observed", bounded ? text : `${text}; then f has no lower bound, as Darboux' theorem says`),
  };
}

/** Where |f'| is least, of points between -40 and 40 and of its zeros. */
function flattest({ slope, passport }: DesignSubject): { readonly x: number; readonly size: number } {
  const points = [...Array.from({ length: 3201 }, (_, i) => -40 + i / 40), ...passport.extrema.map(({ x }) => x)];
  return points.reduce(
    (least, x) => {
      const size = Math.abs(slope(x));
      return size < least.size ? { x, size } : least;
    },
    { x: 0, size: Infinity },
  );
}

function tails(subject: DesignSubject): Criterion {
  const about = {
    number: "3b",
    title: readings.tails,
    short: "a slope on both sides",
    reading: "tails" as const,
    decides: false,
  };
  const { left, right, how } = ends(subject);
  if (left === undefined || right === undefined) return { ...about, ...wavy(subject) };
  if (left > 0 && right > 0)
    return { ...about, ...yes(how, `|f′| tends to ${number(left)} at -inf and to ${number(right)} at inf`) };
  const side = left === 0 ? (right === 0 ? "both sides" : "the left") : "the right";
  const hint = "with 4 that takes a function that is not monotone, such as log(cosh(x))";
  const x = left === 0 ? -100 : 100;
  return { ...about, ...no(`f′ tends to 0 on ${side}: f′(${x}) = ${number(subject.slope(x))}; ${hint}`, x) };
}

function wavy({ slope }: DesignSubject): Answer {
  const sizes = [-1, 1].map((side) =>
    Math.max(...Array.from({ length: 400 }, (_, i) => Math.abs(slope(side * (1000 + i / 8))))),
  );
  const [left = 0, right = 0] = sizes;
  const text = `f′ has no limit; far out |f′| comes up to ${number(left)} on the left and ${number(right)} on the right`;
  return left > 1e-3 && right > 1e-3 ? yes("observed", text) : no(text);
}

function oneTail(subject: DesignSubject): Criterion {
  const about = {
    number: "3c",
    title: readings["one-tail"],
    short: "a slope on one side",
    reading: "one-tail" as const,
    decides: false,
  };
  const { left, right, how } = ends(subject);
  if (left === undefined || right === undefined) return { ...about, ...wavy(subject) };
  const most = Math.max(left, right);
  const side = right >= left ? "inf" : "-inf";
  if (most > 0) return { ...about, ...yes(how, `|f′| tends to ${number(most)} at ${side}, as ReLU's`) };
  return { ...about, ...no(`f′ tends to 0 on both sides: f′(100) = ${number(subject.slope(100))}`, 100) };
}

function deep({ ratio, layers }: DepthDots): Criterion {
  const about = {
    number: "3d",
    title: readings.depth,
    short: "a gradient that survives depth",
    reading: "depth" as const,
    decides: false,
  };
  const [low, high] = depthRange;
  if (Number.isNaN(ratio) || !Number.isFinite(ratio))
    return { ...about, ...no("E f² or E f′² under N(0, 1) does not exist") };
  const first = layers[0]?.gradient;
  const seen =
    first === undefined ? "" : `; measured, layer 1 gets ${number(first)} times the gradient of layer ${layers.length}`;
  const text = `E f′²/E f² = ${formatNumber(ratio, 3)} ${ratio < low || ratio > high ? "is not" : "is"} within ${low} to ${high}${seen}`;
  return {
    ...about,
    ...(ratio >= low && ratio <= high ? yes("proved", text) : { ...no(text), how: "refuted" as const }),
  };
}

function below({ passport, f }: DesignSubject): Criterion {
  const about = { number: "4", title: "bounded below", short: "bounded below", decides: true };
  const { lo, bounds } = passport.range;
  if (Number.isFinite(lo.value)) {
    const proof = Number.isFinite(bounds[0]) ? "proved" : "observed";
    const least = passport.extrema.find(({ y }) => Math.abs(y - lo.value) <= 1e-6 * Math.abs(lo.value));
    const where = least === undefined ? "" : ` at x = ${number(least.x)}`;
    return { ...about, ...yes(proof, `f is at least ${number(lo.value + 0)}${where}`, least?.x) };
  }
  const far = [-10, 10, -1000, 1000, -1e6, 1e6].reduce((a, x) => (f(x) < f(a) ? x : a), 0);
  return { ...about, ...no(`f(${far}) = ${number(f(far))}, and on without end`, far) };
}
