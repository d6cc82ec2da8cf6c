/** Pooling of images: the largest or the mean of every window. */
import { checkNumbers, NonlinError, wholeAboveZero, withDefaults } from "../base/index.ts";
import { constant, map, reduce, type Shape, shapeOf } from "../graph/index.ts";
import { keywords, type OnnxValue } from "./exports.ts";
import type { ChannelKeeping, ModuleKind } from "./module.ts";
import {
  type Pair,
  pairText,
  roundedUp,
  type Size2d,
  type WindowOptions,
  type Windows,
  windowed,
  windowsOf,
} from "./windows.ts";
import { pairKeyword, windowAttributes, windowKeywords } from "./windows-exports.ts";

export interface MaxPool2dModule extends ChannelKeeping, Windows {
  readonly kind: "MaxPool2d";
  readonly ceilMode: boolean;
}

export interface AvgPool2dModule extends ChannelKeeping, Windows {
  readonly kind: "AvgPool2d";
  readonly ceilMode: boolean;
  readonly countIncludePad: boolean;
  readonly divisorOverride: number | null;
}

export interface PoolOptions {
  /** Whether the last window may reach over the border; default false: what no whole window covers is left out. */
  readonly ceilMode?: boolean;
}

export interface MaxPool2dOptions extends WindowOptions, PoolOptions {}

export interface AvgPool2dOptions extends Omit<WindowOptions, "dilation">, PoolOptions {
  /** Whether a window counts what lies on the border; default true. */
  readonly countIncludePad?: boolean;
  /** What the sum of a window is divided by; null for what the window counts. Default null. */
  readonly divisorOverride?: number | null;
}

/** The largest of every window; windows lie side by side unless `stride` says otherwise. */
export function MaxPool2d(kernelSize: Size2d, options: MaxPool2dOptions = {}): MaxPool2dModule {
  const defaults: Required<MaxPool2dOptions> = { stride: kernelSize, padding: 0, dilation: 1, ceilMode: false };
  const { ceilMode, ...windows } = withDefaults("MaxPool2d", options, defaults);
  return { kind: "MaxPool2d", ...poolWindows("MaxPool2d", kernelSize, windows), ceilMode };
}

/** The mean of every window; windows lie side by side unless `stride` says otherwise. */
export function AvgPool2d(kernelSize: Size2d, options: AvgPool2dOptions = {}): AvgPool2dModule {
  const own = { ceilMode: false, countIncludePad: true, divisorOverride: null };
  const defaults: Required<AvgPool2dOptions> = { stride: kernelSize, padding: 0, ...own };
  const { stride, padding, ...rest } = withDefaults("AvgPool2d", options, defaults);
  if (rest.divisorOverride !== null) checkNumbers("AvgPool2d", rest, { divisorOverride: wholeAboveZero });
  return { kind: "AvgPool2d", ...poolWindows("AvgPool2d", kernelSize, { stride, padding, dilation: 1 }), ...rest };
}

export const maxPool2d: ModuleKind<MaxPool2dModule> = {
  kind: "MaxPool2d",
  title: (m) => `MaxPool2d(${pairText(m.kernelSize)})`,
  input: () => "open",
  build: (m, x) => {
    return reduce("max", windowed(maxPool2d.title(m), x, within(m, shapeOf(x)), Number.NEGATIVE_INFINITY), [4, 5]);
  },
  exports: {
    torch: (m) => `nn.MaxPool2d(${[pairKeyword(m.kernelSize), ...keywords(poolKeywords(m))].join(", ")})`,
    onnx: (m, x, scope) => scope.node("MaxPool", [x.name], { ints: windowAttributes(within(m, x.shape)) }),
  },
};

