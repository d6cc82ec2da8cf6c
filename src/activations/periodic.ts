/** Functions with a sine in them, for signals that repeat. */
import type { Activation } from "./activation.ts";

// sin(pi x) / (pi x), with a nearest whole number taken off x: pi times what is left is right to the last digits.
// x + 1/2 would be rounded where x is large; x - floor(x) is not.
const nearest = "(floor(x) + floor(2 * (x - floor(x))))";
const alternating = `(1 - 2 * abs(${nearest} - 2 * floor(${nearest} / 2)))`;
const quotient = `${alternating} * sin(pi * (x - ${nearest})) / (pi * x)`;
const series =
  "1 - (pi*x)^2 / 6 + (pi*x)^4 / 120 - (pi*x)^6 / 5040 + (pi*x)^8 / 362880 - (pi*x)^10 / 39916800 " +
  "+ (pi*x)^12 / 6227020800 - (pi*x)^14 / 1307674368000 + (pi*x)^16 / 355687428096000";

/** The unit of SIREN, which sets w0 = 30. */
export const sine = {
  name: "sine",
  formula: "sin(w0 * x)",
  params: {
    /** The frequency. */
    w0: { init: 1 },
  },
  aliases: ["siren"],
  source: { author: "Gaynier, Downs; Sitzmann et al.", year: 1995, arxiv: "2006.09661" },
  known: { onnx: { op: "Sin", opset: 7 } },
} as const satisfies Activation;

/** The identity with a learned ripple: monotone, and it extrapolates a period. */
export const snake = {
  name: "snake",
  formula: "x + sin(a * x)^2 / a",
  params: {
    /** The frequency of the wave; its height is 1 / a. */
    a: { init: 1, trainable: true, per: "channel" },
  },
  source: { author: "Ziyin, Hartwig, Ueda", year: 2020, arxiv: "2006.08195" },
} as const satisfies Activation;

/** Growing cosine unit: one such neuron can solve xor. */
export const gcu = {
  name: "gcu",
  formula: "x * cos(x)",
  aliases: ["growingCosine"],
  source: { author: "Noel, Arunkumar, Trivedi, Dutta", year: 2021, arxiv: "2108.12943" },
} as const satisfies Activation;

/** The spectrum of a box: sin(pi x) / (pi x). */
export const sinc = {
  name: "sinc",
  printed: "sin(pi * x) / (pi * x)",
  // by its series near 0, where the quotient's slope loses its digits
  formula: `where(x < -1/4, ${quotient}, where(x < 1/4, ${series}, ${quotient}))`,
  source: { author: "Saif et al.; Efe", year: 2012 },
} as const satisfies Activation;

/** ReLU with a learned ripple, so that no unit dies. */
export const pvlu = {
  name: "pvlu",
  formula: "max(x, 0) + a * sin(b * x)",
  params: {
    /** The height of the wave. */
    a: { init: 0.1, trainable: true },
    /** The frequency of the wave. */
    b: { init: 1, trainable: true },
  },
  source: { author: "Gupta, Marwah", year: 2021, arxiv: "2110.12246" },
} as const satisfies Activation;
