/** Self-gated functions: x times something that rises smoothly from 0 to a constant. */
import type { Activation } from "./activation.ts";

export const silu = {
  name: "silu",
  formula: "x * sigmoid(x)",
  aliases: ["jax.nn.swish", "keras.activations.swish"],
  source: {
    author: "Hendrycks, Gimpel; Elfwing, Uchibe, Doya; Ramachandran, Zoph, Le",
    year: 2016,
    arxiv: "1702.03118",
  },
  known: {
    torch: "nn.SiLU",
    jax: "jax.nn.silu",
    keras: "silu",
    tfjs: "swish",
    onnx: { op: "Swish", opset: 24, attrs: { alpha: "1" } },
    timm: "silu",
    hf: "silu",
  },
} as const satisfies Activation;

/** SiLU with a learned gate: x/2 at beta = 0, ReLU as beta grows. */
export const swish = {
  name: "swish",
  formula: "x * sigmoid(beta * x)",
  params: {
    /** How sharply the gate switches: 0 is x / 2, infinity ReLU. */
    beta: { init: 1, trainable: true },
  },
  source: { author: "Ramachandran, Zoph, Le", year: 2017, arxiv: "1710.05941" },
  known: { tfjs: "swish", onnx: { op: "Swish", opset: 24, attrs: { alpha: "beta" } } },
  differs: { jax: "jax.nn.swish is silu: beta is 1", keras: "keras.activations.swish is silu: beta is 1" },
} as const satisfies Activation;

export const mish = {
  name: "mish",
  formula: "x * tanh(softplus(x))",
  source: { author: "Misra", year: 2019, arxiv: "1908.08681" },
  known: {
    torch: "nn.Mish",
    jax: "jax.nn.mish",
    keras: "mish",
    tfjs: "mish",
    onnx: { op: "Mish", opset: 18 },
    timm: "mish",
    hf: "mish",
  },
} as const satisfies Activation;

export const tanhExp = {
  name: "tanhExp",
  formula: "x * tanh(exp(x))",
  source: { author: "Liu, Di", year: 2020, arxiv: "2003.09855" },
} as const satisfies Activation;

/** The same function as tanhExp, found again four years later. */
export const telu = {
  name: "telu",
  formula: "x * tanh(exp(x))",
  source: { author: "Fernandez, Mali", year: 2024, arxiv: "2412.20269" },
  note: "identical to tanhExp (2020)",
} as const satisfies Activation;

export const serf = {
  name: "serf",
  formula: "x * erf(softplus(x))",
  source: { author: "Nag, Bhattacharyya", year: 2021, arxiv: "2108.09598" },
} as const satisfies Activation;

export const smish = {
  name: "smish",
  formula: "a * x * tanh(log1p(sigmoid(b * x)))",
  params: {
    /** The slope far to the right is a * tanh(log(2)). */
    a: { init: 1 },
    /** How sharply the gate switches. */
    b: { init: 1 },
  },
  source: { author: "Wang, Ren, Wang", year: 2022, title: "Electronics 11(4):540" },
} as const satisfies Activation;

export const logish = {
  name: "logish",
  formula: "a * x * log1p(sigmoid(b * x))",
  params: {
    /** The slope far to the right is a * log(2). */
    a: { init: 1 },
    /** How sharply the gate switches. */
    b: { init: 1 },
  },
  source: { author: "Zhu, Meng, Liu et al.", year: 2021, title: "Neurocomputing" },
} as const satisfies Activation;

/** A smooth maximum of p1 x and p2 x; learns whether to activate at all. */
export const aconC = {
  name: "aconC",
  formula: "(p1 - p2) * x * sigmoid(beta * (p1 - p2) * x) + p2 * x",
  params: {
    /** The slope far to the right. */
    p1: { init: 1, trainable: true, per: "channel" },

    /** The slope far to the left. */
    p2: { init: 0, trainable: true, per: "channel" },

    /** How sharply it changes from the one to the other. */
    beta: { init: 1, trainable: true, per: "channel" },
  },
  aliases: ["acon"],
  source: { author: "Ma, Zhang, Liu, Sun", year: 2020, arxiv: "2009.04759" },
} as const satisfies Activation;

/** ACON-C with one slope kept at 1. */
export const aconB = {
  name: "aconB",
  formula: "(1 - p) * x * sigmoid(beta * (1 - p) * x) + p * x",
  params: {
    /** The slope far to the left. */
    p: { init: 0.25, trainable: true },
    /** How sharply it changes to 1. */
    beta: { init: 1, trainable: true },
  },
  source: { author: "Ma et al.", year: 2020, arxiv: "2009.04759" },
} as const satisfies Activation;

