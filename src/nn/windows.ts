/** Windows over images [batch, channels, height, width]: what convolution and pooling read. */
import { NonlinError } from "../base/index.ts";
import { copy, every, type Operand, pad, type Source, shapeOf, showShape, unfold } from "../graph/index.ts";
import { checkSize } from "./size.ts";

/** Of height and width. */
export type Pair = readonly [number, number];
/** One number for both, or height and width. */
export type Size2d = number | Pair;

export interface Windows {
  readonly kernelSize: Pair;
  readonly stride: Pair;
  /** Of the borders at the begin of each axis. */
  readonly padding: Pair;
  readonly dilation: Pair;
  /** Of the borders at the end; `padding` if not said. */
  readonly paddingAfter?: Pair;
}

export interface WindowOptions {
  /** The step from one window to the next. */
  readonly stride?: Size2d;
  /** Of each border; default 0. */
  readonly padding?: Size2d;
  /** Between the elements of a window; default 1. */
  readonly dilation?: Size2d;
}

/** Options with both numbers; throws E_SHAPE for one that is no size, in the name of the module. */
export function windowsOf(
  title: string,
  kernelSize: Size2d,
  { stride, padding, dilation }: Required<WindowOptions>,
): Windows {
  const sizes = { kernelSize: pair(kernelSize), stride: pair(stride), dilation: pair(dilation) };
  for (const [name, both] of Object.entries(sizes)) for (const size of both) checkSize(title, name, size);
  const wrong = pair(padding).find((size) => !(Number.isSafeInteger(size) && size >= 0));
  if (wrong !== undefined) {
    throw new NonlinError("E_SHAPE", `${title}: padding is ${wrong}`, { advice: "it is a whole number, 0 or more" });
  }
  return { ...sizes, padding: pair(padding) };
}

function pair(size: Size2d): Pair {
  return Array.isArray(size) && size.length === 2 ? (size as unknown as Pair) : [size as number, size as number];
}

/** The windows with a border at the end for those that begin within the image of this height and width but reach beyond it. */
export function roundedUp(windows: Windows, image: Pair): Windows {
  const { kernelSize, stride, padding, dilation } = windows;
  const paddingAfter = [0, 1].map((i) => {
    const [size, step, before] = [image[i]!, stride[i]!, padding[i]!];
    const reach = dilation[i]! * (kernelSize[i]! - 1) + 1;
    const all = Math.ceil((size + 2 * before - reach) / step) + 1;
    const last = ((all - 1) * step >= size + before ? all - 2 : all - 1) * step;
    return before + Math.max(0, last + reach - size - 2 * before);
  });
  return { ...windows, paddingAfter: paddingAfter as unknown as Pair };
}

export function pairText([height, width]: Pair): string {
  return height === width ? `${height}` : `[${height}, ${width}]`;
}

/** [batch, channels, rows of windows, columns of windows, kernel height, kernel width]; the border reads as `border`. */
export function windowed(
  title: string,
  x: Source,
  { kernelSize, stride, padding, paddingAfter, dilation }: Windows,
  border: number,
) {
  const shape = shapeOf(x);
  if (shape.length !== 4) {
    throw new NonlinError("E_SHAPE", `${title} expects [batch, channels, height, width] but got ${showShape(shape)}`, {
      advice: "say the shape of a row with inputShape: [channels, height, width]",
    });
  }
  return [0, 1].reduce<Operand | Source>((image, i) => {
    const axis = 2 + i;
    const reach = dilation[i]! * (kernelSize[i]! - 1) + 1;
    const [before, after] = [padding[i]!, (paddingAfter ?? padding)[i]!];
    const size = (shape[axis] as number) + before + after;
    if (reach > size) {
      const sizes = `windows of ${reach} do not fit into ${["a height", "a width"][i]} of ${size}`;
      throw new NonlinError("E_SHAPE", `${title} got ${showShape(shape)}: ${sizes}`, {
        advice: "make kernelSize smaller or padding larger",
      });
    }
    const bordered = before + after === 0 ? image : pad(image, axis, before, after, border);
    // reverse mode takes no view of a border in steps as long as the image
    const far = before + after > 0 && Math.max(stride[i]!, dilation[i]!) >= (shape[axis] as number);
    const padded = far ? copy(bordered) : bordered;
    if (stride[i] === 1 || dilation[i] === 1) return unfold(padded, axis, kernelSize[i]!, stride[i]!, dilation[i]!);
    // nor one of an axis in two steps above 1: the windows are laid out without gaps, and their elements taken in steps
    const windows = copy(unfold(padded, axis, reach, stride[i]!));
    return every(windows, windows.shape.length - 1, dilation[i]!);
  }, x);
}
