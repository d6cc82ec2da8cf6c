/** Convolution of images: every window times the kernel, a matrix product over an unfolded view. */
import { NonlinError } from "../base/index.ts";
import { matmul, shapeOf, showShape, transpose } from "../graph/index.ts";
import type { Module, ModuleKind } from "./module.ts";
import { checkSize } from "./size.ts";
import { withoutTraces } from "./traces.ts";
import { pairText, type Size2d, type WindowOptions, type Windows, windowed, windowsOf } from "./windows.ts";

export interface Conv2dModule extends Module, Windows {
  readonly kind: "Conv2d";
  readonly inChannels: number;
  readonly outChannels: number;
  readonly bias: boolean;
}

export interface Conv2dOptions extends WindowOptions {
  /** Default true. */
  readonly bias?: boolean;
}

/** [batch, inChannels, height, width] to [batch, outChannels, ...]: stride, padding and dilation as in PyTorch. */
export function Conv2d(
  inChannels: number,
  outChannels: number,
  kernelSize: Size2d,
  options: Conv2dOptions = {},
): Conv2dModule {
  const { bias = true, ...rest } = options;
  const windows = windowsOf(`Conv2d(${inChannels}, ${outChannels})`, kernelSize, rest);
  const m: Conv2dModule = { kind: "Conv2d", inChannels, outChannels, bias, ...windows };
  checkSize(conv2d.title(m), "inChannels", inChannels);
  checkSize(conv2d.title(m), "outChannels", outChannels);
  return m;
}

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
    const fan = { fanIn: m.inChannels * height * width, fanOut: m.outChannels * height * width };
    const shape = [m.outChannels, m.inChannels, height, width];
    // [width, height, in, out], so that the innermost loop of a forward pass runs along memory
    const weight = scope.parameter("weight", shape, { kind: "weight", ...fan }, true);
    const init = m.bias ? { init: scope.parameter("bias", [m.outChannels], { kind: "bias", ...fan }) } : {};
    const product = matmul(transpose(windows, [0, 2, 3, 5, 4, 1]), weight, { inner: 3, ...init });
    return transpose(product, [0, 3, 1, 2]);
  },
};
