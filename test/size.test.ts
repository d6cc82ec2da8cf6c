/** What a page must load, gzipped: a ceiling that a careless import breaks. */
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

const bundles = [
  {
    name: "a kernel of one activation",
    program: `import { kernel } from "./src/eager/kernel.ts";
      import { gelu } from "./src/eager/activations.generated.ts";
      globalThis.used = kernel(gelu);`,
    most: 20_000,
  },
  {
    name: "one declaration",
    program: `import { elu } from "./src/eager/activations.generated.ts"; globalThis.used = elu;`,
    most: 500,
  },
];

test.each(bundles)("$name takes less than $most bytes", async ({ name, program, most }) => {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: join(import.meta.dirname, "..") },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
  });
  const size = outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).byteLength, 0);
  console.info(`${name}: ${size} bytes`);
  expect(size).toBeLessThan(most);
});
