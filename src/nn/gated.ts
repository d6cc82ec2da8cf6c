/** Gated activations: one half of the features let through as the other half says. They halve the last axis. */
import {
  type Declaration,
  declarations,
  type GatedFunction,
  moduleName,
  type Options,
  settle,
} from "../activations/index.ts";
import { NonlinError, optionOf } from "../base/index.ts";
import { diff, type Expr, parse, simplify, stable } from "../expr/index.ts";
import { map, type Source, shapeOf, showShape, slice } from "../graph/index.ts";
import { asTensor, type TorchScope } from "./exports.ts";
import type { Halving, ModuleKind } from "./module.ts";

export interface GatedModule extends Halving {
  readonly kind: "Gated";
  readonly of: string;
  readonly options: Options;
}

/** The gated activation `of` (glu, reglu, geglu, swiglu ...) over the last axis: [..., 2 n] to [..., n]. */
export function Gated(of: string, options: Options = {}): GatedModule {
  settle(declared(of), options);
  return { kind: "Gated", of, options };
}

export const gated: ModuleKind<GatedModule> = {
  kind: "Gated",
  title: (m) => `${moduleName(declared(m.of))}()`,
  build: (m, x, scope) => {
    const { declaration, params } = settle(declared(m.of), m.options);
    const shape = shapeOf(x);
    const last = shape.length - 1;
    const features = shape[last] as number;
    if (last < 1 || features % 2 !== 0) {
      const got = `${gated.title(m)} expects an even number of features, which it halves, but got ${showShape(shape)}`;
      throw new NonlinError("E_SHAPE", got, {
        advice: "give the layer before it twice the size that you want after it",
      });
    }
    const operands: Record<string, Source> = {
      a: slice(x, last, 0, features / 2),
      b: slice(x, last, features / 2, features),
    };
    for (const [name, value] of Object.entries(params)) {
      const trained = scope.trains(declaration.params?.[name]?.trainable === true);
      operands[name] = trained ? scope.parameter(name, [1], { kind: "constant", value }) : scope.scalar(name, value);
    }
    const e = parse(declaration.formula, { parameters: Object.keys(operands) });
    const slopes = Object.keys(operands).map((name) => [name, stable(simplify(diff(e, name)))] as const);
    return map(formulaOf(declaration), operands, { partials: Object.fromEntries(slopes) });
  },
  exports: {
    torch: (m, scope) => {
      const { declaration, params } = settle(declared(m.of), m.options);
      if (declaration.known?.torch !== undefined) return `${declaration.known.torch}()`;
      const trained = Object.keys(params).filter(scope.has);
      const values = Object.entries(params).map(
        ([name, value]) => `${scope.spelled(name)}=${scope.float(scope.number(name, value))}`,
      );
      const text = gatedClass(declaration, trained, scope);
      return `${scope.define(moduleName(declaration), text)}(${values.join(", ")})`;
    },
    onnx: (m, x, scope) => {
      const { declaration, params } = settle(declared(m.of), m.options);
      const size = (x.shape.at(-1) as number) / 2;
      const axis = { ints: { axis: x.shape.length - 1 } };
      const [a = "", b = ""] = scope.outputs(2, "Split", [x.name, scope.ints([size, size])], axis);
      const trained = Object.keys(params).filter(scope.has);
      const numbers = Object.entries(params).filter(([name]) => !trained.includes(name));
      return scope.apply(
        {
          declaration,
          expression: formulaOf(declaration),
          numbers: Object.fromEntries(numbers.map(([name, value]) => [name, scope.number(name, value)])),
        },
        { a, b },
        Object.fromEntries(trained.map((name) => [name, scope.parameter(name)])),
      );
    },
  },
};

/** In a, b and the parameters. */
function formulaOf({ formula, params = {} }: GatedFunction): Expr {
  return stable(simplify(parse(formula, { parameters: ["a", "b", ...Object.keys(params)] })));
}

function gatedClass(declaration: GatedFunction, trained: readonly string[], scope: TorchScope) {
  const names = Object.keys(declaration.params ?? {}).map((name) => ({
    name: scope.spelled(name),
    isTrained: trained.includes(name),
  }));
  return (name: string): string =>
    [
      `class ${name}(nn.Module):`,
      `    """${declaration.formula} of the halves a and b."""`,
      "",
      ...(names.length === 0
        ? []
        : [
            `    def __init__(self, ${names.map((p) => p.name).join(", ")}):`,
            "        super().__init__()",
            ...names.map(
              (p) => `        self.${p.name} = ${p.isTrained ? `nn.Parameter(torch.full((1,), ${p.name}))` : p.name}`,
            ),
            "",
          ]),
      "    def forward(self, x):",
      "        a, b = x.chunk(2, dim=-1)",
      ...names.map((p) => `        ${asTensor(p.name)}`),
      ...scope.lines(formulaOf(declaration)).map((line) => `        ${line}`),
      "",
    ].join("\n");
}

/** Every gated declaration by its name. */
export const gatedDeclarations: ReadonlyMap<string, GatedFunction> = /* @__PURE__ */ new Map(
  [...declarations].flatMap(([name, d]): [string, GatedFunction][] => (isGated(d) ? [[name, d]] : [])),
);

function isGated(d: Declaration): d is GatedFunction {
  return d.inputs !== undefined;
}

function declared(name: string): GatedFunction {
  return optionOf(Object.fromEntries(gatedDeclarations), name, "gated activation");
}
