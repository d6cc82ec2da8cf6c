/** Trained networks run elsewhere: by onnxruntime and by PyTorch, held to what the trainer itself predicts. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { afterAll, expect, test } from "vitest";
import { catalogue, declarations, kindOf, moduleName } from "../activations/index.ts";
import { type Module, nn } from "../nn/index.ts";
import { optim } from "../optim/index.ts";
import { decode, encode, type Message, onnxSchema } from "../targets/index.ts";
import { compile, exportNetwork, importOnnx, type Trainer } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "nonlin-networks-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Case {
  readonly name: string;
  readonly model: Module;
  /** Of one row. */
  readonly sizes: readonly number[];
}

const image = [2, 6, 5];
type Make = (options?: object) => Module;
const make = nn as unknown as Readonly<Record<string, Make>>;

/** One linear layer before each, so that there is something to learn. */
const activations: readonly Case[] = [...catalogue.values()].map((a) => ({
  name: a.name,
  model: nn.Sequential(nn.Linear(3, 4), make[moduleName(a)]!()),
  sizes: [3],
}));

/** Softmax's family, gated functions and others; those that draw numbers in prediction are refused. */
const families: readonly Case[] = [...declarations.values()]
  .filter((d) => kindOf(d) !== "elementwise" && make[moduleName(d)] !== undefined)
  .filter((d) => kindOf(d) !== "axis" || d.random === undefined)
  .map((d) => {
    const isAxis = kindOf(d) === "axis" || kindOf(d) === "joined";
    const module = make[moduleName(d)]!(isAxis ? { dim: 1 } : {});
    return { name: d.name, model: nn.Sequential(nn.Conv2d(2, 4, [3, 2]), module), sizes: image } as Case;
  });

const modules: readonly Case[] = [
  { name: "linear alone", model: nn.Linear(3, 2, { bias: false }), sizes: [3] },
  { name: "nothing", model: nn.Sequential(), sizes: [3] },
  {
    name: "linear of many axes",
    model: nn.Sequential(nn.Linear(5, 4), nn.Linear(4, 3, { bias: false })),
    sizes: image,
  },
  { name: "dropout", model: nn.Sequential(nn.Linear(3, 4), nn.Dropout(0.3), nn.AlphaDropout(0.1)), sizes: [3] },
  {
    name: "batch norm",
    model: nn.Sequential(
      nn.Linear(3, 4),
      nn.BatchNorm1d(4),
      nn.BatchNorm1d(4, { affine: false, momentum: null, eps: 0.01 }),
    ),
    sizes: [3],
  },
  {
    name: "batch norm by its own batch",
    model: nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4, { trackRunningStats: false })),
    sizes: [3],
  },
  { name: "batch norm of images", model: nn.Sequential(nn.Conv2d(2, 3, 3), nn.BatchNorm2d(3)), sizes: image },
  {
    name: "layer norms",
    model: nn.Sequential(
      nn.Linear(3, 4),
      nn.LayerNorm(4),
      nn.LayerNorm(4, { bias: false, eps: 0.1 }),
      nn.LayerNorm(4, { elementwiseAffine: false }),
    ),
    sizes: [3],
  },
  {
    name: "layer norm of images",
    model: nn.Sequential(nn.Conv2d(2, 2, 3, { padding: 1 }), nn.LayerNorm([6, 5])),
    sizes: image,
  },
  {
    name: "rms norms",
    model: nn.Sequential(nn.Linear(3, 4), nn.RMSNorm(4), nn.RMSNorm([4], { elementwiseAffine: false, eps: 0.1 })),
    sizes: [3],
  },
  {
    name: "residual and tied",
    model: nn.Sequential(
      nn.Linear(3, 4),
      nn.Residual(nn.Sequential(nn.Linear(4, 4), nn.Tanh())),
      nn.Tied(nn.Sequential(nn.Linear(4, 4), nn.Tanh()), 3),
    ),
    sizes: [3],
  },
  {
    name: "convolutions",
    model: nn.Sequential(
      nn.Conv2d(2, 4, [3, 2], { stride: [1, 2], padding: [1, 0], bias: false }),
      nn.Conv2d(4, 4, 2, { groups: 2, padding: "same" }),
      nn.Conv2d(4, 2, 2, { dilation: 2 }),
    ),
    sizes: [2, 7, 8],
  },
  {
    name: "pools",
    model: nn.Sequential(
      nn.Conv2d(2, 2, 1),
      nn.MaxPool2d(3, { stride: 1, padding: 1 }),
      nn.AvgPool2d(2, { stride: 1, padding: 1, countIncludePad: false }),
      nn.AvgPool2d([2, 1]),
      nn.Flatten(),
    ),
    sizes: image,
  },
  {
    name: "pools that reach over the border",
    model: nn.Sequential(
      nn.Conv2d(2, 2, 1),
      nn.MaxPool2d(2, { ceilMode: true }),
      nn.AvgPool2d(2, { stride: 1, padding: 1, ceilMode: true }),
      nn.AvgPool2d(2, { stride: [2, 1], ceilMode: true, divisorOverride: 3 }),
      nn.Flatten({ startDim: 2 }),
      nn.Flatten(),
    ),
    sizes: [2, 7, 8],
  },
  {
    name: "per channel",
    model: nn.Sequential(nn.Conv2d(2, 3, 2), nn.PReLU({ numParameters: 3 }), nn.Snake({ numParameters: 3 })),
    sizes: image,
  },
  {
    name: "formulas",
    model: nn.Sequential(
      nn.Linear(3, 4),
      nn.Activation("x * tanh(a * x) + b", { a: 0.7 }),
      nn.Activation("x * tanh(2 * x)"),
      nn.Activation("0.5"),
    ),
    sizes: [3],
  },
  {
    name: "options",
    model: nn.Sequential(
      nn.Linear(3, 4),
      nn.LeakyReLU({ negativeSlope: 0.2 }),
      nn.Softplus({ beta: 2 }),
      nn.SELU({ scale: 1.1 }),
      nn.GELU({ approximate: "tanh" }),
      nn.Hardtanh({ minVal: -0.5 }),
    ),
    sizes: [3],
  },
];

