/** Smooth rectifiers: convex functions that join 0 and x, by a logarithm, a root or a parabola. */
import type { Activation } from "./activation.ts";

export const softplus = {
  name: "softplus",
  formula: "softplus(beta * x) / beta",
  params: {
    /** How sharply it bends at 0. */
    beta: { init: 1 },
  },
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
  params: {
    /** How roundly it bends at 0. */
    b: { init: 4 },
  },
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
  params: {
    /** Half the width of the bend. */
    beta: { init: 0.5 },
  },
  source: { author: "Shamir, Lin, Coviello", year: 2022, arxiv: "2202.06499" },
} as const satisfies Activation;

/** 0 and x less a constant, joined by a parabola on [0, 1/beta]. */
export const smoothReluG = {
  name: "smoothReluG",
  formula: "where(x <= 0, 0, where(x <= 1 / beta, beta * x^2 / 2, x - 1 / (2 * beta)))",
  params: {
    /** How sharply it bends; the bend ends at 1 / beta. */
    beta: { init: 1 },
  },
  source: { author: "Lin, Shamir", year: 2020 },
} as const satisfies Activation;

/** Smooth maximum unit by a root: leaky ReLU with its corner made round over mu. */
export const smu1 = {
  name: "smu1",
  formula: "((1 + a) * x + sqrt(((1 - a) * x)^2 + mu^2)) / 2",
  params: {
    /** The slope far to the left. */
    a: { init: 0.25 },
    /** How roundly it bends at 0. */
    mu: { init: 4.352665993287951e-9, trainable: true },
  },
  source: { author: "Biswas et al.", year: 2021, arxiv: "2111.04682" },
} as const satisfies Activation;

/** Universal activation function: comes close to the common ones as its parameters are learned. */
export const uaf = {
  name: "uaf",
  formula: "softplus(a * (x + b) + c * x^2) - softplus(d * (x - b)) + e0",
  params: {
    a: { init: 1.01605291, trainable: true },
    b: { init: 0, trainable: true },
    c: { init: 0, trainable: true },
    d: { init: -1.01605291, trainable: true },
    e0: { init: 0, trainable: true },
  },
  source: { author: "Yuen et al.", year: 2020, arxiv: "2011.03842" },
} as const satisfies Activation;
