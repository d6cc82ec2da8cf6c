import { expect, test } from "vitest";
import { tensor } from "../base/index.ts";
import { nn } from "../nn/index.ts";
import { optim } from "../optim/index.ts";
import { type CompileOptions, compile, type Trainer } from "./index.ts";

const defaults = { loss: nn.MSELoss(), optimizer: optim.SGD({ lr: 0.1 }), batchSize: 4, precision: "float64" } as const;
const small = (options: Partial<CompileOptions> = {}) =>
  compile(nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1)), { ...defaults, ...options });

const classes = () => compile(nn.Sequential(nn.Linear(2, 3)), { ...defaults, loss: nn.CrossEntropyLoss() });

const x = [
  [1, 2],
  [3, 4],
  [-1, 0.5],
  [0, -2],
  [0.25, 1],
  [2, -1],
];
const y = [1, 0, 1, 0.5, -1, 2];

test("nested arrays, tensors and typed arrays are the same data", () => {
  const t = small();
  const flat = Float32Array.from(x.flat());
  const wanted = t.evaluate(x, y);
  expect(t.evaluate(tensor(flat, [6, 2]), tensor(y, [6, 1]))).toBe(wanted);
  expect(t.evaluate(flat, Float32Array.from(y))).toBe(wanted);
  expect(
    t.evaluate(
      x,
      y.map((v) => [v]),
    ),
  ).toBe(wanted);
  expect(t.step(x.slice(0, 3), y.slice(0, 3))).toBe(small().stepRows(flat, Float32Array.from(y), 3));
});

test("evaluate and predict take any number of rows, and none", () => {
  const t = small();
  const p = t.predict(x);
  expect(p.shape).toEqual([6, 1]);
  const mean = y.reduce((sum, v, i) => sum + (p.data[i]! - v) ** 2, 0) / 6;
  expect(t.evaluate(x, y)).toBeCloseTo(mean, 14);
  expect(t.predict([]).shape).toEqual([0, 1]);
  expect(t.predict(new Float32Array(0)).data).toHaveLength(0);
  expect(t.evaluate([], [])).toBeNaN();
  const sum = small({ loss: nn.MSELoss({ reduction: "sum" }) });
  expect(sum.evaluate(x, y)).toBeCloseTo(6 * mean, 13);
  expect(sum.evaluate([], [])).toBe(0);
});

test("a step returns the loss before the update, and learns", () => {
  const t = small();
  const [a, b] = [x.slice(0, 4), y.slice(0, 4)];
  const before = t.evaluate(a, b);
  expect(t.step(a, b)).toBe(before);
  for (let i = 0; i < 50; i++) t.step(a, b);
  expect(t.evaluate(a, b)).toBeLessThan(before / 2);
});

test("differentiate fills the gradients and updates nothing", () => {
  const t = small();
  const before = t.parameters;
  const loss = t.differentiate(x.slice(0, 4), y.slice(0, 4));
  const gradients = t.gradients;
  expect(t.parameters).toEqual(before);
  expect(t.step(x.slice(0, 4), y.slice(0, 4))).toBe(loss);
  expect(t.gradients).toEqual(gradients);
  expect(Object.keys(gradients)).toEqual(["0.weight", "0.bias", "2.weight", "2.bias"]);
  const [w, g, after] = [before["0.weight"]!, gradients["0.weight"]!, t.parameters["0.weight"]!];
  expect(after.data[4]).toBeCloseTo(w.data[4]! - 0.1 * g.data[4]!, 15);
});

test("what is read is a copy", () => {
  const t = small();
  const loss = t.evaluate(x, y);
  t.parameters["0.weight"]!.data.fill(7);
  expect(t.evaluate(x, y)).toBe(loss);
});

test("parameters go out and in unchanged", () => {
  const [a, b] = [small({ seed: 1 }), small({ seed: 2 })];
  expect(a.evaluate(x, y)).not.toBe(b.evaluate(x, y));
  b.load(a.parameters);
  expect(b.parameters).toEqual(a.parameters);
  expect(b.evaluate(x, y)).toBe(a.evaluate(x, y));
});

