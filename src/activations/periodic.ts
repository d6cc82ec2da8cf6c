/** Functions with a sine in them, for signals that repeat. */
import type { Activation } from "./activation.ts";

/** The unit of SIREN, which sets w0 = 30. */
export const sine = {
  name: "sine",
  formula: "sin(w0 * x)",
  params: { w0: { init: 1 } },
  aliases: ["siren"],
  source: { author: "Gaynier, Downs; Sitzmann et al.", year: 1995, arxiv: "2006.09661" },
  known: { onnx: { op: "Sin", opset: 7 } },
} as const satisfies Activation;

/** The identity with a learned ripple: monotone, and it extrapolates a period. */
export const snake = {
  name: "snake",
  formula: "x + sin(a * x)^2 / a",
  params: { a: { init: 1, trainable: true, per: "channel" } },
  source: { author: "Ziyin, Hartwig, Ueda", year: 2020, arxiv: "2006.08195" },
} as const satisfies Activation;

/** Growing cosine unit: one such neuron can solve xor. */
export const gcu = {
  name: "gcu",
  formula: "x * cos(x)",
  aliases: ["growingCosine"],
  source: { author: "Noel, Arunkumar, Trivedi, Dutta", year: 2021, arxiv: "2108.12943" },
} as const satisfies Activation;
