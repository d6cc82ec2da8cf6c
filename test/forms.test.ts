/** The forms that `nonlin/kernel` reads are what the road makes today. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formsFile, formsText } from "../scripts/forms.ts";
import * as activations from "../src/eager/activations.generated.ts";
import { formsOf } from "../src/eager/forms.ts";
import { kernel } from "../src/eager/kernel.ts";
import { road } from "../src/expr/index.ts";
import { spelled } from "../src/wasm/index.ts";

test("the generated file is fresh", () => {
  const written = readFileSync(join(import.meta.dirname, "..", formsFile), "utf8");
  expect(written === formsText(), `${formsFile} is older than the road: npm run build`).toBe(true);
});

const { catalogue, elu, gelu } = activations;

test.each([...catalogue.values()])("$name: the form that was written is the road's", (a) => {
  const forms = formsOf(a);
  expect(forms?.form(0)).toBe(spelled(road(a, 0)));
  expect(forms?.form(1)).toBe(spelled(road(a, 1)));
});

test("the small entry runs declarations and says what runs formulas", () => {
  expect([...kernel(elu, { parameters: { alpha: 2 } }).apply(Float32Array.of(-Infinity, 3))]).toEqual([-2, 3]);
  expect(kernel(gelu).applyDerivative(Float32Array.of(0))[0]).toBe(0.5);
  expect(() => kernel({ formula: "2 * x" })).toThrow(
    'kernel of "nonlin/kernel" takes what "nonlin/activations" exports, not 2 * x; kernel of "nonlin" takes any name or formula',
  );
});
