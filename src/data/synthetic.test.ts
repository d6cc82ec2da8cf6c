import { expect, test } from "vitest";
import { sha256, stream } from "../base/index.ts";
import type { Rows } from "./source.ts";
import { circles, course, drawRows, moons, spirals, syntheticSource, xor } from "./synthetic.ts";

const recipes = [course, xor, circles, moons, spirals];
const s = stream(7, "data");

const point = (rows: Rows, i: number): [number, number] => [rows.x[2 * i]!, rows.x[2 * i + 1]!];
const bytes = (rows: Rows): string => sha256(new Uint8Array(rows.x.buffer)) + sha256(new Uint8Array(rows.y.buffer));

test.each(recipes)("$name: the same stream gives the same bits, another stream others", (recipe) => {
  const source = syntheticSource(recipe, { rows: 50, testRows: 60 });
  const again = syntheticSource(recipe, { rows: 50, testRows: 60 });
  expect(bytes(source.split(s).train)).toBe(bytes(again.split(s).train));
  expect(bytes(source.split(s).test)).toBe(bytes(again.split(s).test));
  expect(bytes(source.split(stream(7, "data", 1)).train)).not.toBe(bytes(source.split(s).train));
  expect(source.hash).toBe(again.hash);
  expect(source.hash).not.toBe(syntheticSource(recipe, { rows: 51, testRows: 60 }).hash);
});

test.each(recipes)("$name: no held-out row is a training row, and more rows begin with the same rows", (recipe) => {
  const { train, test: held } = syntheticSource(recipe, { testRows: 2000 }).split(s);
  const key = (rows: Rows, i: number): string => rows.x.slice(i * recipe.inputs, (i + 1) * recipe.inputs).join();
  const seen = new Set(Array.from({ length: train.count }, (_, i) => key(train, i)));
  expect(Array.from({ length: held.count }, (_, i) => key(held, i)).filter((row) => seen.has(row))).toEqual([]);
  expect(drawRows(recipe, s, 100).x.slice(0, 10 * recipe.inputs)).toEqual(drawRows(recipe, s, 10).x);
});

test.each(recipes)("$name: both classes are as frequent", (recipe) => {
  const { y } = drawRows(recipe, s, 10_000);
  const ones = Array.from(y).filter((label) => label === 1).length;
  expect(Math.abs(ones - 5000)).toBeLessThan(200); // four standard errors of a fair coin
});

test("course: the label is 1 where the first five add up to more than 0", () => {
  const rows = drawRows(course, s, 3000);
  for (let i = 0; i < rows.count; i++) {
    const sum = rows.x.slice(20 * i, 20 * i + 5).reduce((a, b) => a + b, 0);
    // the sum in float32 order may differ by a rounding at 0 itself
    if (Math.abs(sum) > 1e-6) expect(rows.y[i]).toBe(sum > 0 ? 1 : 0);
  }
  const mean = rows.x.reduce((a, b) => a + b, 0) / rows.x.length;
  expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(rows.x.length));
});

test("without noise every point lies on its curve", () => {
  const near = (value: number, exact: number): void => expect(Math.abs(value - exact)).toBeLessThan(1e-6);
  for (let i = 0; i < 500; i++) {
    const [a, b] = point(drawRows(xor, s, 500, 0), i);
    expect(drawRows(xor, s, 500, 0).y[i]).toBe(a * b < 0 ? 1 : 0);
    if (i > 20) break;
  }
  const round = drawRows(circles, s, 200, 0);
  const half = drawRows(moons, s, 200, 0);
  const wound = drawRows(spirals, s, 200, 0);
  for (let i = 0; i < 200; i++) {
    const label = i % 2;
    near(Math.hypot(...point(round, i)), label === 1 ? 0.5 : 1);
    const [a, b] = point(half, i);
    near(label === 0 ? Math.hypot(a, b) : Math.hypot(1 - a, 0.5 - b), 1);
    expect(label === 0 ? b >= -1e-6 : b <= 0.5 + 1e-6).toBe(true);
    const [u, v] = point(wound, i);
    const radius = Math.hypot(u, v);
    const angle = (3 * Math.PI * radius) / 2 + label * Math.PI; // radius 2 t, angle 3 pi t
    near(u, radius * Math.cos(angle));
    near(v, radius * Math.sin(angle));
  }
});

test("sizes and noise that make no sense are refused", () => {
  expect(() => syntheticSource(moons, { rows: 0 })).toThrow("rows is a whole number >= 1, not 0");
  expect(() => syntheticSource(moons, { rows: 1.5 })).toThrow("rows is a whole number >= 1, not 1.5");
  expect(() => syntheticSource(course, { testRows: 1e12 })).toThrow("testRows 1000000000000 need 74505.8 GiB");
  expect(() => syntheticSource(moons, { noise: Number.NaN })).toThrow("noise is a number >= 0, not NaN");
});
