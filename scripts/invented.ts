/**
 * Writes `src/activations/invented.generated.ts` and the names in it: functions of the survey whose provenance nobody
 * checked (its tier 3), so that they are known by name and formula and no more.
 *
 *     npx tsx scripts/invented.ts activations.json
 */
import { readFileSync, writeFileSync } from "node:fs";

interface Entry {
  readonly name: string;
  readonly tier: number;
  readonly kind: string;
  readonly formula: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly year: string | null;
  readonly source: string | null;
  readonly note: string | null;
}

const { entries } = JSON.parse(readFileSync(process.argv[2] ?? "activations.json", "utf8")) as {
  readonly entries: readonly Entry[];
};
const rows = entries.filter((e) => e.tier === 3).map(row);

function row({ name, kind, formula, params, year, source, note }: Entry) {
  const numbers = Object.entries(params).filter(([, value]) => typeof value === "number");
  const spell = (text: string) =>
    numbers.reduce((t, [key]) => t.replaceAll(new RegExp(`\\b${key}\\b`, "g"), camel(key)), text);
  return {
    name: camel(name),
    kind,
    formula: kind === "elementwise" ? spell(formula) : formula,
    params: Object.fromEntries(numbers.map(([key, value]) => [camel(key), value])),
    ...(year === null ? {} : { year }),
    ...(source === null ? {} : { source }),
    ...(note === null ? {} : { note }),
  };
}

function camel(name: string): string {
  return name.replaceAll(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

writeFileSync(
  "src/activations/invented.generated.ts",
  [
    "/** Written by scripts/invented.ts. Do not edit. */",
    'import type { Mention } from "./invented.ts";',
    "",
    "export const rows: readonly Mention[] = [",
    ...rows.map((r) => `  ${JSON.stringify(r)},`),
    "];",
    "",
  ].join("\n"),
);
writeFileSync(
  "src/activations/invented-names.generated.ts",
  `/** Written by scripts/invented.ts. Do not edit. */\nexport const names =\n  ${JSON.stringify(rows.map((r) => r.name).join(" "))};\n`,
);
