/** What `nonlin design` prints: the criteria, the depth, the kin, the doctor, the training. */
import { formatNumber, log2 } from "../base/index.ts";
import {
  type Break,
  type Criterion,
  type DepthDots,
  type DesignResult,
  type Doctored,
  type Nearest,
  plainNumbers,
  type RaceResult,
} from "../lab/index.ts";
import { paint } from "./colour.ts";
import type { Io } from "./command.ts";
import { columns, cut, wrap } from "./text.ts";

type Page = Pick<Io, "colour" | "width">;

export function designText(result: DesignResult, page: Page): string {
  const ink = paint(page.colour);
  const { title, criteria, depth, nearest, doctor } = result;
  return [
    ink.bold(cut(title, page.width)),
    "",
    ...criteria.flatMap((c) => criterionLines(c, page, ink.dim)),
    "",
    ...depthLines(depth, page, ink.dim),
    "",
    ...(nearest === undefined ? [] : row("nearest", kin(nearest), page, ink.dim)),
    ...doctorLines(doctor, page, ink.dim),
    "",
    ...wrap(result.sentence, page.width),
  ].join("\n");
}

function kin({ text, distance, same, hearsay }: Nearest): string {
  if (same) return `the same function as ${text}${hearsay ? " (known by name only)" : ""}`;
  return `${text}, ${formatNumber(100 * distance, 2)} % away (root mean square under N(0, 1), in its own deviation)`;
}

type Dim = (text: string) => string;

/** A criterion that does not decide is set apart by what its answer stands in. */
function criterionLines(c: Criterion, { width }: Page, dim: Dim): string[] {
  const answer = c.decides ? c.answer : `(${c.answer})`;
  const head = `${c.number.padEnd(3)}${answer.padEnd(6)}${c.title}: `;
  const lines = wrap(`${head}${c.text} [${c.how}]`, width - 9);
  return lines.map((line, i) => (i === 0 ? line : `${" ".repeat(9)}${dim(line)}`));
}

function row(name: string, text: string, { width }: Page, dim: Dim): string[] {
  return wrap(text, width - 9).map((line, i) => `${dim((i === 0 ? name : "").padEnd(8))} ${line}`);
}

/** The sizes layer by layer, on a log axis of twenty characters. */
function depthLines({ layers, ratio, gain, width, seeds }: DepthDots, page: Page, dim: Dim): string[] {
  if (layers.length === 0) return row("depth", "no moments under N(0, 1): nothing to measure", page, dim);
  const about = `ten layers of ${width} units at initialisation, gain ${formatNumber(gain, 3)} = 1/sqrt(E f²), medians of ${seeds} seeds; a layer changes the gradient's square by E f′²/E f² = ${formatNumber(ratio, 3)}`;
  const sizes = layers.flatMap((l) => [l.gradient, l.predicted]).filter((y) => y > 0 && y < Infinity);
  const [low, high] = [Math.min(0.5, ...sizes), Math.max(2, ...sizes)];
  const place = (y: number) => Math.round((39 * log2(y / low)) / log2(high / low));
  const told = layers.map((l) => {
    const line = [..." ".repeat(40)];
    for (const [y, mark] of [
      [l.predicted, "·"],
      [l.gradient, "●"],
    ] as const)
      if (y > 0 && y < Infinity) line[place(y)] = mark;
    return [`layer ${l.layer}`, formatNumber(l.signal, 3), formatNumber(l.gradient, 3), line.join("").trimEnd()];
  });
  const head = ["", "signal", "gradient", `${formatNumber(low, 2)} to ${formatNumber(high, 2)}, log; · predicted`];
  return [
    ...row("depth", about, page, dim),
    ...columns([head, ...told], [1, 2]).map((line) => cut(`  ${line}`, page.width)),
  ];
}

function doctorLines({ checks, rules, stable, measured }: Doctored, page: Page, dim: Dim): string[] {
  const ills = checks.flatMap(({ of, dtype, breaks, ulp, at, written, exact, lost }) => {
    const falls = breaks.flatMap((b) => {
      const mirrored = breaks.some((other) => isMirrored(b, other));
      if (mirrored && b.side === "left") return [];
      const from = `${mirrored ? "±" : ""}${formatNumber(b.from, 4)}`;
      return [
        `${of} in ${dtype}: ${b.becomes} from x = ${from} on, where ${plainNumbers(b.operation)} leaves the range`,
      ];
    });
    const share =
      lost > 0.005 ? `; less than half of the digits right at ${formatNumber(100 * lost, 2)} % of the inputs` : "";
    const off =
      ulp > 16
        ? [
            `${of} in ${dtype}: up to ${formatNumber(ulp, 2)} ulp off, at x = ${formatNumber(at, 4)}${insteadOf(written, exact)}${share}`,
          ]
        : [];
    return [...falls, ...off];
  });
  const as = ills.length === 0 ? ["nothing overflows and nothing cancels, in float32 and in float16"] : ills;
  const why = rules.map((rule) => `${rule.of}: ${plainNumbers(rule.at)}: ${rule.why}`);
  const best = `compiled: f ${formatNumber(measured.f.max, 3)} ulp at most, f′ ${formatNumber(measured.slope.max, 3)} (float32)`;
  return [
    ...row("as is", as[0] as string, page, dim),
    ...as.slice(1).flatMap((text) => row("", text, page, dim)),
    ...why.slice(0, 4).flatMap((text, i) => row(i === 0 ? "mended" : "", text, page, dim)),
    ...row("stable", plainNumbers(stable.f), page, dim),
    ...row("", best, page, dim),
  ];
}

/** The same on the other side of 0. */
function isMirrored(a: Break, b: Break): boolean {
  return a.from === -b.from && a.becomes === b.becomes && a.operation === b.operation;
}

/** The two values, if four digits tell them apart. */
function insteadOf(written: number, exact: number): string {
  const [is, due] = [written, exact].map((y) => formatNumber(y, 4));
  return is === due ? "" : `: ${is} instead of ${due}`;
}

/** The verdict of the race, task by task. */
export function trainingText(result: RaceResult, formula: string, page: Page): string {
  const lines = result.tasks.flatMap((task) => {
    const rival = task.entrants.find((e) => e.activation === formula && e.role !== "baseline");
    const sentence = rival?.sentence === undefined ? [] : [`${task.title}: ${rival.sentence}`];
    return [...sentence, ...task.sentences.slice(0, 1)];
  });
  return ["", ...lines.flatMap((line) => wrap(line, page.width))].join("\n");
}
