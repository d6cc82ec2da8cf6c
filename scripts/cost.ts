/**
 * Writes `src/lab/cost.generated.ts`: nanoseconds per element of every kernel, beside a loop that copies and relu.
 *
 *     npx tsx scripts/cost.ts
 */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { catalogue } from "../src/activations/index.ts";
import { speedOf, timeOf, yardsticks } from "../src/lab/cost.ts";

const machine = `${cpus()[0]?.model ?? "unknown processor"}, one core, Node ${process.versions.node}`;
const { copy, relu } = yardsticks();
const lines = [...catalogue.values()].map((a) => {
  const [f, slope] = ([0, 1] as const).map((order) => speedOf(timeOf(a, order), copy, relu));
  return `  ${a.name}: ${JSON.stringify({ f, slope })},`;
});

writeFileSync(
  "src/lab/cost.generated.ts",
  `/** Written by scripts/cost.ts. Do not edit. */
import type { Speed } from "./cost.ts";

export const machine = ${JSON.stringify(machine)};

export const measured: Readonly<Record<string, { readonly f: Speed; readonly slope: Speed }>> = {
${lines.join("\n")}
};
`,
);
