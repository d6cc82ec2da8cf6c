/** What `nonlin verify` prints: a table of judgements, then the places where ours and PyTorch's differ. */
import { formatNumber } from "../base/index.ts";
import {
  type Difference,
  type Dtype,
  type Judgement,
  ulpText,
  type VerifyResult,
  type VerifyRow,
  verifyBounds,
  type YoursOrder,
  type YoursResult,
} from "../lab/index.ts";
import { paint } from "./colour.ts";
import type { Io } from "./command.ts";
import { columns, cut, wrap } from "./text.ts";

type Page = Pick<Io, "colour" | "width">;

export interface Detail {
  /** Every difference rather than the worst of each row. */
  readonly all: boolean;
  /** Whether the functions were named: then those that PyTorch lacks are shown too. */
  readonly named: boolean;
}

const widths = ["float64", "float32"] as const satisfies readonly Dtype[];
const short = { float64: "f64", float32: "f32" } as const;
const orders = [0, 1, 2] as const;
const letters = ["f", "f′", "f″"] as const;

export function verifyText(result: VerifyResult, { all, named }: Detail, page: Page): string {
  const ink = paint(page.colour);
  const groups = grouped(result.rows);
  const peered = groups.filter(({ rows }) => named || all || rows.some((row) => row.peered));
  const alone = groups.filter((group) => !peered.includes(group));
  return [
    ...wrap(headline(result), page.width),
    "",
    ...table(peered, ink.bold, ink.dim),
    "",
    ...wrap(legend, page.width).map(ink.dim),
    ...(alone.length === 0 ? [] : ["", ...wrap(aloneText(alone), page.width)]),
    ...missed(result, page),
    ...differing(peered, all, page),
    "",
    ...wrap(closing(result), page.width),
  ].join("\n");
}

function headline({ peer, truth, points, rows }: VerifyResult): string {
  const said = (live: boolean, system: string) => `${system} (${live ? "asked now" : "stored table"})`;
  return `nonlin and ${said(peer.live, peer.system)} beside 50-digit truth, ${said(truth.live, truth.system)}: ${points} inputs a function, the special values among them. Bound: ${boundText(rows)}.`;
}

/** What is promised of these rows. */
function boundText(rows: readonly VerifyRow[]): string {
  const [double, single] = widths.map((dtype) => rows.filter((row) => row.dtype === dtype)) as [
    VerifyRow[],
    VerifyRow[],
  ];
  const loss = single.find((row) => row.kind === "loss");
  const usual =
    loss === undefined ? verifyBounds.float32.ulp : `${verifyBounds.float32.ulp} (losses ${loss.bound.ulp})`;
  return [
    ...(double.length === 0 ? [] : [`${verifyBounds.float64.relative} of the value in float64`]),
    ...(single.length === 0
      ? []
      : [`in float32, parameters rounded to it, ${usual} ulp or what docs/accuracy.md states`]),
    ...(rows.some((row) => row.order === 2) ? ["of f″ also what the last bit of a parameter decides"] : []),
  ].join("; ");
}

const legend =
  "agrees: both within the bound. pytorch: PyTorch is wrong. either: a convention, both are right (a corner, NaN at infinity). NONLIN: nonlin is wrong. ok: PyTorch has none; ours is within the bound.";

const cells: Readonly<Record<Judgement, string>> = {
  agrees: "agrees",
  "PyTorch is wrong": "pytorch",
  convention: "either",
  "nonlin is wrong": "NONLIN",
};

interface Group {
  readonly name: string;
  readonly rows: readonly VerifyRow[];
}

function grouped(rows: readonly VerifyRow[]): readonly Group[] {
  const names = [...new Set(rows.map((row) => row.name))];
  return names.map((name) => ({ name, rows: rows.filter((row) => row.name === name) }));
}

