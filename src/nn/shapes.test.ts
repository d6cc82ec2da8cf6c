import { expect, test } from "vitest";
import { batch, shapeOf } from "../graph/index.ts";
import { type Module, network, nn } from "./index.ts";

test.each<[string, Module, number[], number[]]>([
  ["Conv2d", nn.Conv2d(3, 5, 3), [3, 8, 9], [5, 6, 7]],
  ["Conv2d by axis", nn.Conv2d(3, 5, [3, 1], { stride: [2, 1], padding: [1, 0] }), [3, 8, 9], [5, 4, 9]],
  [
    "Conv2d with borders that keep the size",
    nn.Conv2d(3, 5, [4, 3], { padding: "same", dilation: 2 }),
    [3, 8, 9],
    [5, 8, 9],
  ],
  ["Conv2d without borders", nn.Conv2d(3, 5, 3, { padding: "valid" }), [3, 8, 9], [5, 6, 7]],
  ["Conv2d in groups", nn.Conv2d(4, 6, 3, { groups: 2, stride: 2 }), [4, 8, 9], [6, 3, 4]],
  ["CReLU", nn.CReLU({ dim: 1 }), [3, 4], [6, 4]],
  ["Maxout", nn.Maxout({ dim: 1, k: 3 }), [6, 4], [2, 4]],
  ["MaxPool2d", nn.MaxPool2d(2), [3, 8, 9], [3, 4, 4]],
  ["AvgPool2d", nn.AvgPool2d(3, { stride: 1, padding: 1 }), [3, 8, 9], [3, 8, 9]],
  ["LayerNorm", nn.LayerNorm([4, 5]), [3, 4, 5], [3, 4, 5]],
  ["Softmax", nn.Softmax(), [3, 4], [3, 4]],
  ["MaxPool2d rounded up", nn.MaxPool2d(2, { ceilMode: true }), [3, 7, 8], [3, 4, 4]],
  [
    "MaxPool2d whose last window would begin on the border",
    nn.MaxPool2d(2, { padding: 1, ceilMode: true }),
    [1, 7, 5],
    [1, 4, 3],
  ],
  ["Flatten of the last axes", nn.Flatten({ startDim: 2 }), [3, 4, 5], [3, 20]],
  ["Flatten of the first axes", nn.Flatten({ endDim: 2 }), [3, 4, 5], [12, 5]],
  ["Tied", nn.Tied(nn.Linear(4, 4), 3), [4], [4]],
])("the output of %s has PyTorch's shape", (_, model, inputShape, output) => {
  const net = network(model, { inputShape });
  expect(shapeOf(net.output)).toEqual([batch, ...output]);
  expect(shapeOf(net.prediction)).toEqual([batch, ...output]);
});

test("a tied block has one set of parameters, and a residual one is named after its block", () => {
  const block = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4));
  const names = (model: Module): string[] => network(model).stateDict.map((p) => p.name);
  const inside = ["0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var"];
  const all = [...inside, "1.num_batches_tracked"].map((name) => `block.${name}`);
  expect(names(nn.Tied(block, 3))).toEqual(all);
  expect(names(nn.Residual(block))).toEqual(all);
  expect(network(nn.Residual(block)).parameters.map((p) => p.name)).toEqual(all.slice(0, 4));
});

