/**
 * Writes the table of names in docs/pytorch.md.
 *
 *     npx tsx scripts/names.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { withNames } from "../test/pytorch-names.ts";

const path = new URL("../docs/pytorch.md", import.meta.url);
writeFileSync(path, withNames(readFileSync(path, "utf8")));
