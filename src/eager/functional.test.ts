import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { functionalFile, functionalText } from "../../scripts/functional.ts";
import golden from "../../test/golden/functional.json" with { type: "json" };
import {
  type AxisFunction,
  adjointAlongAxis,
  alongAxis,
  declarations,
  gumbelHardmax,
  gumbelSoftmax,
  kindOf,
  lookupAny,
} from "../activations/index.ts";
import { tensor } from "../base/index.ts";
import { value } from "./eager.ts";
import * as F from "./functional.ts";

const functions = F as unknown as Record<string, (x: unknown, options?: object) => never>;
const axisFunctions = [...declarations.values()].filter((d): d is AxisFunction => kindOf(d) === "axis");
const rows = tensor(Float64Array.from(golden.rows.flat(), Number), [golden.rows.length, 4]);

test("the file is what its script writes", () => {
  expect(readFileSync(functionalFile, "utf8")).toBe(functionalText());
});

test.each(golden.names)("torch.nn.functional.%s is here in camelCase, the function that the name means", (name) => {
  const camel = name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  expect(functions[camel]).toBeTypeOf("function");
  expect(lookupAny(name)?.name).toBe(camel);
});

test.each(Object.entries(golden.functions))(
  "%s agrees with PyTorch, on rows with infinities too",
  (name, { values }) => {
    const found = (functions[name]!(rows) as { data: Float64Array }).data;
    for (const [i, want] of values.map(Number).entries()) {
      // rows of equal logits differ in the last place
      if (!(Math.abs(found[i]! - want) <= 1e-15 * Math.max(1, Math.abs(want)))) expect(found[i]).toBe(want);
    }
  },
);

test("numbers, arrays and tensors come back as what they were", () => {
  expect(F.gelu(1.5, { approximate: "tanh" })).toBe(value("geluTanh", 1.5));
  expect(F.leakyRelu(new Float32Array([-2, 1]), { negativeSlope: 0.5 })).toEqual(new Float32Array([-1, 1]));
  expect(F.relu(tensor([-1, 2, 3, -4], [2, 2]))).toEqual(tensor([0, 2, 3, 0], [2, 2]));
  const t = tensor(Float64Array.of(0, Math.log(3), 0, 0), [2, 2]);
  expect(F.softmax(t, { dim: 0 }).shape).toEqual([2, 2]);
  expect([...F.softmax(t).data].map((p) => p.toFixed(3))).toEqual(["0.250", "0.750", "0.500", "0.500"]);
  expect([...F.softmax(t, { dim: 0 }).data].map((p) => p.toFixed(3))).toEqual(["0.500", "0.750", "0.500", "0.250"]);
  expect(F.logsumexp(t)).toEqual({ data: Float64Array.of(Math.log(4), Math.log(2)), shape: [2] });
  const shares: number[] = F.softmax([5, 5]);
  expect(shares).toEqual([0.5, 0.5]);
  expect(F.softmax(new Float32Array([5, 5]))).toEqual(new Float32Array([0.5, 0.5]));
});

test("gates take halves, maxout parts, crelu gives both sides", () => {
  const t = tensor(Float64Array.of(1, 2, 0, -3), [1, 4]);
  expect(F.bilinearGlu(t)).toEqual(tensor(Float64Array.of(0, -6), [1, 2]));
  expect(F.reglu(t)).toEqual(tensor(Float64Array.of(0, 0), [1, 2]));
  expect(F.maxout(t)).toEqual(tensor(Float64Array.of(1, 2), [1, 2]));
  expect(F.maxout(t, { k: 4 })).toEqual(tensor(Float64Array.of(2), [1, 1]));
  expect(F.maxFeatureMap(t)).toEqual(F.maxout(t));
  expect([...F.crelu(Float64Array.of(1, -2))]).toEqual([1, 0, 0, 2]);
  expect(F.geglu(t).data[1]).toBe(2 * value("gelu", -3));
  expect(F.swiglu(t).data[1]).toBe(2 * value("silu", -3));
  expect(F.seglu(t).data[1]).toBeCloseTo(2 * value("selu", -3), 15);
});

test("the random ones draw by their seed, and rrelu only in training", () => {
  const x = new Float64Array(1000).fill(-1);
  expect(F.rrelu(x)[0]).toBe(-(1 / 8 + 1 / 3) / 2);
  const drawn = F.rrelu(x, { training: true, seed: 3 });
  expect(F.rrelu(x, { training: true, seed: 3 })).toEqual(drawn);
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(-1 / 3);
  expect(Math.max(...drawn)).toBeLessThanOrEqual(-1 / 8);
  expect(() => F.rrelu(x, { training: true })).toThrow("rrelu draws random numbers");
  // the largest noisy logit is class j with the probability that softmax gives it
  const logits = tensor(
    Float64Array.from({ length: 8000 }, (_, i) => [0, Math.log(3)][i % 2]!),
    [4000, 2],
  );
  const hard = F.gumbelSoftmax(logits, { hard: true, seed: 5 }).data;
  expect(hard.filter((v, i) => i % 2 === 1 && v === 1).length / 4000).toBeCloseTo(0.75, 1);
  const soft = F.gumbelSoftmax(logits, { tau: 0.1, seed: 6 }).data;
  expect(soft[0]! + soft[1]!).toBeCloseTo(1, 14);
});

