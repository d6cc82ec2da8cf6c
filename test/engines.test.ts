/** The same kernels in another engine: Debian's Chromium, where there is one. */

import { existsSync } from "node:fs";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { expect, test } from "vitest";
import { kernel } from "../src/wasm/index.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

const formulas = [
  "x * normcdf(x)",
  "x * sigmoid(x)",
  "tanh(x) + softplus(x) * erf(x)",
  "sin(x) * cos(x) + exp(x)",
  "log(abs(x)) + expm1(x) - x^0.3 + atan(x)",
];

/** Bits of every sign, exponent and some mantissas. */
const patterns = Array.from({ length: 4096 }, (_, i) => (i * 1048576 + ((i * 7919) % 1048576)) | 0);

function bitsIn(make: typeof kernel, text: string): number[] {
  const got = make({ formula: text }).apply(new Float32Array(Int32Array.from(patterns).buffer));
  return [...new Int32Array(got.map((value) => (Number.isNaN(value) ? NaN : value)).buffer)];
}

test.runIf(existsSync(executablePath))("Chromium gives Node's bits", async () => {
  const entry = `export { kernel } from "./src/wasm/kernel.ts";`;
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: process.cwd(), loader: "ts" },
    bundle: true,
    format: "iife",
    globalName: "nonlin",
    write: false,
  });
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0]!.text });
    const got = await page.evaluate(
      ([texts, bits]) => {
        const { kernel: make } = (globalThis as unknown as { nonlin: { kernel: typeof kernel } }).nonlin;
        const inputs = new Float32Array(Int32Array.from(bits).buffer);
        return texts.map((formula) => {
          const values = make({ formula }).apply(inputs);
          return [...new Int32Array(values.map((value) => (Number.isNaN(value) ? NaN : value)).buffer)];
        });
      },
      [formulas, patterns] as const,
    );
    expect(got).toEqual(formulas.map((text) => bitsIn(kernel, text)));
  } finally {
    await browser.close();
  }
});
