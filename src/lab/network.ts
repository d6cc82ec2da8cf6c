/** The network, loss and optimizer of a trial, in PyTorch's words. */
import { resolve } from "../activations/index.ts";
import { NonlinError, suggest } from "../base/index.ts";
import type { Source, Task } from "../data/index.ts";
import { type InitName, type Loss, type Module, nn } from "../nn/index.ts";
import { type Optimizer, optim } from "../optim/index.ts";
import type { NetworkOptions, Trial } from "./trial.ts";
import { listText } from "./wording.ts";

/** Linear layers with the activation after each but the last; normalisation comes before the activation, dropout after it. */
export function networkOf(trial: Trial, source: Source): Module {
  const { hidden, normalization, dropout = 0, residual = false } = trial.network;
  const widths = widthsOf(trial, source);
  const layers = hidden.flatMap((width, i) => {
    const before = widths[i] as number;
    const layer = [
      nn.Linear(before, width),
      ...(normalization === undefined ? [] : [choice(normalizations, normalization, "normalisation")(width)]),
      nn.Activation(trial.activation),
      ...(dropout > 0 ? [nn.Dropout(dropout)] : []),
    ];
    return residual && before === width ? [nn.Residual(nn.Sequential(...layer))] : layer;
  });
  return nn.Sequential(...layers, nn.Linear(widths.at(-2) as number, source.outputs));
}

const normalizations: Readonly<Record<string, (width: number) => Module>> = {
  batch: nn.BatchNorm1d,
  layer: nn.LayerNorm,
};

/** The fewest rows that a step of the network can learn from: a batch's variance takes two. */
export function leastRowsOf({ network }: Trial): number {
  return network.normalization === "batch" ? 2 : 1;
}

/** Inputs, hidden units, outputs. */
export function widthsOf(trial: Trial, source: Source): number[] {
  return [source.inputs, ...trial.network.hidden, source.outputs];
}

/** What a network has beside its layers, in words: nothing, or " with batch normalisation and dropout 0.1". */
export function extrasText({ normalization, dropout = 0, residual = false }: NetworkOptions): string {
  const extras = [
    ...(normalization === undefined ? [] : [`${normalization} normalisation`]),
    ...(dropout > 0 ? [`dropout ${dropout}`] : []),
    ...(residual ? ["residual connections"] : []),
  ];
  return extras.length === 0 ? "" : ` with ${listText(extras)}`;
}

export function lossOf(task: Task): Loss {
  const losses: Record<Task, () => Loss> = {
    binary: () => nn.BCEWithLogitsLoss(),
    classes: () => nn.CrossEntropyLoss(),
    regression: () => nn.MSELoss(),
  };
  return losses[task]();
}

/** The optimizers by the names of the command line. */
export const optimizers = {
  adam: (lr) => optim.Adam({ lr }),
  adamw: (lr) => optim.AdamW({ lr }),
  sgd: (lr) => optim.SGD({ lr }),
  "sgd-momentum": (lr) => optim.SGD({ lr, momentum: 0.9 }),
} as const satisfies Record<string, (lr: number) => Optimizer>;

export function optimizerOf({ training }: Trial): Optimizer {
  return choice(optimizers, training.optimizer, "optimizer")(training.lr);
}

export const initNames: readonly InitName[] = [
  "default",
  "kaiming-uniform",
  "kaiming-normal",
  "xavier-uniform",
  "xavier-normal",
];

/** Throws what is wrong with a trial before anything is trained. */
export function checkTrial(trial: Trial): void {
  resolve(trial.activation);
  choice(optimizers, trial.training.optimizer, "optimizer");
  choice(Object.fromEntries(initNames.map((name) => [name, name])), trial.network.init, "initialisation");
}

function choice<T>(table: Readonly<Record<string, T>>, name: string, what: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found !== undefined) return found;
  const near = suggest(name, Object.keys(table));
  const advice = near === undefined ? `there are ${Object.keys(table).join(", ")}` : `did you mean ${near}?`;
  throw new NonlinError("E_USAGE", `unknown ${what} "${name}"`, { advice });
}
