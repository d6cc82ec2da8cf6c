import { expect, test } from "vitest";
import { catalogue } from "../activations/index.ts";
import { normal, stream } from "../base/index.ts";
import { value } from "../eager/index.ts";
import { slot } from "../graph/index.ts";
import { calculateGain, type Init, type Initial, initialValue, type Parameter } from "./index.ts";

const [fanIn, fanOut] = [50, 200];

function parameter(name: string, kind: Initial["kind"] = "weight"): Parameter {
  const initial: Initial = kind === "constant" ? { kind, value: 0.25 } : { kind, fanIn, fanOut };
  const shape = kind === "weight" ? [fanOut, fanIn] : [fanOut];
  return { name, shape, initial, transposed: false, slot: slot("parameter", name, shape) };
}

const deviation = (values: Float64Array): number =>
  Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
const largest = (values: Float64Array): number => values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);

// torch.nn.init: standard deviations of kaiming_*_(nonlinearity="relu") and xavier_*_()
test.each<[Init, number]>([
  [{ kind: "default" }, 1 / Math.sqrt(3 * fanIn)],
  [{ kind: "kaiming-uniform" }, Math.sqrt(2 / fanIn)],
  [{ kind: "kaiming-normal" }, Math.sqrt(2 / fanIn)],
  [{ kind: "kaiming-normal", gain: 1.7 }, 1.7 / Math.sqrt(fanIn)],
  [{ kind: "xavier-uniform" }, Math.sqrt(2 / (fanIn + fanOut))],
  [{ kind: "xavier-normal", gain: 5 / 3 }, (5 / 3) * Math.sqrt(2 / (fanIn + fanOut))],
  [{ kind: "kaiming-uniform", mode: "fanOut" }, Math.sqrt(2 / fanOut)],
  [{ kind: "lecun-uniform" }, Math.sqrt(1 / fanIn)],
  [{ kind: "lecun-normal", gain: 2 }, 2 * Math.sqrt(1 / fanIn)],
  [{ kind: "orthogonal", gain: 3 }, 3 / Math.sqrt(fanOut)],
  // E Z^2 between -2 and 2 is 1 - 4 pdf(2) / (2 cdf(2) - 1)
  [{ kind: "truncated-normal" }, 0.8796256610342398],
  [{ kind: "constant", value: -0.5 }, 0.5],
])("%o has the spread that PyTorch gives it", (init, expected) => {
  // of 10,000 numbers: the deviation is within 3 % with near certainty
  expect(deviation(initialValue(parameter("w"), 1, init)) / expected).toBeCloseTo(1, 1.5);
});

test("the default lies within 1/sqrt(fanIn), weights and biases", () => {
  const bound = 1 / Math.sqrt(fanIn);
  for (const kind of ["weight", "bias"] as const) {
    const most = largest(initialValue(parameter("w", kind), 7));
    expect(most).toBeLessThanOrEqual(Math.fround(bound));
    expect(most).toBeGreaterThan(0.95 * bound);
  }
});

test.each([
  [7, 5],
  [5, 7],
  [64, 64],
])("an orthogonal matrix %i x %i has rows, or columns, of length 1 at right angles", (rows, columns) => {
  const w = initialValue({ ...parameter("w"), shape: [rows, columns] }, 1, { kind: "orthogonal" });
  const [count, length] = rows < columns ? [rows, columns] : [columns, rows];
  const at = (k: number, i: number): number => (rows < columns ? w[k * columns + i]! : w[i * columns + k]!);
  for (let j = 0; j < count; j++)
    for (let k = 0; k < count; k++) {
      let sum = 0;
      for (let i = 0; i < length; i++) sum += at(j, i) * at(k, i);
      // float32 holds each number to 6e-8
      expect(Math.abs(sum - (j === k ? 1 : 0))).toBeLessThan(3e-7);
    }
});

test("a kernel of many axes is orthogonal as the matrix of its outputs", () => {
  const w = initialValue({ ...parameter("w"), shape: [4, 2, 3, 3] }, 1, { kind: "orthogonal" });
  const flat = initialValue({ ...parameter("w"), shape: [4, 18] }, 1, { kind: "orthogonal" });
  expect(w).toEqual(flat);
});

test("a truncated normal keeps its bounds, also far from its mean", () => {
  const near = initialValue(parameter("w"), 3, { kind: "truncated-normal", std: 0.02, a: -0.03, b: 0.01 });
  expect(Math.min(...near)).toBeGreaterThanOrEqual(Math.fround(-0.03));
  expect(Math.max(...near)).toBeLessThanOrEqual(Math.fround(0.01));
  expect(largest(near)).toBeGreaterThan(0.029);
  const far = initialValue(parameter("w"), 3, { kind: "truncated-normal", a: 5, b: 6 });
  expect(Math.min(...far)).toBeGreaterThanOrEqual(5);
  expect(Math.max(...far)).toBeLessThanOrEqual(6);
  expect(() => initialValue(parameter("w"), 3, { kind: "truncated-normal", a: 1, b: 1 })).toThrow("a below b");
});

