/** Threads that share a step in Chromium: where a page may share memory, and where it may not. */
import { existsSync } from "node:fs";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type * as nonlin from "../src/index.ts";
import type { workers } from "../src/threads/browser.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const entry = `export * from "./src/index.ts"; export { workers } from "./src/threads/browser.ts";`;
const isolating = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

let browser: Browser;
let script: string;
beforeAll(async () => {
  if (!existsSync(executablePath)) {
    throw new Error(`${executablePath} is missing: apt install chromium, or set CHROMIUM to a browser`);
  }
  const stdin = { contents: entry, resolveDir: process.cwd(), loader: "ts" } as const;
  const { outputFiles } = await build({ stdin, bundle: true, format: "iife", globalName: "nonlin", write: false });
  script = outputFiles[0]!.text;
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
});
afterAll(() => browser?.close());

async function pageWith(headers: Readonly<Record<string, string>>): Promise<Page> {
  const page = await browser.newPage();
  await page.route("**/*", (route) => route.fulfill({ body: "<!doctype html>", contentType: "text/html", headers }));
  await page.goto("https://nonlin.test/");
  await page.addScriptTag({ content: script });
  return page;
}

/** In the page: what 20 steps alone and 20 shared steps end in, and who shared them. */
async function inPage() {
  const {
    compile,
    nn,
    optim,
    workers: start,
  } = (globalThis as unknown as { nonlin: typeof nonlin & { workers: typeof workers } }).nonlin;
  const x = Float32Array.from({ length: 48 * 64 }, (_, i) => Math.sin(i * 12.9898) * 2);
  const y = Int32Array.from({ length: 48 }, (_, i) => (i * 7) % 10);
  const trained = async (threads?: ReturnType<typeof workers>) => {
    const model = nn.Sequential(nn.Linear(64, 48), nn.GELU(), nn.Linear(48, 10));
    const needed = { loss: nn.CrossEntropyLoss(), optimizer: optim.Adam({ lr: 0.01 }), batchSize: 48 };
    const trainer = compile(model, { ...needed, ...(threads && { threads }) });
    for (let i = 0; i < 2000 && trainer.threads.because === "its threads have not started"; i++) {
      await new Promise((done) => setTimeout(done, 10));
    }
    for (let i = 0; i < 20; i++) trainer.stepRows(x, y, 48 - (i % 3));
    const bits = Object.values(trainer.parameters).map(({ data }) => [...new Int32Array(data.buffer as ArrayBuffer)]);
    const shared = trainer.threads;
    trainer.dispose();
    return { bits, shared };
  };
  return { alone: await trained(), together: await trained({ ...start(2), grain: 0 }) };
}

test("an isolated page shares its steps with a worker, to the same bits", async () => {
  const { alone, together } = await (await pageWith(isolating)).evaluate(inPage);
  expect(together.shared).toEqual({ count: 2 });
  expect(together.bits).toEqual(alone.bits);
});

test("a page that is not isolated has one thread, and says so", async () => {
  const { alone, together } = await (await pageWith({})).evaluate(inPage);
  expect(together.shared).toEqual({ count: 1, because: "there is no memory that threads can share here" });
  expect(together.bits).toEqual(alone.bits);
});
