/** The page of a function of one value. */
import { type Activation, declarations } from "../../src/activations/index.ts";
import { formatCount, formatNumber } from "../../src/base/index.ts";
import {
  committedAccuracy,
  describe,
  isSwept,
  type Passport,
  type Section,
  sections,
  type UlpError,
} from "../../src/lab/index.ts";
import { aliasesText, librariesTable } from "./elsewhere.ts";
import { formulas, parametersTable } from "./formula.ts";
import { link, plain, section, table } from "./markdown.ts";
import { programs } from "./program.ts";

/** What follows the title and the picture. */
export function elementwiseSections(a: Activation): readonly string[] {
  const p = describe(a.name);
  return [
    section("Formula", ...formulas(a, p), parametersTable(a)),
    section("Passport", passportText, passportTable(p, ["shape", "network"])),
    section("Accuracy", ...accuracy(a.name)),
    section("Cost", table(["", "in float32"], rowsOf(p, "float32", ["error"]))),
    section("The same as", equivalents(p)),
    section("Claims in print", claims(p)),
    section("Elsewhere", librariesTable(a), aliasesText(a)),
    section("Code", ...programs(a)),
  ];
}

const passportText =
  "Proved by bounds with outward rounding, asymptotics or algebra, in brackets the bounds, unless marked as observed.";

/** Rows of the passport in the words of `nonlin show`. */
export function passportTable(p: Passport, about: readonly Section["about"][]): string {
  return table(
    ["property", Object.keys(p.params).length === 0 ? "value" : "value at the default parameters"],
    about.flatMap((one) => rowsOf(p, one)),
  );
}

function rowsOf(p: Passport, about: Section["about"], without: readonly string[] = []): readonly (readonly string[])[] {
  const rows = sections(p).find((one) => one.about === about)?.rows ?? [];
  return rows.flatMap(([name, text]) =>
    text === undefined || text === "" || without.includes(name) ? [] : [[plain(name), plain(text)]],
  );
}

function accuracy(name: string): readonly string[] {
  const known = committedAccuracy(name);
  if (known === undefined) return ["Not swept yet."];
  const rows = (
    [
      ["f", known.f],
      ["f′", known.slope],
      ["f″", known.curvature],
    ] as const
  ).flatMap(([of, error]) => (error === undefined ? [] : [errorRow(of, error)]));
  const near = rows.some((row) => row.at(-1) !== "");
  const head = ["", "largest error in ulp", "at x =", "mean", "inputs", "near its zeros"];
  return [
    `Of the float32 kernel against the exact value, in units of the last place; ${link("how it is measured", "../accuracy.md")}.`,
    near
      ? table(head, rows)
      : table(
          head.slice(0, -1),
          rows.map((row) => row.slice(0, -1)),
        ),
  ];
}

function errorRow(of: string, error: UlpError): readonly string[] {
  const { max, at, mean, inputs, nearZeros } = error;
  return [
    of,
    formatNumber(max, 3),
    max === 0 ? "" : formatNumber(at, 9),
    formatNumber(mean, 2),
    isSwept(error) ? "every float32" : `a sample of ${formatCount(inputs)}; not swept yet`,
    nearZeros === undefined ? "" : `${formatNumber(nearZeros.max, 2)} max(1, \\|y\\|)`,
  ];
}

function equivalents({ equivalents }: Passport): string {
  const items = equivalents.slice(0, 12).map(({ text, how, hearsay }) => {
    const marks = [...(how === "observed" ? ["observed"] : []), ...(hearsay ? ["known by name only"] : [])];
    return `- ${linked(text)}${marks.length === 0 ? "" : ` (${marks.join(", ")})`}`;
  });
  const left = equivalents.length - items.length;
  return [...items, ...(left > 0 ? [`- and ${left} more`] : [])].join("\n");
}

/** A formula in which functions of the catalogue lead to their pages. */
export function linked(formula: string): string {
  return formula
    .split(/(\w+)(?=\()/)
    .map((part) => (declarations.has(part) ? link(part, `${part}.md`) : plain(part)))
    .join("");
}

function claims({ claims }: Passport): string {
  return table(
    ["claim", "holds?", ""],
    claims.map(({ claim, verdict, because }) => [plain(claim), verdict, plain(because)]),
  );
}