test("a gain is PyTorch's where PyTorch has a formula", () => {
  // torch.nn.init.calculate_gain
  expect(calculateGain("linear")).toBeCloseTo(1, 13);
  expect(calculateGain("relu")).toBeCloseTo(Math.SQRT2, 13);
  expect(calculateGain("leaky_relu", { negativeSlope: 0.2 })).toBeCloseTo(1.3867504905630728, 13);
  expect(calculateGain("where(x > 0, 2 * x, 0)")).toBeCloseTo(Math.SQRT1_2, 13);
  // SELU's constants are those for which it is 1; Klambauer et al. 2017
  expect(calculateGain("selu")).toBeCloseTo(1, 12);
  // mpmath: 1 / sqrt(quad(lambda x: tanh(x)**2 * npdf(x), [-inf, 0, inf]))
  expect(calculateGain("tanh")).toBeCloseTo(1.592537419722831, 12);
  expect(() => calculateGain("0 * x")).toThrow("has no gain: its mean square is 0");
});

test.each([...catalogue.keys()])("the gain of %s is that of its mean square by the midpoint rule", (name) => {
  const count = 20_000;
  const x = Float64Array.from({ length: count }, (_, i) => (24 * (i + 0.5)) / count - 12);
  const terms = value(name, x).map((y, i) => y * y * Math.exp((-x[i]! * x[i]!) / 2));
  const square = (terms.reduce((sum, v) => sum + v, 0) * 24) / count / Math.sqrt(2 * Math.PI);
  // a jump within a step of the rule is a thousandth of what lies under it
  if (Number.isFinite(square)) expect(calculateGain(name) * Math.sqrt(square)).toBeCloseTo(1, 2.5);
  else expect(() => calculateGain(name)).toThrow("has no gain");
});

test("the signal keeps its size through six layers of any activation with its gain", () => {
  const width = 200;
  for (const name of ["tanh", "gelu", "silu", "x * tanh(softplus(x))", "sin"]) {
    const f = (x: number) => value(name, x);
    const gain = calculateGain(name);
    let signal = Float64Array.from({ length: width }, (_, i) => normal(stream(1, "signal"), i));
    const sizes = Array.from({ length: 6 }, (_, layer) => {
      const shape = [width, width];
      const initial = { kind: "weight", fanIn: width, fanOut: width } as const;
      const w = initialValue({ ...parameter(`${layer}`), shape, initial }, 9, { kind: "lecun-normal", gain });
      const active = signal.map(f);
      signal = signal.map((_, row) => active.reduce((sum, v, i) => sum + w[row * width + i]! * v, 0));
      return deviation(signal);
    });
    // the law of large numbers, of two hundred units
    expect(Math.min(...sizes), name).toBeGreaterThan(0.5);
    expect(Math.max(...sizes), name).toBeLessThan(2);
  }
});

test("the same numbers lie under every scheme, and a gain only scales them", () => {
  const at = (init: Init) => initialValue(parameter("0.weight"), 3, init);
  const [plain, scaled, other] = [
    { kind: "default" },
    { kind: "default", gain: 2 },
    { kind: "kaiming-normal" },
  ] as const;
  expect(at(scaled)).toEqual(at(plain).map((v) => 2 * v));
  expect(at(other).map(Math.sign)).toEqual(at(plain).map(Math.sign));
});

test("numbers belong to the seed and the name, not to the order of parameters", () => {
  const w = initialValue(parameter("2.weight"), 5);
  expect(initialValue(parameter("2.weight"), 5)).toEqual(w);
  expect(initialValue(parameter("3.weight"), 5)).not.toEqual(w);
  expect(initialValue(parameter("2.weight"), 6)).not.toEqual(w);
});

test("every number is one of float32, so that both precisions start alike", () => {
  const w = initialValue(parameter("w"), 5, { kind: "kaiming-normal" });
  expect(w.map(Math.fround)).toEqual(w);
});

test("biases start at 0 under Kaiming and Xavier unless asked for, constants at what they are", () => {
  const bias = parameter("b", "bias");
  expect(largest(initialValue(bias, 1, { kind: "kaiming-normal" }))).toBe(0);
  expect(initialValue(bias, 1, { kind: "kaiming-normal", bias: "default" })).toEqual(initialValue(bias, 1));
  expect(initialValue(parameter("a", "constant"), 1, { kind: "xavier-normal" }).every((v) => v === 0.25)).toBe(true);
});
