/** Smooth rectifiers: convex functions that join 0 and x, by a logarithm, a root or a parabola. */
import type { Activation } from "./activation.ts";

export const softplus = {
  name: "softplus",
  formula: "softplus(beta * x) / beta",
  params: { beta: { init: 1 } },
  ignores: { threshold: "PyTorch returns x where beta * x is above it; the stable form needs no switch" },
  source: { author: "Dugas, Bengio, Belisle, Nadeau, Garcia", year: 2001 },
  known: {
    torch: "nn.Softplus",
    jax: "jax.nn.softplus",
    keras: "softplus",
    tfjs: "softplus",
    onnx: { op: "Softplus", opset: 1 },
  },
} as const satisfies Activation;

/** Algebraic softplus: no exponential. */
export const squareplus = {
  name: "squareplus",
  formula: "(x + sqrt(x^2 + b)) / 2",
  params: { b: { init: 4 } },
  source: { author: "Barron", year: 2021, arxiv: "2112.11687" },
  known: { jax: "jax.nn.squareplus", keras: "squareplus" },
} as const satisfies Activation;

/** 0 and x joined by a parabola on [-1, 1]. */
export const sparsePlus = {
  name: "sparsePlus",
  formula: "where(x <= -1, 0, where(x >= 1, x, (x + 1)^2 / 4))",
  source: { author: "Blondel, Martins, Niculae", year: 2019, arxiv: "1901.02324" },
  known: { jax: "jax.nn.sparse_plus", keras: "sparse_plus" },
} as const satisfies Activation;

/** 0 and x joined by a parabola on [-beta, beta]; sparsePlus at beta = 1. */
export const smelu = {
  name: "smelu",
  formula: "where(x <= -beta, 0, where(x >= beta, x, (x + beta)^2 / (4 * beta)))",
  params: { beta: { init: 0.5 } },
  source: { author: "Shamir, Lin, Coviello", year: 2022, arxiv: "2202.06499" },
} as const satisfies Activation;
