/** Modules one after the other; children are numbered, as in PyTorch. */
import { indented } from "./exports.ts";
import type { Fitting } from "./fitting.ts";
import type { Module, ModuleKind } from "./module.ts";

export interface SequentialModule<M extends readonly Module[] = readonly Module[]> extends Module {
  readonly kind: "Sequential";
  readonly modules: M;
}

/** The composition of `modules`, the first one applied first. */
export function Sequential<const M extends readonly Module[]>(...modules: M & Fitting<M>): SequentialModule<M> {
  return { kind: "Sequential", modules };
}

export const sequential: ModuleKind<SequentialModule> = {
  kind: "Sequential",
  title: (m) => `Sequential of ${m.modules.length}`,
  input: (m, inputOf) => {
    for (const child of m.modules) {
      const sizes = inputOf(child);
      if (sizes !== undefined) return sizes;
    }
    return undefined;
  },
  build: (m, x, scope) => m.modules.reduce((y, child, i) => scope.child(`${i}`, child, y), x),
  exports: {
    torch: (m, scope) => {
      const children = m.modules.map((child, i) => scope.child(`${i}`, child));
      return children.length === 0 ? "nn.Sequential()" : `nn.Sequential(\n${indented(children)})`;
    },
    onnx: (m, x, scope) => m.modules.reduce((y, child, i) => scope.child(`${i}`, child, y), x).name,
  },
};
