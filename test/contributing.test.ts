/** What CONTRIBUTING.md shows is all there is to do: its diffs are applied to a copy of the source, which then compiles and runs. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
mkdirSync(join(root, "dist"), { recursive: true });
const copy = mkdtempSync(join(root, "dist/.contributing-")); // below the packages that the source imports
afterAll(() => rmSync(copy, { recursive: true }));

const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, {
    cwd: copy,
    encoding: "utf8",
    env: { ...process.env, GIT_CEILING_DIRECTORIES: join(root, "dist") },
  });

test("an activation is one declaration, an operation is one row", () => {
  cpSync(join(root, "src"), join(copy, "src"), { recursive: true });
  const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const diffs = [...text.matchAll(/^```diff\n([\s\S]*?)^```/gm)].map(([, diff]) => diff);
  expect(diffs.length).toBe(2);
  writeFileSync(join(copy, "shown.diff"), diffs.join(""));
  run("git", "apply", "shown.diff");

  const core = join(root, "tsconfig.core.json");
  writeFileSync(join(copy, "tsconfig.json"), JSON.stringify({ extends: core, include: ["src/index.ts"] }));
  run(process.execPath, join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.json");

  writeFileSync(
    join(copy, "shown.ts"),
    `import { catalogue, derivative, nn, value } from "./src/index.ts";
     const few = (xs: ArrayLike<number>) => Array.from(xs, (x) => Number(x.toPrecision(6)));
     console.log(JSON.stringify([
       catalogue.has("cosLU"), few([value("CosLU", 1)]), few(derivative("cos_lu", Float32Array.of(0))), nn.CosLU().kind,
       few([value("log10(x)", 1000)]), few(value("log10(x)", Float32Array.of(1000, 0.001))), few(derivative("log10(x)", Float32Array.of(2))),
     ]));`,
  );
  const seen = run(process.execPath, "--import", import.meta.resolve("tsx"), "shown.ts");
  // (1 + cos 1) sigmoid(1); sigmoid(0) + sigmoid'(0); 1 / (2 ln 10)
  expect(JSON.parse(seen)).toEqual([true, [1.12605], [0.75], "Activation", [3], [3, -3], [0.217147]]);
});
