/** Rectifiers: linear or quadratic above zero, something smaller below. */
import type { Activation } from "./activation.ts";

export const relu = {
  name: "relu",
  formula: "max(x, 0)",
  source: { author: "Fukushima; Nair, Hinton", year: 1969 },
  known: {
    torch: "nn.ReLU",
    jax: "jax.nn.relu",
    keras: "relu",
    tfjs: "relu",
    onnx: { op: "Relu", opset: 6 },
    timm: "relu",
    hf: "relu",
  },
} as const satisfies Activation;

/** A small slope below zero keeps every unit trainable. */
export const leakyRelu = {
  name: "leakyRelu",
  formula: "where(x > 0, x, negativeSlope * x)",
  params: {
    /** The slope below 0. */
    negativeSlope: { init: 0.01 },
  },
  corners: [{ at: "0", slope: "negativeSlope" }],
  aliases: ["lrelu"],
  source: { author: "Maas, Hannun, Ng", year: 2013 },
  known: {
    torch: "nn.LeakyReLU",
    jax: "jax.nn.leaky_relu",
    keras: "leaky_relu",
    tfjs: "leakyRelu",
    onnx: { op: "LeakyRelu", opset: 6, attrs: { alpha: "negativeSlope" } },
    timm: "leaky_relu",
  },
  differs: {
    keras: "negativeSlope is 0.2 in activations.leaky_relu and 0.3 in layers.LeakyReLU",
    tfjs: "negativeSlope is 0.2 in leakyRelu and 0.3 in layers.leakyReLU",
  },
} as const satisfies Activation;

/** Leaky ReLU whose slope is learned, one for all or one per channel. */
export const prelu = {
  name: "prelu",
  formula: "where(x > 0, x, a * x)",
  params: {
    /** The slope below 0. */
    a: { init: 0.25, trainable: true, per: "channel" },
  },
  corners: [{ at: "0", slope: "a" }],
  source: { author: "He, Zhang, Ren, Sun", year: 2015, arxiv: "1502.01852" },
  known: {
    torch: "nn.PReLU",
    keras: "layers.PReLU",
    tfjs: "prelu",
    onnx: { op: "PRelu", opset: 9, inputs: ["a"] },
    timm: "prelu",
  },
  differs: { keras: "the slope starts at 0, one per feature" },
} as const satisfies Activation;

export const relu6 = {
  name: "relu6",
  formula: "min(max(x, 0), 6)",
  source: { author: "Krizhevsky", year: 2010, title: "Convolutional Deep Belief Networks on CIFAR-10" },
  known: { torch: "nn.ReLU6", jax: "jax.nn.relu6", keras: "relu6", tfjs: "relu6", timm: "relu6", hf: "relu6" },
} as const satisfies Activation;

/** x above `threshold`, else `value`. PyTorch has no defaults; these are the ones of its documentation's example. */
export const threshold = {
  name: "threshold",
  formula: "where(x > threshold, x, value)",
  params: {
    /** What x must be above. */
    threshold: { init: 0.1 },
    /** What it is otherwise. */
    value: { init: 20 },
  },
  corners: [{ at: "threshold", slope: "0" }],
  source: { title: "Torch7" },
  known: { torch: "nn.Threshold", keras: "threshold" },
} as const satisfies Activation;

/** ReLU with a dead zone; discontinuous at `alpha`. */
export const thresholdedRelu = {
  name: "thresholdedRelu",
  formula: "where(x > alpha, x, 0)",
  params: {
    /** What x must be above. */
    alpha: { init: 1 },
  },
  corners: [{ at: "alpha", slope: "0" }],
  aliases: ["trec"],
  source: { author: "Konda, Memisevic, Krueger", year: 2014, arxiv: "1402.3337" },
  known: { tfjs: "layers.thresholdedReLU", onnx: { op: "ThresholdedRelu", opset: 10, attrs: { alpha: "alpha" } } },
} as const satisfies Activation;

/** Found by the Primer search for transformers. */
export const reluSquared = {
  name: "reluSquared",
  formula: "max(x, 0)^2",
  aliases: ["relu2", "squaredRelu"],
  source: { author: "So et al.", year: 2021, arxiv: "2109.08668" },
  known: { timm: "SquaredReLU", hf: "relu2" },
} as const satisfies Activation;

/** Squared ReLU shifted and scaled to mean 0 and variance 1 on standard normal input. */
export const starRelu = {
  name: "starRelu",
  formula: "s * max(x, 0)^2 + b",
  params: {
    /** The scale. */
    s: { init: 0.8944, trainable: true },
    /** The shift. */
    b: { init: -0.4472, trainable: true },
  },
  source: { author: "Yu et al.", year: 2022, title: "MetaFormer Baselines", arxiv: "2210.13452" },
  known: { timm: "StarReLU" },
  differs: { timm: "starts at s = 1, b = 0" },
} as const satisfies Activation;

/** Quadratic above zero, the integral of a shifted ELU below; C1 at zero for every parameter. */
export const xielu = {
  name: "xielu",
  // the paper's an (exp(x) - 1 - x) + beta x, with the terms in x taken together: else inf - inf at the left end
  formula: "where(x > 0, ap * x^2 + beta * x, an * expm1(x) + (beta - an) * x)",
  params: {
    /** The bend above 0. */
    ap: { init: 0.8, trainable: true },
    /** The bend below 0. */
    an: { init: 0.8, trainable: true },
    /** The slope at 0. */
    beta: { init: 0.5 },
  },
  corners: [{ at: "0", slope: "beta" }],
  source: { author: "Huang, Schlag", year: 2024, arxiv: "2411.13010" },
  known: { hf: "xielu" },
  differs: { hf: "trains alpha_p and alpha_n with ap = softplus(alpha_p), an = beta + softplus(alpha_n)" },
} as const satisfies Activation;

/** ReLU that stops at n. */
export const reluN = {
  name: "reluN",
  formula: "min(max(x, 0), n)",
  params: {
    /** The largest value. */
    n: { init: 1 },
  },
  aliases: ["brelu", "cappedRelu"],
  source: { author: "Krizhevsky", year: 2010 },
  known: { tfjs: "layers.reLU({ maxValue: n })" },
} as const satisfies Activation;

/** ReLU with its growth made logarithmic. */
export const nlrelu = {
  name: "nlrelu",
  formula: "log1p(beta * max(x, 0))",
  params: {
    /** The slope just above 0. */
    beta: { init: 1 },
  },
  source: { author: "Liu, Zhang, Zhang, Cao", year: 2019, arxiv: "1908.03682" },
} as const satisfies Activation;
