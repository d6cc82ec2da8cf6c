/** Self-gated functions: x times something that rises smoothly from 0 to a constant. */
import type { Activation } from "./activation.ts";

export const silu = {
  name: "silu",
  formula: "x * sigmoid(x)",
  source: {
    author: "Hendrycks, Gimpel; Elfwing, Uchibe, Doya; Ramachandran, Zoph, Le",
    year: 2016,
    arxiv: "1702.03118",
  },
  known: {
    torch: "nn.SiLU",
    jax: "jax.nn.silu",
    keras: "silu",
    tfjs: "swish",
    onnx: { op: "Swish", opset: 24, attrs: { alpha: "1" } },
    timm: "silu",
    hf: "silu",
  },
} as const satisfies Activation;

/** SiLU with a learned gate: x/2 at beta = 0, ReLU as beta grows. */
export const swish = {
  name: "swish",
  formula: "x * sigmoid(beta * x)",
  params: { beta: { init: 1, trainable: true } },
  source: { author: "Ramachandran, Zoph, Le", year: 2017, arxiv: "1710.05941" },
  known: { tfjs: "swish", onnx: { op: "Swish", opset: 24, attrs: { alpha: "beta" } } },
} as const satisfies Activation;

export const mish = {
  name: "mish",
  formula: "x * tanh(softplus(x))",
  source: { author: "Misra", year: 2019, arxiv: "1908.08681" },
  known: {
    torch: "nn.Mish",
    jax: "jax.nn.mish",
    keras: "mish",
    tfjs: "mish",
    onnx: { op: "Mish", opset: 18 },
    timm: "mish",
    hf: "mish",
  },
} as const satisfies Activation;

export const tanhExp = {
  name: "tanhExp",
  formula: "x * tanh(exp(x))",
  source: { author: "Liu, Di", year: 2020, arxiv: "2003.09855" },
} as const satisfies Activation;

/** The same function as tanhExp, found again four years later. */
export const telu = {
  name: "telu",
  formula: "x * tanh(exp(x))",
  source: { author: "Fernandez, Mali", year: 2024, arxiv: "2412.20269" },
  note: "identical to tanhExp (2020)",
} as const satisfies Activation;

export const serf = {
  name: "serf",
  formula: "x * erf(softplus(x))",
  source: { author: "Nag, Bhattacharyya", year: 2021, arxiv: "2108.09598" },
} as const satisfies Activation;

export const smish = {
  name: "smish",
  formula: "a * x * tanh(log1p(sigmoid(b * x)))",
  params: { a: { init: 1 }, b: { init: 1 } },
  source: { author: "Wang, Ren, Wang", year: 2022, title: "Electronics 11(4):540" },
} as const satisfies Activation;

export const logish = {
  name: "logish",
  formula: "a * x * log1p(sigmoid(b * x))",
  params: { a: { init: 1 }, b: { init: 1 } },
  source: { author: "Zhu, Meng, Liu et al.", year: 2021, title: "Neurocomputing" },
} as const satisfies Activation;

/** A smooth maximum of p1 x and p2 x; learns whether to activate at all. */
export const aconC = {
  name: "aconC",
  formula: "(p1 - p2) * x * sigmoid(beta * (p1 - p2) * x) + p2 * x",
  params: {
    p1: { init: 1, trainable: true, per: "channel" },
    p2: { init: 0, trainable: true, per: "channel" },
    beta: { init: 1, trainable: true, per: "channel" },
  },
  aliases: ["acon"],
  source: { author: "Ma, Zhang, Liu, Sun", year: 2020, arxiv: "2009.04759" },
} as const satisfies Activation;
