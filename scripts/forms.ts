/** Writes `src/eager/forms.generated.ts`: the road of every declaration, travelled once, when the package is built. */
import { catalogue } from "../src/activations/index.ts";
import { keyOf } from "../src/eager/forms.ts";
import { type Formula, opNames, print, road, type Target } from "../src/expr/index.ts";

/** Every op a call of its name. */
const calls: Target = {
  name: "calls",
  number: (value) => (Object.is(value, -0) ? "-0" : String(value)),
  variable: (name) => name,
  ops: Object.fromEntries(opNames.map((op) => [op, op])),
};

export const formsFile = "src/eager/forms.generated.ts";

/** The text of that file. Declarations of the same formula and corners share a row. */
export function formsText(): string {
  const rows = new Map([...catalogue.values()].map((a) => [JSON.stringify(keyOf(a)), forms(a)]));
  return [
    "/** Written by scripts/forms.ts when the package is built. Do not edit. */",
    "export const travelled: Readonly<Record<string, readonly [value: string, slope: string]>> = {",
    ...[...rows].sort().map(([key, [value, slope]]) => `  ${key}: [\n    ${value},\n    ${slope},\n  ],`),
    "};\n",
  ].join("\n");
}

function forms(f: Formula): readonly string[] {
  return ([0, 1] as const).map((order) => JSON.stringify(print(road(f, order), calls)));
}