export const avgPool2d: ModuleKind<AvgPool2dModule> = {
  kind: "AvgPool2d",
  title: (m) => `AvgPool2d(${pairText(m.kernelSize)})`,
  input: () => "open",
  build: (m, x) => {
    const total = reduce("sum", windowed(avgPool2d.title(m), x, within(m, shapeOf(x)), 0), [4, 5]);
    const { counts, shape } = divisors(m, shapeOf(x));
    return map("total / n", { total, n: constant("counts", counts, shape) });
  },
  exports: {
    torch: (m) => {
      const options = {
        ...poolKeywords(m),
        ...(!m.countIncludePad && { count_include_pad: "False" }),
        ...(m.divisorOverride !== null && { divisor_override: `${m.divisorOverride}` }),
      };
      return `nn.AvgPool2d(${[pairKeyword(m.kernelSize), ...keywords(options)].join(", ")})`;
    },
    onnx: (m, x, scope) => {
      // it has dilations since operator set 19; here they are 1
      const { dilations: _, ...windows } = windowAttributes(within(m, x.shape));
      const own = !m.ceilMode && m.divisorOverride === null;
      const include = { count_include_pad: Number(m.countIncludePad || !own) };
      const mean = scope.node("AveragePool", [x.name], { ints: { ...windows, ...include } });
      if (own) return mean;
      // what other systems count in a window that reaches over the border differs, so all of it is, and the mean made right
      const { counts, shape } = divisors(m, x.shape);
      const size = m.kernelSize[0] * m.kernelSize[1];
      const factors = counts.map((n) => size / n);
      return scope.node("Mul", [mean, scope.floats(factors, shape)]);
    },
  },
};

function poolWindows(kind: string, kernelSize: Size2d, options: Required<WindowOptions>): Windows {
  const windows = windowsOf(kind, kernelSize, options);
  // else a window could lie on the border altogether
  if (windows.padding.some((size, i) => 2 * size > windows.kernelSize[i]!)) {
    throw new NonlinError("E_SHAPE", `${kind}: padding is ${pairText(windows.padding)}`, {
      advice: `it is at most half of kernelSize, ${pairText(windows.kernelSize)}`,
    });
  }
  return windows;
}

/** The windows over an image of this shape: in ceil mode, with a border for the last one. */
function within(m: Windows & { readonly ceilMode: boolean }, shape: OnnxValue["shape"]): Windows {
  return m.ceilMode && shape.length === 4 ? roundedUp(m, shape.slice(2) as unknown as Pair) : m;
}

/** PyTorch's windows of pooling lie side by side unless told otherwise. */
function poolKeywords(m: Windows & { readonly ceilMode: boolean }): Readonly<Record<string, string>> {
  return { ...windowKeywords(m, { stride: m.kernelSize }), ...(m.ceilMode && { ceil_mode: "True" }) };
}

/** What the sum of each window is divided by: one number for all, or [rows of windows, columns of windows]. */
function divisors(m: AvgPool2dModule, shape: Shape): { readonly counts: readonly number[]; readonly shape: number[] } {
  const { kernelSize, stride, padding, paddingAfter = padding } = within(m, shape);
  if (m.divisorOverride !== null) return { counts: [m.divisorOverride], shape: [] };
  if (m.countIncludePad && !m.ceilMode) return { counts: [kernelSize[0] * kernelSize[1]], shape: [] };
  const [rows, columns] = [0, 1].map((i) => {
    const size = shape[2 + i] as number;
    const windows = Math.floor((size + padding[i]! + paddingAfter[i]! - kernelSize[i]!) / stride[i]!) + 1;
    // the border that was asked for counts, what ceil mode adds to it never
    const border = m.countIncludePad ? padding[i]! : 0;
    return Array.from({ length: windows }, (_, w) => {
      const first = w * stride[i]! - padding[i]!;
      return Math.min(first + kernelSize[i]!, size + border) - Math.max(first, -border);
    });
  }) as [number[], number[]];
  return { counts: rows.flatMap((h) => columns.map((w) => h * w)), shape: [rows.length, columns.length] };
}
