import fc from "fast-check";
import { expect, test } from "vitest";
import { type Expr, edges, evaluate, nodes, print, simplify, stable } from "../src/expr/index.ts";
import { expressions } from "./arbitrary.ts";

const formulas = expressions(fc.constantFrom(1, 2, 0.5, -1.5, 3));
const points = [-5.3, -2.2, -1.1, -0.37, 0.21, 0.83, 1.9, 3.7];
const parameters = { a: 0.7, b: 2.3 };

/** `e` at x, and how far a shift in the thirteenth digit of its variables moves it. */
function conditioned(e: Expr, x: number): { y: number; noise: number } {
  const at = (k: number) => evaluate(e, { x: x * k, a: parameters.a * k, b: parameters.b * k });
  const y = at(1);
  return { y, noise: Math.max(...[1 + 1e-13, 1 - 1e-13].map((k) => Math.abs(at(k) - y))) };
}

test("stable form and edges keep the value of any formula where it has one", () => {
  fc.assert(
    fc.property(formulas, (written) => {
      const e = simplify(written);
      const f = edges(stable(e), "x", parameters);
      for (const x of points) {
        const { y, noise } = conditioned(e, x);
        if (!(Math.abs(y) < 1e10) || Number.isNaN(noise) || swallowsNaN(e, x)) continue;
        const found = evaluate(f, { ...parameters, x });
        const allowed = 1e-9 * Math.max(1, Math.abs(y)) + 100 * noise;
        expect(Math.abs(found - y), `${print(e)} at ${x}: ${y}; ${print(f)}: ${found}`).toBeLessThanOrEqual(allowed);
      }
    }),
    { numRuns: 300, seed: 1 },
  );
});

/** Whether a part of `e` has no finite value at x though `e` has: what a comparison makes of that is not algebra. */
function swallowsNaN(e: Expr, x: number): boolean {
  return nodes(e).some((node) => !Number.isFinite(evaluate(node, { ...parameters, x })));
}
