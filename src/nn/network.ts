/** A model as a graph: its parameters by PyTorch's names, its scalars, its output. */
import { NonlinError } from "../base/index.ts";
import { batch, operand, type Slot, type Source, shapeOf, slot } from "../graph/index.ts";
import type { Loss, LossKind } from "./loss.ts";
import * as lossRows from "./losses.ts";
import type { Initial, Module, ModuleKind, Parameter, Scope } from "./module.ts";
import * as moduleRows from "./modules.ts";
import { optionOf } from "./option.ts";

/** Which parameters of activations are trained: those that their declarations say, all, or none. */
export type ActivationParameters = "declared" | "trainable" | "fixed";

export interface Network {
  readonly input: Slot;
  readonly output: Source;
  readonly parameters: readonly Parameter[];
  /** Numbers that are read from memory and not trained; their values are in `data`. */
  readonly scalars: readonly Slot[];
}

export interface NetworkOptions {
  /** The sizes of one row of input; default: what the first module that fixes it says. */
  readonly inputShape?: readonly number[];
  readonly activationParameters?: ActivationParameters;
}

const trains: Record<ActivationParameters, (declared: boolean) => boolean> = {
  declared: (declared) => declared,
  trainable: () => true,
  fixed: () => false,
};

/** The graph of a model on [batch, ...inputShape]. */
export function network(model: Module, options: NetworkOptions = {}): Network {
  const sizes = options.inputShape ?? inputOf(model);
  if (sizes === undefined) {
    throw new NonlinError("E_USAGE", `${titleOf(model)} takes inputs of any shape`, {
      advice: "say which with inputShape, the sizes of one row",
    });
  }
  const input = slot("input", "x", [batch, ...sizes]);
  const parameters: Parameter[] = [];
  const scalars: Slot[] = [];
  const scope = (prefix: string): Scope => ({
    parameter: (name, shape, initial, transposed = false) => {
      const made = parameter(`${prefix}${name}`, shape, initial, transposed);
      parameters.push(made);
      return made.slot;
    },
    scalar: (name, value) => {
      const made = slot("scalar", `${prefix}${name}`, [], { data: Float64Array.of(value) });
      scalars.push(made);
      return made;
    },
    child: (name, module, x) => kindOf(module).build(module, x, scope(`${prefix}${name}.`)),
    trains: optionOf(trains, options.activationParameters ?? "declared", "activationParameters"),
  });
  const output = kindOf(model).build(model, operand(input), scope(""));
  if (shapeOf(output)[0] !== batch) throw new NonlinError("E_SHAPE", `${titleOf(model)} loses the batch axis`);
  return { input, output, parameters, scalars };
}

/** How errors call a module. */
export function titleOf(module: Module): string {
  return kindOf(module).title(module);
}

/** The sizes of one row that a model takes, where a module in it fixes them. */
export function inputOf(module: Module): readonly number[] | undefined {
  return kindOf(module).input?.(module, inputOf);
}

/** The row of a loss. */
export function lossKindOf(loss: Loss): LossKind {
  return optionOf<LossKind>(lossKinds, loss.kind, "loss");
}

const kinds = Object.fromEntries(
  Object.values(moduleRows).flatMap((row) => ("build" in row ? [[row.kind, row as ModuleKind]] : [])),
);
const lossKinds = Object.fromEntries(
  Object.values(lossRows).flatMap((row) => ("build" in row ? [[row.kind, row]] : [])),
);

function kindOf(module: Module): ModuleKind {
  return optionOf<ModuleKind>(kinds, module.kind, "module");
}

function parameter(name: string, shape: readonly number[], initial: Initial, transposed: boolean): Parameter {
  const stored = transposed ? shape.toReversed() : shape;
  return { name, shape, initial, transposed, slot: slot("parameter", name, stored) };
}
