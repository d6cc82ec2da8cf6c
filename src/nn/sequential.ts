/** Modules one after the other; children are numbered, as in PyTorch. */
import type { Module, ModuleKind } from "./module.ts";

export interface SequentialModule extends Module {
  readonly kind: "Sequential";
  readonly modules: readonly Module[];
}

/** The composition of `modules`, the first one applied first. */
export function Sequential(...modules: readonly Module[]): SequentialModule {
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
};
