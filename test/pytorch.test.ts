/** docs/pytorch.md: its programs for PyTorch run, and print what those beside them say; test/docs.test.ts runs the others. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withNames } from "./pytorch-names.ts";

const text = readFileSync(join(import.meta.dirname, "../docs/pytorch.md"), "utf8");
const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, language = "", code = ""]) => ({
  language,
  code,
}));

test("every program for PyTorch has one beside it", () => {
  expect(blocks.map(({ language }) => language)).toEqual(blocks.flatMap((_, i) => (i % 2 === 0 ? "python" : "ts")));
  expect(blocks.length).toBeGreaterThanOrEqual(6);
});

test.each(blocks.filter(({ language }) => language === "python"))("PyTorch prints what is said: $code", ({ code }) => {
  const { code: beside } = blocks[blocks.findIndex((block) => block.code === code) + 1]!;
  const said = [...beside.matchAll(/\/\/ => (.*)$/gm)].map(([, value]) => value);
  const printed = execFileSync("/usr/bin/python3", ["-c", code], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  expect(said.length).toBeGreaterThan(0);
  expect(printed.trimEnd().split("\n")).toEqual(said);
});

test("the table of names is what the declarations and PyTorch's signatures say (npx tsx scripts/names.ts)", () => {
  expect(withNames(text)).toBe(text);
});