/** SiLU scaled. */
export const eSwish = {
  name: "eSwish",
  formula: "beta * x * sigmoid(x)",
  params: {
    /** The slope far to the right. */
    beta: { init: 1.5 },
  },
  source: { author: "Alcaide", year: 2018, arxiv: "1801.07145" },
} as const satisfies Activation;

/** SiLU above zero, flat below. */
export const flattenTSwish = {
  name: "flattenTSwish",
  formula: "where(x >= 0, x * sigmoid(x), 0) + t",
  params: {
    /** The value below 0. */
    t: { init: -0.2 },
  },
  corners: [{ at: "0", slope: "1/2" }],
  aliases: ["fts"],
  source: { author: "Chieng et al.", year: 2018, arxiv: "1812.06247" },
} as const satisfies Activation;

/** SiLU with its gate's range learned: from -a to 1 + a. */
export const xsilu = {
  name: "xsilu",
  formula: "x * ((1 + 2 * a) * sigmoid(x) - a)",
  params: {
    /** How far the gate reaches below 0 and above 1. */
    a: { init: 0, trainable: true },
  },
  source: { author: "Huang", year: 2024, arxiv: "2405.20768" },
} as const satisfies Activation;

/** A surrogate for ReLU's slope: bounded below, with slope at every finite input. */
export const sugarBsilu = {
  name: "sugarBsilu",
  printed: "(x + 1.67) * sigmoid(x) - 0.835",
  formula: "x * sigmoid(x) + 0.835 * tanh(x / 2)",
  source: { year: 2025, title: "SUGAR", arxiv: "2505.22074" },
} as const satisfies Activation;

/** The sigmoid's product with ELU below zero, SiLU above. */
export const elish = {
  name: "elish",
  printed: "where(x >= 0, x * sigmoid(x), expm1(x) * sigmoid(x))",
  formula: "where(x >= 0, x, expm1(x)) * sigmoid(x)",
  source: { author: "Basirat, Roth", year: 2018, arxiv: "1808.00783" },
} as const satisfies Activation;

/** SiLU below zero, steeper than x above. */
export const delu = {
  name: "delu",
  printed: "where(x > 0, (n + 0.5) * x + abs(exp(-x) - 1), x * sigmoid(x))",
  formula: "where(x > 0, (n + 0.5) * x - expm1(-x), x * sigmoid(x))",
  params: {
    /** The slope far to the right is n + 1/2. */
    n: { init: 1 },
  },
  corners: [{ at: "0", slope: "1/2" }],
  source: { author: "Çakıroğlu et al.", year: 2023 },
} as const satisfies Activation;

export const sinLu = {
  name: "sinLu",
  formula: "(x + a * sin(b * x)) * sigmoid(x)",
  params: {
    /** The height of the wave. */
    a: { init: 1, trainable: true },
    /** The frequency of the wave. */
    b: { init: 1, trainable: true },
  },
  source: { author: "Paul, Bandyopadhyay et al.", year: 2022 },
} as const satisfies Activation;

export const sinSig = {
  name: "sinSig",
  printed: "x * sin(pi / 2 * sigmoid(x))",
  // the cosine keeps the slope's digits far to the right
  formula: "x * where(x < 0, sin(pi / 2 * sigmoid(x)), cos(pi / 2 * sigmoid(-x)))",
  source: { author: "Douge et al.", year: 2022 },
} as const satisfies Activation;

/** Even, so inputs of either sign count alike. */
export const lisht = {
  name: "lisht",
  formula: "x * tanh(x)",
  source: { author: "Roy, Manna, Dubey, Chaudhuri", year: 2019, arxiv: "1901.05894" },
} as const satisfies Activation;

export const gish = {
  name: "gish",
  printed: "x * log(2 - exp(-exp(x)))",
  formula: "x * log1p(-expm1(-exp(x)))",
  source: { author: "Kaytan, Aydilek, Yeroglu", year: 2023 },
} as const satisfies Activation;

/** Gated by Gompertz's curve, which is not symmetric. */
export const golu = {
  name: "golu",
  formula: "x * exp(-exp(-x))",
  source: { author: "Das et al.", year: 2025, arxiv: "2502.03654" },
  note: "the same as ExpExpish",
} as const satisfies Activation;

/** Collapsing linear unit. */
export const colu = {
  name: "colu",
  printed: "x / (1 - x * exp(-x - exp(x)))",
  // the denominator overflows on the left, and is 1 from 7 on
  formula: "where(x < -1, x * sigmoid(x + exp(x) - log(-x)), where(x < 7, x / (1 - x * exp(-x - exp(x))), x))",
  source: { author: "Vagerwal", year: 2021, arxiv: "2112.12078" },
} as const satisfies Activation;
