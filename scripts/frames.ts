/**
 * Writes `src/lab/frames.generated.ts`: every function of one value in its own scale, by which a formula is found again
 * whatever it is multiplied by and wherever it is moved. The catalogue, and what is known by name only.
 *
 *     npx tsx scripts/frames.ts
 */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type Activation, catalogue, inventions, macros } from "../src/activations/index.ts";
import { source } from "../src/expr/index.ts";
import { framesOf } from "../src/lab/frame.ts";

export const framesFile = "src/lab/frames.generated.ts";

/** The row of a function; undefined if it has no scale of its own. */
export function frameRow(a: Activation, hearsay: boolean): object | undefined {
  const params = Object.fromEntries(Object.entries(a.params ?? {}).map(([name, { init }]) => [name, init]));
  const [frame] = framesOf(a, params);
  if (frame === undefined || frame.print.some((y) => !Number.isFinite(y))) return undefined;
  const print = frame.print.map((y) => Number(y.toFixed(7)) + 0);
  const more = hearsay ? { formula: a.formula, params } : {};
  return { name: a.name, at: frame.at, unit: frame.unit, print, ...more };
}

export async function frameRows(): Promise<readonly object[]> {
  const mentioned = (await inventions())
    .filter(({ kind, name }) => kind === "elementwise" && !catalogue.has(name))
    .map(({ name, formula, params }): Activation => {
      const inits = Object.entries(params).map(([key, init]) => [key, { init }] as const);
      return { name, formula, params: Object.fromEntries(inits) };
    });
  return [...[...catalogue.values()].map((a) => frameRow(a, false)), ...mentioned.map(tried)].filter(
    (r) => r !== undefined,
  );
}

/** What was printed is not always a formula of ours. */
function tried(a: Activation): object | undefined {
  try {
    source(a, macros); // some call others by name
    return frameRow(a, true);
  } catch (error) {
    process.stderr.write(`${a.name}: ${error instanceof Error ? error.message : error}\n`);
    return undefined;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const rows = await frameRows();
  const lines = rows.map((row) => `  ${JSON.stringify(row)},`);
  const text = `/** Written by scripts/frames.ts. Do not edit. */
import type { FrameRow } from "./equivalents.ts";

export const rows: readonly FrameRow[] = [
${lines.join("\n")}
];
`;
  writeFileSync(framesFile, text);
}
