/** `nonlin show`: the passport of one function. */
import { lookup } from "../activations/index.ts";
import { formatNumber, NonlinError } from "../base/index.ts";
import { curves, describe, type Known, type Limits, type Passport } from "../lab/index.ts";
import { paint } from "./colour.ts";
import { define, exit, type Io } from "./command.ts";
import { plotText } from "./plot-text.ts";
import { aboutRows, type Row, sheetOf } from "./sheet.ts";
import { plainNumbers, wrap } from "./text.ts";

export const command = define({
  usage: "nonlin show <name or formula> [--json]",
  about: "the passport of one function: formula, derivatives, stable form, range, limits, shape, source, picture.",
  examples: [
    ["nonlin show gelu", "a function of the catalogue"],
    ["nonlin show 'x * tanh(softplus(x))'", "a formula of your own"],
    ["nonlin show gelu --json", "the same as data, LaTeX in it"],
  ],
  options: { json: { type: "flag", help: "print one JSON object; infinities are strings" } },
  async run({ words, options }, io) {
    const [subject, ...more] = words;
    if (subject === undefined || more.length > 0) {
      const advice = "quote a formula: nonlin show 'x * sigmoid(x)'";
      throw new NonlinError("E_USAGE", "show takes one name or formula", { advice });
    }
    const other = await sheetOf(subject);
    if (other !== undefined) {
      io.out(options.json ? JSON.stringify(other.data, infinitiesAsText, 1) : page(other.title, other.rows, io));
      return exit.done;
    }
    const passport = describe(subject);
    if (options.json) {
      io.out(JSON.stringify(passport, infinitiesAsText, 1));
      return exit.done;
    }
    const ink = paint(io.colour);
    const told = [...rows.map(([name, say]): Row => [name, say(passport)]), ...aboutRows(passport)];
    const picture = plotText(curves([subject], [-6, 6], [0, 1]), io.width, ink);
    io.out([page(titleLine(passport), told, io), "", picture].join("\n"));
    return exit.done;
  },
});

/** A title and rows under it; a row without anything to say is left out. */
function page(title: string, said: readonly Row[], io: Pick<Io, "colour" | "width">): string {
  const ink = paint(io.colour);
  const lines = said.flatMap(([name, text]) => {
    if (text === undefined || text === "") return [];
    return wrap(text, io.width - 10).map((line, i) => `${ink.dim((i === 0 ? name : "").padEnd(9))} ${line}`);
  });
  return [ink.bold(title), "", ...lines].join("\n");
}

/** What is said of a function, a row each; a row without anything to say is left out. */
const rows: readonly (readonly [name: string, say: (p: Passport) => string | undefined])[] = [
  ["f(x)", (p) => lookup(p.name)?.printed ?? p.f.text],
  [
    "stable",
    (p) => (p.f.stable === p.f.text && lookup(p.name)?.printed === undefined ? undefined : plainNumbers(p.f.stable)),
  ],
  ["because", (p) => [...new Set(p.f.rules.map((rule) => rule.why))].join("; ")],
  ["f′(x)", (p) => plainNumbers(p.slope.stable)],
  ["f″(x)", (p) => plainNumbers(p.second.stable)],
  ["LaTeX", (p) => plainNumbers(p.f.latex)],
  [
    "params",
    (p) =>
      Object.entries(p.params)
        .map(([name, value]) => `${name} = ${formatNumber(value)}${p.trainable.includes(name) ? " (learned)" : ""}`)
        .join(", "),
  ],
  ["range", (p) => `${said(p.range.lo)} to ${said(p.range.hi)}`],
  ["limits", (p) => `f ${limitsText(p.limits.f)}; f′ ${limitsText(p.limits.slope)}`],
  ["shape", shape],
  ["grows", growing],
  ["zeros", (p) => listed(p, ", ", p.zeros, (x) => formatNumber(x))],
  ["extrema", (p) => listed(p, ", ", p.extrema, (e) => `${e.kind} ${formatNumber(e.y)} at ${formatNumber(e.x)}`)],
  [
    "corners",
    (p) =>
      listed(p, "; ", p.corners, (c) =>
        c.left === c.right
          ? `at ${formatNumber(c.at)}: a jump`
          : `at ${formatNumber(c.at)}: slopes ${formatNumber(c.left)} and ${formatNumber(c.right)}, taken as ${formatNumber(c.slope)}`,
      ),
  ],
  [
    "on N(0,1)",
    (p) =>
      Number.isNaN(p.moments.secondMoment)
        ? undefined
        : `mean ${moment(p.moments.mean)}, E f² ${moment(p.moments.secondMoment)}, E f′² ${moment(p.moments.meanSquareSlope)}, init gain ${moment(p.moments.gain || Number.NaN)}`,
  ],
  ["same as", (p) => p.equivalents.join(", ")],
];

function moment(value: number): string {
  return Number.isFinite(value) ? formatNumber(value, 4) : "does not exist";
}

function growing({ unbounded }: Passport): string {
  const near = (name: string, points: readonly number[]) =>
    points.length === 0
      ? []
      : [
          `${name} is unbounded near x = ${points
            .slice(0, most)
            .map((x) => formatNumber(x))
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
): string {
  const text = all.slice(0, most).map(say).join(separator);
  const left = all.length > most ? `${separator}and ${all.length - most} more` : "";
  const waves = limits.f.left.value === "none" || limits.f.right.value === "none";
  const repeats = all.length > most || (waves && all.length > 2);
  return repeats ? `${text}${left} (within -${window} to ${window}; it may go on)` : text;
}

function titleLine(p: Passport): string {
  const name = p.family !== undefined && p.module.toLowerCase() === p.title.toLowerCase() ? p.module : p.title;
  return p.family === undefined ? name : `${name}  (family ${p.family})`;
}

function shape(p: Passport): string {
  const monotone = p.monotone.value === "neither" ? "not monotone" : p.monotone.value;
  const symmetry = p.symmetry.value === "none" ? "neither odd nor even" : p.symmetry.value;
  const bounded = p.bounded.value === "no" ? "unbounded" : `bounded ${p.bounded.value}`;
  const parts = [
    marked(monotone, p.monotone),
    marked(symmetry, p.symmetry),
    marked(bounded, p.bounded),
    `|f′| at most ${said(p.lipschitz)}`,
  ];
  return parts.join("; ");
}

/** Only what was seen and not proved is marked. */
function marked(text: string, { how }: Known<unknown>): string {
  return how === "proved" ? text : `${text} (observed)`;
}

function said(known: Known<number>): string {
  return marked(formatNumber(known.value + 0), known);
}

function limitsText({ left, right }: Limits): string {
  const one = (known: Known<number | "none">): string =>
    known.value === "none" ? marked("none", known) : marked(formatNumber(known.value + 0), known);
  return `${one(left)} at -inf, ${one(right)} at inf`;
}

function infinitiesAsText(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}
