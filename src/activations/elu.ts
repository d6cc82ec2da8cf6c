/** Exponential units: x above zero, an exponential that settles at a negative constant below. */
import type { Activation } from "./activation.ts";

/** Exponential below zero, so that mean activations can sit near zero. */
export const elu = {
  name: "elu",
  formula: "where(x > 0, x, alpha * expm1(x))",
  params: {
    /** Minus the limit far to the left, and the slope just below 0. */
    alpha: { init: 1 },
  },
  corners: [{ at: "0", slope: "alpha" }],
  source: { author: "Clevert, Unterthiner, Hochreiter", year: 2015, arxiv: "1511.07289" },
  known: {
    torch: "nn.ELU",
    jax: "jax.nn.elu",
    keras: "elu",
    tfjs: "elu",
    onnx: { op: "Elu", opset: 6, attrs: { alpha: "alpha" } },
    timm: "elu",
  },
  differs: { tfjs: "alpha is fixed at 1 in the core" },
} as const satisfies Activation;

/** ELU scaled so that mean 0 and variance 1 are a fixed point from layer to layer. */
export const selu = {
  name: "selu",
  formula: "scale * where(x > 0, x, alpha * expm1(x))",
  // Klambauer et al. 2017, eq. 14
  params: {
    /** Minus the limit far to the left, before `scale`. */
    alpha: { init: 1.6732632423543772 },
    /** The slope above 0, above 1 to keep the variance. */
    scale: { init: 1.0507009873554805 },
  },
  corners: [{ at: "0", slope: "scale * alpha" }],
  source: { author: "Klambauer, Unterthiner, Mayr, Hochreiter", year: 2017, arxiv: "1706.02515" },
  known: {
    torch: "nn.SELU",
    torchTakes: [],
    jax: "jax.nn.selu",
    keras: "selu",
    tfjs: "selu",
    onnx: { op: "Selu", opset: 6, attrs: { alpha: "alpha", gamma: "scale" } },
    timm: "selu",
  },
  differs: { onnx: "the default constants are rounded to float32" },
} as const satisfies Activation;

/** ELU with its argument scaled too: continuously differentiable for every alpha. */
export const celu = {
  name: "celu",
  formula: "where(x > 0, x, alpha * expm1(x / alpha))",
  params: {
    /** Minus the limit far to the left; the slope at 0 is 1 for all. */
    alpha: { init: 1 },
  },
  source: { author: "Barron", year: 2017, arxiv: "1704.07483" },
  known: {
    torch: "nn.CELU",
    jax: "jax.nn.celu",
    keras: "celu",
    onnx: { op: "Celu", opset: 12, attrs: { alpha: "alpha" } },
    timm: "celu",
  },
} as const satisfies Activation;

/** Inverse square root linear unit: no exponential, and two continuous derivatives. */
export const isrlu = {
  name: "isrlu",
  formula: "where(x >= 0, x, x / sqrt(1 + alpha * x^2))",
  params: {
    /** The limit far to the left is -1 / sqrt(alpha). */
    alpha: { init: 1 },
  },
  source: { author: "Carlile et al.", year: 2017, arxiv: "1710.09967" },
} as const satisfies Activation;

/** ELU with learned scales, tied so that the slope is continuous at 0. */
export const pelu = {
  name: "pelu",
  formula: "where(x >= 0, a / b * x, a * expm1(x / b))",
  params: {
    /** Minus the limit far to the left; a / b is the slope above 0. */
    a: { init: 1, trainable: true },
    /** How far below 0 it bends. */
    b: { init: 1, trainable: true },
  },
  source: { author: "Trottier, Giguère, Chaib-draa", year: 2016, arxiv: "1605.09332" },
} as const satisfies Activation;

/** ELU with both constants learned: ReLU, leaky ReLU and ELU are near. */
export const mpelu = {
  name: "mpelu",
  formula: "where(x > 0, x, alpha * expm1(beta * x))",
  params: {
    /** Minus the limit far to the left. */
    alpha: { init: 1, trainable: true },
    /** How soon below 0 it bends. */
    beta: { init: 1, trainable: true },
  },
  corners: [{ at: "0", slope: "alpha * beta" }],
  source: { author: "Li et al.", year: 2016, arxiv: "1606.00305" },
} as const satisfies Activation;

/** Power linear unit: settles like |x|^-n. */
export const polu = {
  name: "polu",
  printed: "where(x >= 0, x, (1 - x)^(-n) - 1)",
  formula: "where(x >= 0, x, expm1(-n * log1p(-x)))",
  params: {
    /** The power with which it goes to -1. */
    n: { init: 1 },
  },
  corners: [{ at: "0", slope: "1" }],
  source: { author: "Li, Ding, Li", year: 2021, arxiv: "1802.00212" },
} as const satisfies Activation;

export const erfRelu = {
  name: "erfRelu",
  formula: "where(x >= 0, x, a * erf(x))",
  params: {
    /** Minus the limit far to the left. */
    a: { init: 1 },
  },
  corners: [{ at: "0", slope: "1" }],
  source: { author: "Rajanand, Singh", year: 2023, arxiv: "2306.01822" },
} as const satisfies Activation;

/** A hump below zero that returns to 0, scaled to keep mean 0 and variance 1. */
export const serlu = {
  name: "serlu",
  formula: "l * where(x >= 0, x, a * x * exp(x))",
  params: {
    /** The slope above 0. */
    l: { init: 1.07862 },
    /** The depth of the dip below 0, before `l`. */
    a: { init: 2.90427 },
  },
  corners: [{ at: "0", slope: "l" }],
  source: { author: "Zhang, Li", year: 2018, arxiv: "1807.10117" },
} as const satisfies Activation;

/** A surrogate for ReLU's slope: its own keeps dead units trainable. It jumps by alpha at 0. */
export const nelu = {
  name: "nelu",
  formula: "where(x > 0, x, -alpha / (1 + x^2))",
  params: {
    /** Minus the value just below 0. */
    alpha: { init: 0.05 },
  },
  corners: [{ at: "0", slope: "0" }],
  source: { year: 2025, title: "SUGAR", arxiv: "2505.22074" },
} as const satisfies Activation;

/** Softplus below zero, moved and scaled to meet x with slope 1. */
export const slu = {
  name: "slu",
  printed: "where(x >= 0, x, 2 * softplus(x) - 2 * log(2))",
  formula: "where(x >= 0, x, 2 * log1p(expm1(x) / 2))",
  source: { author: "Zhao, Liu, Tang, Yang", year: 2018 },
} as const satisfies Activation;
