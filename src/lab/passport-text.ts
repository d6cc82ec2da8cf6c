/** A passport in words: what is said of a function, row by row under headings. */
import { lookup } from "../activations/index.ts";
import { formatNumber } from "../base/index.ts";
import type { Cost } from "./cost.ts";
import type { Passport } from "./describe.ts";
import type { Enclosed, Known } from "./known.ts";
import type { Limits } from "./observed.ts";
import { aboutRows, type Row } from "./sheet.ts";
import { plainNumbers } from "./wording.ts";

export interface Section {
  readonly about: "formula" | "shape" | "network" | "float32" | "relatives" | "elsewhere";
  readonly title: string;
  readonly rows: readonly Row[];
}

/** All that is said of a function; rows without anything to say are left out. */
export function sections(p: Passport): readonly Section[] {
  const all: readonly Section[] = [
    { about: "formula", title: "Formula", rows: formula(p) },
    { about: "shape", title: "Shape (proved, unless marked)", rows: shape(p) },
    { about: "network", title: "In a network", rows: network(p) },
    { about: "float32", title: "In float32", rows: numerics(p) },
    { about: "relatives", title: "Has this been invented?", rows: relatives(p) },
    { about: "elsewhere", title: "Elsewhere", rows: aboutRows(p) },
  ];
  return all.filter(({ rows }) => rows.some(([, text]) => text !== undefined && text !== ""));
}

export function titleLine(p: Passport): string {
  const name = p.family !== undefined && p.module.toLowerCase() === p.title.toLowerCase() ? p.module : p.title;
  return p.family === undefined ? name : `${name}  (family ${p.family})`;
}

function formula(p: Passport): readonly Row[] {
  const printed = p.witness?.text ?? lookup(p.name)?.printed;
  const own = p.f.stable === p.f.text && printed === undefined ? undefined : plainNumbers(p.f.stable);
  return [
    ["f(x)", plainNumbers(printed ?? p.f.text)],
    [
      "fails",
      p.witness && `at x = ${n(p.witness.x)} float32 gives ${n(p.witness.gives)} instead of ${n(p.witness.right)}`,
    ],
    ["stable", own],
    ["because", [...new Set(p.f.rules.map((rule) => rule.why))].join("; ")],
    ["f′(x)", shorter(p.slope)],
    ["f″(x)", shorter(p.second)],
    ["LaTeX", plainNumbers(p.f.latex)],
    ["params", parameters(p)],
  ];
}

/** A derivative as it is differentiated or as it is computed: the one that is read faster. */
function shorter({ text, stable }: Passport["slope"]): string {
  const [a, b] = [plainNumbers(text), plainNumbers(stable)];
  return a.length < b.length ? a : b;
}

function parameters({ params, trainable }: Passport): string {
  const each = Object.entries(params);
  return each.map(([name, v]) => `${name} = ${n(v)}${trainable.includes(name) ? " (learned)" : ""}`).join(", ");
}

function shape(p: Passport): readonly Row[] {
  return [
    ["range", `${said(p.range.lo)} to ${said(p.range.hi)}`],
    ["limits", `f ${limitsText(p.limits.f)}; f′ ${limitsText(p.limits.slope)}`],
    [
      "monotone",
      partsText(p.monotone, { neither: "neither", rising: "rising", falling: "falling", constant: "constant" }),
    ],
    [
      "convex",
      partsText(p.convexity, { neither: "neither", convex: "convex", concave: "concave", linear: "straight" }),
    ],
    ["symmetry", marked(p.symmetry.value === "none" ? "neither odd nor even" : p.symmetry.value, p.symmetry)],
    ["bounded", marked(p.bounded.value, p.bounded)],
    ["smooth", smoothness(p)],
    ["steepest", `|f′| at most ${said(p.lipschitz)}; |f″| at most ${said(p.lipschitzSlope)}`],
    ["grows", growing(p)],
    ["zeros", zerosText(p)],
    ["extrema", listed(p, ", ", p.extrema, (e) => `${e.kind} ${n(e.y)} at ${n(e.x)}`, p.complete.extrema)],
    ["corners", listed(p, "; ", p.corners, cornerText, "proved")],
  ];
}

