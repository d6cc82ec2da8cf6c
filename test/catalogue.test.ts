/** docs/catalogue is what `npm run catalogue` writes. All of it is checked by `npm run catalogue -- --check`; here a spread of it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import katex from "katex";
import { expect, test } from "vitest";
import { filesOf, withoutFigures } from "../scripts/catalogue/files.ts";
import { indexPage } from "../scripts/catalogue/index-page.ts";
import { declarations } from "../src/activations/index.ts";

const folder = join(import.meta.dirname, "../docs/catalogue");
const read = (path: string): string => readFileSync(join(folder, path), "utf8");
const pages = readdirSync(folder).filter((name) => name.endsWith(".md"));

test("every function has a page, a plot and a thumbnail, and nobody else has", () => {
  const names = [...declarations.keys()];
  const found = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /\.\w+$/.test(path));
  const due = names.flatMap((name) => [`${name}.md`, `plots/${name}.svg`, `thumbnails/${name}.svg`]);
  expect(found.sort()).toEqual(["README.md", ...due].sort());
});

test("the index is what the declarations say (npm run catalogue)", () => {
  expect(read("README.md")).toBe(indexPage());
});

// one of each kind, with and without parameters, corners, a stable form, PyTorch's and ONNX's own
const spread = "relu elu gelu swish hardtanh softplus gaussian hardshrink swiglu softmax sparsemax rrelu crelu".split(
  " ",
);

test.each(spread)("the page and the pictures of %s are what is written now (npm run catalogue)", (name) => {
  for (const [path, text] of filesOf(declarations.get(name)!)) {
    expect(withoutFigures(read(path)), path).toBe(withoutFigures(text));
  }
});

test.each(pages)("%s leads nowhere that is not there, and its formulas can be set", (page) => {
  const text = read(page);
  for (const [, to = ""] of text.matchAll(/\]\((?!https:)([^)#]+)[^)]*\)/g)) {
    expect(existsSync(join(folder, dirname(page), to)), `${page} leads to ${to}`).toBe(true);
  }
  for (const [, formula = ""] of text.matchAll(/^```math\n(.*?)\n```$/gms)) {
    expect(katex.renderToString(formula, { displayMode: true, throwOnError: true })).toContain("katex-display");
  }
  expect(text).not.toMatch(/undefined|\[object/);
});
