/** Two functions of one value side by side: they double the features. */
import {
  type Activation,
  declarations,
  type JoinedFunction,
  kindOf,
  moduleName,
  resolve,
} from "../activations/index.ts";
import { optionOf, withDefaults } from "../base/index.ts";
import { road } from "../expr/index.ts";
import { concat, map, type Source } from "../graph/index.ts";
import { type AxisOptions, axisOf } from "./axis.ts";
import type { Module, ModuleKind } from "./module.ts";

export interface JoinedModule extends Module {
  readonly kind: "Joined";
  readonly of: string;
  readonly dim: number;
}

/** The functions of `of` (crelu) one after the other along an axis: n values become 2 n. */
export function Joined(of: string, options: AxisOptions = {}): JoinedModule {
  const { dim } = withDefaults(moduleName(declared(of)), options, { dim: -1 });
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
  exports: {
    torch: (m, scope) => {
      const f = declared(m.of);
      return `${scope.define(moduleName(f), joinedClass(f, functionsOf(f).map(scope.differentiable)))}(dim=${m.dim})`;
    },
    onnx: (m, x, scope) => {
      const both = functionsOf(declared(m.of)).map((declaration) =>
        scope.apply({ declaration, expression: road(declaration, 0), numbers: {} }, { x: x.name }, {}),
      );
      const axis = m.dim < 0 ? x.shape.length + m.dim : m.dim;
      return scope.node("Concat", both, { ints: { axis } });
    },
  },
};

/** The two as declarations, the same ones each time. */
function functionsOf(f: JoinedFunction): readonly Activation[] {
  return [f.formula, f.beside].map((formula) => resolve(formula).declaration);
}

function joinedClass(f: JoinedFunction, functions: readonly string[]) {
  return (name: string): string => `class ${name}(nn.Module):
    """${f.formula} and ${f.beside}, one after the other along an axis."""

    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    def forward(self, x):
        return torch.cat([${functions.map((one) => `${one}(x)`).join(", ")}], self.dim)
`;
}

function declared(name: string): JoinedFunction {
  const all = [...declarations].filter(([, d]) => kindOf(d) === "joined");
  return optionOf(Object.fromEntries(all) as Record<string, JoinedFunction>, name, "pair of functions");
}
