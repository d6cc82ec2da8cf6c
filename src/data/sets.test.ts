import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sha256, stream } from "../base/index.ts";
import { loadBreastCancer, loadDiabetes, loadDigits } from "./real.ts";
import { dataSets, loadData } from "./sets.ts";

const golden = JSON.parse(readFileSync(new URL("../../test/golden/data.json", import.meta.url), "utf8"));
const digest = (data: { buffer: ArrayBufferLike }): string => sha256(new Uint8Array(data.buffer));

test.each([loadDigits, loadBreastCancer, loadDiabetes])("%o gives scikit-learn's bits", async (load) => {
  const { name, features, targets, featureNames, provenance } = await load();
  const expected = golden.sets[name];
  expect(features.shape).toEqual([expected.rows, featureNames.length]);
  expect(digest(features.data)).toBe(expected.features);
  expect(digest(targets.data)).toBe(expected.targets);
  expect(provenance?.licence).toBeTruthy();
});

test.each(Object.entries(dataSets))("%s is what its row in the table says", async (name, row) => {
  const source = await loadData(name);
  const { train, test: held } = source.split(stream(1, "data"));
  const { title, task, inputs, outputs } = row;
  expect(source).toMatchObject({ name, title, task, inputs, outputs, trainRows: row.rows[0], testRows: row.rows[1] });
  expect([train.count, held.count]).toEqual(row.rows);
  expect(source.featureNames.length).toBe(inputs);
  for (const rows of [train, held]) {
    expect([rows.x.length, rows.y.length]).toEqual([rows.count * inputs, rows.count]);
    expect(rows.x.every(Number.isFinite)).toBe(true);
    if (task !== "regression") expect([...new Set(rows.y)].sort()).toEqual(source.classes!.map((_, k) => k));
  }
  expect(rows32(source.split(stream(1, "data")).train.x)).toBe(rows32(train.x));
});

const rows32 = (x: Float32Array): string => digest(x);

test("an unknown data set gets a suggestion", async () => {
  await expect(loadData("spiral")).rejects.toThrow('unknown data set "spiral"; did you mean "spirals"?');
  await expect(loadData("constructor")).rejects.toThrow('unknown data set "constructor"; there are course, xor');
});
