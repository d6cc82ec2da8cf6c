import { expect, test } from "vitest";
import { solved } from "./comparison.ts";
import { evaluator } from "./evaluate.ts";
import { parse } from "./parse.ts";
import { print } from "./print.ts";

const pairs = [
  ["max(x + 3, 0) >= 6", "x >= 3"],
  ["0.5 * (x + 1) < 1", "x < 1"],
  ["min(1, 2 - x) > 0.5", "x < 1.5"],
  ["-x / 4 <= 1", "x >= -4"],
  ["x + 0.1 < 3", "x + 0.1 < 3"],
  ["max(x, 0) >= 0", "max(x, 0) >= 0"],
  ["b * x < 1", "b * x < 1"],
] as const;

test.each(pairs)("%s is %s", (from, to) => {
  expect(print(solved(parse(from)))).toBe(to);
});

test.each(pairs)("%s and %s are true of the same numbers, NaN and infinities included", (from, to) => {
  const [before, after] = [evaluator(parse(from), ["x", "b"]), evaluator(parse(to), ["x", "b"])];
  for (const x of [-Infinity, -4, -3.5, -1, -0, 0, 0.5, 1, 1.5, 2, 3, 2.9, 1e300, Infinity, NaN]) {
    expect({ x, y: after(x, 2) }).toEqual({ x, y: before(x, 2) });
  }
});
