/**
 * The package: first what is generated from the catalogue; then every file of `src` as JavaScript and declarations, and over them
 * the command line in few files, since a short command should not spend its time on opening two hundred.
 * Dependencies stay outside.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, rmSync, writeFileSync } from "node:fs";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { formsFile, formsText } from "./forms.ts";
import { functionalFile, functionalText } from "./functional.ts";

const common = {
  outdir: "dist/cli",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  minifySyntax: true,
  minifyWhitespace: true,
  chunkNames: "[name]-[hash]",
  logLevel: "warning",
} satisfies BuildOptions;

writeFileSync(formsFile, formsText());
writeFileSync(functionalFile, functionalText());
rmSync("dist", { recursive: true, force: true });
const tsc = ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"];
const compiled = spawnSync(process.execPath, tsc, { stdio: "inherit" });
rmSync("dist/cli", { recursive: true, force: true });

// Each command is bundled on its own: bundled together they would share one chunk of everything that any of them needs.
const commands = new Set<string>();
const apart: Plugin = {
  name: "commands-apart",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/[\w-]+\.ts$/ }, ({ path, kind, importer }) => {
      if (kind !== "dynamic-import" || !importer.endsWith("src/cli/nonlin.ts")) return undefined;
      commands.add(path.slice(2, -3));
      return { path: path.replace(/\.ts$/, ".js"), external: true };
    });
  },
};
await build({ ...common, entryPoints: ["src/cli/main.ts"], plugins: [apart] });
for (const name of [...commands, "worker"]) await build({ ...common, entryPoints: [`src/cli/${name}.ts`] });
// what `nonlin verify` has Python run
cpSync("src/cli/python", "dist/cli/python", { recursive: true, filter: (path) => !path.includes("__pycache__") });

chmodSync("dist/cli/main.js", 0o755);
process.exitCode = compiled.status ?? 1;