test.each<[string, () => unknown, string]>([
  [
    "channels that do not fit",
    () => network(nn.Conv2d(3, 5, 3), { inputShape: [1, 8, 8] }),
    "Conv2d(3, 5, 3) expects [batch, 3, height, width] but got [batch, 1, 8, 8]; its first argument is the number of channels, axis 1: 1 here",
  ],
  [
    "an image without channels",
    () => network(nn.MaxPool2d(2), { inputShape: [8, 8] }),
    "MaxPool2d(2) expects [batch, channels, height, width] but got [batch, 8, 8]; say the shape of a row with inputShape: [channels, height, width]",
  ],
  [
    "an image that nobody describes",
    () => network(nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Linear(72, 1))),
    "Sequential of 3 takes inputs of any shape; say which with inputShape, the sizes of one row",
  ],
  [
    "a window larger than the image",
    () => network(nn.Conv2d(1, 2, 5), { inputShape: [1, 4, 8] }),
    "Conv2d(1, 2, 5) got [batch, 1, 4, 8]: windows of 5 do not fit into a height of 4; make kernelSize smaller or padding larger",
  ],
  [
    "padding wider than a window",
    () => nn.MaxPool2d(3, { padding: 2 }),
    "MaxPool2d: padding is 2; it is at most half of kernelSize, 3",
  ],
  [
    "a stride of nothing",
    () => nn.Conv2d(1, 2, 3, { stride: 0 }),
    "Conv2d(1, 2): stride is 0; a size is a whole number, 1 or more",
  ],
  [
    "groups that do not divide the channels",
    () => nn.Conv2d(4, 6, 3, { groups: 4 }),
    "Conv2d(4, 6): groups is 4; it divides the channels, those that go in and those that come out",
  ],
  [
    "a stride that cannot keep the size",
    () => nn.Conv2d(1, 2, 3, { padding: "same", stride: [1, 2] }),
    'Conv2d(1, 2): padding "same" takes a stride of 1, not [1, 2]; say the padding as a number',
  ],
  [
    "features that do not fit",
    () => network(nn.BatchNorm1d(5), { inputShape: [4] }),
    "BatchNorm1d(5) expects [batch, 5] or [batch, 5, length] but got [batch, 4]; its argument is the size of axis 1, 4 here",
  ],
  [
    "a row where an image is due",
    () => network(nn.BatchNorm2d(4), { inputShape: [4] }),
    "BatchNorm2d(4) expects [batch, 4, height, width] but got [batch, 4]; it takes 4 axes, the channels second",
  ],
  [
    "a last axis of another size",
    () => network(nn.LayerNorm([4, 6]), { inputShape: [4, 5] }),
    "LayerNorm([4, 6]) expects [batch, ..., 4, 6] but got [batch, 4, 5]; its argument is the size of the last axis (or a list of sizes), 5 here",
  ],
  [
    "a block that changes the shape",
    () => network(nn.Residual(nn.Linear(4, Number(5)))),
    "Residual(Linear) adds what has one shape: its input is [batch, 4] but its block makes [batch, 5] of it; let the block end with the size with which it begins",
  ],
  [
    "a block that does not take what it makes",
    () => network(nn.Tied(nn.Linear(4, Number(5)), 2)),
    "Tied(Linear, 2) feeds its block with what the block has made, but it takes [batch, 4] and makes [batch, 5] of it; let the block end with the size with which it begins",
  ],
  [
    "a probability by its name",
    () => nn.Dropout({ p: -1 }),
    "Dropout(-1): p is a probability; it lies between 0 and 1",
  ],
  [
    "an image where features are due",
    () => network(nn.Sequential(nn.Conv2d(1, 2, 3), nn.Linear(9, 1)), { inputShape: [1, 8, 8] }),
    "Linear(9, 1) expects [batch, 9] but got [batch, 2, 6, 6]; flatten it first, to 72 features, or its first argument is the size of the last axis, 6 here",
  ],
  [
    "what is no module",
    () => network(nn.Sequential(nn.Linear(3, 3), undefined as unknown as Module)),
    "a module is what the functions of nn make, not undefined; for instance nn.Linear(64, 32)",
  ],
  [
    "an option that is misspelt",
    () => nn.Linear(3, 4, { bais: false } as object),
    'unknown option "bais" of Linear; did you mean "bias"?',
  ],
  [
    "an option that there is not",
    () => nn.AvgPool2d(2, { outputSize: 3 } as object),
    'unknown option "outputSize" of AvgPool2d; it has stride, padding, ceilMode, countIncludePad, divisorOverride',
  ],
  [
    "an option by its place",
    () => nn.Conv2d(1, 2, 3, 2 as never),
    "Conv2d(1, 2) takes its options by name, not 2; { stride: 2 }",
  ],
  [
    "a loss's option by its place",
    () => nn.MSELoss("sum" as never),
    'MSELoss takes its options by name, not "sum"; { reduction: "sum" }',
  ],
  [
    "no kernel",
    () => nn.Conv2d(1, 2, undefined as never),
    "Conv2d(1, 2): kernelSize is undefined; a size is a whole number, 1 or more",
  ],
  [
    "axes that a row does not have",
    () => network(nn.Flatten({ startDim: 2, endDim: 1 }), { inputShape: [4, 5] }),
    "Flatten({ startDim: 2, endDim: 1 }) has no such axes in [batch, 4, 5]; they go from 1 to 2, the first before the last; 0 is the batch",
  ],
  [
    "a smoothing of 2",
    () => nn.CrossEntropyLoss({ labelSmoothing: 2 }),
    "labelSmoothing of CrossEntropyLoss is 2; it lies between 0 and 1",
  ],
  ["a delta of 0", () => nn.HuberLoss({ delta: 0 }), "delta of HuberLoss is 0; it is a number above 0"],
  [
    "a divisor of 0",
    () => nn.AvgPool2d(2, { divisorOverride: 0 }),
    "divisorOverride of AvgPool2d is 0; it is a whole number, 1 or more",
  ],
  ["a probability above 1", () => nn.Dropout(1.5), "Dropout(1.5): p is a probability; it lies between 0 and 1"],
  [
    "an axis that is the batch",
    () => network(nn.Softmax({ dim: 0 }), { inputShape: [3, 4] }),
    "Softmax({ dim: 0 }) expects an axis of a row but got [batch, 3, 4]; dim is 1 to 2, or -1 to -2 here; 0 is the batch",
  ],
  [
    "parts that do not divide",
    () => network(nn.Maxout({ k: 3 }), { inputShape: [4] }),
    "Maxout({ dim: -1 }) expects 3 equal parts but got [batch, 4]; give the layer before it 3 times the size that you want after it",
  ],
])("%s: the error names the module, what it expects, what it got and the remedy", (_, act, sentence) => {
  let said = "";
  try {
    act();
  } catch (error) {
    const { message, advice } = error as { message: string; advice?: string };
    said = message.includes(advice ?? "") ? message : `${message}; ${advice}`;
  }
  expect(said).toBe(sentence);
});
