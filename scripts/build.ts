/**
 * The package: every file of `src` as JavaScript and declarations, and over them the command line bundled into few files,
 * since a short command should not spend its time on opening two hundred. Dependencies stay outside.
 */

import { spawnSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { build } from "esbuild";

rmSync("dist", { recursive: true, force: true });
const compiled = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
  stdio: "inherit",
});

rmSync("dist/cli", { recursive: true, force: true });
await build({
  entryPoints: { main: "src/cli/main.ts", worker: "src/cli/worker.ts" },
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
});
chmodSync("dist/cli/main.js", 0o755);
process.exitCode = compiled.status ?? 1;
