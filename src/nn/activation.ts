/** Any elementwise function as a module: an activation of the catalogue, a formula, a declaration. */
import { type Activation as Declaration, type Options, resolve } from "../activations/index.ts";
import { NonlinError } from "../base/index.ts";
import { freeVariables, partial, road } from "../expr/index.ts";
import { map, reshape, type Source, shapeOf, showShape } from "../graph/index.ts";
import { nativeModule, ownModule } from "./activation-exports.ts";
import { onnxPerChannel } from "./exports.ts";
import type { ModuleKind, Scope, ShapeKeeping } from "./module.ts";
import { checkSize } from "./size.ts";
import { onlyTrainable, stateName } from "./state-name.ts";

export interface ActivationModule extends ShapeKeeping {
  readonly kind: "Activation";
  readonly of: string | Declaration;
  readonly options: Options;
  /** How many values each parameter per channel has: 1, or one for each channel (axis 1). */
  readonly numParameters: number;
}

export type ActivationOptions = Options & {
  /** How many values each parameter per channel has: 1, or one for each channel. Default 1. */
  readonly numParameters?: number;
  /** What the one trainable parameter starts at, as in nn.PReLU. */
  readonly init?: number;
};

/** `of` (a name, a formula in x, or a declaration) applied to every element; its trainable parameters are the network's. */
export function Activation(of: string | Declaration, options: ActivationOptions = {}): ActivationModule {
  const { numParameters = 1, init, ...rest } = options;
  const only = init === undefined ? undefined : onlyTrainable(resolve(of).declaration);
  const given = init === undefined ? rest : { ...rest, [only ?? "init"]: init };
  const m: ActivationModule = { kind: "Activation", of, options: given, numParameters };
  checkSize(activation.title(m), "numParameters", numParameters);
  return m;
}

export const activation: ModuleKind<ActivationModule> = {
  kind: "Activation",
  title: (m) => resolve(m.of, m.options).title,
  elementwise: true,
  build: (m, x, scope) => {
    const { declaration, params, title } = resolve(m.of, m.options);
    const trained = Object.keys(params).filter((name) => scope.trains(declaration.params?.[name]?.trainable === true));
    const value = road(declaration, 0);
    const slopes = trained.map((name) => [name, partial(declaration, name)] as const);
    // f' is the declaration's own, with its slopes at corners, not the derivative of the stable form
    const partials = { x: road(declaration, 1), ...Object.fromEntries(slopes) };
    if (value.kind === "var" && value.name === "x") return x;
    const read = new Set([value, ...Object.values(partials)].flatMap(freeVariables));
    const operands: Record<string, Source> = { x };
    for (const [name, initial] of Object.entries(params)) {
      if (!read.has(name) && !trained.includes(name)) continue;
      const perChannel = declaration.params?.[name]?.per === "channel";
      operands[name] = trained.includes(name)
        ? trainable(scope, stateName(declaration, name), initial, perChannel ? m.numParameters : 1, { x, title })
        : scope.scalar(name, initial);
    }
    return map(value, operands, { partials, shape: shapeOf(x) });
  },
  exports: {
    torch: (m, scope) => {
      const { declaration, params } = resolve(m.of, m.options);
      const trained = Object.keys(params).filter((name) => scope.has(stateName(declaration, name)));
      const native = nativeModule(declaration, params, trained, { m, scope });
      return native ?? ownModule(declaration, params, trained, { m, scope });
    },
    onnx: (m, x, scope) => {
      const { declaration, params } = resolve(m.of, m.options);
      const expression = road(declaration, 0);
      const isTrained = (name: string): boolean => scope.has(stateName(declaration, name));
      const trained = Object.keys(params).filter((name) => isTrained(name) && freeVariables(expression).includes(name));
      const numbers = Object.entries(params).filter(([name]) => !isTrained(name));
      return scope.apply(
        {
          declaration,
          expression,
          numbers: Object.fromEntries(numbers.map(([name, value]) => [name, scope.number(name, value)])),
        },
        { x: x.name },
        Object.fromEntries(
          trained.map((name) => {
            const values = scope.parameter(stateName(declaration, name));
            const perChannel = declaration.params?.[name]?.per === "channel" && m.numParameters > 1;
            return [name, perChannel ? onnxPerChannel(values, x, scope) : values];
          }),
        ),
      );
    },
  },
};

/** A parameter of one value, or of one for each channel (axis 1), read in the shape of x. */
function trainable(
  scope: Scope,
  name: string,
  value: number,
  count: number,
  { x, title }: { x: Source; title: string },
): Source {
  const shape = shapeOf(x);
  if (count !== 1 && count !== shape[1]) {
    throw new NonlinError("E_SHAPE", `${title} has ${count} parameters but got ${showShape(shape)}`, {
      advice: `numParameters is 1 or the size of axis 1, ${shape[1]}`,
    });
  }
  const slot = scope.parameter(name, [count], { kind: "constant", value });
  return reshape(slot, [count, ...shape.slice(2).map(() => 1)]);
}
