import { expect, test } from "vitest";
import { type Activation, catalogue, moduleName, resolve } from "../activations/index.ts";
import { batch, shapeOf } from "../graph/index.ts";
import { type Module, network, nn } from "./index.ts";

const constructors = nn as unknown as Record<string, (options?: object) => Module>;

test.each([...catalogue.values()])("$name is a module that keeps the shape", (a: Activation) => {
  const net = network(constructors[moduleName(a)]!(), { inputShape: [3, 2] });
  expect(shapeOf(net.output)).toEqual([batch, 3, 2]);
  const trained = Object.values(a.params ?? {}).filter((p) => "trainable" in p && p.trainable);
  expect(net.parameters).toHaveLength(trained.length);
});

test("options have PyTorch's names, and their types", () => {
  expect(nn.LeakyReLU({ negativeSlope: 0.2 })).toEqual({
    kind: "Activation",
    of: "leakyRelu",
    options: { negativeSlope: 0.2 },
    numParameters: 1,
  });
  const tanh = nn.GELU({ approximate: "tanh" });
  expect(resolve(tanh.of, tanh.options).name).toBe("geluTanh");
  expect(nn.PReLU({ numParameters: 3, init: 0.1 }).numParameters).toBe(3);
  // @ts-expect-error: a misspelt option
  expect(() => nn.LeakyReLU({ negativeSlop: 0.2 })).toThrow("did you mean negativeSlope?");
  // @ts-expect-error: no such approximation
  expect(() => nn.GELU({ approximate: "erf" })).toThrow('approximate is "none" or "tanh", not "erf"');
  // @ts-expect-error: ReLU has no option
  expect(() => nn.ReLU({ alpha: 3 })).toThrow('relu has no option "alpha"; it has none');
  // @ts-expect-error: it has no parameter per channel
  nn.ELU({ numParameters: 3 });
});

test.each([
  // @ts-expect-error: by place
  [() => nn.LeakyReLU(0.2), "leakyRelu takes its options by name, not 0.2; { negativeSlope: 0.2 }"],
  // @ts-expect-error: by place
  [() => nn.PReLU(8), "prelu takes its options by name, not 8; { numParameters: 8 }"],
  // @ts-expect-error: by place
  [() => nn.GELU("tanh"), 'gelu takes its options by name, not "tanh"; { approximate: "tanh" }'],
])("%s: options that go by place in PyTorch go by name", (make, message) => {
  expect(make).toThrow(message);
});

test("PReLU has one slope for each channel, or one for all", () => {
  const shapes = (m: Module, inputShape: number[]) =>
    network(m, { inputShape }).parameters.map((p) => [p.name, p.shape] as const);
  expect(shapes(nn.Sequential(nn.PReLU()), [4, 5])).toEqual([["0.weight", [1]]]);
  expect(shapes(nn.Sequential(nn.PReLU({ numParameters: 4 })), [4, 5])).toEqual([["0.weight", [4]]]);
});

test("nested models have nested names", () => {
  const block = () => nn.Sequential(nn.Linear(3, 3), nn.Tanh());
  const { parameters } = network(nn.Sequential(block(), block(), nn.Linear(3, 1)));
  expect(parameters.map((p) => p.name)).toEqual([
    "0.0.weight",
    "0.0.bias",
    "1.0.weight",
    "1.0.bias",
    "2.weight",
    "2.bias",
  ]);
});
