/** ONNX files of others, of ours without their description, and of nobody: read, or refused in a line. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { NonlinError } from "../base/index.ts";
import { type Module, nn } from "../nn/index.ts";
import { optim } from "../optim/index.ts";
import { decode, encode, type Message, onnxSchema } from "../targets/index.ts";
import { compile, exportNetwork, importOnnx, type Trained } from "./index.ts";

interface Golden {
  readonly file: string;
  readonly shape: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const { networks } = JSON.parse(readFileSync(join(import.meta.dirname, "../../test/golden/onnx.json"), "utf8")) as {
  networks: Record<string, Golden>;
};

function bytesOf(file: string): Uint8Array {
  return new Uint8Array(Buffer.from(file, "base64"));
}

function trainerOf({ model, parameters, inputShape }: Trained) {
  const options = { loss: nn.MSELoss(), optimizer: optim.SGD({ lr: 0.1 }), batchSize: 4 };
  const trainer = compile(model, { ...options, ...(inputShape && { inputShape }) });
  trainer.load(parameters);
  return trainer;
}

function kindsOf(module: Module): readonly string[] {
  const { modules = [], block, of } = module as { modules?: readonly Module[]; block?: Module; of?: string };
  const own = modules.length > 0 ? [] : [of ?? module.kind];
  return [...own, ...modules.flatMap(kindsOf), ...(block === undefined ? [] : kindsOf(block))];
}

test.each(Object.keys(networks))("%s, exported by PyTorch, predicts what PyTorch does", (name) => {
  const { file, x, y } = networks[name]!;
  const trainer = trainerOf(importOnnx(bytesOf(file)));
  const got = trainer.predict(Float32Array.from(x)).data;
  // sums of float32 in another order, through up to 32 layers
  for (const [i, value] of got.entries())
    expect(Math.abs(value - y[i]!)).toBeLessThan(4e-6 * Math.max(1, Math.abs(y[i]!)));
  trainer.dispose();
});

test("what PyTorch writes as primitives comes back under its name, and other formulas as they are", () => {
  const { model } = importOnnx(bytesOf(networks.activations!.file));
  expect(
    kindsOf(model)
      .filter((kind) => kind !== "Linear")
      .join(" "),
  ).toBe(
    "gelu geluTanh silu leakyRelu elu selu sigmoid tanh softplus hardswish hardSigmoidOnnx prelu mish relu6 celu x * tanh(x * 1.5) + 0.25 softmax",
  );
});

test("batch and layer normalisation, a residual block and a gate are found in the graphs of PyTorch", () => {
  expect(kindsOf(importOnnx(bytesOf(networks.norms!.file)).model).join(" ")).toBe(
    "Linear LayerNorm Residual Linear tanh BatchNorm1d Linear",
  );
  expect(kindsOf(importOnnx(bytesOf(networks["layer norm"]!.file)).model).join(" ")).toBe(
    "Linear LayerNorm glu Flatten",
  );
});

/** Our file, changed; all fields are lists. */
function changed(file: Uint8Array, change: (model: Record<string, Message[]>) => void): Uint8Array {
  const model = structuredClone(decode(file, onnxSchema.model)) as unknown as Record<string, Message[]>;
  change(model);
  return encode(model as unknown as Message, onnxSchema.model);
}

const model = nn.Sequential(
  nn.Linear(3, 8),
  nn.Mish(),
  nn.LayerNorm(8),
  nn.Residual(nn.Sequential(nn.Linear(8, 8), nn.Swish())),
  nn.RMSNorm(8),
  nn.SwiGLU(),
  nn.LeakyReLU({ negativeSlope: 0.3 }),
  nn.Dropout(0.1),
  nn.Linear(4, 2),
  nn.Softmax(),
);
const original = compile(model, { loss: nn.MSELoss(), optimizer: optim.Adam({ lr: 0.1 }), batchSize: 4 });
const rows = Float32Array.from({ length: 12 }, (_, i) => Math.sin(i));
for (let i = 0; i < 5; i++) original.step(rows, new Float32Array(8).fill(0.5));
const file = exportNetwork(original, { target: "onnx" });

test("the graph alone, without the description that travels with it, gives the same network", () => {
  for (const opset of [16, 20, 24]) {
    const bare = changed(exportNetwork(original, { target: "onnx", opset }), (m) => {
      m.metadata_props = [];
    });
    const read = importOnnx(bare);
    expect(kindsOf(read.model).join(" ")).toBe(
      "Linear mish LayerNorm Residual Linear swish RMSNorm swiglu leakyRelu Linear softmax",
    );
    expect(trainerOf(read).predict(rows)).toEqual(original.predict(rows));
  }
});

