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

/** Three steps of Adamax down the squares of three numbers. */
const byPyTorch = `
import json, torch
p = torch.nn.Parameter(torch.tensor([1.0, -2.0, 0.5], dtype=torch.float64))
rule = torch.optim.Adamax([p], lr=0.02, betas=(0.8, 0.9), weight_decay=0.1)
for _ in range(3):
    rule.zero_grad()
    (p ** 2).sum().backward()
    rule.step()
print(json.dumps(p.tolist()))`;
const byNonlin = `
import { compile, nn, optim } from "./src/index.ts";
const optimizer = optim.Adamax({ lr: 0.02, betas: [0.8, 0.9], weightDecay: 0.1 });
const options = { loss: nn.MSELoss({ reduction: "sum" }), optimizer, batchSize: 1, precision: "float64" } as const;
const trainer = compile(nn.Sequential(nn.Linear(1, 3)), options); // of an input of 0, the output is the bias
trainer.load({ "0.weight": [[0], [0], [0]], "0.bias": [1, -2, 0.5] });
for (let i = 0; i < 3; i++) trainer.step([[0]], [[0, 0, 0]]);
console.log(JSON.stringify([...trainer.parameters["0.bias"]!.data]));`;

test("an activation is one declaration, an operation is one row, an optimiser is one file", () => {
  cpSync(join(root, "src"), join(copy, "src"), { recursive: true });
  const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const diffs = [...text.matchAll(/^```diff\n([\s\S]*?)^```/gm)].map(([, diff]) => diff);
  expect(diffs.length).toBe(3);
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

  writeFileSync(join(copy, "adamax.ts"), byNonlin);
  const here = JSON.parse(run(process.execPath, "--import", import.meta.resolve("tsx"), "adamax.ts")) as number[];
  const there = JSON.parse(run("/usr/bin/python3", "-c", byPyTorch)) as number[];
  for (const [i, p] of there.entries()) expect(here[i]).toBeCloseTo(p, 12);
});
