/** Activations in PyTorch: its own module where it has one, else a class around the formula. */
import { type Activation, type Declared, moduleName } from "../activations/index.ts";
import { print, source } from "../expr/index.ts";
import type { ActivationModule } from "./activation.ts";
import { keywords, type TorchScope } from "./exports.ts";
import { onlyTrainable, stateName } from "./state-name.ts";

interface Place {
  readonly m: ActivationModule;
  readonly scope: TorchScope;
}

/** PyTorch's own module with these parameters; undefined if it has none, or none that trains or takes them. */
export function nativeModule(
  declaration: Activation,
  params: Readonly<Record<string, number>>,
  trained: readonly string[],
  { m, scope }: Place,
): string | undefined {
  const spelling = declaration.known?.torch;
  if (spelling?.startsWith("nn.") !== true) return undefined;
  if (onlyTrainable(declaration) !== undefined) {
    return trained.length === 1 ? `${spelling}(num_parameters=${m.numParameters})` : undefined;
  }
  if (trained.length > 0) return undefined;
  if (spelling.includes("(")) return spelling.replaceAll("'", '"');
  const numbers = Object.entries(params).map(([name, value]) => [name, scope.number(name, value)] as const);
  const taken = declaration.known?.torchTakes ?? numbers.map(([name]) => name);
  const isUsual = ([name, value]: readonly [string, number]) => value === declaration.params?.[name]?.init;
  if (!numbers.every((entry) => taken.includes(entry[0]) || isUsual(entry))) return undefined;
  const options = numbers.filter(([name]) => taken.includes(name));
  return `${spelling}(${keywords(Object.fromEntries(options.map(([name, value]) => [scope.spelled(name), scope.float(value)]))).join(", ")})`;
}

/** A class of our own; what is trained has the names and shapes of the state dict. */
export function ownModule(
  declaration: Activation,
  params: Readonly<Record<string, number>>,
  trained: readonly string[],
  { m, scope }: Place,
): string {
  const f = scope.differentiable(declaration);
  const all = Object.keys(params).map((name) => {
    const per = declaration.params?.[name]?.per === "channel" && m.numParameters > 1 ? m.numParameters : 1;
    const isTrained = trained.includes(name);
    return {
      name: scope.spelled(name),
      state: isTrained ? stateName(declaration, name) : scope.spelled(name),
      per,
      isTrained,
    };
  });
  const perChannel = all.some(({ per, isTrained }) => isTrained && per > 1);
  const text = (name: string): string =>
    [
      `class ${name}(nn.Module):`,
      `    """${about(declaration)}"""`,
      "",
      ...(all.length === 0
        ? []
        : [
            `    def __init__(self, ${all.map((p) => p.name).join(", ")}${perChannel ? ", num_parameters" : ""}):`,
            "        super().__init__()",
            ...all.map(({ name: p, state, per, isTrained }) => {
              const count = per > 1 ? "num_parameters" : "1";
              return `        self.${state} = ${isTrained ? `nn.Parameter(torch.full((${count},), ${p}))` : p}`;
            }),
            "",
          ]),
      "    def forward(self, x):",
      ...(perChannel ? ["        channels = [-1] + [1] * (x.dim() - 2)"] : []),
      `        return ${f}(${["x", ...all.map((p) => (p.isTrained && p.per > 1 ? `self.${p.state}.view(channels)` : `self.${p.state}`))].join(", ")})`,
      "",
    ].join("\n");
  const values = Object.entries(params).map(
    ([name, value]) => `${scope.spelled(name)}=${scope.float(scope.number(name, value))}`,
  );
  const stem = /^[A-Za-z]\w*$/.test(declaration.name) ? moduleName(declaration) : "Formula";
  return `${scope.define(stem, text)}(${[...values, ...(perChannel ? [`num_parameters=${m.numParameters}`] : [])].join(", ")})`;
}

/** What it computes, in one line. */
export function about(declaration: Declared): string {
  return print(source(declaration)).replaceAll("\\", "");
}
