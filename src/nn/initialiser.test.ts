import { expect, test } from "vitest";
import { slot } from "../graph/index.ts";
import { type Init, type Initial, initialValue, type Parameter } from "./index.ts";

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
