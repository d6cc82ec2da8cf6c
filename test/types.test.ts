/** The built package's types, for who checks every declaration file: strict, nodenext, without skipLibCheck. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

const use = `
import { nn, value } from "nonlin";
import { functionPlot, raceReport } from "nonlin/plot";
export const y: number[] = value("gelu", [1, 2]);
export { functionPlot, raceReport };
// @ts-expect-error: by place
nn.LeakyReLU(0.2);
// @ts-expect-error: misspelt
nn.LeakyReLU({ negativSlope: 0.2 });
`;

const compilerOptions = {
  target: "es2023",
  module: "nodenext",
  lib: ["es2023", "dom", "dom.iterable"],
  types: [],
  strict: true,
  skipLibCheck: false,
  noEmit: true,
};

test("the package compiles in a strict project that checks its libraries", () => {
  const folder = mkdtempSync(join(tmpdir(), "nonlin-types-"));
  try {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(root, join(folder, "node_modules", "nonlin"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(join(folder, "use.ts"), use);
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["use.ts"] }));
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
    const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
    expect(stdout).toBe("");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
