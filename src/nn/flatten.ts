/** Neighbouring axes as one: [batch, ...] becomes [batch, features]. */
import { NonlinError, withDefaults } from "../base/index.ts";
import { reshapeOrCopy, type Shape, shapeOf, showShape, sizeOf } from "../graph/index.ts";
import type { Module, ModuleKind } from "./module.ts";

export interface FlattenOptions {
  /** The first axis that is flattened, counted as in PyTorch: 0 is the batch. Default 1. */
  readonly startDim?: number;
  /** The last one; -1 is the last of all. Default -1. */
  readonly endDim?: number;
}

export interface FlattenModule extends Module, Required<FlattenOptions> {
  readonly kind: "Flatten";
}

/** All axes of a row as one, or those from `startDim` to `endDim`. */
export function Flatten(options: FlattenOptions = {}): FlattenModule {
  return { kind: "Flatten", ...withDefaults("Flatten", options, { startDim: 1, endDim: -1 }) };
}

export const flatten: ModuleKind<FlattenModule> = {
  kind: "Flatten",
  title: (m) => (isPlain(m) ? "Flatten()" : `Flatten({ startDim: ${m.startDim}, endDim: ${m.endDim} })`),
  build: (m, x) => reshapeOrCopy(x, flattened(m, shapeOf(x))),
  exports: {
    torch: (m) => (isPlain(m) ? "nn.Flatten()" : `nn.Flatten(${m.startDim}, ${m.endDim})`),
    onnx: (m, x, scope) => {
      if (isPlain(m)) return scope.node("Flatten", [x.name], { ints: { axis: 1 } });
      // 0 keeps the batch as it is
      const sizes = flattened(m, x.shape).slice(1) as readonly number[];
      return scope.node("Reshape", [x.name, scope.ints([0, ...sizes])]);
    },
  },
};

function isPlain({ startDim, endDim }: FlattenModule): boolean {
  return startDim === 1 && endDim === -1;
}

/** The shape after it; axes that a row does not have throw E_SHAPE. A row of one number is one feature. */
function flattened(m: FlattenModule, shape: Shape): Shape {
  if (isPlain(m)) return [...shape.slice(0, 1), sizeOf(shape.slice(1))];
  const [first, last] = [m.startDim, m.endDim].map((dim) => (dim < 0 ? shape.length + dim : dim)) as [number, number];
  if (Number.isInteger(first) && Number.isInteger(last) && first >= 1 && first <= last && last < shape.length) {
    return [...shape.slice(0, first), sizeOf(shape.slice(first, last + 1)), ...shape.slice(last + 1)];
  }
  throw new NonlinError("E_SHAPE", `${flatten.title(m)} has no such axes in ${showShape(shape)}`, {
    advice: `they go from 1 to ${shape.length - 1}, the first before the last; 0 is the batch`,
  });
}
