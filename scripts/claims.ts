/**
 * Writes `src/lab/claims.generated.ts`: what the survey of activation functions says of those in the catalogue, as it is
 * printed there: formula, range, whether it is monotone. Claims are checked, never trusted.
 *
 *     npx tsx scripts/claims.ts activations.json
 */
import { readFileSync, writeFileSync } from "node:fs";
import { lookup } from "../src/activations/index.ts";

interface Entry {
  readonly name: string;
  readonly tier: number;
  readonly kind: string;
  readonly formula: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly range: string | null;
  readonly monotone: string | null;
}

const { entries } = JSON.parse(readFileSync(process.argv[2] ?? "activations.json", "utf8")) as {
  readonly entries: readonly Entry[];
};

const camel = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const lines = entries
  .filter(({ tier, kind }) => tier <= 2 && kind === "elementwise")
  .flatMap(({ name, formula, params, range, monotone }) => {
    const known = lookup(name)?.name;
    if (known === undefined) return [];
    const spell = (text: string): string =>
      Object.keys(params).reduce((t, key) => t.replaceAll(new RegExp(`\\b${key}\\b`, "g"), camel(key)), text);
    const row = { formula: spell(formula), ...(range && { range: spell(range) }), ...(monotone && { monotone }) };
    return [`  ${known}: ${JSON.stringify(row)},`];
  });

writeFileSync(
  "src/lab/claims.generated.ts",
  `/** Written by scripts/claims.ts. Do not edit. */
import type { Printed } from "./claims.ts";

export const printed: Readonly<Record<string, Printed>> = {
${lines.join("\n")}
};
`,
);