/** What courses and tutorials train. */
const networks: readonly Case[] = [
  {
    name: "course",
    model: nn.Sequential(nn.Linear(20, 64), nn.GELU(), nn.Linear(64, 64), nn.GELU(), nn.Linear(64, 1)),
    sizes: [20],
  },
  {
    name: "digits",
    model: nn.Sequential(
      nn.Conv2d(1, 8, 3, { padding: 1 }),
      nn.BatchNorm2d(8),
      nn.ReLU(),
      nn.MaxPool2d(2),
      nn.Conv2d(8, 16, 3, { padding: 1 }),
      nn.SiLU(),
      nn.AvgPool2d(2),
      nn.Flatten(),
      nn.Dropout(0.2),
      nn.Linear(64, 10),
      nn.LogSoftmax(),
    ),
    sizes: [1, 8, 8],
  },
  {
    name: "gates",
    model: nn.Sequential(
      nn.Linear(6, 16),
      nn.RMSNorm(16),
      nn.Residual(nn.Sequential(nn.Linear(16, 32), nn.SwiGLU(), nn.Linear(16, 16))),
      nn.LayerNorm(16),
      nn.PReLU(),
      nn.Linear(16, 3),
      nn.Softmax(),
    ),
    sizes: [6],
  },
];

const rows = 5;
const numbers = (count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => 1.5 * Math.sin(1.7 * i + 0.3));

const all = new Map<Case, { trainer: Trainer; x: Float32Array }>();

/** After ten steps, in which weights, learned parameters and running statistics have all moved; each trained once. */
function trained(one: Case): { trainer: Trainer; x: Float32Array } {
  const known = all.get(one) ?? train(one);
  all.set(one, known);
  return known;
}

function train({ model, sizes }: Case): { trainer: Trainer; x: Float32Array } {
  const trainer = compile(model, {
    loss: nn.MSELoss(),
    optimizer: optim.Adam({ lr: 0.02 }),
    batchSize: rows,
    inputShape: sizes,
  });
  const x = numbers(rows * sizes.reduce((n, size) => n * size, 1));
  const y = trainer.predict(x);
  const steps = Object.keys(trainer.parameters).length === 0 ? 0 : 10;
  for (let i = 0; i < steps; i++) trainer.step(x, { data: numbers(y.data.length), shape: y.shape });
  return { trainer, x };
}

