/** Windows as other systems write them. */
import { type Pair, pairText, type Size2d, type Windows } from "./windows.ts";

export function pairKeyword([height, width]: Pair): string {
  return height === width ? `${height}` : `(${height}, ${width})`;
}

/** As keywords of PyTorch, those that differ from its defaults; that of the stride depends on the module. */
export function windowKeywords(m: Windows, { stride }: { stride: Size2d }): Readonly<Record<string, string>> {
  const usual = {
    stride: typeof stride === "number" ? ([stride, stride] as const) : stride,
    padding: [0, 0],
    dilation: [1, 1],
  } as const;
  const names = ["stride", "padding", "dilation"] as const;
  const said = names.filter((name) => pairText(m[name]) !== pairText(usual[name]));
  return Object.fromEntries(said.map((name) => [name, pairKeyword(m[name])]));
}

/** As attributes of ONNX. */
export function windowAttributes({ kernelSize, stride, padding, paddingAfter = padding, dilation }: Windows) {
  return {
    kernel_shape: kernelSize,
    strides: stride,
    pads: [...padding, ...paddingAfter],
    dilations: dilation,
  } as const;
}
