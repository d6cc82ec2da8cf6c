/** Sigmoidal functions: they rise from one constant to another; and the logarithm of one. */
import type { Activation } from "./activation.ts";

export const sigmoid = {
  name: "sigmoid",
  formula: "sigmoid(x)",
  aliases: ["logistic"],
  source: { author: "Verhulst; Rumelhart, Hinton, Williams", year: 1845 },
  known: {
    torch: "nn.Sigmoid",
    jax: "jax.nn.sigmoid",
    keras: "sigmoid",
    tfjs: "sigmoid",
    onnx: { op: "Sigmoid", opset: 6 },
    timm: "sigmoid",
    hf: "sigmoid",
  },
} as const satisfies Activation;

export const logsigmoid = {
  name: "logsigmoid",
  formula: "-softplus(-x)",
  source: { title: "log-likelihood of the logistic distribution" },
  known: { torch: "nn.LogSigmoid", jax: "jax.nn.log_sigmoid", keras: "log_sigmoid", tfjs: "logSigmoid" },
} as const satisfies Activation;

export const tanh = {
  name: "tanh",
  formula: "tanh(x)",
  source: { author: "LeCun, Bottou, Orr, Müller", year: 1998 },
  known: {
    torch: "nn.Tanh",
    jax: "jax.nn.tanh",
    keras: "tanh",
    tfjs: "tanh",
    onnx: { op: "Tanh", opset: 6 },
    timm: "tanh",
    hf: "tanh",
  },
} as const satisfies Activation;

/** Approaches its bounds like 1/x, so its slope vanishes more slowly than tanh's. */
export const softsign = {
  name: "softsign",
  formula: "x / (1 + abs(x))",
  source: { author: "Elliott; Bergstra et al.; Glorot, Bengio", year: 1993 },
  known: {
    torch: "nn.Softsign",
    jax: "jax.nn.soft_sign",
    keras: "softsign",
    tfjs: "softsign",
    onnx: { op: "Softsign", opset: 1 },
  },
  differs: { torch: "NaN at infinity instead of the limits 1 and -1" },
} as const satisfies Activation;

/** Dynamic tanh: takes the place of a normalisation layer. */
export const dyt = {
  name: "dyt",
  formula: "gamma * tanh(alpha * x) + beta",
  params: {
    alpha: { init: 0.5, trainable: true },
    gamma: { init: 1, trainable: true, per: "channel" },
    beta: { init: 0, trainable: true, per: "channel" },
  },
  aliases: ["dynamicTanh"],
  source: { author: "Zhu, Chen, He, LeCun, Liu", year: 2025, arxiv: "2503.10622" },
} as const satisfies Activation;

/** The slope of sparsePlus. */
export const sparseSigmoid = {
  name: "sparseSigmoid",
  formula: "min(max(x + 1, 0), 2) / 2",
  source: { author: "Blondel, Martins, Niculae", year: 2019, arxiv: "1901.02324" },
  known: { jax: "jax.nn.sparse_sigmoid", keras: "sparse_sigmoid" },
} as const satisfies Activation;

/** The slope of silu, used as a unit of its own. */
export const dsilu = {
  name: "dsilu",
  printed: "sigmoid(x) * (1 + x * (1 - sigmoid(x)))",
  // in two terms, whose second derivatives do not cancel at 0
  formula: "sigmoid(x) + x * (sigmoid(x) * sigmoid(-x))",
  source: { author: "Elfwing, Uchibe, Doya", year: 2017, arxiv: "1702.03118" },
} as const satisfies Activation;

/** tanh scaled so that f(1) is about 1. */
export const lecunTanh = {
  name: "lecunTanh",
  formula: "1.7159 * tanh(2 / 3 * x)",
  source: { author: "LeCun, Bottou, Orr, Müller", year: 1998, title: "Efficient BackProp" },
} as const satisfies Activation;

