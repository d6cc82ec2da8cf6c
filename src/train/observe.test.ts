import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sha256, type Tensor } from "../base/index.ts";
import { type Loss, type Module, nn } from "../nn/index.ts";
import { optim } from "../optim/index.ts";
import { compile, type LayerObservation, type Nested, type Precision, type Trainer } from "./index.ts";

interface Passage {
  readonly name: string;
  readonly turn: number;
  readonly input: Nested;
  readonly output: Nested;
  readonly inputGradient: Nested;
  readonly outputGradient: Nested;
}

type Spec = readonly [kind: string, ...args: (number | Spec)[]];

interface Case {
  readonly name: string;
  readonly model: Spec;
  readonly loss: "MSELoss";
  readonly training: boolean;
  readonly x: Nested;
  readonly y: Nested;
  readonly parameters: Readonly<
    Record<string, { readonly data: readonly number[]; readonly shape: readonly number[] }>
  >;
  readonly value: number;
  readonly passages: readonly Passage[];
  readonly gradients: Readonly<Record<string, number>>;
}

const path = join(import.meta.dirname, "../../test/golden/hooks.json");
const { cases } = JSON.parse(readFileSync(path, "utf8")) as { readonly cases: readonly Case[] };

/** ["Linear", 3, 5] as nn.Linear(3, 5). */
function moduleOf([kind, ...args]: Spec): Module {
  const make = nn[kind as "Linear"] as (...args: unknown[]) => Module;
  return make(...args.map((a) => (typeof a === "number" ? a : moduleOf(a))));
}

function compiled(c: Case, precision: Precision): Trainer {
  const loss: Loss = nn[c.loss]();
  const inputShape = c.model[1]?.[0 as never] === "Conv2d" ? { inputShape: [1, 6, 6] } : {};
  const t = compile(moduleOf(c.model), { loss, optimizer: optim.SGD(), batchSize: 2, precision, ...inputShape });
  t.load(
    Object.fromEntries(
      Object.entries(c.parameters).map(([name, p]) => [name, { ...p, data: Float64Array.from(p.data) }]),
    ),
  );
  return t;
}

const tensorsOf = ["input", "output", "inputGradient", "outputGradient"] as const;

/** The largest distance from what PyTorch has, in units of the largest number there. */
function distance({ data }: Tensor, wanted: Nested): number {
  const flat = [wanted].flat(9) as unknown as readonly number[];
  expect(data.length).toBe(flat.length);
  const size = Math.max(1e-3, ...flat.map(Math.abs));
  return Math.max(...flat.map((value, i) => Math.abs(value - data[i]!))) / size;
}

test.each(
  cases.flatMap((c) => [
    { ...c, precision: "float64" as const, most: 1e-13 },
    { ...c, precision: "float32" as const, most: 2e-6 },
  ]),
)("$name: all layers are seen as by PyTorch's hooks, in $precision", ({ precision, most, ...c }) => {
  const t = compiled(c, precision);
  const layers = c.passages.map(({ name }) => name);
  const seen = t.observe(c.x, { target: c.y, training: c.training, layers, tensors: true });
  expect(Math.abs(seen.loss! - c.value)).toBeLessThan(most * Math.abs(c.value) * 2);
  expect(seen.layers.map(({ name, turn }) => `${name} ${turn}`)).toEqual(
    c.passages.map(({ name, turn }) => `${name} ${turn}`),
  );
  for (const [i, wanted] of c.passages.entries()) {
    for (const part of tensorsOf) {
      const where = `${part} of "${wanted.name}", turn ${wanted.turn}`;
      expect(distance(seen.layers[i]!.tensors![part]!, wanted[part]), where).toBeLessThan(most);
    }
  }
  const whole = seen.layers.find(({ name }) => name === "")!;
  expect(Object.keys(whole.parameterGradients!)).toEqual(Object.keys(c.gradients));
  for (const [name, norm] of Object.entries(whole.parameterGradients!)) {
    expect(Math.abs(norm - c.gradients[name]!)).toBeLessThan(20 * most * Math.max(1, norm));
  }
});

const rich = nn.Sequential(
  nn.Linear(3, 8),
  nn.BatchNorm1d(8),
  nn.GELU(),
  nn.Dropout(0.4),
  nn.Residual(nn.Sequential(nn.Linear(8, 8), nn.ReLU())),
  nn.Linear(8, 2),
);
const options = { loss: nn.MSELoss(), optimizer: optim.Adam({ lr: 0.01 }), batchSize: 6 };
const rows = (n: number, seed = 0) =>
  Array.from({ length: n }, (_, i) => [0, 1, 2].map((k) => (((i + seed) * 37 + k * 101) % 41) / 10 - 2));
