/** Functions that every textbook has: controls, steps, even functions. */
import type { Activation } from "./activation.ts";

/** The control of every comparison: a network of it is linear. */
export const identity = {
  name: "identity",
  formula: "x",
  aliases: ["linear"],
  source: { title: "linear unit" },
  known: {
    torch: "nn.Identity",
    jax: "jax.nn.identity",
    keras: "linear",
    tfjs: "linear",
    onnx: { op: "Identity", opset: 1 },
    timm: "identity",
    hf: "linear",
  },
} as const satisfies Activation;

export const exponential = {
  name: "exponential",
  formula: "exp(x)",
  known: { keras: "exponential", onnx: { op: "Exp", opset: 6 } },
} as const satisfies Activation;

/** Full-wave rectification; its slope at 0 is 0, as in PyTorch. */
export const abs = {
  name: "abs",
  formula: "abs(x)",
  aliases: ["absolute", "vrelu"],
  source: { author: "Jarrett et al.", year: 2009 },
  known: { onnx: { op: "Abs", opset: 6 } },
} as const satisfies Activation;

/** Radial basis function of width 1. */
export const gaussian = {
  name: "gaussian",
  formula: "exp(-x^2)",
  source: { author: "Broomhead, Lowe", year: 1988 },
} as const satisfies Activation;

/** The unit of binary networks. Its slope is 0: it is trained with a surrogate. */
export const sign = {
  name: "sign",
  formula: "sign(x)",
  source: { author: "Courbariaux et al.", year: 2016, arxiv: "1602.02830" },
  known: { onnx: { op: "Sign", opset: 9 } },
} as const satisfies Activation;

/** The perceptron's step, 1 at 0. Its slope is 0: it is trained with a surrogate. */
export const heaviside = {
  name: "heaviside",
  formula: "where(x >= 0, 1, 0)",
  aliases: ["binaryStep"],
  source: { author: "McCulloch, Pitts", year: 1943 },
  known: { tfjs: "step" },
} as const satisfies Activation;