test("load names the tensor that does not fit, and changes nothing", () => {
  const t = small();
  const given = t.parameters;
  const { "2.bias": _, ...missing } = given;
  expect(() => t.load(missing)).toThrow('the parameter "2.bias" of shape [1] is missing');
  expect(() => t.load({ ...given, "3.bias": [0] })).toThrow('the model has no parameter "3.bias"');
  expect(() => t.load({ ...given, "0.weight": tensor([1, 2, 3, 4, 5, 6], [2, 3]) })).toThrow(
    'the parameter "0.weight" of shape [3, 2] got one of shape [2, 3]',
  );
  expect(() => t.load({ ...given, "0.bias": new Float32Array(2) })).toThrow('"0.bias" of shape [3] got 2 numbers');
  expect(() => t.load(JSON.parse(JSON.stringify(given)))).toThrow(
    '"0.weight" of shape [3, 2] got what is no tensor of 6 numbers; typed arrays do not survive JSON',
  );
  expect(t.parameters).toEqual(given);
});

test("reset is compile again: the same seed gives the same training", () => {
  const run = (t: ReturnType<typeof small>) => [1, 2, 3].map(() => t.step(x.slice(0, 4), y.slice(0, 4)));
  const t = small({ seed: 5, optimizer: optim.Adam() });
  const first = run(t);
  t.reset({ seed: 6 });
  const other = run(t);
  expect(other).toEqual(run(small({ seed: 6, optimizer: optim.Adam() })));
  t.reset({ seed: 5 });
  expect(run(t)).toEqual(first);
  t.reset({ seed: 5, optimizer: optim.Adam({ lr: 0.1 }) });
  expect(run(t)).toEqual(run(small({ seed: 5, optimizer: optim.Adam({ lr: 0.1 }) })));
  expect(() => t.reset({ optimizer: optim.SGD() })).toThrow("this trainer was compiled for Adam, not SGD");
});

test("numbers of the model may be set without compiling", () => {
  const model = (negativeSlope: number) => nn.Sequential(nn.Linear(2, 1), nn.LeakyReLU({ negativeSlope }));
  const t = compile(model(0.01), defaults);
  t.reset({ scalars: { "1.negativeSlope": 0.5 } });
  expect(t.evaluate(x, y)).toBe(compile(model(0.5), defaults).evaluate(x, y));
  expect(() => t.reset({ scalars: { "1.slope": 1 } })).toThrow('the model has no number "1.slope"');
});

test("the learning rate may change between steps", () => {
  const t = small();
  t.setLearningRate(0);
  const before = t.parameters;
  t.step(x.slice(0, 4), y.slice(0, 4));
  expect(t.parameters).toEqual(before);
});

test("divergence is a number, not an error", () => {
  const t = small({ optimizer: optim.SGD({ lr: 1e200 }) });
  const losses = Array.from({ length: 6 }, () => t.step(x.slice(0, 4), y.slice(0, 4)));
  expect(losses.at(-1)).not.toBeLessThan(Number.POSITIVE_INFINITY);
});

test("parameters of activations are trained if declared so, or if asked for", () => {
  const model = nn.Sequential(nn.Linear(2, 3), nn.PReLU({ numParameters: 3 }), nn.ELU());
  const names = (activationParameters: "declared" | "trainable" | "fixed") =>
    Object.keys(compile(model, { ...defaults, activationParameters }).parameters);
  expect(names("declared")).toEqual(["0.weight", "0.bias", "1.weight"]);
  expect(names("trainable")).toEqual(["0.weight", "0.bias", "1.weight", "2.alpha"]);
  expect(names("fixed")).toEqual(["0.weight", "0.bias"]);
});

test("any formula is a module", () => {
  const formula = compile(nn.Sequential(nn.Linear(2, 1), nn.Activation("x*tanh(softplus(x))")), defaults);
  const mish = compile(nn.Sequential(nn.Linear(2, 1), nn.Mish()), defaults);
  expect(formula.evaluate(x, y)).toBeCloseTo(mish.evaluate(x, y), 14);
  const a = compile(nn.Sequential(nn.Linear(2, 1), nn.Activation("tanh(a * x)", { a: 2 })), defaults);
  expect(Object.keys(a.parameters)).toEqual(["0.weight", "0.bias"]);
});

test("a model is plain data", () => {
  const model = nn.Sequential(nn.Linear(2, 3), nn.LeakyReLU({ negativeSlope: 0.2 }), nn.Linear(3, 1, { bias: false }));
  expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  expect(compile(JSON.parse(JSON.stringify(model)), defaults).evaluate(x, y)).toBe(
    compile(model, defaults).evaluate(x, y),
  );
});

