/** Exponential units: x above zero, an exponential that settles at a negative constant below. */
import type { Activation } from "./activation.ts";

/** Exponential below zero, so that mean activations can sit near zero. */
export const elu = {
  name: "elu",
  formula: "where(x > 0, x, alpha * expm1(x))",
  params: { alpha: { init: 1 } },
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
  params: { alpha: { init: 1.6732632423543772 }, scale: { init: 1.0507009873554805 } },
  corners: [{ at: "0", slope: "scale * alpha" }],
  source: { author: "Klambauer, Unterthiner, Mayr, Hochreiter", year: 2017, arxiv: "1706.02515" },
  known: {
    torch: "nn.SELU",
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
  params: { alpha: { init: 1 } },
  source: { author: "Barron", year: 2017, arxiv: "1704.07483" },
  known: {
    torch: "nn.CELU",
    jax: "jax.nn.celu",
    keras: "celu",
    onnx: { op: "Celu", opset: 12, attrs: { alpha: "alpha" } },
    timm: "celu",
  },
} as const satisfies Activation;
