/** Gaussian error linear units: x gated by a distribution function. */
import type { Activation } from "./activation.ts";

/** x times the probability that a standard normal variable is below x. */
export const gelu = {
  name: "gelu",
  formula: "x * normcdf(x)",
  variants: { approximate: { none: "gelu", tanh: "geluTanh" } },
  aliases: ["geluPython"],
  source: { author: "Hendrycks, Gimpel", year: 2016, arxiv: "1606.08415" },
  known: {
    torch: "nn.GELU",
    jax: "jax.nn.gelu(approximate=False)",
    keras: "gelu",
    tfjs: "gelu",
    onnx: { op: "Gelu", opset: 20, options: { approximate: "none" } },
    timm: "gelu",
    hf: "gelu",
  },
  differs: { jax: "jax.nn.gelu is geluTanh unless approximate=False" },
} as const satisfies Activation;

/** GELU with the tanh approximation of the normal distribution: 0.5 x (1 + tanh u) = x sigmoid(2u). */
export const geluTanh = {
  name: "geluTanh",
  formula: "x * sigmoid(2 * sqrt(2 / pi) * (x + 0.044715 * x^3))",
  aliases: ["jax.nn.gelu", "geluNew", "geluFast", "geluPytorchTanh", "geluAccurate"],
  source: { author: "Hendrycks, Gimpel", year: 2016, arxiv: "1606.08415" },
  known: {
    torch: "nn.GELU(approximate='tanh')",
    jax: "jax.nn.gelu(approximate=True)",
    keras: "gelu(approximate=True)",
    tfjs: "gelu_new",
    onnx: { op: "Gelu", opset: 20, options: { approximate: "tanh" } },
    timm: "gelu_tanh",
    hf: "gelu_new",
  },
} as const satisfies Activation;

/** The cheaper gate of OpenAI's CLIP. */
export const quickGelu = {
  name: "quickGelu",
  formula: "x * sigmoid(1.702 * x)",
  source: { author: "Hendrycks, Gimpel", year: 2016, arxiv: "1606.08415" },
  known: { timm: "quick_gelu", hf: "quick_gelu" },
} as const satisfies Activation;

/** GELU kept within bounds, for integer arithmetic. */
export const geluClipped = {
  name: "geluClipped",
  formula: "max(lo, min(hi, x * normcdf(x)))",
  params: {
    /** The least value. */
    lo: { init: -10 },
    /** The largest value. */
    hi: { init: 10 },
  },
  source: { author: "Wu et al.", year: 2020, arxiv: "2004.09602" },
  known: { hf: "gelu_10" },
} as const satisfies Activation;

export const phish = {
  name: "phish",
  formula: "x * tanh(x * normcdf(x))",
  source: { author: "Naveen", year: 2022 },
} as const satisfies Activation;

export const erfAct = {
  name: "erfAct",
  formula: "x * erf(a * exp(b * x))",
  params: {
    /** The factor before exp. */
    a: { init: 0.75, trainable: true },
    /** The rate of exp. */
    b: { init: 0.75, trainable: true },
  },
  source: { author: "Biswas et al.", year: 2021, arxiv: "2109.04386" },
} as const satisfies Activation;

/** Parametric serf. */
export const pserf = {
  name: "pserf",
  formula: "x * erf(a * softplus(b * x))",
  params: {
    /** The factor before softplus. */
    a: { init: 1.25, trainable: true },
    /** The sharpness of softplus. */
    b: { init: 0.85, trainable: true },
  },
  source: { author: "Biswas et al.", year: 2021, arxiv: "2109.04386" },
} as const satisfies Activation;

/** Smooth maximum unit: leaky ReLU as mu grows. */
export const smu = {
  name: "smu",
  formula: "((1 + a) * x + (1 - a) * x * erf(mu * (1 - a) * x)) / 2",
  params: {
    /** The slope far to the left. */
    a: { init: 0.25 },
    /** How sharply it bends at 0. */
    mu: { init: 2.5, trainable: true },
  },
  source: { author: "Biswas et al.", year: 2021, arxiv: "2111.04682" },
} as const satisfies Activation;

/** Gated by the arctangent, the range of the gate learned; x times Cauchy's distribution function at a = 0. */
export const xatlu = {
  name: "xatlu",
  printed: "x * ((1 + 2 * a) * (atan(x) + pi / 2) / pi - a)",
  // far to the left by the arctangent's series, which does not cancel
  formula:
    "where(x < -8, (1 + 2*a) / pi * (-1 + (1/x)^2 / 3 - (1/x)^4 / 5 + (1/x)^6 / 7 - (1/x)^8 / 9 + (1/x)^10 / 11 " +
    "- (1/x)^12 / 13 + (1/x)^14 / 15 - (1/x)^16 / 17) - a*x, x * ((1 + 2*a) * (atan(x) + pi/2) / pi - a))",
  params: {
    /** How far the gate reaches below 0 and above 1. */
    a: { init: 0, trainable: true },
  },
  source: { author: "Huang", year: 2024, arxiv: "2405.20768" },
} as const satisfies Activation;
