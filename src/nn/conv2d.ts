/** Convolution of images: every window times the kernel, a matrix product over an unfolded view; in groups, a sum of products. */
import { NonlinError, optionOf, withDefaults } from "../base/index.ts";
import {
  cutAxis,
  type Dim,
  map,
  matmul,
  reduce,
  repeat,
  reshape,
  type Slot,
  type Source,
  shapeOf,
  showShape,
  transpose,
} from "../graph/index.ts";
import { keywords } from "./exports.ts";
import type { Module, ModuleKind } from "./module.ts";
import { checkSize } from "./size.ts";
import { withoutTraces } from "./traces.ts";
import { type Pair, pairText, type Size2d, type WindowOptions, type Windows, windowed, windowsOf } from "./windows.ts";
import { pairKeyword, windowAttributes, windowKeywords } from "./windows-exports.ts";

export interface Conv2dModule<In extends number = number, Out extends number = number> extends Module, Windows {
  readonly kind: "Conv2d";
  readonly inChannels: In;
  readonly outChannels: Out;
  readonly bias: boolean;
  readonly groups: number;
}

export interface Conv2dOptions extends Omit<WindowOptions, "padding"> {
  /** Of each border; "same" keeps height and width (for a stride of 1), "valid" is 0. Default 0. */
  readonly padding?: Size2d | "same" | "valid";
  /** Whether each output channel has a bias. Default true. */
  readonly bias?: boolean;
  /** Into how many parts the channels are cut, each convolved by itself. Default 1. */
  readonly groups?: number;
}

/** [batch, inChannels, height, width] to [batch, outChannels, ...]: stride, padding and dilation as in PyTorch. */
export function Conv2d<In extends number, Out extends number>(
  inChannels: In,
  outChannels: Out,
  kernelSize: Size2d,
  options: Conv2dOptions = {},
): Conv2dModule<In, Out> {
  const title = `Conv2d(${inChannels}, ${outChannels})`;
  const defaults: Required<Conv2dOptions> = { stride: 1, padding: 0, dilation: 1, bias: true, groups: 1 };
  const { bias, groups, padding, stride, dilation } = withDefaults(title, options, defaults);
  const named = typeof padding === "string";
  const windows = windowsOf(title, kernelSize, { stride, padding: named ? 0 : padding, dilation });
  const borders = named ? optionOf(namedPaddings, padding, "padding")(title, windows) : {};
  for (const [name, size] of Object.entries({ inChannels, outChannels, groups })) checkSize(title, name, size);
  if (inChannels % groups !== 0 || outChannels % groups !== 0) {
    const advice = "it divides the channels, those that go in and those that come out";
    throw new NonlinError("E_SHAPE", `${title}: groups is ${groups}`, { advice });
  }
  return { kind: "Conv2d", inChannels, outChannels, bias, groups, ...windows, ...borders };
}

const namedPaddings: Readonly<Record<string, (title: string, w: Windows) => Partial<Windows>>> = {
  valid: () => ({}),
  same: (title, { kernelSize, stride, dilation }) => {
    if (stride.some((step) => step !== 1)) {
      throw new NonlinError("E_SHAPE", `${title}: padding "same" takes a stride of 1, not ${pairText(stride)}`, {
        advice: "say the padding as a number",
      });
    }
    // the odd one goes to the end, as in PyTorch
    const total = [0, 1].map((i) => dilation[i]! * (kernelSize[i]! - 1));
    const before = total.map((size) => Math.floor(size / 2));
    return {
      padding: before as unknown as Pair,
      paddingAfter: total.map((size, i) => size - before[i]!) as unknown as Pair,
    };
  },
};

export const conv2d: ModuleKind<Conv2dModule> = {
  kind: "Conv2d",
  title: (m) => `Conv2d(${m.inChannels}, ${m.outChannels}, ${pairText(m.kernelSize)})`,
  input: () => "open",
  build: (m, x, scope) => {
    const windows = windowed(conv2d.title(m), withoutTraces(x), m, 0);
    const channels = shapeOf(x)[1];
    if (channels !== m.inChannels) {
      const expected = `[batch, ${m.inChannels}, height, width]`;
      throw new NonlinError("E_SHAPE", `${conv2d.title(m)} expects ${expected} but got ${showShape(shapeOf(x))}`, {
        advice: `its first argument is the number of channels, axis 1: ${channels} here`,
      });
    }
    const [height, width] = m.kernelSize;
    const perGroup = m.inChannels / m.groups;
    const fan = { fanIn: perGroup * height * width, fanOut: m.outChannels * height * width };
    const shape = [m.outChannels, perGroup, height, width];
    // [width, height, in, out], so that the innermost loop of a forward pass runs along memory
    const weight = scope.parameter("weight", shape, { kind: "weight", ...fan }, true);
    const bias = m.bias ? scope.parameter("bias", [m.outChannels], { kind: "bias", ...fan }) : undefined;
    if (m.groups > 1) return inGroups(windows, weight, bias, m.groups);
    const init = bias === undefined ? {} : { init: bias };
    const product = matmul(transpose(windows, [0, 2, 3, 5, 4, 1]), weight, { inner: 3, ...init });
    return transpose(product, [0, 3, 1, 2]);
  },
  exports: {
    torch: (m) => {
      const options = {
        ...windowKeywords(m, { stride: 1 }),
        ...(m.paddingAfter && { padding: '"same"' }),
        ...(m.groups > 1 && { groups: `${m.groups}` }),
        ...(!m.bias && { bias: "False" }),
      };
      return `nn.Conv2d(${[m.inChannels, m.outChannels, pairKeyword(m.kernelSize), ...keywords(options)].join(", ")})`;
    },
    onnx: (m, x, scope) => {
      const bias = m.bias ? [scope.parameter("bias")] : [];
      return scope.node("Conv", [x.name, scope.parameter("weight"), ...bias], {
        ints: { ...windowAttributes(m), group: m.groups },
      });
    },
  },
};

/** Each group of channels of the windows times its part of the weight ([width, height, in, out]), summed. */
function inGroups(windows: Source, weight: Slot, bias: Slot | undefined, groups: number): Source {
  const cut = cutAxis(windows, 1, groups);
  const [rows, , perGroup, high, wide, height, width] = shapeOf(cut) as [Dim, ...number[]];
  const out = weight.shape.at(-1) as number;
  const sizes = [rows, groups, out / groups, high!, wide!, perGroup!, height!, width!];
  const kernels = transpose(cutAxis(weight, 3, groups), [3, 4, 2, 1, 0]);
  // repeated over the output channels of a group, and over the windows
  const x = transpose(repeat(cut, [out / groups]), [0, 1, 7, 3, 4, 2, 5, 6]);
  const w = transpose(repeat(kernels, [high!, wide!]), [0, 1, 5, 6, 2, 3, 4]);
  const total = reduce("sum", map("x * w", { x, w }, { shape: sizes }), [5, 6, 7]);
  const product = reshape(total, [rows, out, high!, wide!]);
  return bias === undefined ? product : map("y + bias", { y: product, bias: reshape(bias, [out, 1, 1]) });
}
