/** [batch, ...] as [batch, features]. */
import { flatten as flattenView } from "../graph/index.ts";
import type { Module, ModuleKind } from "./module.ts";

export interface FlattenModule extends Module {
  readonly kind: "Flatten";
}

/** All axes of a row as one. */
export function Flatten(): FlattenModule {
  return { kind: "Flatten" };
}

export const flatten: ModuleKind<FlattenModule> = {
  kind: "Flatten",
  title: () => "Flatten()",
  build: (_, x) => flattenView(x),
  exports: {
    torch: () => "nn.Flatten()",
    onnx: (_, x, scope) => scope.node("Flatten", [x.name], { ints: { axis: 1 } }),
  },
};
