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
