/** The network, loss and optimizer of a trial, in PyTorch's words. */
import { resolve } from "../activations/index.ts";
import { NonlinError, suggest } from "../base/index.ts";
import type { Source, Task } from "../data/index.ts";
import { type InitName, type Loss, type Module, nn } from "../nn/index.ts";
import { type Optimizer, optim } from "../optim/index.ts";
import type { Trial } from "./trial.ts";

/** Linear layers with the activation after each but the last. */
export function networkOf(trial: Trial, source: Source): Module {
  const widths = widthsOf(trial, source);
  const layers = widths.slice(1).flatMap((width, i) => {
    const linear = nn.Linear(widths[i] as number, width);
    return i === widths.length - 2 ? [linear] : [linear, nn.Activation(trial.activation)];
  });
  return nn.Sequential(...layers);
}

/** Inputs, hidden units, outputs. */
export function widthsOf(trial: Trial, source: Source): number[] {
  return [source.inputs, ...trial.network.hidden, source.outputs];
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
