/** Gated linear units: one half of the features, `a`, is let through as the other, `b`, says. */
import type { GatedFunction, JoinedFunction } from "./activation.ts";

export const glu = {
  name: "glu",
  inputs: ["a", "b"],
  formula: "a * sigmoid(b)",
  source: { author: "Dauphin, Fan, Auli, Grangier", year: 2016, arxiv: "1612.08083" },
  known: { torch: "nn.GLU", jax: "jax.nn.glu", keras: "glu" },
} as const satisfies GatedFunction;

/** No gate but the other half itself. */
export const bilinearGlu = {
  name: "bilinearGlu",
  module: "BilinearGLU",
  inputs: ["a", "b"],
  formula: "a * b",
  source: { author: "Dauphin et al.; Shazeer", year: 2017, arxiv: "2002.05202" },
} as const satisfies GatedFunction;

export const reglu = {
  name: "reglu",
  module: "ReGLU",
  inputs: ["a", "b"],
  formula: "a * max(b, 0)",
  source: { author: "Shazeer", year: 2020, title: "GLU Variants", arxiv: "2002.05202" },
} as const satisfies GatedFunction;

export const geglu = {
  name: "geglu",
  module: "GEGLU",
  inputs: ["a", "b"],
  formula: "a * (b * normcdf(b))",
  source: { author: "Shazeer", year: 2020, title: "GLU Variants", arxiv: "2002.05202" },
  known: { timm: "GluMlp" },
} as const satisfies GatedFunction;

export const swiglu = {
  name: "swiglu",
  module: "SwiGLU",
  inputs: ["a", "b"],
  formula: "a * (b * sigmoid(alpha * b))",
  params: {
    /** How sharply the gate switches, as in swish. */
    alpha: { init: 1 },
  },
  source: { author: "Shazeer", year: 2020, title: "GLU Variants", arxiv: "2002.05202" },
  known: { timm: "SwiGLU" },
  differs: { onnx: "SwiGLU gates with the first input" },
} as const satisfies GatedFunction;

/** Gated tanh unit, of PixelCNN. */
export const gtu = {
  name: "gtu",
  module: "GTU",
  inputs: ["a", "b"],
  formula: "tanh(a) * sigmoid(b)",
  source: { author: "van den Oord et al.", year: 2016, arxiv: "1606.05328" },
} as const satisfies GatedFunction;

export const seglu = {
  name: "seglu",
  module: "SEGLU",
  inputs: ["a", "b"],
  formula: "a * (scale * where(b > 0, b, alpha * expm1(b)))",
  // Klambauer et al. 2017, eq. 14
  params: {
    /** That of SELU. */
    alpha: { init: 1.6732632423543772 },
    /** That of SELU. */
    scale: { init: 1.0507009873554805 },
  },
  source: { year: 2020, title: "GLU family" },
} as const satisfies GatedFunction;

export const relu2Glu = {
  name: "relu2Glu",
  module: "ReLU2GLU",
  inputs: ["a", "b"],
  formula: "a * max(b, 0)^2",
  source: { author: "Zhang et al.", year: 2024, title: "ReLU^2 wins", arxiv: "2402.03804" },
} as const satisfies GatedFunction;

/** SwiGLU kept within bounds, of gpt-oss. */
export const clampedSwiglu = {
  name: "clampedSwiglu",
  module: "ClampedSwiGLU",
  inputs: ["a", "b"],
  formula: "(min(max(a, -limit), limit) + 1) * (min(b, limit) * sigmoid(alpha * min(b, limit)))",
  params: {
    /** How sharply the gate switches. */
    alpha: { init: 1.702 },
    /** The most that either half counts. */
    limit: { init: 7 },
  },
  source: { author: "OpenAI", year: 2025, title: "gpt-oss" },
} as const satisfies GatedFunction;

/** Max-feature-map, of LightCNN. */
export const maxFeatureMap = {
  name: "maxFeatureMap",
  inputs: ["a", "b"],
  formula: "max(a, b)",
  aliases: ["mfm"],
  source: { author: "Wu et al.", year: 2015, title: "LightCNN", arxiv: "1511.02683" },
} as const satisfies GatedFunction;

/** Both halves of the line kept apart: twice as many features come out. */
export const crelu = {
  name: "crelu",
  module: "CReLU",
  formula: "max(x, 0)",
  beside: "max(-x, 0)",
  source: { author: "Shang, Sohn, Almeida, Lee", year: 2016, arxiv: "1603.05201" },
  known: { keras: "ops.crelu" },
} as const satisfies JoinedFunction;