function table(groups: readonly Group[], bold: (text: string) => string, dim: (text: string) => string): string[] {
  const shown = groups.map(({ name, rows }) => [
    cut(name, 22),
    ...widths.flatMap((dtype) => orders.map((order) => cell(rows.find((r) => r.dtype === dtype && r.order === order)))),
  ]);
  const used = [1, 2, 3, 4, 5, 6].filter((i) => shown.some((row) => row[i] !== ""));
  const picked = (row: readonly string[]) => [row[0] as string, ...used.map((i) => row[i] as string)];
  const heads = [
    "",
    ...widths.flatMap((dtype) => letters.map((letter, i) => (i === 0 ? `${letter} ${short[dtype]}` : letter))),
  ];
  const [head = "", ...lines] = columns([picked(heads), ...shown.map(picked)]);
  return [dim(head), ...lines.map((line, i) => (i < 3 && groups[i]?.name === firstThree[i] ? bold(line) : line))];
}

const firstThree = ["selu", "softplus", "hardswish"];

function cell(row: VerifyRow | undefined): string {
  if (row === undefined) return "";
  return row.peered || row.judgement === "nonlin is wrong" ? cells[row.judgement] : "ok";
}

function aloneText(groups: readonly Group[]): string {
  const rows = groups.flatMap((group) => group.rows);
  const bad = rows.filter((row) => row.judgement === "nonlin is wrong");
  const start = `PyTorch has not the other ${groups.length} functions; beside the truth alone`;
  if (bad.length === 0) return `${start} all ${rows.length} rows are within the bound.`;
  return `${start} ${rows.length - bad.length} of ${rows.length} rows are within the bound (--all lists them).`;
}

/** Where ours is wrong: said for every row, by its worst input. */
function missed({ rows }: VerifyResult, page: Page): string[] {
  const bad = rows.filter((row) => row.judgement === "nonlin is wrong");
  if (bad.length === 0) return [];
  const told = bad.flatMap((row) => {
    const miss = row.misses.find(({ at: x }) => x === row.ours.at) ?? row.misses[0];
    if (miss === undefined) return [];
    return [
      [title(row), at(miss.at), shown(miss.ours, miss.truth, row.dtype), brief(miss.truth), ulpText(row.ours.ulp)],
    ];
  });
  return [
    "",
    ...columns([["nonlin is wrong", "at x", "nonlin", "truth", "worst"], ...told]).map((line) => cut(line, page.width)),
  ];
}

function differing(groups: readonly Group[], all: boolean, page: Page): string[] {
  const rows = groups.flatMap((group) => group.rows).filter((row) => all || row.differences.some(isTelling));
  const chosen = all ? rows : onePerOrder(rows);
  const told = chosen.flatMap((row) =>
    (all ? row.differences.slice(0, most) : row.differences.filter(isTelling).slice(0, 1)).map((d) => {
      const why = all ? [d.right === "both" ? `both: ${d.why}` : d.right] : [d.right];
      return [
        title(row),
        at(d.at),
        shown(d.ours, d.truth, row.dtype),
        shown(d.peer, d.truth, row.dtype),
        brief(d.truth),
        ...why,
      ];
    }),
  );
  if (told.length === 0) return [];
  const head = ["they differ", "at x", "nonlin", "PyTorch", "truth", "right"];
  const rest = all ? [] : [`The worst of each; --all and --json have all ${count(rows)} inputs.`, ...atNaN(groups)];
  return [
    "",
    ...columns([head, ...told]).map((text) => cut(text, page.width)),
    ...rest.flatMap((text) => ["", ...wrap(text, page.width)]),
  ];
}

/** All but the slope at NaN, which is said once for all. */
function isTelling({ at: x }: Difference): boolean {
  return !(typeof x === "number" && Number.isNaN(x));
}

function atNaN(groups: readonly Group[]): string[] {
  const slopes = groups.filter(({ rows }) => rows.some((row) => row.order > 0 && !row.differences.every(isTelling)));
  if (slopes.length === 0) return [];
  return [`At NaN the slopes of nonlin are NaN; PyTorch has the slope of a branch for ${slopes.length} functions.`];
}

const most = 12;

/** float32 only where float64 has no difference to show. */
function onePerOrder(rows: readonly VerifyRow[]): readonly VerifyRow[] {
  return rows.filter(
    (row) =>
      row.dtype === "float64" ||
      !rows.some((other) => other.dtype === "float64" && other.name === row.name && other.order === row.order),
  );
}

function count(rows: readonly VerifyRow[]): number {
  return rows.reduce((n, row) => n + row.differences.length, 0);
}

