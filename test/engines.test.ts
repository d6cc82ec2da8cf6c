/** The same bits in other engines: Debian's Chromium, and other versions of Node. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { numericsVersion } from "../src/lab/index.ts";
import { kernel } from "../src/wasm/index.ts";
import { nodeOf } from "./engines/nodes.ts";
import golden from "./golden/trainings.json" with { type: "json" };
import { trainings } from "./trainings.ts";

const trainingsEntry = `export { trainings } from "./test/trainings.ts";`;
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

let browser: Browser;
beforeAll(async () => {
  if (!existsSync(executablePath)) {
    throw new Error(`${executablePath} is missing: apt install chromium, or set CHROMIUM to a browser`);
  }
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
});
afterAll(() => browser?.close());

/** A program whose exports, those of `entry`, are the global `nonlin`. */
async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: process.cwd(), loader: "ts" },
    bundle: true,
    format: "iife",
    globalName: "nonlin",
    write: false,
  });
  return outputFiles[0]!.text;
}

async function pageWith(entry: string): Promise<Page> {
  const page = await browser.newPage();
  await page.addScriptTag({ content: await bundled(entry) });
  return page;
}

test("Chromium gives Node's bits", async () => {
  const page = await pageWith(`export { kernel } from "./src/wasm/kernel.ts";`);
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
});

test("trainings end in the recorded bits, here and in Chromium", async () => {
  expect(golden.numerics).toBe(numericsVersion);
  expect(trainings()).toEqual(golden.weights);
  const page = await pageWith(trainingsEntry);
  const got = await page.evaluate(() =>
    (globalThis as unknown as { nonlin: { trainings: typeof trainings } }).nonlin.trainings(),
  );
  expect(got).toEqual(golden.weights);
});

test.each([22, 24] as const)("trainings end in the recorded bits in Node %i", async (major) => {
  const node = nodeOf(major);
  expect(execFileSync(node, ["--version"], { encoding: "utf8" })).toMatch(`v${major}.`);
  const program = `${await bundled(trainingsEntry)}
    console.log(JSON.stringify(nonlin.trainings()));`;
  const printed = execFileSync(node, ["-"], { encoding: "utf8", input: program });
  expect(JSON.parse(printed)).toEqual(golden.weights);
});
