import { expect, test } from "vitest";
import { frameRow } from "../../scripts/frames.ts";
import { catalogue, resolve } from "../activations/index.ts";
import { describe as passport } from "./describe.ts";
import { curveOf } from "./frame.ts";
import { rows } from "./frames.generated.ts";

/** The passports of the catalogue, each made once. */
const passports = [...catalogue.values()].map((a) => passport(a));

const texts = (f: string, options = {}) => passport(f, options).equivalents.map(({ text }) => text);

test.each([
  ["tanh", "2 * sigmoid(2 * x) - 1"],
  ["logsigmoid", "-softplus(-x)"],
  ["0.5*tanh(x/2)+0.5", "sigmoid(x)"],
  ["x*tanh(softplus(x))", "mish(x)"],
  ["0.5*x*(1+erf(x/sqrt(2)))", "gelu(x)"],
  ["quickGelu", "0.587544065805 * silu(1.702 * x)"],
  ["hardsigmoid", "0.166666666667 * relu6(x + 3)"],
  ["where(x>0,x,2*expm1(x))", "elu(x, alpha=2)"],
  ["where(x > 0, x, 0.3*x)", "leakyRelu(x, negativeSlope=0.3)"],
  ["2*gelu(x/3-1)+5", "2 * gelu(0.333333333333 * x - 1) + 5"],
  ["x^3", "cubic(x)"],
])("%s is %s", (f, known) => {
  expect(texts(f)).toContain(known);
});

test("what is new is the same as nothing", () => {
  expect(texts("x * tanh(x^2) * sigmoid(x)")).toEqual([]);
  expect(texts("elu", { alpha: 0.5 })).toEqual([]);
});

test("every relative is one at points of its own", () => {
  const points = [-5.3, -2.71, -0.83, -0.17, 0.29, 0.91, 1.83, 3.7];
  for (const { name, params, equivalents } of passports) {
    const f = curveOf(catalogue.get(name)!, 0, params);
    for (const { text, hearsay } of equivalents) {
      if (hearsay) continue;
      const other = resolve(text);
      const g = curveOf(other.declaration, 0, other.params);
      const size = Math.max(...points.map((x) => Math.abs(f(x))));
      for (const x of points) expect(Math.abs(f(x) - g(x)), `${name}, ${text}`).toBeLessThan(1e-9 * size);
    }
  }
});

test("the table of frames is what its script writes", () => {
  const everyFifth = [...catalogue.values()].filter((_, i) => i % 5 === 0);
  for (const a of everyFifth) {
    const now = frameRow(a, false) as (typeof rows)[0] | undefined;
    const then = rows.find(({ name }) => name === a.name);
    expect(then === undefined).toBe(now === undefined);
    for (const [i, y] of now?.print.entries() ?? []) expect(then!.print[i]).toBeCloseTo(y, 6);
  }
});

test("claims in print that do not hold", () => {
  const wrong = passports.flatMap(({ name, claims }) =>
    claims
      .filter(({ verdict }) => verdict === "does not hold")
      .map(({ claim, because }) => `${name}: ${claim}: ${because}`),
  );
  expect(wrong).toMatchInlineSnapshot(`
    [
      "geluClipped: range [lo,hi]: the least value is -0.169971 at -0.751792",
      "xielu: range (-inf,inf): the least value is -0.205751 at -0.980829",
      "aconC: range (-inf,inf): the least value is -0.278465 at -1.27846",
      "gish: range [-0.25,inf): the least value is -0.278159 at -1.28205",
      "golu: range [-0.16,inf): the least value is -0.0972601 at -0.567143",
      "colu: range [-0.0,inf): the least value is -0.377159 at -0.726925",
    ]
  `);
});

test("a formula that fails in float32 has a witness, one that does not has none", () => {
  expect(passport("mish").witness).toMatchObject({ text: "x * tanh(log(1 + exp(x)))" });
  expect(passport("elu").witness?.text).toBe("where(x > 0, x, alpha * (exp(x) - 1))");
  const { witness } = passport("gelu");
  expect(Math.abs(witness!.gives - witness!.right)).toBeGreaterThan(0.01 * Math.abs(witness!.right));
  expect(passport("relu").witness).toBeUndefined();
});

test("cost is counted for every function, and measured when asked", () => {
  expect(passport("relu").cost.f).toMatchObject({ adds: 0, multiplies: 0, divisions: 0, functions: [] });
  expect(passport("gelu").cost.f.functions).toEqual(["normcdf"]);
  for (const { cost } of passports) expect(cost.speed?.f.nanoseconds).toBeGreaterThan(0);
  const p = passport("x * sigmoid(2 * x)", { measure: true });
  expect(p.cost.speed?.f.nanoseconds).toBeGreaterThan(0);
  expect(p.accuracy?.f.max).toBeLessThan(8);
});

test("signals keep their size at the gain, and the slope of relu's variance map is 1", () => {
  expect(passport("relu").meanField).toMatchObject({ variance: { stable: "marginal" }, phase: "critical" });
  expect(passport("tanh").meanField).toMatchObject({ variance: { fixedPoint: 1, stable: true } });
  const { moments, meanField } = passport("gelu");
  expect(meanField?.chi).toBeCloseTo(moments.meanSquareSlope / moments.secondMoment, 12);
  expect(moments.error).toBeLessThan(1e-12);
});
