/** Piecewise linear and quadratic functions, most with learned knots and slopes. */
import type { Activation } from "./activation.ts";

/** Three pieces in the shape of an S, two knots and two slopes learned. */
export const srelu = {
  name: "srelu",
  formula: "where(x >= tr, tr + ar * (x - tr), where(x <= tl, tl + al * (x - tl), x))",
  params: {
    /** The corner on the right. */
    tr: { init: 1, trainable: true },

    /** The slope beyond it. */
    ar: { init: 1, trainable: true },

    /** The corner on the left. */
    tl: { init: 0, trainable: true },

    /** The slope beyond it. */
    al: { init: 0.1, trainable: true },
  },
  corners: [
    { at: "tr", slope: "ar" },
    { at: "tl", slope: "al" },
  ],
  source: { author: "Jin et al.", year: 2015, arxiv: "1512.07030" },
} as const satisfies Activation;

/** Adaptive piecewise linear unit, a sum of S hinges; here S = 2. */
export const apl = {
  name: "apl",
  formula: "max(x, 0) + a1 * max(0, b1 - x) + a2 * max(0, b2 - x)",
  params: {
    /** The slope of the first hinge. */
    a1: { init: 0.2, trainable: true },

    /** The corner of the first hinge. */
    b1: { init: 0, trainable: true },

    /** The slope of the second hinge. */
    a2: { init: 0.1, trainable: true },

    /** The corner of the second hinge. */
    b2: { init: -0.5, trainable: true },
  },
  source: { author: "Agostinelli et al.", year: 2014, arxiv: "1412.6830" },
} as const satisfies Activation;

/** Two lines that meet at (c, c). */
export const pilu = {
  name: "pilu",
  formula: "where(x >= c, a * x + c * (1 - a), b * x + c * (1 - b))",
  params: {
    /** The slope above the corner. */
    a: { init: 1, trainable: true },
    /** The slope below the corner. */
    b: { init: 0.01, trainable: true },
    /** The corner, where the value is c. */
    c: { init: 0, trainable: true },
  },
  corners: [{ at: "c", slope: "a" }],
  source: { author: "Inturrisi et al.", year: 2021, arxiv: "2104.03693" },
} as const satisfies Activation;

/** PReLU moved by a learned distance both ways; made for binary networks. */
export const rprelu = {
  name: "rprelu",
  formula: "where(x > a, x - a + b, c * (x - a) + b)",
  params: {
    /** The corner. */
    a: { init: 0, trainable: true },
    /** The value at the corner. */
    b: { init: 0, trainable: true },
    /** The slope below the corner. */
    c: { init: 0.25, trainable: true },
  },
  corners: [{ at: "a", slope: "c" }],
  source: { author: "Liu et al.", year: 2020, title: "ReActNet", arxiv: "2003.03488" },
} as const satisfies Activation;

/** Attention-based: negative inputs are damped, positive ones amplified. */
export const arelu = {
  name: "arelu",
  formula: "where(x >= 0, (1 + sigmoid(b)) * x, max(0.01, min(0.99, a)) * x)",
  params: {
    /** The slope below 0, held between 0.01 and 0.99. */
    a: { init: 0.9, trainable: true },
    /** The slope above 0 is 1 + sigmoid(b). */
    b: { init: 2, trainable: true },
  },
  corners: [{ at: "0", slope: "1 + sigmoid(b)" }],
  source: { author: "Chen, Li, Xu", year: 2020, arxiv: "2006.13858" },
} as const satisfies Activation;

/** A bump: open space far from the data gives 0. */
export const tent = {
  name: "tent",
  formula: "max(0, a - abs(x))",
  params: {
    /** The height, and half the width. */
    a: { init: 1, trainable: true },
  },
  source: { author: "Rozsa, Boult", year: 2019, arxiv: "1908.02435" },
} as const satisfies Activation;

/** The absolute value with its tip made round: Huber's function. */
export const biFiring = {
  name: "biFiring",
  formula: "where(abs(x) > a, abs(x) - a / 2, x^2 / (2 * a))",
  params: {
    /** Where the parabola ends and the lines begin, on both sides. */
    a: { init: 1 },
  },
  source: { author: "Li, Li et al.", year: 2013 },
  note: "identical to the Huber loss",
} as const satisfies Activation;

/** 0 and x joined by a learned parabola that dips below 0. */
export const aqulu = {
  name: "aqulu",
  formula: "where(x >= (1 - b) / a, x, where(x >= -b / a, a * x^2 + b * x, 0))",
  params: {
    /** How far the parabola is bent. */
    a: { init: 0.2, trainable: true },
    /** The slope at 0. */
    b: { init: 0.1, trainable: true },
  },
  corners: [
    { at: "(1 - b) / a", slope: "1" },
    { at: "-b / a", slope: "-b" },
  ],
  source: { year: 2023, title: "Quadratic Linear Units" },
} as const satisfies Activation;
