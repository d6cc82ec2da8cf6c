import { describe, expect, test } from "vitest";
import { isSymmetricSubject, subjects } from "../scripts/accuracy/subjects.ts";
import targets from "../scripts/accuracy/targets.json" with { type: "json" };
import { catalogue } from "../src/activations/index.ts";
import { opNames, ops, road } from "../src/expr/index.ts";
import {
  committedAccuracy,
  isSwept,
  kernelParameters,
  measureOrders,
  measureUlp,
  stratified,
  type UlpError,
} from "../src/lab/index.ts";
import { compileExpressions, computeArrays } from "../src/wasm/index.ts";

/**
 * Every elementwise kernel at 2^20 stratified inputs, and against what was measured before: a kernel may not become less
 * accurate unseen. `npm run accuracy` measures anew.
 */
const samples = 2 ** 20;

const bounds: Readonly<Record<string, readonly number[]>> = targets;

/** What other inputs than the committed worst one may add, where not all were tried. */
function allowed(committed: UlpError): number {
  return isSwept(committed) ? committed.max : committed.max * 1.25 + 0.25;
}

function expectNoWorse(found: UlpError, committed: UlpError | undefined): void {
  expect(committed, "is in the committed table").toBeDefined();
  expect(found.max, `at ${found.at}`).toBeLessThanOrEqual(allowed(committed!));
  const near = found.nearZeros;
  if (near === undefined) return;
  expect(near.max, `near a zero, at ${near.at}`).toBeLessThanOrEqual((committed!.nearZeros?.max ?? 0) * 1.25 + 2e-8);
}

/** The rule for derivatives. */
function isGood({ max, nearZeros }: UlpError): boolean {
  return max <= 4 && (nearZeros?.max ?? 0) <= 1e-7;
}

describe("the float32 kernels of every function", () => {
  test.each([...catalogue.values()])("$name: f within its bound, f' within 4 ulp, or as they were measured", (a) => {
    const [f, slope] = measureOrders(a, [0, 1], { inputs: samples }) as [UlpError, UlpError];
    const [bound] = bounds[a.name] ?? [];
    if (bound !== undefined) expect(f.max, `at ${f.at}`).toBeLessThanOrEqual(bound);
    expectNoWorse(f, committedAccuracy(a.name)?.f);
    if (!isGood(slope)) expectNoWorse(slope, committedAccuracy(a.name)?.slope);
  });

  test.each([...catalogue.values()])("$name: f'' within 4 ulp, or as it was measured", (a) => {
    const curvature = measureUlp(a, { order: 2, inputs: samples / 32 });
    if (!isGood(curvature)) expectNoWorse(curvature, committedAccuracy(a.name)?.curvature);
  });
});

const bound = opNames.filter((op) => ops[op].arity === 1 && `${op}(x)` in bounds);

test("every function of the language that has a bound is measured", () => {
  expect(bound.length).toBeGreaterThan(17);
});

test.each(bound)("the kernel of %s is as accurate as it is bound to be", (op) => {
  const found = measureUlp({ formula: `${op}(x)` }, { inputs: samples });
  expect(found.max, `at ${found.at}`).toBeLessThanOrEqual(bounds[`${op}(x)`]![0]!);
});

test("every name with a bound is an activation or an op", () => {
  for (const name of Object.keys(bounds))
    expect(catalogue.has(name) || bound.some((op) => name === `${op}(x)`), name).toBe(true);
});

describe("half a sweep tells of all", () => {
  const halved = subjects.filter(isSymmetricSubject);
  test("of the odd and even functions of the language", () => {
    const names = halved.map(({ name }) => name);
    for (const op of ["sin", "cos", "tanh", "erf", "asinh"]) expect(names).toContain(`${op}(x)`);
    for (const name of ["gelu", "exp(x)", "relu", "sigmoid"]) expect(names).not.toContain(name);
  });

  test.each(halved)("$name: its kernels give the same or the opposite at -x", ({ formula, orders }) => {
    const parameters = kernelParameters(formula, orders);
    const inputs = stratified(formula, orders, 8192);
    for (const order of orders) {
      const ir = compileExpressions([road(formula, order)], ["x", ...Object.keys(parameters)]);
      const [right, left] = [inputs, inputs.map((x) => -x)].map(
        (xs) => computeArrays(ir, xs, Object.values(parameters))[0]!,
      );
      const sign = right!.some((y, i) => y !== 0 && y === -left![i]!) ? -1 : 1;
      right!.forEach((y, i) => {
        expect(y === sign * left![i]! || Number.isNaN(y), `at ${inputs[i]}`).toBe(true);
      });
    }
  });
});
