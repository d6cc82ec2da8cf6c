/** Distributions over an axis: softmax and what is made of it. All are shifted by the largest value. */
import type { AxisFunction } from "./activation.ts";

/** NaN where every value is -inf or one is inf, as in PyTorch. */
export const softmax = {
  name: "softmax",
  axis: true,
  formula: "exp(x - maxOver(x)) / sumOver(exp(x - maxOver(x)))",
  source: { author: "Boltzmann; Bridle", year: 1868 },
  known: {
    torch: "nn.Softmax",
    jax: "jax.nn.softmax",
    keras: "softmax",
    tfjs: "softmax",
    onnx: { op: "Softmax", opset: 13 },
  },
  differs: { torch: "wants dim; here it is the last axis", onnx: "before opset 13 axis 1, all later ones flattened" },
} as const satisfies AxisFunction;

export const logSoftmax = {
  name: "logSoftmax",
  axis: true,
  formula: "x - maxOver(x) - log(sumOver(exp(x - maxOver(x))))",
  known: {
    torch: "nn.LogSoftmax",
    jax: "jax.nn.log_softmax",
    keras: "log_softmax",
    tfjs: "logSoftmax",
    onnx: { op: "LogSoftmax", opset: 13 },
  },
} as const satisfies AxisFunction;

export const softmin = {
  name: "softmin",
  axis: true,
  formula: "exp(-x - maxOver(-x)) / sumOver(exp(-x - maxOver(-x)))",
  known: { torch: "nn.Softmin" },
} as const satisfies AxisFunction;

/** Softmax over the channels of images, [batch, channels, height, width]. */
export const softmax2d = {
  name: "softmax2d",
  axis: true,
  dim: -3,
  formula: "exp(x - maxOver(x)) / sumOver(exp(x - maxOver(x)))",
  known: { torch: "nn.Softmax2d" },
} as const satisfies AxisFunction;

/** Comes to one-hot as T falls to 0, to uniform as it grows. */
export const softmaxTemperature = {
  name: "softmaxTemperature",
  axis: true,
  // the smallest normal number keeps 0 / 0 out
  formula: "exp((x - maxOver(x)) / max(T, 2.3e-308)) / sumOver(exp((x - maxOver(x)) / max(T, 2.3e-308)))",
  params: {
    /** Below 1 sharper, above 1 flatter; 0 is the maximum. */
    T: { init: 1 },
  },
  source: { author: "Hinton, Vinyals, Dean", year: 2015, arxiv: "1503.02531" },
} as const satisfies AxisFunction;

/** Softmax of what the mask leaves; 0 elsewhere, and everywhere if it leaves nothing. */
export const maskedSoftmax = {
  name: "maskedSoftmax",
  axis: true,
  mask: "m",
  formula:
    "where(m, exp(x - maxOver(where(m, x, -inf))) / sumOver(where(m, exp(x - maxOver(where(m, x, -inf))), 0)), 0)",
  known: { jax: "jax.nn.softmax(where=mask)" },
} as const satisfies AxisFunction;

/** One more logit, 0, takes what the others do not want: a head may attend to nothing. */
export const softmaxOffByOne = {
  name: "softmaxOffByOne",
  axis: true,
  formula: "exp(x - max(maxOver(x), 0)) / (exp(-max(maxOver(x), 0)) + sumOver(exp(x - max(maxOver(x), 0))))",
  aliases: ["softmax1"],
  source: { author: "Miller", year: 2023 },
} as const satisfies AxisFunction;

/** The exponential by its second-order series, which is positive. */
export const taylorSoftmax = {
  name: "taylorSoftmax",
  axis: true,
  formula: "(1 + x + x^2 / 2) / sumOver(1 + x + x^2 / 2)",
  source: { author: "de Brébisson, Vincent", year: 2015, arxiv: "1511.05042" },
} as const satisfies AxisFunction;

export const solu = {
  name: "solu",
  axis: true,
  formula: "x * (exp(x - maxOver(x)) / sumOver(exp(x - maxOver(x))))",
  source: { author: "Elhage et al.", year: 2022 },
  note: "a LayerNorm follows it in the paper",
} as const satisfies AxisFunction;

/** One value for the axis: a smooth maximum. */
export const logsumexp = {
  name: "logsumexp",
  axis: true,
  reduces: true,
  formula: "where(abs(maxOver(x)) == inf, maxOver(x), maxOver(x) + log(sumOver(exp(x - maxOver(x)))))",
  known: { jax: "jax.nn.logsumexp" },
} as const satisfies AxisFunction;

export const logmeanexp = {
  name: "logmeanexp",
  axis: true,
  reduces: true,
  formula: "where(abs(maxOver(x)) == inf, maxOver(x), maxOver(x) + log(sumOver(exp(x - maxOver(x))) / n))",
  known: { jax: "jax.nn.logmeanexp" },
} as const satisfies AxisFunction;

/** Softmax of logits with Gumbel noise: a draw of a category that has a slope. Fresh noise each time, in evaluation too. */
export const gumbelSoftmax = {
  name: "gumbelSoftmax",
  axis: true,
  random: "u",
  formula:
    "exp((x - log(-log(u)) - maxOver(x - log(-log(u)))) / tau) " +
    "/ sumOver(exp((x - log(-log(u)) - maxOver(x - log(-log(u)))) / tau))",
  params: {
    /** The temperature: below 1 sharper, above 1 flatter. */
    tau: { init: 1 },
  },
  variants: { hard: { false: "gumbelSoftmax", true: "gumbelHardmax" } },
  source: { author: "Jang, Gu, Poole", year: 2016, arxiv: "1611.01144" },
  known: { torch: "F.gumbel_softmax" },
} as const satisfies AxisFunction;

/** The largest of the noisy logits as one-hot. */
export const gumbelHardmax = {
  name: "gumbelHardmax",
  axis: true,
  random: "u",
  formula: "where(i == argmaxOver(x - log(-log(u))), 1, 0 * argmaxOver(x - log(-log(u))))",
  params: {
    /** The temperature of the slopes. */
    tau: { init: 1 },
  },
  straightThrough: "gumbelSoftmax",
  source: { author: "Jang, Gu, Poole", year: 2016, arxiv: "1611.01144" },
  known: { torch: "F.gumbel_softmax(hard=True)" },
} as const satisfies AxisFunction;