const targets = (n: number) => Array.from({ length: n }, (_, i) => [i % 2, 1 - (i % 2)]);

test.each(["float32", "float64"] as const)(
  "a training that is observed at every step has the same bits in %s",
  (precision) => {
    const [plain, watched] = [compile(rich, { ...options, precision }), compile(rich, { ...options, precision })];
    for (let step = 0; step < 10; step++) {
      const [x, y] = [rows(6, step), targets(6)];
      const seen = watched.observe(x, { target: y, training: true });
      const loss = watched.step(x, y);
      expect(loss).toBe(plain.step(x, y));
      // it saw the step that came: the same masks, the same statistics of the batch
      expect(seen.loss).toBeCloseTo(loss, precision === "float64" ? 13 : 5);
      const first = seen.layers[0]!.parameterGradients!["0.weight"]!;
      const squares = [...watched.gradients["0.weight"]!.data].reduce((sum, g) => sum + g * g, 0);
      expect(first).toBeCloseTo(Math.sqrt(squares), precision === "float64" ? 13 : 5);
    }
    expect(sha256(watched.checkpoint())).toBe(sha256(plain.checkpoint()));
  },
);

test("an observed network compiles its second variant when it is first observed, and its step not again", () => {
  const wasm = (globalThis as unknown as { WebAssembly: { Module: new (bytes: Uint8Array) => object } }).WebAssembly;
  const { Module } = wasm;
  const compiledModules: string[] = [];
  wasm.Module = class extends Module {
    constructor(bytes: Uint8Array) {
      super(bytes);
      compiledModules.push(sha256(bytes));
    }
  };
  try {
    const model = nn.Sequential(nn.Linear(3, 11), nn.Mish(), nn.Linear(11, 2));
    const made = (observed: boolean) => {
      compiledModules.length = 0;
      const t = compile(model, { ...options, batchSize: 7 });
      if (observed) t.observe(rows(3), { target: targets(3) });
      const before = compiledModules.length;
      t.step(rows(7), targets(7));
      return { t, before, step: compiledModules.slice(before) };
    };
    const plain = made(false);
    expect(plain.before).toBe(0);
    expect(plain.step).toHaveLength(1);
    const observed = made(true);
    expect(observed.before).toBe(1);
    // the step's module is the one that is already there: found by all that its code depends on
    expect(observed.step).toEqual([]);
    plain.t.dispose();
    observed.t.dispose();
  } finally {
    wasm.Module = Module;
  }
});

test("what is seen last is what predict gives, for any number of rows", () => {
  const t = compile(rich, { ...options, precision: "float64" });
  for (let i = 0; i < 5; i++) t.step(rows(6, i), targets(6));
  const x = rows(100);
  const whole = t.observe(x, { layers: [""], tensors: true }).layers[0]!;
  expect(whole.tensors!.output).toEqual(t.predict(x));
  const seen = t.observe(x, { target: targets(100) });
  expect(seen.loss).toBeCloseTo(t.evaluate(x, targets(100)), 13);
});

test("statistics of many rows are those of the tensors", () => {
  const t = compile(nn.Sequential(nn.Linear(3, 40), nn.ReLU(), nn.Linear(40, 1)), { ...options, batchSize: 7 });
  const seen = t.observe(rows(50), { tensors: true, layers: ["1"], saturation: 0.5 });
  const layer = seen.layers[0]!;
  const { input, output, slope } = layer.tensors!;
  expect(output.shape).toEqual([50, 40]);
  const firing = Array.from({ length: 40 }, (_, unit) => {
    const values = Array.from({ length: 50 }, (_, row) => output.data[row * 40 + unit]!);
    return values.filter((value) => value > 0).length / 50;
  });
  expect(layer.activity).toEqual(firing);
  expect(layer.dead).toEqual(firing.flatMap((share, unit) => (share === 0 ? [unit] : [])));
  expect(layer.dead.length).toBeGreaterThan(0);
  expect(layer.active).toBeCloseTo(firing.reduce((a, b) => a + b, 0) / 40, 14);
  expect([...slope!.data]).toEqual([...input.data].map((value) => (value > 0 ? 1 : 0)));
  // relu is flat where it does not fire
  expect(layer.saturated).toBeCloseTo(1 - layer.active, 14);
  const squares = [...output.data].reduce((sum, value) => sum + value * value, 0);
  expect(layer.output.rms).toBeCloseTo(Math.sqrt(squares / 2000), 14);
  expect(layer.output.norm).toBeCloseTo(Math.sqrt(squares), 12);
  expect(layer.output.mean).toBeCloseTo([...output.data].reduce((a, b) => a + b, 0) / 2000, 14);
});