test("a description that is not of its graph is not believed", () => {
  const other = changed(file, (m) => {
    const [entry] = m.metadata_props as unknown as { value: string[] }[];
    entry!.value = [entry!.value[0]!.replace('"mish"', '"silu"')];
  });
  expect(kindsOf(importOnnx(other).model)).toContain("mish");
  const endless = changed(file, (m) => {
    const [entry] = m.metadata_props as unknown as { value: string[] }[];
    entry!.value = [
      '{"model":{"kind":"Tied","times":9007199254740991,"block":{"kind":"Sequential","modules":[]}},"state":{}}',
    ];
  });
  expect(kindsOf(importOnnx(endless).model)).toContain("mish");
});

/** The message for a file that is refused, in time. */
function refusal(bytes: Uint8Array): string {
  const begin = performance.now();
  try {
    importOnnx(bytes);
  } catch (error) {
    // the limit is 100 ms on a free machine; tests share theirs
    expect(performance.now() - begin).toBeLessThan(1000);
    expect(error).toBeInstanceOf(NonlinError);
    expect((error as NonlinError).code).toMatch(/^E_(MODEL|SHAPE)$/);
    expect((error as NonlinError).message.length).toBeLessThan(300);
    return (error as NonlinError).message;
  }
  throw new Error("the file was read");
}

type Graph = { node: Message[]; initializer: Record<string, unknown[]>[]; input: Message[] };
const graph = (change: (g: Graph) => void): Uint8Array => changed(file, (m) => change(m.graph![0] as unknown as Graph));
const tensor = (change: (t: Record<string, unknown[]>) => void): Uint8Array => graph((g) => change(g.initializer[0]!));

test.each([
  ["nothing", new Uint8Array(0), "no ONNX model"],
  ["half of a file", file.subarray(0, file.length / 2), "not all of one"],
  ["bytes after the end", Uint8Array.from([...file, 0, 0]), "not all of one"],
  ["fields after the end", Uint8Array.from([...file, 0xf8, 0x01, 0x05]), "no Protocol Buffers message"],
  ["text", new TextEncoder().encode("import onnx"), "Protocol Buffers"],
  [
    "a tensor in another file",
    tensor((t) =>
      Object.assign(t, { data_location: [1], external_data: [{ key: ["location"], value: ["/etc/passwd"] }] }),
    ),
    "lies in another file",
  ],
  [
    "too few bytes",
    tensor((t) => Object.assign(t, { raw_data: [new Uint8Array(8)] })),
    'the tensor "0.weight" of shape [8, 3] takes 24 numbers but has 2',
  ],
  [
    "a broken number",
    tensor((t) => Object.assign(t, { raw_data: [new Uint8Array(95)] })),
    "takes 24 numbers but has 23.75",
  ],
  ["sizes whose product overflows", tensor((t) => Object.assign(t, { dims: [2 ** 40, 2 ** 40] })), "has the shape"],
  [
    "sizes beyond the bytes",
    tensor((t) => Object.assign(t, { dims: [2 ** 50] })),
    "takes 1125899906842624 numbers but has 24",
  ],
  ["a size below zero", tensor((t) => Object.assign(t, { dims: [-8, -3] })), "has the shape [-8, -3]"],
  ["an unknown type", tensor((t) => Object.assign(t, { data_type: [99] })), "has the data type 99"],
  ["a tensor twice", graph((g) => g.initializer.push(g.initializer[0]!)), '"0.weight" is there twice'],
  ["a missing tensor", graph((g) => g.initializer.shift()), 'reads "0.weight", which nothing before it makes'],
  ["nodes in a circle", graph((g) => g.node.reverse()), "which nothing before it makes"],
  ["an output twice", graph((g) => g.node.push(g.node.at(-1)!)), "which is there already"],
  [
    "an operator that is not read",
    graph((g) => Object.assign(g.node[0]!, { op_type: ["Einsum"] })),
    'node "/0/Gemm" (Einsum) is of an operator that is not read',
  ],
  ["two inputs", graph((g) => g.input.push({ name: ["second"] })), "2 inputs"],
])("%s is refused", (_, bytes, message) => {
  expect(refusal(bytes)).toContain(message);
});

test("NaN and infinity among the weights come back as they are", () => {
  const odd = compile(nn.Linear(2, 2), { loss: nn.MSELoss(), optimizer: optim.SGD({ lr: 1 }), batchSize: 1 });
  const weight = Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, -0, 1e-42);
  odd.load({ weight, bias: Float32Array.of(1, 2) });
  expect(importOnnx(exportNetwork(odd, { target: "onnx" })).parameters.weight!.data).toEqual(weight);
});

test("no change of bytes brings out anything but a network or a refusal", () => {
  const files = [file, ...Object.values(networks).map((n) => bytesOf(n.file))];
  fc.assert(
    fc.property(
      fc.nat(files.length - 1),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      fc.option(fc.nat(), { nil: undefined }),
      (which, edits, cut) => {
        const bytes = files[which]!.slice(0, cut === undefined ? undefined : cut % files[which]!.length);
        for (const [at, value] of edits) if (bytes.length > 0) bytes[at % bytes.length] = value;
        try {
          importOnnx(bytes);
        } catch (error) {
          if (!(error instanceof NonlinError)) throw error;
        }
      },
    ),
    { numRuns: 300 },
  );
});
