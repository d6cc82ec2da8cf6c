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
  aliases: ["geluNew", "geluFast", "geluPytorchTanh", "geluAccurate"],
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