test("a unit of images is a channel with all its positions", () => {
  const model = nn.Sequential(nn.Conv2d(1, 3, 2), nn.ReLU(), nn.Flatten(), nn.Linear(12, 1));
  const t = compile(model, { ...options, inputShape: [1, 3, 3] });
  const x = Array.from({ length: 4 }, (_, i) => [
    [
      [i, -1, 2],
      [0, 1, -i],
      [3, -2, 1],
    ],
  ]);
  const layer = t.observe(x, { layers: ["1"], tensors: true }).layers[0]!;
  const { data } = layer.tensors!.output;
  expect(layer.activity).toEqual(
    [0, 1, 2].map((channel) => {
      const fires = [...data].filter((value, i) => Math.floor(i / 4) % 3 === channel && value > 0);
      return fires.length / 16;
    }),
  );
});

test("saturation is the share of slopes below the limit, of elementwise functions alone", () => {
  const t = compile(nn.Sequential(nn.Linear(1, 1), nn.Sigmoid(), nn.Softmax({ dim: 1 })), {
    ...options,
    loss: nn.MSELoss(),
    precision: "float64",
  });
  t.load({ "0.weight": [[1]], "0.bias": [0] });
  // sigmoid' is 0.25, 0.105, 0.0000454: two of three are above 0.1
  const [linear, sigmoid, softmax] = t.observe([[0], [2], [10]]).layers as [
    LayerObservation,
    LayerObservation,
    LayerObservation,
  ];
  expect(sigmoid.saturated).toBeCloseTo(1 / 3, 14);
  expect(sigmoid.saturation).toEqual([1 / 3]);
  expect([linear.saturated, softmax.saturated]).toEqual([undefined, undefined]);
  expect(t.observe([[0], [2], [10]], { saturation: 0.2 }).layers[1]!.saturated).toBeCloseTo(2 / 3, 14);
});

test("an observation is plain data", () => {
  const seen = compile(rich, options).observe(rows(4), { target: targets(4) });
  expect(JSON.parse(JSON.stringify(seen))).toEqual(seen);
  expect(seen.layers.map(({ name, kind }) => [name, kind])).toEqual([
    ["0", "Linear"],
    ["1", "BatchNorm1d"],
    ["2", "Activation"],
    ["3", "Dropout"],
    ["4.block.0", "Linear"],
    ["4.block.1", "Activation"],
    ["5", "Linear"],
  ]);
});

test("one module alone is the layer without a name", () => {
  const seen = compile(nn.Linear(3, 2), options).observe(rows(4), { target: targets(4) });
  expect(seen.layers.map(({ name }) => name)).toEqual([""]);
  expect(Object.keys(seen.layers[0]!.parameterGradients!)).toEqual(["weight", "bias"]);
});

test("many choices of layers and of rows are observed one after the other", () => {
  const t = compile(rich, options);
  const whole = t.observe(rows(9)).layers;
  for (let round = 0; round < 2; round++) {
    for (const layer of whole) {
      const { name } = layer;
      const [n, target] = round === 0 ? [9, undefined] : [20, targets(20)];
      const [seen] = t.observe(rows(n), { layers: [name], ...(target && { target }) }).layers;
      if (round === 0) expect(seen).toEqual(layer);
      else expect(seen!.outputGradient!.norm).toBeGreaterThan(0);
    }
  }
});

test("what cannot be observed is refused, saying what can", () => {
  const t = compile(rich, options);
  expect(() => t.observe(rows(2), { layers: ["4.blok.0"] })).toThrow(
    'the model has no module "4.blok.0"; did you mean "4.block.0"?',
  );
  expect(() => t.observe([])).toThrow("x has no rows to observe");
  expect(() => t.observe(rows(1), { training: true })).toThrow("BatchNorm1d(8) cannot train on a step of 1 row");
  expect(() => t.observe(rows(3), { target: targets(2) })).toThrow("x has 3 rows but target has 2");
  t.dispose();
  expect(() => t.observe(rows(2))).toThrow("disposed");
});
