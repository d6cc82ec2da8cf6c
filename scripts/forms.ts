/**
 * Writes `src/eager/activations.generated.ts`, which the world sees as `nonlin/activations`: what the folder exports, and
 * with each declaration the forms that the road makes of it, travelled once, when the package is built.
 */
import * as declared from "../src/activations/index.ts";
import { type Formula, opNames, print, road, type Target } from "../src/expr/index.ts";
import { spelled } from "../src/wasm/index.ts";

export const formsFile = "src/eager/activations.generated.ts";

/** Every op a call of its name. */
const calls: Target = {
  name: "calls",
  number: (value) => (Object.is(value, -0) ? "-0" : String(value)),
  variable: (name) => name,
  ops: Object.fromEntries(opNames.map((op) => [op, op])),
};

/** The text of that file. What is exported here shadows what `export *` gives. */
export function formsText(): string {
  const exported = new Map<unknown, string>(Object.entries(declared).map(([name, value]) => [value, name]));
  const rows = [...declared.catalogue.values()].map((a) => {
    const name = exported.get(a);
    return `export const ${name} = /* @__PURE__ */ travelled(declared.${name},\n  ${forms(a).join(",\n  ")});\n`;
  });
  return [
    "/** Written by scripts/forms.ts when the package is built. Do not edit. */\n",
    `import * as declared from "../activations/index.ts";\n`,
    `import { travelled } from "./forms.ts";\n\n`,
    `export * from "../activations/index.ts";\n`,
    ...rows.sort(),
  ].join("");
}

function forms(f: Formula): readonly string[] {
  return ([0, 1] as const).map((order) => JSON.stringify(print(spelled(road(f, order)), calls)));
}
