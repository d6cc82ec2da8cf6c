/** A model as a graph: its parameters by PyTorch's names, its scalars, its output. */
import { NonlinError, optionOf } from "../base/index.ts";
import {
  batch,
  copy,
  type MapNode,
  operand,
  type Phase,
  type Slot,
  type Source,
  shapeOf,
  slot,
} from "../graph/index.ts";
import type { Exports } from "./exports.ts";
import { Inventory } from "./inventory.ts";
import type { Loss, LossKind } from "./loss.ts";
import * as lossRows from "./losses.ts";
import { type InputSizes, type Module, type ModuleKind, type Parameter, rowShape, type Scope } from "./module.ts";
import * as moduleRows from "./modules.ts";

/** Which parameters of activations are trained: those that their declarations say, all, or none. */
export type ActivationParameters = "declared" | "trainable" | "fixed";

/** Once through a module. Input and output are nodes of their own: a gradient at them is that of this passage alone. */
export interface Passage {
  /** PyTorch's name of the module: "1.0"; "" for the whole model. */
  readonly name: string;
  readonly module: Module;
  readonly elementwise: boolean;
  readonly input: MapNode;
  readonly output: MapNode;
}

export interface Network {
  readonly input: Slot;
  /** What a step of training computes. */
  readonly output: Source;
  /** What prediction and evaluation compute: the same, unless a module behaves otherwise in training. */
  readonly prediction: Source;
  readonly parameters: readonly Parameter[];
  /** Parameters and buffers, in the order of PyTorch's state dict. */
  readonly stateDict: readonly Parameter[];
  /** What a step leaves in the buffers. */
  readonly updates: Phase;
  /** Numbers that are read from memory and not trained; their values are in `data`. */
  readonly scalars: readonly Slot[];
  /** The rows of the call, as a float. */
  readonly rows: Slot;
  /** What masks are drawn from: a key for each, named after its purpose, and the number of the step. */
  readonly keys: readonly Slot[];
  readonly step: Slot;
  /** Of `output` and of `prediction`, where they were asked for, each module after those inside it. */
  readonly passages: { readonly output: readonly Passage[]; readonly prediction: readonly Passage[] };
  /** The fewest rows that a step can have, and the module that says so. */
  readonly leastRows: { readonly rows: number; readonly title: string };
}

export interface NetworkOptions {
  /** The sizes of one row of input; default: what the first module that fixes it says. */
  readonly inputShape?: readonly number[];
  readonly activationParameters?: ActivationParameters;
  /** Whether to list the passages, which costs copies; default no. */
  readonly passages?: boolean;
}

const trains: Record<ActivationParameters, (declared: boolean) => boolean> = {
  declared: (declared) => declared,
  trainable: () => true,
  fixed: () => false,
};

/** The graph of a model on [batch, ...inputShape]. */
export function network(model: Module, options: NetworkOptions = {}): Network {
  const sizes = options.inputShape ?? inputOf(model);
  if (sizes === undefined || sizes === "open") {
    throw new NonlinError("E_USAGE", `${titleOf(model)} takes inputs of any shape`, {
      advice: "say which with inputShape, the sizes of one row",
    });
  }
  const input = slot("input", "x", [batch, ...sizes]);
  const inventory = new Inventory();
  const isTrained = optionOf(trains, options.activationParameters ?? "declared", "activationParameters");
  const build = (training: boolean): Built => {
    const turns = new Map<string, number>();
    const passages: Passage[] = [];
    const visit = (name: string, module: Module, x: Source): Source => {
      const kind = kindOf(module);
      const prefix = name === "" ? "" : `${name}.`;
      const scope: Scope = {
        ...inventory.within(prefix, training, turns),
        child: (child, inside, y) => visit(`${prefix}${child}`, inside, y),
        trains: isTrained,
      };
      if (options.passages !== true) return kind.build(module, x, scope);
      const input = copy(x);
      const output = copy(kind.build(module, input, scope));
      passages.push({ name, module, elementwise: kind.elementwise === true, input, output });
      return output;
    };
    return { result: visit("", model, operand(input)), passages };
  };
  const trained = build(true);
  const output = trained.result;
  if (shapeOf(output)[0] !== batch) throw new NonlinError("E_SHAPE", `${titleOf(model)} loses the batch axis`);
  const other = inventory.trainingMatters ? build(false) : trained;
  const passages = { output: trained.passages, prediction: other.passages };
  return { input, output, prediction: other.result, passages, ...inventory.contents() };
}

interface Built {
  readonly result: Source;
  readonly passages: readonly Passage[];
}

/** How a module is written for other systems. */
export function exportsOf(module: Module): Exports {
  return kindOf(module).exports;
}

/** The sizes of a row that `module` makes of one of `sizes`. */
export function sizesAfter(module: Module, sizes: readonly number[]): readonly number[] {
  return rowShape({ shape: shapeOf(network(module, { inputShape: sizes }).prediction) });
}

/** How errors call a module. */
export function titleOf(module: Module): string {
  return kindOf(module).title(module);
}

/** The sizes of one row that a model takes, where a module in it fixes them. */
export function inputOf(module: Module): InputSizes | undefined {
  return kindOf(module).input?.(module, inputOf);
}

/** How errors call the first module in this one that says what it takes. */
export function takerOf(module: Module): string {
  let first: Module | undefined;
  const visit = (m: Module): InputSizes | undefined => {
    const sizes = kindOf(m).input?.(m, visit);
    if (sizes !== undefined) first ??= m;
    return sizes;
  };
  visit(module);
  return titleOf(first ?? module);
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
  if (typeof module?.kind === "string") return optionOf<ModuleKind>(kinds, module.kind, "module");
  const [got, advice] =
    typeof module === "function"
      ? ["one of them itself", "call it: nn.ReLU()"]
      : Array.isArray(module)
        ? ["a list", "spread it: nn.Sequential(...modules)"]
        : [`${module}`, "for instance nn.Linear(64, 32)"];
  throw new NonlinError("E_USAGE", `a module is what the functions of nn make, not ${got}`, { advice });
}