test.each<[string, () => unknown, string]>([
  [
    "x of another width",
    () => small().step([[1, 2, 3]], [1]),
    "Linear(2, 3) expects x of shape [batch, 2] but got [1, 3]; give it rows of [2], or let the first layer take what a row has",
  ],
  [
    "x that is an image",
    () => small().step(tensor(new Float32Array(4), [2, 2, 1]), [1, 1]),
    "Linear(2, 3) expects x of shape [batch, 2] but got [2, 2, 1]; reshape it first",
  ],
  [
    "x without brackets",
    () => small().step([1, 2], [1]),
    "Linear(2, 3) expects x of shape [batch, 2] but got [2]; one row is a batch of one: [x]",
  ],
  [
    "y of another width",
    () => small().step([[1, 2]], [[1, 2]]),
    "MSELoss expects y of shape [batch, 1] but got [1, 2]; give it rows of [1], or let the last layer make as many",
  ],
  [
    "classes as columns",
    () => classes().step([[1, 2]], [[0, 1, 0]]),
    "CrossEntropyLoss expects y of shape [batch] but got [1, 3]; give it one number for each row, or say { probabilities: true } if each class has one",
  ],
  [
    "x that is nothing",
    () => small().step(undefined as never, [1]),
    "x is undefined; it is nested arrays of numbers, a typed array, or tensor(data, shape)",
  ],
  ["x of words", () => small().step([["1", "2"]] as never, [1]), 'x holds "1", which is no number; it holds numbers'],
  ["y of truths", () => small().step([[1, 2]], [true] as never), "y holds true, which is no number; write 1 or 0"],
  [
    "a loss that is not called",
    () => small({ loss: nn.MSELoss as never }),
    "loss is a function; call it: nn.MSELoss()",
  ],
  [
    "an optimiser's name",
    () => small({ optimizer: "adam" as never }),
    'optimizer is "adam"; for instance optim.Adam()',
  ],
  [
    "a scheme's name",
    () => small({ init: "kaiming" as never }),
    'init is "kaiming"; for instance { kind: "kaiming-normal" }',
  ],
  [
    "an option of compile's that there is not",
    () => small({ batchsize: 3 } as object),
    'unknown option "batchsize" of compile; did you mean "batchSize"?',
  ],
  [
    "a module that is not called",
    () => compile(nn.Sequential(nn.Linear(2, 3), nn.ReLU as never), defaults),
    "not one of them itself; call it: nn.ReLU()",
  ],
  [
    "a list of modules",
    () => compile(nn.Sequential([nn.Linear(2, 3)] as never), defaults),
    "not a list; spread it: nn.Sequential(...modules)",
  ],
  ["ragged x", () => small().step([[1, 2], [1]], [1, 1]), "x is ragged: not all of it has the shape [2, 2]"],
  ["half a row", () => small().step(new Float32Array(3), [1]), "x has 3 numbers; a row has 2"],
  ["fewer targets", () => small().step(x.slice(0, 3), [1, 2]), "x has 3 rows but y has 2"],
  ["more rows than the batch", () => small().step(x, y), "a step takes 1 to 4 rows (batchSize) but got 6"],
  ["a batch size of 0", () => small({ batchSize: 0 }), "batchSize is 0; it is a whole number, 1 or more"],
  ["a fractional batch size", () => small({ batchSize: 2.5 }), "batchSize is 2.5; it is a whole number, 1 or more"],
  [
    "a batch of 2^31",
    () => small({ batchSize: 2 ** 31 }),
    "this model and batch size need 49 GiB (parameters, gradients, optimiser state, one batch); 4 GiB is the most there is",
  ],
  [
    "1e12 parameters",
    () => compile(nn.Sequential(nn.Linear(1e6, 1e6)), defaults),
    "this model and batch size need 14902 GiB (parameters, gradients, optimiser state, one batch); 4 GiB is the most there is",
  ],
  [
    "1e12 classes",
    () => compile(nn.Sequential(nn.Linear(1, 1e12)), { ...defaults, loss: nn.CrossEntropyLoss() }),
    "this model and batch size need",
  ],
  ["a negative size", () => nn.Linear(2, -3), "Linear(2, -3): outFeatures is -3; a size is a whole number, 1 or more"],
  [
    "a fractional size",
    () => nn.Linear(2.5, 3),
    "Linear(2.5, 3): inFeatures is 2.5; a size is a whole number, 1 or more",
  ],
  [
    "layers that do not meet",
    () => compile(nn.Sequential(nn.Linear(2, 3), nn.Linear(4 as number, 1)), defaults),
    "Linear(4, 1) expects [batch, 4] but got [batch, 3]; its first argument is the size of the last axis, 3 here",
  ],
  [
    "an image into a linear layer",
    () => compile(nn.Sequential(nn.Linear(784, 10)), { ...defaults, inputShape: [28, 28] }),
    "Linear(784, 10) expects [batch, 784] but got [batch, 28, 28]; flatten it first",
  ],
  [
    "no shape at all",
    () => compile(nn.Sequential(nn.ReLU()), defaults),
    "Sequential of 1 takes inputs of any shape; say which with inputShape, the sizes of one row",
  ],
  ["an unknown module", () => compile({ kind: "Liner" }, defaults), 'unknown module "Liner"; did you mean "Linear"?'],
  [
    "an unknown precision",
    () => small({ precision: "float16" as never }),
    'unknown precision "float16"; did you mean "float32"?',
  ],
  [
    "an unknown scheme of initialisation",
    () => small({ init: { kind: "he" as never } }),
    'unknown init "he"; it is default or',
  ],
  [
    "an unknown reduction",
    () => small({ loss: nn.MSELoss({ reduction: "average" as never }) }),
    'unknown reduction "average"; it is mean or sum or batchmean or none',
  ],
  [
    "a loss of many numbers",
    () => small({ loss: nn.MSELoss({ reduction: "none" }) }),
    'a step takes one number, and MSELoss with reduction "none" is many; "mean" or "sum" make one of them; evaluateLoss gives them all',
  ],
  ["an unknown loss", () => small({ loss: { kind: "MSE", reduction: "mean" } }), 'unknown loss "MSE"'],
  [
    "an unknown optimiser",
    () => small({ optimizer: { kind: "Adm", options: {} } }),
    'unknown optimizer "Adm"; did you mean "Adam"?',
  ],
  [
    "an unknown option",
    () => small({ optimizer: { kind: "Adam", options: { beta: 1 } } }),
    'unknown option "beta" of Adam',
  ],
  [
    "a class that is none",
    () => compile(nn.Sequential(nn.Linear(2, 3)), { ...defaults, loss: nn.CrossEntropyLoss() }).step([[1, 2]], [3]),
    "target 3 of row 0 is not a class; classes are whole numbers from 0 to 2",
  ],
  [
    "per-channel parameters that do not fit",
    () => compile(nn.Sequential(nn.Linear(2, 3), nn.PReLU({ numParameters: 2 })), defaults),
    "has 2 parameters but got [batch, 3]; numParameters is 1 or the size of axis 1, 3",
  ],
])("%s is refused in a sentence", (_, act, message) => {
  expect(act).toThrow(message);
});

