/** Distributions over an axis that are exactly 0 in places, and maxima. */
import type { AxisFunction } from "./activation.ts";

/** 1 at the largest value, the first of several; its slope is 0. */
export const hardmax = {
  name: "hardmax",
  axis: true,
  // the product is 0, or NaN if a value is
  formula: "where(i == argmaxOver(x), 1, 0 * argmaxOver(x))",
  known: { onnx: { op: "Hardmax", opset: 13 } },
} as const satisfies AxisFunction;

/** The nearest point of the simplex. */
export const sparsemax = {
  name: "sparsemax",
  axis: true,
  formula: "max(x - maxOver(x) - simplexOver(x - maxOver(x)), 0)",
  source: { author: "Martins, Astudillo", year: 2016, arxiv: "1602.02068" },
  known: { keras: "sparsemax" },
} as const satisfies AxisFunction;

/** Halfway between softmax and sparsemax. */
export const entmax15 = {
  name: "entmax15",
  axis: true,
  formula: "max((x - maxOver(x)) / 2 - sphereOver((x - maxOver(x)) / 2), 0)^2",
  aliases: ["entmax"],
  source: { author: "Peters, Niculae, Martins", year: 2019, arxiv: "1905.05702" },
} as const satisfies AxisFunction;

/** The largest of k values, each from a part of the axis. */
export const maxout = {
  name: "maxout",
  axis: true,
  pieces: "k",
  formula: "maxOver(x)",
  params: {
    /** How many values become one. */
    k: { init: 2 },
  },
  source: { author: "Goodfellow et al.", year: 2013, arxiv: "1302.4389" },
} as const satisfies AxisFunction;
