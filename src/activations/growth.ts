/** Functions that compress or stretch: logarithms, roots, exponentials, all but one unbounded both ways. */
import type { Activation } from "./activation.ts";

export const asinh = {
  name: "asinh",
  formula: "asinh(x)",
  known: { onnx: { op: "Asinh", opset: 9 } },
} as const satisfies Activation;

/** The logarithm of both signs; compresses rewards and targets. */
export const symlog = {
  name: "symlog",
  formula: "sign(x) * log1p(abs(x))",
  source: { author: "Hafner et al.", year: 2023, title: "DreamerV3", arxiv: "2301.04104" },
} as const satisfies Activation;

/** The inverse of symlog. */
export const symexp = {
  name: "symexp",
  formula: "sign(x) * expm1(abs(x))",
  source: { author: "Hafner et al.", year: 2023, title: "DreamerV3", arxiv: "2301.04104" },
} as const satisfies Activation;

/** Its slope is infinite beside 0, and taken as 0 there. */
export const signedSqrt = {
  name: "signedSqrt",
  formula: "sign(x) * sqrt(abs(x))",
  source: { author: "Yang et al.", year: 2020 },
} as const satisfies Activation;

export const bentIdentity = {
  name: "bentIdentity",
  formula: "(sqrt(x^2 + 1) - 1) / 2 + x",
  source: { author: "folklore; Duggal, Gupta", year: 2013 },
} as const satisfies Activation;

/** A logarithm below alpha = 0, the identity at 0, an exponential above. */
export const softExponential = {
  name: "softExponential",
  formula:
    "where(alpha < 0, -log(1 - alpha * (x + alpha)) / alpha, where(alpha > 0, expm1(alpha * x) / alpha + alpha, x))",
  params: {
    /** From -1, a logarithm, over 0, the identity, to 1, an exponential. */
    alpha: { init: 0.5, trainable: true, corners: [{ at: "0", slope: "1 + x^2 / 2" }] },
  },
  source: { author: "Godfrey, Gashler", year: 2016, arxiv: "1602.01321" },
  note: "for alpha < 0 it ends at x = 1 / alpha - alpha",
} as const satisfies Activation;

/** log(1 - exp(-x)), where x > 0. */
export const log1mexp = {
  name: "log1mexp",
  printed: "log(1 - exp(-x))",
  // the root makes the slopes NaN too where the function is
  formula: "where(x < log(2), 2 * log(sqrt(-expm1(-x))), log1p(-exp(-x)))",
  domain: "x >= 0",
  source: { author: "Mächler", year: 2012 },
  known: { jax: "jax.nn.log1mexp" },
} as const satisfies Activation;