/** Where two float32 implementations of one network part: rounding in each of its layers. */
const tolerance = 4e-6;

function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a, (value, i) =>
    Object.is(value, b[i]) ? 0 : Math.abs(value - b[i]!) / Math.max(1, Math.abs(value)),
  ).reduce((most, d) => (d > most || Number.isNaN(d) ? d : most), 0);
}

async function run(file: Uint8Array, x: Float32Array, sizes: readonly number[]): Promise<Tensor> {
  const session = await InferenceSession.create(file, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const { output } = await session.run({ input: new Tensor("float32", x, [rows, ...sizes]) });
  await session.release();
  return output as Tensor;
}

const cases = [...modules, ...networks, ...families, ...activations];

test.each(cases)(
  "$name: onnxruntime predicts what the trainer does, and the file comes back to the bit",
  async (one) => {
    const { trainer, x } = trained(one);
    const y = trainer.predict(x);
    for (const opset of activations.includes(one) ? [20] : [16, 20, 23]) {
      const file = exportNetwork(trainer, { target: "onnx", opset });
      const got = await run(file, x, one.sizes);
      expect(got.dims).toEqual(y.shape);
      expect(apart(y.data, got.data as Float32Array), `opset ${opset}`).toBeLessThan(tolerance);
      const back = importOnnx(file);
      expect(back.model).toEqual(one.model);
      expect(back.parameters).toEqual(trainer.parameters);
    }
  },
);

test.each(networks)("$name: what is read back predicts the same bits", (one) => {
  const { trainer, x } = trained(one);
  const { model, parameters, inputShape } = importOnnx(exportNetwork(trainer, { target: "onnx" }));
  const options = { loss: nn.MSELoss(), optimizer: optim.SGD({ lr: 0.1 }), batchSize: rows };
  const again = compile(model, { ...options, inputShape: inputShape! });
  again.load(parameters);
  expect(again.predict(x)).toEqual(trainer.predict(x));
});

test("the graph of every activation says which one it is, without the description of the model", () => {
  const others = activations.flatMap((one) => {
    const { trainer } = trained(one);
    const file = decode(exportNetwork(trainer, { target: "onnx" }), onnxSchema.model);
    const { model, parameters } = importOnnx(encode({ ...file, metadata_props: [] } as Message, onnxSchema.model));
    const read = (model as unknown as { modules: readonly { of: string }[] }).modules[1]?.of;
    const before = (one.model as unknown as { modules: readonly { of: string }[] }).modules[1]!.of;
    expect(parameters, one.name).toEqual(trainer.parameters);
    return read === before ? [] : [`${before} is read as ${read}`];
  });
  // another function of the same values, or none
  expect(others).toMatchInlineSnapshot(`
    [
      "identity is read as undefined",
    ]
  `);
});

test("a script shows the modules first", () => {
  const model = nn.Sequential(nn.Linear(2, 4), nn.Residual(nn.Sequential(nn.Linear(4, 4), nn.GELU())), nn.RMSNorm(4));
  const trainer = compile(model, { loss: nn.MSELoss(), optimizer: optim.SGD({ lr: 0.1 }), batchSize: 1 });
  const text = exportNetwork(trainer, { target: "torch", name: "threeLayers" });
  expect(text.slice(text.indexOf("def three"), text.indexOf("def load")).trimEnd()).toMatchInlineSnapshot(`
    "def three_layers():
        """The modules, with new weights."""
        return nn.Sequential(
            nn.Linear(2, 4),
            Residual(
                nn.Sequential(
                    nn.Linear(4, 4),
                    nn.GELU(),
                ),
            ),
            RMSNorm(4, eps=1.1920928955078125e-7),
        )"
  `);
});

test("a name that Python does not take, an unknown target and a missing tensor are refused", () => {
  const { trainer } = trained(networks[0]!);
  const { model, parameters } = trainer.trained();
  expect(() => exportNetwork(trainer, { target: "torch", name: "my network" })).toThrow(
    '"my network" is no name in Python',
  );
  expect(() => exportNetwork(trainer, { target: "onnx", opset: 12 })).toThrow("opset is 16 to 24, not 12");
  expect(() => exportNetwork(trainer, { target: "tflite" as "onnx" })).toThrow('unknown target "tflite"');
  expect(() => exportNetwork(trainer, "onnx" as never)).toThrow(
    'takes its options by name, not "onnx"; { target: "onnx" }',
  );
  const { "0.weight": _, ...rest } = parameters;
  for (const target of ["onnx", "torch"] as const) {
    expect(() => exportNetwork({ model, parameters: rest }, { target: target as "onnx" })).toThrow('"0.weight"');
  }
  const wrong = { ...parameters, "0.weight": { data: new Float32Array(4), shape: [2, 2] } };
  expect(() => exportNetwork({ model, parameters: wrong }, { target: "onnx" })).toThrow('"0.weight" of shape [64, 20]');
});

test("numbers of a network that were changed go along, and a float64 network stays one in PyTorch", () => {
  const model = nn.Sequential(nn.Linear(2, 2), nn.LeakyReLU());
  const options = {
    loss: nn.MSELoss(),
    optimizer: optim.SGD({ lr: 0.1 }),
    batchSize: 1,
    precision: "float64",
  } as const;
  const trainer = compile(model, options);
  trainer.reset({ scalars: { "1.negativeSlope": 0.25 } });
  const text = exportNetwork(trainer, { target: "torch" });
  expect(text).toContain("nn.LeakyReLU(negative_slope=0.25)");
  expect(text).toContain('"0.weight": (torch.float64, (2, 2)');
  expect(importOnnx(exportNetwork(trainer, { target: "onnx" })).scalars).toEqual({ "1.negativeSlope": 0.25 });
});

test("PyTorch runs every script, predicts what the trainer does and names its state the same", {
  timeout: 120_000,
}, async () => {
  const made = cases.map((one, i) => {
    const { trainer, x } = trained(one);
    writeFileSync(join(folder, `network${i}.py`), exportNetwork(trainer, { target: "torch" }));
    const names = Object.keys(trainer.parameters);
    const y = trainer.predict(x).data;
    return { one, x: Array.from(x), shape: [rows, ...one.sizes], y, names };
  });
  writeFileSync(join(folder, "rows.json"), JSON.stringify(made.map(({ x, shape }) => ({ x, shape }))));
  writeFileSync(
    join(folder, "run.py"),
    [
      "import importlib, json, torch, warnings",
      "warnings.filterwarnings('ignore')",
      "rows = json.load(open('rows.json'))",
      "out = []",
      "for i, row in enumerate(rows):",
      "    m = importlib.import_module(f'network{i}')",
      "    model = m.load()",
      "    with torch.no_grad():",
      "        y = model(torch.tensor(row['x']).reshape(row['shape']))",
      "    # None for what is no number: JSON has none",
      "    y = [v if v == v and abs(v) != float('inf') else None for v in y.flatten().tolist()]",
      "    out.append({'y': y, 'names': list(model.state_dict()), 'same': bool(m.check()[0])})",
      "json.dump(out, open('out.json', 'w'))",
    ].join("\n"),
  );
  await promisify(execFile)("/usr/bin/python3", ["run.py"], { cwd: folder });
  const { readFileSync } = await import("node:fs");
  const out = JSON.parse(readFileSync(join(folder, "out.json"), "utf8")) as {
    y: (number | null)[];
    names: string[];
    same: boolean;
  }[];
  const wrong = made.flatMap(({ one, y, names }, i) => {
    const got = out[i]!;
    const sameNames = names.toSorted().join() === got.names.toSorted().join();
    const off = apart(
      y,
      got.y.map((value, k) => value ?? y[k]!),
    );
    return sameNames && off < tolerance && got.same ? [] : [`${one.name}: off by ${off}, ${got.names}, ${got.same}`];
  });
  expect(wrong).toEqual([]);
});