function smoothness({ smoothness: known }: Passport): string {
  const { value } = known;
  if (value === null) return "not known";
  if (value === -1) return marked("no: it jumps", known);
  if (value === Infinity) return marked("C∞, analytic all along", known);
  const lost = ["f′ jumps", "f″ jumps"][value] ?? `derivative ${value + 1} is not known to go on`;
  return marked(`C${value}: ${lost}`, known);
}

function partsText(
  known: Known<string> & { readonly parts?: readonly { from: number; to: number; is: string }[] },
  names: Readonly<Record<string, string>>,
): string {
  const { parts = [], value } = known;
  if (parts.length < 2 || parts.length > most) return marked(names[value] ?? value, known);
  const told = parts.map(({ from, to, is }) =>
    from === -Infinity
      ? `${names[is]} to ${n(to)}`
      : to === Infinity
        ? `${names[is]} from ${n(from)}`
        : `${names[is]} to ${n(to)}`,
  );
  const name = value === "neither" ? "" : `${names[value]}: `;
  return marked(name + told.join(", "), known);
}

function cornerText(c: Passport["corners"][number]): string {
  if (c.left === c.right) return `at ${n(c.at)}: a jump`;
  return `at ${n(c.at)}: slopes ${n(c.left)} and ${n(c.right)}, taken as ${n(c.slope)}`;
}

function zerosText(p: Passport): string {
  const flat = p.zeroStretches.map(([from, to]) =>
    from === -Infinity ? `all x up to ${n(to)}` : to === Infinity ? `all x from ${n(from)}` : `${n(from)} to ${n(to)}`,
  );
  const points = listed(p, ", ", p.zeros, n, p.complete.zeros);
  return [...flat, ...(points === "" ? [] : [points])].join("; ");
}

function network({ moments, meanField, saturation }: Passport): readonly Row[] {
  const { mean, variance, secondMoment, meanSquareSlope, gain } = moments;
  const share = `${formatNumber(100 * saturation.value, 3)} % of N(0,1) has |f′| below 0.1`;
  if (Number.isNaN(secondMoment)) return [["flat", marked(share, saturation)]];
  return [
    [
      "on N(0,1)",
      `mean ${Math.abs(mean) < noise ? 0 : moment(mean)}, variance ${moment(variance)}, E f² ${moment(secondMoment)}, E f′² ${moment(meanSquareSlope)}`,
    ],
    ["flat", marked(share, saturation)],
    ["gain", gain > 0 && Number.isFinite(gain) ? `${n(gain, 4)} on weights of variance 1/n keeps E f² at 1` : "none"],
    [
      "variance",
      meanField && `1 is a fixed point at this gain, slope ${n(meanField.variance.slope, 4)}: ${stability(meanField)}`,
    ],
    ["depth", meanField && `squared gradients grow by E f′²/E f² = ${n(meanField.chi, 4)} a layer: ${meanField.phase}`],
  ];
}

function stability({ variance }: NonNullable<Passport["meanField"]>): string {
  return variance.stable === "marginal" ? "marginal, any size is kept" : variance.stable ? "stable" : "unstable";
}

function numerics({ cost, accuracy }: Passport): readonly Row[] {
  return [
    ["f", operations(cost.f)],
    ["f′", operations(cost.slope)],
    ["speed", speedText(cost)],
    [
      "error",
      accuracy && [ulps("f", accuracy.f), accuracy.slope && ulps("f′", accuracy.slope)].filter(Boolean).join("; "),
    ],
  ];
}

function operations({ adds, multiplies, divisions, selects, bits, total, functions }: Cost["f"]): string {
  const kinds = [
    [adds, "+"],
    [multiplies, "×"],
    [divisions, "÷"],
    [selects, "select"],
    [bits, "on bits"],
  ] as const;
  const told = kinds.flatMap(([count, name]) => (count > 0 ? [`${count} ${name}`] : []));
  const calls = functions.length === 0 ? "" : `; in them ${functions.join(", ")}`;
  return total === 0 ? "no operation" : `${total} operations: ${told.join(", ")}${calls}`;
}

