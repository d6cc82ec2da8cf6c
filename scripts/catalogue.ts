/**
 * Writes docs/catalogue from the declarations and the committed tables.
 *
 *     npm run catalogue              writes every page and picture, and removes those of functions that are gone
 *     npm run catalogue -- --check   says which files are not what would be written; ends with 1 if any is not
 *     npm run catalogue -- gelu elu  writes the files of these only
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { lookupAny } from "../src/activations/index.ts";
import { formatCount } from "../src/base/index.ts";
import { allFiles, type Files, filesOf } from "./catalogue/files.ts";

const { values, positionals } = parseArgs({ options: { check: { type: "boolean" } }, allowPositionals: true });
const folder = join(import.meta.dirname, "../docs/catalogue");
const files = positionals.length === 0 ? allFiles() : new Map(positionals.flatMap((name) => [...named(name)]));
const there = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
const gone = positionals.length > 0 ? [] : there.filter((path) => /\.\w+$/.test(path) && !files.has(path));
const stale = [...files].filter(
  ([path, text]) => !there.includes(path) || readFileSync(join(folder, path), "utf8") !== text,
);

if (values.check) {
  for (const path of [...stale.map(([path]) => path), ...gone]) console.log(`docs/catalogue/${path} is stale`);
  if (stale.length + gone.length > 0) console.log("npm run catalogue writes it anew");
  process.exitCode = stale.length + gone.length > 0 ? 1 : 0;
} else {
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const path of gone) rmSync(join(folder, path));
  const bytes = [...files.values()].reduce((total, text) => total + Buffer.byteLength(text), 0);
  console.log(`${files.size} files, ${formatCount(bytes)} bytes; ${stale.length} written, ${gone.length} removed`);
}

function named(name: string): Files {
  const d = lookupAny(name);
  if (d === undefined) throw new Error(`there is no function ${name}`);
  return filesOf(d);
}
