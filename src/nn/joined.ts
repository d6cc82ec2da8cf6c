/** Two functions of one value side by side: they double the features. */
import { declarations, type JoinedFunction, kindOf, moduleName } from "../activations/index.ts";
import { road } from "../expr/index.ts";
import { concat, map, type Source } from "../graph/index.ts";
import { type AxisOptions, axisOf } from "./axis.ts";
import type { Module, ModuleKind } from "./module.ts";
import { optionOf } from "./option.ts";

export interface JoinedModule extends Module {
  readonly kind: "Joined";
  readonly of: string;
  readonly dim: number;
}

/** The functions of `of` (crelu) one after the other along an axis: n values become 2 n. */
export function Joined(of: string, { dim = -1 }: AxisOptions = {}): JoinedModule {
  declared(of);
  return { kind: "Joined", of, dim };
}

export const joined: ModuleKind<JoinedModule> = {
  kind: "Joined",
  title: (m) => `${moduleName(declared(m.of))}({ dim: ${m.dim} })`,
  build: (m, x) => {
    const axis = axisOf(joined.title(m), m.dim, x);
    const { formula, beside } = declared(m.of);
    const applied = (text: string): Source => {
      const f = { formula: text };
      return map(road(f, 0), { x }, { partials: { x: road(f, 1) } });
    };
    return concat([applied(formula), applied(beside)], axis);
  },
};

function declared(name: string): JoinedFunction {
  const all = [...declarations].filter(([, d]) => kindOf(d) === "joined");
  return optionOf(Object.fromEntries(all) as Record<string, JoinedFunction>, name, "pair of functions");
}
