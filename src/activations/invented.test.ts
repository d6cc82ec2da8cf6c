import { expect, test } from "vitest";
import { evaluator, freeVariables, parse } from "../expr/index.ts";
import { invented, inventions, isMentioned, lookupAny, macros, resolve } from "./index.ts";

const mentions = await inventions();

test("there are 221, of different names", () => {
  expect(mentions).toHaveLength(221);
  expect(new Set(mentions.map((m) => m.name.toLowerCase())).size).toBe(221);
});

test.each(mentions)("$name is found by its name, and is not in the catalogue", async ({ name }) => {
  expect(lookupAny(name)?.name).toBeUndefined();
  expect(isMentioned(name.toUpperCase())).toBe(true);
  expect((await invented(name))?.name).toBe(name);
});

const elementwise = mentions.filter((m) => m.kind === "elementwise");

test.each(elementwise)("$name has a formula that can be read, and that has values", ({ formula, params }) => {
  const e = parse(formula, { ...macros, parameters: Object.keys(params) });
  expect(Object.keys(params)).toEqual(expect.arrayContaining(freeVariables(e).filter((name) => name !== "x")));
  const f = evaluator(e, ["x", ...Object.keys(params)]);
  expect([-1.5, 0.75, 1.25].some((x) => Number.isFinite(f(x, ...Object.values(params))))).toBe(true);
});

test("who asks for one by name is told that it is known by name only", () => {
  expect(() => resolve("very_leaky_relu")).toThrow('"very_leaky_relu" is known by name only');
  expect(() => resolve("very_leaky_rleu")).toThrow('unknown activation "very_leaky_rleu"');
});
