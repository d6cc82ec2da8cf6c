/**
 * Writes `src/eager/functional.ts`: an export for each declaration, so that `import * as F` has their names and types.
 *
 *     npx tsx scripts/functional.ts
 */
import { writeFileSync } from "node:fs";
import { type Declaration, declarations, kindOf } from "../src/activations/index.ts";

export const functionalFile = "src/eager/functional.ts";

/** The text of that file. */
export function functionalText(): string {
  return [
    "/**",
    ' * Every activation as a function, under PyTorch\'s names in camelCase: `import * as F from "nonlin/functional"`.',
    " * Written by scripts/functional.ts. Do not edit.",
    " */",
    'import * as declared from "../activations/index.ts";',
    'import { along, elementwise } from "./call.ts";',
    "",
    'export type { ElementFunction, LaneFunction, Mask, Reals, RealTensor } from "./call.ts";',
    "",
    ...[...declarations.values()].map(line).sort(),
    "",
  ].join("\n");
}

function line(d: Declaration): string {
  const make = kindOf(d) === "elementwise" ? "elementwise" : "along";
  return `export const ${d.name} = /* @__PURE__ */ ${make}(declared.${d.name});`;
}

if (process.argv[1]?.endsWith("functional.ts")) writeFileSync(functionalFile, functionalText());
