/**
 * Code blocks of the documents run. A fenced `ts` block is a program, and `value // => text` in it states what the value prints as;
 * a `console` block is a command and lines of its output, in their order.
 */
import { execFileSync, execSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const scratch = mkdtempSync(join(root, "dist/.docs-")); // inside the package, so that `import "nonlin"` finds it
afterAll(() => rmSync(scratch, { recursive: true }));

const documents = ["README.md", "CONTRIBUTING.md", ...readdirSync(join(root, "docs")).map((f) => `docs/${f}`)];
/** The fenced blocks in one language. */
function fenced(language: string) {
  const pattern = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm");
  return documents
    .filter((file) => file.endsWith(".md"))
    .flatMap((file) =>
      [...readFileSync(join(root, file), "utf8").matchAll(pattern)].map(([, code = ""], index) => ({
        file,
        index,
        code,
      })),
    );
}
const blocks = fenced("ts");
const say = `const say = (v) => console.log(typeof v === "number" ? String(Number(v.toPrecision(12))) : String(v));\n`;

test("the README shows a program", () => {
  expect(blocks.some((block) => block.file === "README.md")).toBe(true);
});

test.each(blocks)("$file, block $index runs and prints what it says", ({ file, index, code }) => {
  const stated: string[] = [];
  const program = code.replace(/^(?:const (\w+) = )?(.+?);?\s*\/\/ => (.*)$/gm, (_, name, value, text) => {
    stated.push(text.trim());
    return name === undefined ? `say(${value});` : `const ${name} = ${value}; say(${name});`;
  });
  const path = join(scratch, `${file.replace(/\W/g, "-")}-${index}.mjs`);
  writeFileSync(path, say + program);
  const printed = execFileSync(process.execPath, [path], { encoding: "utf8", cwd: root });
  expect(printed.trimEnd().split("\n")).toEqual(stated.length === 0 ? [""] : stated);
});

test.each(fenced("console"))("$file, command $index prints what it says", ({ code }) => {
  const [command = "", ...lines] = code.trimEnd().split("\n");
  const printed = execSync(
    command.replace(/^\$ /, "").replace(/(^|\| )nonlin/g, `$1"${process.execPath}" dist/cli/main.js`),
    {
      encoding: "utf8",
      cwd: root,
      env: { ...process.env, PATH: `/usr/bin:${process.env.PATH}` }, // Debian's python3, which has NumPy
    },
  );
  let from = 0;
  for (const line of lines) {
    expect(printed.slice(from)).toContain(line);
    from = printed.indexOf(line, from) + line.length;
  }
});
