/** Thresholding of small values: zero near zero, or the part of x that tanh leaves. */
import type { Activation } from "./activation.ts";

/** Hard thresholding; discontinuous at both ends of the dead zone. */
export const hardshrink = {
  name: "hardshrink",
  formula: "where(abs(x) > lambd, x, 0)",
  params: {
    /** What is no larger becomes 0. */
    lambd: { init: 0.5 },
  },
  source: { author: "Donoho, Johnstone", year: 1994 },
  known: {
    torch: "nn.Hardshrink",
    keras: "hard_shrink",
    onnx: { op: "Shrink", opset: 9, attrs: { lambd: "lambd", bias: "0" } },
  },
} as const satisfies Activation;

/** Soft thresholding: the proximal operator of lambd * abs(x). */
export const softshrink = {
  name: "softshrink",
  formula: "where(abs(x) > lambd, x - lambd * sign(x), 0)",
  params: {
    /** How much everything becomes smaller; what is no larger becomes 0. */
    lambd: { init: 0.5 },
  },
  source: { author: "Donoho", year: 1995 },
  known: {
    torch: "nn.Softshrink",
    keras: "soft_shrink",
    onnx: { op: "Shrink", opset: 9, attrs: { lambd: "lambd", bias: "lambd" } },
  },
} as const satisfies Activation;

export const tanhshrink = {
  name: "tanhshrink",
  formula: "x - tanh(x)",
  source: { title: "Torch7" },
  known: { torch: "nn.Tanhshrink", keras: "tanh_shrink" },
  differs: { torch: "0 at 1e-8, where x - tanh(x) cancels; the value is 3.3e-25" },
} as const satisfies Activation;
