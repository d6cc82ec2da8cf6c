/** Functions of a value and, in a step, of a random number for each value: randomised leaky ReLU. */
import { declarations, kindOf, moduleName, type Options, type RandomFunction, settle } from "../activations/index.ts";
import { NonlinError, optionOf } from "../base/index.ts";
import { constant, diff, type Expr, parse, simplify, stable, substitute } from "../expr/index.ts";
import { map, type Source, shapeOf } from "../graph/index.ts";
import { numbersIn } from "./exports.ts";
import type { ModuleKind, ShapeKeeping } from "./module.ts";

export interface NoisyModule extends ShapeKeeping {
  readonly kind: "Noisy";
  readonly of: string;
  readonly options: Options;
}

/** The function `of` (rrelu): its random numbers are drawn anew in every step, and have their usual value in prediction. */
export function Noisy(of: string, options: Options = {}): NoisyModule {
  settle(declared(of), options);
  return { kind: "Noisy", of, options };
}

export const noisy: ModuleKind<NoisyModule> = {
  kind: "Noisy",
  title: (m) => `${moduleName(declared(m.of))}()`,
  build: (m, x, scope) => {
    const { declaration, params } = settle(declared(m.of), m.options);
    const { name, evaluation } = declaration.random;
    const read = (text: string): Expr => parse(text, { parameters: [name, ...Object.keys(params)] });
    const e = read(declaration.formula);
    const slope = diff(e, "x", { corners: declaration.corners ?? [] });
    const operands: Record<string, Source> = { x };
    for (const [key, value] of Object.entries(params)) operands[key] = scope.scalar(key, value);
    if (scope.training()) {
      const partials = { x: stable(simplify(slope)), [name]: constant(0) };
      return map(stable(simplify(e)), { ...operands, [name]: scope.random(shapeOf(x)) }, { partials });
    }
    const usual = (of: Expr): Expr => stable(simplify(substitute(of, { [name]: read(evaluation) })));
    return map(usual(e), operands, { partials: { x: usual(slope) } });
  },
  exports: {
    torch: (m, scope) => {
      const { declaration, params } = settle(declared(m.of), m.options);
      const spelling = declaration.known?.torch;
      if (spelling === undefined) throw new NonlinError("E_USAGE", `PyTorch has no ${noisy.title(m)}`);
      const options = Object.entries(numbersIn(params, scope)).map(
        ([name, value]) => `${scope.spelled(name)}=${scope.float(value)}`,
      );
      return `${spelling}(${options.join(", ")})`;
    },
    onnx: (m, x, scope) => {
      const { declaration, params } = settle(declared(m.of), m.options);
      const { name, evaluation } = declaration.random;
      const read = (text: string): Expr => parse(text, { parameters: [name, ...Object.keys(params)] });
      const expression = stable(simplify(substitute(read(declaration.formula), { [name]: read(evaluation) })));
      return scope.apply({ declaration, expression, numbers: numbersIn(params, scope) }, { x: x.name }, {});
    },
  },
};

function declared(name: string): RandomFunction {
  const all = [...declarations].filter(([, d]) => kindOf(d) === "random");
  return optionOf(Object.fromEntries(all) as Record<string, RandomFunction>, name, "function of a random number");
}
