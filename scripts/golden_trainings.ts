/**
 * Writes test/golden/trainings.json: the bits that the trainings of test/trainings.ts end in.
 * To be run only when they are meant to change; `numericsVersion` is then raised with them.
 *
 *     npx tsx scripts/golden_trainings.ts
 */
import { writeFileSync } from "node:fs";
import { numericsVersion } from "../src/lab/index.ts";
import { trainings } from "../test/trainings.ts";

const table = { numerics: numericsVersion, weights: trainings() };
writeFileSync("test/golden/trainings.json", `${JSON.stringify(table, null, 2)}\n`);
