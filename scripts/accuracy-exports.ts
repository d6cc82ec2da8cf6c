/**
 * Runs every exported form of every activation and writes src/targets/accuracy.generated.ts.
 *
 *     npx tsx scripts/accuracy-exports.ts
 *
 * Needs gcc, Chromium, and Debian's python3-torch and python3-scipy.
 */
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { catalogue } from "../src/activations/index.ts";
import { runC } from "../test/exports/c.ts";
import type { Run } from "../test/exports/grid.ts";
import { runJavaScript } from "../test/exports/javascript.ts";
import { runOnnx } from "../test/exports/onnx.ts";
import { runPython } from "../test/exports/python.ts";
import { measured } from "../test/exports/table.ts";
import { runWgsl } from "../test/exports/wgsl.ts";

const runs: readonly Run[] = [
  await runJavaScript(),
  await runC("float64"),
  await runC("float32"),
  ...(await runPython()),
  await runOnnx(),
  await runWgsl(),
];

const tables = runs.map((run) => {
  const rows = [...catalogue.keys()].map((name) => `      ${name}: ${JSON.stringify(measured(run, name))},`);
  return [`  "${run.key}": {`, `    system: "${run.system}",`, "    rows: {", ...rows, "    },", "  },"].join("\n");
});
const file = [
  "// written by scripts/accuracy-exports.ts",
  'import type { AccuracyTable } from "./accuracy.ts";',
  "",
  "export const table: AccuracyTable = {",
  ...tables,
  "};",
  "",
].join("\n");
await writeFile(fileURLToPath(new URL("../src/targets/accuracy.generated.ts", import.meta.url)), file);