/** Linear near 0, never past cap: for logits. */
export const softCap = {
  name: "softCap",
  formula: "cap * tanh(x / cap)",
  params: { cap: { init: 30 } },
  aliases: ["softclamp"],
  source: { year: 2024, title: "Gemma 2", arxiv: "2408.00118" },
} as const satisfies Activation;

export const erf = {
  name: "erf",
  formula: "erf(x)",
  known: { tfjs: "erf", onnx: { op: "Erf", opset: 9 } },
} as const satisfies Activation;

/** Dynamic erf: takes the place of a normalisation layer, as dyt does. */
export const derf = {
  name: "derf",
  formula: "gamma * erf(alpha * x + s) + beta",
  params: {
    alpha: { init: 0.5, trainable: true },
    s: { init: 0, trainable: true },
    gamma: { init: 1, trainable: true },
    beta: { init: 0, trainable: true },
  },
  source: { year: 2025, arxiv: "2512.10938" },
} as const satisfies Activation;

/** A normal distribution function, placed where it is nearest to squared ReLU in attention. */
export const laplaceCdf = {
  name: "laplaceCdf",
  printed: "(1 + erf((x - mu) / (sigma * sqrt(2)))) / 2",
  formula: "normcdf((x - mu) / sigma)",
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: MEGA rounds it to six digits
  params: { mu: { init: 0.707107 }, sigma: { init: 0.282095 } },
  source: { author: "Ma et al.", year: 2022, title: "MEGA", arxiv: "2209.10655" },
  known: { hf: "laplace" },
} as const satisfies Activation;

export const arctan = {
  name: "arctan",
  formula: "atan(x)",
  known: { onnx: { op: "Atan", opset: 7 } },
} as const satisfies Activation;

/** Inverse square root unit: tanh's shape without an exponential. */
export const isru = {
  name: "isru",
  formula: "x / sqrt(1 + alpha * x^2)",
  params: { alpha: { init: 1 } },
  source: { author: "Carlile et al.", year: 2017, arxiv: "1710.09967" },
} as const satisfies Activation;

/** Richards' curve with two parameters left. */
export const aria2 = {
  name: "aria2",
  printed: "(1 + exp(-beta * x))^(-alpha)",
  formula: "exp(-alpha * softplus(-beta * x))",
  params: { alpha: { init: 1.5 }, beta: { init: 2 } },
  source: { author: "Patwardhan et al.", year: 2018, arxiv: "1805.08878" },
} as const satisfies Activation;

/** Square nonlinearity: two parabolas for tanh. */
export const sqnl = {
  name: "sqnl",
  formula: "where(abs(x) > 2, sign(x), x - x * abs(x) / 4)",
  source: { author: "Wuraola, Patel", year: 2018 },
} as const satisfies Activation;

/** The identity on [0, 1] with soft ends. */
export const softclip = {
  name: "softclip",
  printed: "(softplus(alpha * x) - softplus(alpha * (x - 1))) / alpha",
  formula: "log1p(expm1(alpha) * sigmoid(alpha * (x - 1))) / alpha",
  params: { alpha: { init: 50 } },
  source: { author: "Klimek, Perelstein", year: 2018, arxiv: "1810.11509" },
} as const satisfies Activation;

/** 0 and 1 joined by a cubic: exact at both ends, for conditional computation. */
export const smoothStep = {
  name: "smoothStep",
  printed: "where(x <= -g / 2, 0, where(x >= g / 2, 1, -2 / g^3 * x^3 + 3 / (2 * g) * x + 1/2))",
  // with its double root at -g/2 made plain
  formula: "where(x <= -g / 2, 0, where(x >= g / 2, 1, 2 * (x / g + 1/2)^2 * (1 - x / g)))",
  params: { g: { init: 1 } },
  source: { author: "Hazimeh et al.", year: 2020, arxiv: "2002.07772" },
} as const satisfies Activation;
