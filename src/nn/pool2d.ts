/** Pooling of images: the largest or the mean of every window. */
import { NonlinError } from "../base/index.ts";
import { constant, map, reduce, type Source, shapeOf } from "../graph/index.ts";
import { keywords } from "./exports.ts";
import type { Module, ModuleKind } from "./module.ts";
import { pairText, type Size2d, type WindowOptions, type Windows, windowed, windowsOf } from "./windows.ts";
import { pairKeyword, windowAttributes, windowKeywords } from "./windows-exports.ts";

export interface MaxPool2dModule extends Module, Windows {
  readonly kind: "MaxPool2d";
}

export interface AvgPool2dModule extends Module, Windows {
  readonly kind: "AvgPool2d";
  readonly countIncludePad: boolean;
}

export interface AvgPool2dOptions extends Omit<WindowOptions, "dilation"> {
  /** Whether a window counts what lies on the border; default true. */
  readonly countIncludePad?: boolean;
}

/** The largest of every window; windows lie side by side unless `stride` says otherwise. */
export function MaxPool2d(kernelSize: Size2d, options: WindowOptions = {}): MaxPool2dModule {
  return { kind: "MaxPool2d", ...poolWindows("MaxPool2d", kernelSize, options) };
}

/** The mean of every window; windows lie side by side unless `stride` says otherwise. */
export function AvgPool2d(kernelSize: Size2d, options: AvgPool2dOptions = {}): AvgPool2dModule {
  const { countIncludePad = true, ...rest } = options;
  return { kind: "AvgPool2d", ...poolWindows("AvgPool2d", kernelSize, rest), countIncludePad };
}

export const maxPool2d: ModuleKind<MaxPool2dModule> = {
  kind: "MaxPool2d",
  title: (m) => `MaxPool2d(${pairText(m.kernelSize)})`,
  input: () => "open",
  build: (m, x) => reduce("max", windowed(maxPool2d.title(m), x, m, Number.NEGATIVE_INFINITY), [4, 5]),
  exports: {
    torch: (m) => `nn.MaxPool2d(${[pairKeyword(m.kernelSize), ...keywords(poolKeywords(m))].join(", ")})`,
    onnx: (m, x, scope) => scope.node("MaxPool", [x.name], { ints: windowAttributes(m) }),
  },
};

export const avgPool2d: ModuleKind<AvgPool2dModule> = {
  kind: "AvgPool2d",
  title: (m) => `AvgPool2d(${pairText(m.kernelSize)})`,
  input: () => "open",
  build: (m, x) => {
    const total = reduce("sum", windowed(avgPool2d.title(m), x, m, 0), [4, 5]);
    return map("total / n", {
      total,
      n: m.countIncludePad ? constant("n", [m.kernelSize[0] * m.kernelSize[1]], []) : counts(m, x),
    });
  },
  exports: {
    torch: (m) => {
      const options = { ...poolKeywords(m), ...(m.countIncludePad ? {} : { count_include_pad: "False" }) };
      return `nn.AvgPool2d(${[pairKeyword(m.kernelSize), ...keywords(options)].join(", ")})`;
    },
    onnx: (m, x, scope) => {
      // it has dilations since operator set 19; here they are 1
      const { dilations: _, ...windows } = windowAttributes(m);
      return scope.node("AveragePool", [x.name], {
        ints: { ...windows, count_include_pad: Number(m.countIncludePad) },
      });
    },
  },
};

function poolWindows(kind: string, kernelSize: Size2d, options: WindowOptions): Windows {
  const windows = windowsOf(kind, kernelSize, { stride: kernelSize, ...options });
  // else a window could lie on the border altogether
  if (windows.padding.some((size, i) => 2 * size > windows.kernelSize[i]!)) {
    throw new NonlinError("E_SHAPE", `${kind}: padding is ${pairText(windows.padding)}`, {
      advice: `it is at most half of kernelSize, ${pairText(windows.kernelSize)}`,
    });
  }
  return windows;
}

/** PyTorch's windows of pooling lie side by side unless told otherwise. */
function poolKeywords(m: Windows): Readonly<Record<string, string>> {
  return windowKeywords(m, { stride: m.kernelSize });
}

/** How many elements of each window lie in the image, [rows of windows, columns of windows]. */
function counts({ kernelSize, stride, padding }: Windows, x: Source): Source {
  const along = [0, 1].map((i) => {
    const size = shapeOf(x)[2 + i] as number;
    const windows = Math.floor((size + 2 * padding[i]! - kernelSize[i]!) / stride[i]!) + 1;
    return Array.from({ length: windows }, (_, w) => {
      const first = w * stride[i]! - padding[i]!;
      return Math.min(first + kernelSize[i]!, size) - Math.max(first, 0);
    });
  });
  const [rows, columns] = along as [number[], number[]];
  return constant(
    "counts",
    rows.flatMap((h) => columns.map((w) => h * w)),
    [rows.length, columns.length],
  );
}
