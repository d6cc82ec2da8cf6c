/** base to lab see neither Node nor the browser; plot sees a document, but not Node. The compiler itself is asked. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const scratch = mkdtempSync(join(root, "node_modules/.isolation-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** The compiler's complaints about `text`, compiled with the options of one of our tsconfig files. */
function complaints(config: string, text: string): string {
  const file = join(scratch, "probe.ts");
  const project = join(scratch, "tsconfig.json");
  writeFileSync(file, text);
  writeFileSync(project, JSON.stringify({ extends: join(root, config), include: [file], exclude: [] }));
  try {
    execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", project], {
      encoding: "utf8",
    });
    return "";
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

test("the core compiles neither node:fs nor document", () => {
  expect(
    complaints("tsconfig.core.json", 'import { readFileSync } from "node:fs";\nexport const a = readFileSync;'),
  ).toContain("node:fs");
  expect(complaints("tsconfig.core.json", "export const a = document;")).toContain("document");
  expect(complaints("tsconfig.core.json", "export const a = 1;")).toBe("");
});

test("plot compiles document, but not node:fs", () => {
  expect(
    complaints("tsconfig.plot.json", 'import { readFileSync } from "node:fs";\nexport const a = readFileSync;'),
  ).toContain("node:fs");
  expect(complaints("tsconfig.plot.json", "export const a = document;")).toBe("");
});