function speedText({ speed }: Cost): string | undefined {
  if (speed === undefined) return undefined;
  const one = (name: string, s: NonNullable<Cost["speed"]>["f"]): string =>
    `${name} ${n(s.nanoseconds, 3)} ns (${n(s.relus, 2)} relu)`;
  return `${one("f", speed.f)}, ${one("f′", speed.slope)} an element; ${speed.machine}`;
}

function ulps(name: string, { max, at, mean, inputs }: NonNullable<Passport["accuracy"]>["f"]): string {
  const tried = inputs >= 4278190082 ? "every float32" : `${inputs} inputs`;
  return `${name} at most ${n(max, 3)} ulp at ${n(at)}, mean ${n(mean, 2)} (${tried})`;
}

function relatives(p: Passport): readonly Row[] {
  const told = (hearsay: boolean): string => {
    const all = p.equivalents.filter((e) => e.hearsay === hearsay);
    const text = all
      .slice(0, most)
      .map((e) => marked(e.text, e))
      .join("; ");
    return all.length > most ? `${text}; and ${all.length - most} more` : text;
  };
  const wrong = p.claims.filter(({ verdict }) => verdict === "does not hold");
  const isNew = p.equivalents.length === 0 && p.family === undefined;
  return [
    ["same as", told(false)],
    ["printed", told(true) === "" ? undefined : `${told(true)}; known by name only`],
    ["", isNew ? "nothing known is the same up to a f(b x + c) + d" : undefined],
    ["claims", wrong.map(({ claim, because }) => `in print "${claim}", but ${because}`).join("; ")],
  ];
}

function n(value: number, digits = 6): string {
  return formatNumber(value + 0, digits);
}

/** What is left of a mean of both signs that cancel. */
const noise = 1e-12;

function moment(value: number): string {
  return Number.isFinite(value) ? n(value, 4) : "does not exist";
}

function growing({ unbounded }: Passport): string {
  const near = (name: string, points: readonly number[]) =>
    points.length === 0
      ? []
      : [
          `${name} is unbounded near x = ${points
            .slice(0, most)
            .map((x) => n(x))
            .join(", ")}`,
        ];
  return [...near("f", unbounded.f), ...near("f′", unbounded.slope)].join("; ");
}

const most = 6;

/** What was looked for near 0 only: a function without a limit may have more of it further out. */
function listed<T>(
  { limits, window }: Passport,
  separator: string,
  all: readonly T[],
  say: (each: T) => string,
  how: "proved" | "observed",
): string {
  const text = all
    .slice(0, most)
    .map((each) => say(each))
    .join(separator);
  const left = all.length > most ? `${separator}and ${all.length - most} more` : "";
  const waves = limits.f.left.value === "none" || limits.f.right.value === "none";
  const repeats = how === "observed" && (all.length > most || (waves && all.length > 2));
  return repeats ? `${text}${left} (within -${window} to ${window}; it may go on)` : `${text}${left}`;
}

/** Only what was seen and not proved is marked. */
function marked(text: string, { how }: Pick<Known<unknown>, "how">): string {
  return how === "proved" ? text : `${text} (observed)`;
}

/** A number, and the bounds that were proved if they are not the number itself. */
function said(known: Enclosed): string {
  const text = marked(n(known.value), known);
  const [lo, hi] = known.within ?? [known.value, known.value];
  return lo === hi || String(known.value) === n(known.value) ? text : `${text} [${outward(lo, -1)}, ${outward(hi, 1)}]`;
}

/** To ten digits, rounded away from what it bounds. */
function outward(x: number, side: 1 | -1): string {
  const short = Number(x.toPrecision(10));
  if ((short - x) * side >= 0) return String(short);
  const unit = Math.abs(short - Number((x * (1 + 1e-9)).toPrecision(10)));
  return String(Number((short + side * unit).toPrecision(10)));
}

function limitsText({ left, right }: Limits): string {
  const one = (known: Known<number | "none">): string =>
    marked(known.value === "none" ? "none" : n(known.value), known);
  return `${one(left)} at -inf, ${one(right)} at inf`;
}
