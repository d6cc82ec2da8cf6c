/** The forms that `nonlin/kernel` reads are what the road makes today. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formsFile, formsText } from "../scripts/forms.ts";
import { catalogue, elu, gelu } from "../src/activations/index.ts";
import { builtIn } from "../src/eager/forms.ts";
import { kernel } from "../src/eager/kernel.ts";
import { road } from "../src/expr/index.ts";

test("the generated file is fresh", () => {
  const written = readFileSync(join(import.meta.dirname, "..", formsFile), "utf8");
  expect(written === formsText(), `${formsFile} is older than the road: npm run build`).toBe(true);
});

test.each([...catalogue.values()])("$name: the form that was written is the road's", (a) => {
  const forms = builtIn(a);
  expect(forms?.form(0)).toBe(road(a, 0));
  expect(forms?.form(1)).toBe(road(a, 1));
});

test("the small entry runs declarations and says what runs formulas", () => {
  const renamed = { ...elu, name: "mine", params: { alpha: { init: 2 } } };
  expect([...kernel(renamed).apply(Float32Array.of(-Infinity, 3))]).toEqual([-2, 3]);
  expect(kernel(gelu).applyDerivative(Float32Array.of(0))[0]).toBe(0.5);
  expect(() => kernel({ formula: "2 * x" })).toThrow(
    '"nonlin/kernel" has built-in activations only, not 2 * x; for a formula take kernel from "nonlin"',
  );
});
