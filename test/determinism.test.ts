/** Engines differ in the last bit of their transcendental functions, and clocks and Math.random differ everywhere: none of them below the command line. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const exact =
  "abs ceil floor round trunc sign min max sqrt fround imul clz32 PI E LN2 LOG2E LN10 LOG10E SQRT2 SQRT1_2".split(" ");
const src = join(import.meta.dirname, "../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
  (f) => f.endsWith(".ts") && !/\.(test|generated)\.ts$/.test(f),
);

/** Source without comments and string contents, so that only code is searched. */
function code(file: string): string {
  return readFileSync(join(src, file), "utf8")
    .replace(/\/\*[\s\S]*?\*\/|(?<=^|[^:"'`])\/\/.*$/gm, "")
    .replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""');
}

test("no source file uses a transcendental of Math or the power operator", () => {
  const found = files.flatMap((file) =>
    [...code(file).matchAll(/\bMath\.(\w+)|\w\s*\*\*=?\s*[\w(]/g)]
      .filter(([, name]) => name === undefined || !exact.includes(name))
      .map(([text]) => `${file}: ${text}`),
  );
  expect(found).toEqual([]);
});

test("no source file below the command line asks a clock or an unseeded generator, and none compiles text", () => {
  const lower = files.filter((f) => !f.startsWith("cli/") && !f.startsWith("runs/"));
  const found = lower.flatMap((file) =>
    [...code(file).matchAll(/Math\.random|Date\.now|new Date\b/g)].map(([text]) => `${file}: ${text}`),
  );
  expect(found).toEqual([]);
  expect(
    files.flatMap((file) =>
      [...code(file).matchAll(/(?<!\.)\beval\(|new Function\(/g)].map(([text]) => `${file}: ${text}`),
    ),
  ).toEqual([]);
});
