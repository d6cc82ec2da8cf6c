/** Piecewise polynomials in the place of smooth functions, for cheap hardware. */
import type { Activation } from "./activation.ts";

/** The slope at both bounds is 0, as in PyTorch's hardtanh. */
export const hardtanh = {
  name: "hardtanh",
  formula: "min(max(x, minVal), maxVal)",
  params: {
    /** The least value. */
    minVal: { init: -1 },
    /** The largest value. */
    maxVal: { init: 1 },
  },
  source: { author: "Collobert", year: 2004 },
  known: {
    torch: "nn.Hardtanh",
    jax: "jax.nn.hard_tanh",
    keras: "hard_tanh",
    onnx: { op: "Clip", opset: 11, inputs: ["minVal", "maxVal"] },
  },
  differs: { torch: "torch.clamp, unlike hardtanh, has the slope 1 at the bounds" },
} as const satisfies Activation;

// (x + 3) / 6 and not x/6 + 1/2, which loses all its digits near -3
export const hardsigmoid = {
  name: "hardsigmoid",
  formula: "min(max(x + 3, 0), 6) / 6",
  source: { author: "Howard et al.", year: 2019, title: "MobileNetV3", arxiv: "1905.02244" },
  known: { torch: "nn.Hardsigmoid", jax: "jax.nn.hard_sigmoid", keras: "hard_sigmoid", timm: "hard_sigmoid" },
  differs: {
    onnx: "HardSigmoid is hardSigmoidOnnx: 0.2 x + 0.5",
    tfjs: "hardSigmoid is hardSigmoidOnnx: 0.2 x + 0.5",
    keras: "Keras 2 has hardSigmoidOnnx: 0.2 x + 0.5",
  },
} as const satisfies Activation;

/** ONNX's and Keras 2's hard sigmoid: another function than PyTorch's. */
export const hardSigmoidOnnx = {
  name: "hardSigmoidOnnx",
  formula: "min(max(alpha * x + beta, 0), 1)",
  params: {
    /** The slope. */
    alpha: { init: 0.2 },
    /** The value at 0. */
    beta: { init: 0.5 },
  },
  source: { author: "Courbariaux, Bengio, David", year: 2015, arxiv: "1511.00363" },
  known: {
    tfjs: "hardSigmoid",
    onnx: { op: "HardSigmoid", opset: 6, attrs: { alpha: "alpha", beta: "beta" } },
  },
} as const satisfies Activation;

// selects rather than x * min(max(x + 3, 0), 6) / 6: x * 6 overflows, and -inf * 0 is NaN
export const hardswish = {
  name: "hardswish",
  formula: "where(x <= -3, 0, where(x >= 3, x, x * (x + 3) / 6))",
  aliases: ["hardSilu"],
  source: { author: "Howard et al.", year: 2019, title: "MobileNetV3", arxiv: "1905.02244" },
  known: {
    torch: "nn.Hardswish",
    jax: "jax.nn.hard_swish",
    keras: "hard_swish",
    onnx: { op: "HardSwish", opset: 14 },
    timm: "hard_swish",
  },
  differs: { torch: "up to 2.6 the slope at -3 was -0.5 and at 3 was 1.5 or 1; now 0 and 1, as here" },
} as const satisfies Activation;

// selects rather than x * max(0, min(2, x + 2)) / 2: -inf * 0 is NaN
export const hardMish = {
  name: "hardMish",
  printed: "x / 2 * max(0, min(2, x + 2))",
  formula: "where(x <= -2, 0, where(x >= 0, x, x * (x + 2) / 2))",
  source: { author: "Misra", year: 2020 },
  known: { timm: "hard_mish" },
} as const satisfies Activation;

export const hardElish = {
  name: "hardElish",
  formula: "where(x >= 0, x, expm1(x)) * max(0, min(1, (x + 1) / 2))",
  source: { author: "Basirat, Roth", year: 2018, arxiv: "1808.00783" },
} as const satisfies Activation;
