/** A race in the terminal. */
import {
  counted,
  type EntrantResult,
  fixed,
  type Metric,
  median,
  metrics,
  type RaceResult,
  rangeText,
  scoreText,
  signed,
  type TaskResult,
} from "../lab/index.ts";
import { type Paint, paint } from "./colour.ts";
import { columns, shownWidth, sparkline, wrap } from "./text.ts";

export interface Look {
  readonly width: number;
  readonly colour: boolean;
}

export function raceText(result: RaceResult, look: Look): string {
  const ink = paint(look.colour);
  return result.tasks.map((task) => taskText(task, look, ink)).join("\n\n");
}

function taskText(task: TaskResult, { width }: Look, ink: Paint): string {
  const metric: Metric = metrics[task.metric];
  const { options, facts } = task;
  const seeds = task.entrants[0]?.runs.length ?? 0;
  const setting = `${task.layers}, ${options.training.optimizer} ${options.training.lr}, ${counted(options.training.epochs, "epoch")}, ${counted(seeds, "seed")}; ${metric.title} on ${facts.test} held-out rows`;
  const [finding, ...notes] = task.sentences;
  const paragraph = (text: string, indent = ""): string =>
    wrap(text, width - indent.length)
      .map((l) => indent + l)
      .join("\n");
  return [
    ink.bold(task.title.charAt(0).toUpperCase() + task.title.slice(1)),
    ink.dim(paragraph(setting)),
    "",
    paragraph(finding ?? ""),
    "",
    ...table(task, metric, width, ink),
    "",
    ink.bold(paragraph(task.recommendation.choice)),
    ...notes.map((note) => paragraph(note)),
  ].join("\n");
}

interface Column {
  readonly head: string;
  readonly right?: true;
  cell(e: EntrantResult): string;
}

/** The widest form that fits: all columns, the same closer together, without the curves, or without the interval. */
function table(task: TaskResult, metric: Metric, width: number, ink: Paint): string[] {
  const all = columnsOf(task, metric, ink);
  const without = (...heads: readonly string[]): Column[] => all.filter(({ head }) => !heads.includes(head));
  const set = (chosen: readonly Column[], gap: number): string[] => {
    const rows = [chosen.map((c) => c.head), ...task.entrants.map((e) => chosen.map((c) => c.cell(e)))];
    const right = chosen.flatMap((c, i) => (c.right ? [i] : []));
    return columns(rows, right, gap);
  };
  const fits = (lines: readonly string[]): boolean => lines.every((line) => shownWidth(line) <= width);
  const [first, ...rest] =
    [set(all, 2), set(all, 1), set(without("learning"), 1), set(without("interval"), 1)].find(fits) ??
    set(without("learning", "interval"), 1);
  return [ink.dim(first as string), ...rest];
}

function columnsOf(task: TaskResult, metric: Metric, ink: Paint): Column[] {
  const { low, high } = heights(task);
  const baseline = task.entrants.find((e) => e.role === "baseline") as EntrantResult;
  const name = (e: EntrantResult): string => (e === baseline ? ink.bold(short(e.title)) : short(e.title));
  return [
    { head: "", cell: name },
    { head: "learning", cell: (e) => sparkline(curve(e), low, high) },
    { head: "held out", right: true, cell: (e) => scoreText(e.mean, metric) },
    {
      head: `vs ${short(baseline.title)}`,
      right: true,
      cell: ({ comparison: c }) => (c === undefined ? "" : signed(c.mean, metric)),
    },
    {
      head: "interval",
      cell: ({ comparison: c }) => (c === undefined || c.n < 2 ? "" : rangeText(c.interval, metric)),
    },
    { head: "verdict", cell: (e) => verdictCell(e, ink) + (e.failures > 0 ? ` (${e.failures} diverged)` : "") },
  ];
}

function verdictCell(e: EntrantResult, ink: Paint): string {
  const c = e.comparison;
  if (c === undefined) return "baseline";
  if (e.role === "floor") return ink.dim("noise floor");
  const more = c.verdict === "undecided" && c.more !== undefined ? `, +${counted(c.more, "seed")}` : "";
  return ink.verdict(c.verdict, `${c.verdict}${more}`);
}

/** The median held-out score at each look. */
function curve(e: EntrantResult): number[] {
  const runs = e.runs.filter((r) => r.status === "ok");
  return (runs[0]?.curve.scores ?? []).map((_, i) => median(runs.map((r) => r.curve.scores[i] as number)));
}

function heights(task: TaskResult): { low: number; high: number } {
  const values = task.entrants.flatMap(curve).filter(Number.isFinite);
  return { low: Math.min(...values), high: Math.max(...values) };
}

function short(title: string): string {
  const most = 20;
  return title.length <= most ? title : `${title.slice(0, most - 1)}…`;
}

/** One row per training, tidy: never only aggregates. */
export function raceRows(result: RaceResult): (string | number)[][] {
  const head = [
    "task",
    "activation",
    "role",
    "seed",
    "status",
    "metric",
    "score",
    "best",
    "bestEpoch",
    "loss",
    "steps",
    "seconds",
    "hash",
  ];
  const rows = result.tasks.flatMap((task) =>
    task.entrants.flatMap((e) =>
      e.runs.map((r) => [
        task.options.data.name,
        e.title,
        e.role,
        r.replicate + 1,
        r.status,
        task.metric,
        r.score,
        r.best.score,
        r.best.epoch,
        r.curve.losses.at(-1) ?? "",
        r.steps,
        r.seconds,
        r.hash,
      ]),
    ),
  );
  return [head, ...rows];
}

/** "12.3 s" and what a reader does next. */
export function closing(result: RaceResult, written: string): string {
  const seconds = result.provenance === undefined ? "" : `${fixed(result.provenance.seconds, 1)} s. `;
  const where = written === "" ? "Add -o report.html for the report." : `Wrote ${written}`;
  return `${seconds}${where}`;
}