test("a mask leaves out; what it leaves nothing of is 0", () => {
  const t = tensor(Float64Array.of(1, 50, 1, 7, 8, 9), [2, 3]);
  const mask = [true, false, true, false, false, false];
  expect(F.maskedSoftmax(t, { mask })).toEqual(tensor(Float64Array.of(0.5, 0, 0.5, 0, 0, 0), [2, 3]));
  expect(() => F.maskedSoftmax(t, { mask: [1] })).toThrow("wants a mask of 6 values but got 1");
});

test("temperature goes from one-hot to uniform without overflow", () => {
  const x = Float64Array.of(1e4, -1e4, 9999);
  for (const T of [0, 1e-300, 1e-3]) expect([...F.softmaxTemperature(x, { T })]).toEqual([1, 0, 0]);
  for (const p of F.softmaxTemperature(x, { T: 1e9 })) expect(p).toBeCloseTo(1 / 3, 4);
});

const logits = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 7 });

test("sparsemax is the nearest point of the simplex, entmax15 satisfies its equation", () => {
  fc.assert(
    fc.property(logits, (z) => {
      const p = F.sparsemax(Float64Array.from(z));
      const q = F.entmax15(Float64Array.from(z));
      for (const each of [p, q]) expect(each.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      // Kuhn and Tucker: z - p, and z / 2 - sqrt(q), are the same number t where p > 0, and at most t elsewhere
      for (const [chosen, rest] of [
        [p, z.map((v, i) => v - p[i]!)],
        [q, z.map((v, i) => v / 2 - Math.sqrt(q[i]!))],
      ] as const) {
        const t = Math.max(...rest);
        for (const [i, v] of rest.entries()) if (chosen[i]! > 1e-10) expect(v).toBeCloseTo(t, 5);
      }
    }),
    { seed: 1 },
  );
});

test.each(axisFunctions.filter((f) => f.mask === undefined))("$name is NaN throughout if a value is", (f) => {
  const options = { ...(f.random === undefined ? {} : { seed: 7 }), dim: -1 };
  const found = functions[f.name]!(Float64Array.of(1, NaN, 3, 0), options) as Float64Array;
  const parts = found.filter((_, i) => f.pieces === undefined || i === 1);
  expect([...parts].every(Number.isNaN)).toBe(true);
});

test("hardmax takes the first of several", () => {
  expect([...F.hardmax(Float64Array.of(1, 3, 3))]).toEqual([0, 1, 0]);
});

test.each(axisFunctions)("$name: its adjoint agrees with central differences", (f) => {
  const x = Float64Array.of(0.3, -1.2, 0.9, 0.35);
  const params = Object.fromEntries(Object.entries(f.params ?? {}).map(([name, p]) => [name, p.init]));
  const env = { ...params, u: Float64Array.of(0.2, 0.5, 0.7, 0.9), m: Float64Array.of(1, 1, 0, 1) };
  const weights = alongAxis(f, x, env).map((_, i) => 1 + i * i);
  const whole = (at: Float64Array) => alongAxis(f, at, env).reduce((sum, y, i) => sum + y * weights[i]!, 0);
  for (const [i, slope] of adjointAlongAxis(f, x, weights, env).entries()) {
    const moved = (by: number) => whole(x.map((v, j) => (j === i ? v + by : v)));
    if (f.straightThrough !== undefined) continue;
    expect(slope).toBeCloseTo((moved(1e-6) - moved(-1e-6)) / 2e-6, 7);
  }
});

test("what is drawn hard has the slopes of the soft draw", () => {
  const [x, g] = [Float64Array.of(0.3, -1.2), Float64Array.of(1, 2)];
  const env = { tau: 1, u: Float64Array.of(0.2, 0.5) };
  const soft = adjointAlongAxis(gumbelSoftmax, x, g, env);
  expect(adjointAlongAxis(gumbelHardmax, x, g, env)).toEqual(soft);
  expect(Math.abs(soft[0]!)).toBeGreaterThan(0.01);
});

test.each(["softmax", "logSoftmax", "softmin"] as const)("the adjoint of %s agrees with PyTorch", (name) => {
  const f = declarations.get(name) as AxisFunction;
  const expected = golden.functions[name].gradient.map(Number);
  for (let row = 0; row < golden.rows.length; row += 1) {
    const x = rows.data.subarray(4 * row, 4 * row + 4);
    if (!x.every(Number.isFinite)) continue;
    const gradient = Float64Array.from({ length: 4 }, (_, j) => 4 * row + j + 1);
    for (const [j, slope] of adjointAlongAxis(f, x, gradient, {}).entries()) {
      expect(Math.abs(slope - expected[4 * row + j]!)).toBeLessThan(1e-13);
    }
  }
});

test("what cannot be is said", () => {
  const t = tensor(new Float64Array(6), [2, 3]);
  expect(() => F.glu(t)).toThrow("glu splits axis 1 in 2 equal parts, but it has 3 values");
  expect(() => F.softmax(t, { dim: 2 })).toThrow("softmax goes along axis 2, but the shape is [2, 3]");
  expect(() => value("softmax", 1)).toThrow("softmax is a function of a whole axis, not of one value");
  // @ts-expect-error: a misspelt option
  expect(() => F.softmax(t, { dims: 1 })).toThrow('softmax has no option "dims"');
  // @ts-expect-error: it needs a seed
  expect(() => F.gumbelSoftmax(t)).toThrow("give it a seed");
});