test("neither the capacity nor what ran before changes a bit of a compiled training", () => {
  const model = nn.Sequential(nn.Linear(5, 7), nn.GELU(), nn.Linear(7, 3));
  const options = { loss: nn.CrossEntropyLoss(), optimizer: optim.Adam({ lr: 0.05 }), seed: 3 };
  const data = Float32Array.from({ length: 11 * 5 }, (_, i) => Math.sin(i));
  const classes = Int32Array.from({ length: 11 }, (_, i) => (i * i) % 3);
  const train = (t: Trainer): unknown[] => {
    const losses = [11, 6, 1, 11].map((rows) => t.stepRows(data, classes, rows));
    return [losses, t.parameters, t.predict(data), t.evaluate(data, classes)];
  };
  const [small, large] = [11, 64].map((batchSize) => compile(model, { ...options, batchSize }));
  const first = train(small!);
  large!.step(data, classes);
  large!.reset({ seed: 3 });
  expect(train(large!)).toEqual(first);
});

test("a disposed trainer says so", () => {
  const t = small();
  t.dispose();
  expect(() => t.step(x.slice(0, 1), y.slice(0, 1))).toThrow("disposed");
});

test("a model is compiled with a loss of more than one class, an optimizer and a batch size", () => {
  expect(() => compile(nn.Linear(2, 1), undefined as never)).toThrow(
    "compile takes a model and { loss, optimizer, batchSize }; for instance",
  );
  const options = { loss: nn.CrossEntropyLoss(), optimizer: optim.Adam(), batchSize: 1 };
  expect(() => compile(nn.Linear(2, 1), options)).toThrow("CrossEntropyLoss of one class is always 0");
});

test("a reset after one step begins NAdam's product of momenta anew", () => {
  const other = optim.NAdam({ lr: 0.1, betas: [0.5, 0.99] });
  const [used, fresh] = [small({ optimizer: optim.NAdam({ lr: 0.1 }) }), small({ optimizer: other })];
  used.step(x.slice(0, 4), y.slice(0, 4));
  used.reset({ optimizer: other });
  for (const t of [used, fresh]) t.step(x.slice(0, 4), y.slice(0, 4));
  expect(used.parameters).toEqual(fresh.parameters);
});