function title({ name, order, dtype, kind }: VerifyRow): string {
  const letter = kind === "function" ? letters[order] : order === 0 ? "" : "slope";
  const end = `${letter}${dtype === "float32" ? " f32" : ""}`.trim();
  return end === "" ? cut(name, 17) : `${cut(name, 16 - end.length)} ${end}`;
}

function at(where: number | string): string {
  return typeof where === "number" ? formatNumber(where, 5) : cut(where, 10);
}

function brief(value: number): string {
  return formatNumber(value, 5);
}

/** What rounding alone does. */
const enough = { float64: 1e-15, float32: 2.4e-7 } as const;

/** A value; where five digits do not tell it from the truth, by what share it is off. */
function shown(value: number, truth: number, dtype: Dtype): string {
  if (Object.is(value, truth) || value === truth || brief(value) !== brief(truth)) return brief(value);
  const share = Math.abs((value - truth) / truth);
  return share < enough[dtype] ? brief(value) : `off by ${share.toExponential(0).replace("e+", "e")}`;
}

function closing({ counts, rows }: VerifyResult): string {
  const wrong = counts["nonlin is wrong"];
  const peers = rows.filter((row) => row.peered).length;
  const start = `Of ${rows.length} rows (${peers} with PyTorch): ${counts.agrees} agree, in ${counts["PyTorch is wrong"]} PyTorch is wrong, ${counts.convention} differ by convention`;
  return wrong === 0 ? `${start}, in none nonlin is wrong.` : `${start}, in ${wrong} nonlin misses its bound.`;
}

const csvHead = "name,kind,order,dtype,judgement,samples,nonlin_ulp,nonlin_at,pytorch_ulp,pytorch_at,differences";

export function verifyCsv({ rows }: VerifyResult): string {
  const lines = rows.map((r) =>
    [
      r.name,
      r.kind,
      r.order,
      r.dtype,
      r.judgement,
      r.samples,
      r.ours.ulp,
      r.ours.at,
      r.peer?.ulp,
      r.peer?.at,
      r.differences.length,
    ]
      .map(csvCell)
      .join(","),
  );
  return [csvHead, ...lines].join("\n");
}

function csvCell(value: string | number | undefined): string {
  const text = value === undefined ? "" : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function yoursText(result: YoursResult, page: Page): string {
  const ink = paint(page.colour);
  const { subject, as, dtype, bound, truth, orders: found } = result;
  const what = subject === "pairs" ? `${found[0]?.points} pairs` : subject;
  return [
    ink.bold(cut(`${what}  as ${as}, in ${dtype}`, page.width)),
    ...wrap(`truth: ${truth}; bound: ${bound} ulp`, page.width).map(ink.dim),
    "",
    ...columns([
      ["", "worst", "at x", "yours", "truth", "median", "beyond the bound"],
      ...found.map((o) => yoursRow(o, dtype)),
    ]),
    ...found.flatMap((o) =>
      o.causes.flatMap((cause, i) => [
        "",
        ...wrap(`${i === 0 ? `${letters[o.order]}: ` : "also: "}${cause.text}`, page.width),
      ]),
    ),
    "",
    ...wrap(result.sentence, page.width),
  ].join("\n");
}

function yoursRow(o: YoursOrder, dtype: Dtype): string[] {
  const { worst } = o;
  const values = [shown(worst.yours, worst.truth, dtype), brief(worst.truth)];
  return [
    letters[o.order],
    ulpText(worst.ulp),
    brief(worst.at),
    ...values,
    ulpText(o.median),
    `${o.beyond} of ${o.points}`,
  ];
}

export function yoursCsv({ subject, as, dtype, bound, orders: found }: YoursResult): string {
  const head = "subject,as,order,dtype,bound_ulp,points,beyond,worst_ulp,at,yours,truth,cause";
  const lines = found.map((o) =>
    [
      subject,
      as,
      o.order,
      dtype,
      bound,
      o.points,
      o.beyond,
      o.worst.ulp,
      o.worst.at,
      o.worst.yours,
      o.worst.truth,
      o.causes[0]?.text,
    ]
      .map(csvCell)
      .join(","),
  );
  return [head, ...lines].join("\n");
}
