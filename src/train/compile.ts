/** From a model to a trainer: the program is built, then handed to an engine. */
import { checkOptions, NonlinError, optionOf } from "../base/index.ts";
import type { Module } from "../nn/index.ts";
import { CompiledTrainer } from "./compiled-trainer.ts";
import { engines } from "./engines.ts";
import { trainingProgram } from "./program.ts";
import type { CompileOptions, Trainer } from "./trainer.ts";

/** The trainer of `model`: its gradient and update compiled into one function, its parameters drawn from `seed`. */
export function compile(model: Module, options: CompileOptions): Trainer {
  checkGiven(options);
  const { batchSize, precision = "float32", threads } = options;
  const { bytes, make } = optionOf(engines, precision, "precision");
  const made = trainingProgram(model, { ...options, bytes });
  const engine = make(made.program, { batchSize, ...(threads && { threads }) });
  return new CompiledTrainer(model, made, engine, options);
}

const known = {
  loss: true,
  optimizer: true,
  batchSize: true,
  schedule: true,
  seed: true,
  precision: true,
  init: true,
  inputShape: true,
  activationParameters: true,
  clipGradNorm: true,
  clipGradValue: true,
  threads: true,
} as const satisfies Record<keyof CompileOptions, true>;

/** Throws E_USAGE for what is left out or of another kind, E_NAME for an option that there is not. */
function checkGiven(options: CompileOptions): void {
  const { batchSize, loss, optimizer, init } = options ?? {};
  if (batchSize === undefined || loss === undefined || optimizer === undefined) {
    const advice = "for instance { loss: nn.MSELoss(), optimizer: optim.Adam(), batchSize: 32 }";
    throw new NonlinError("E_USAGE", "compile takes a model and { loss, optimizer, batchSize }", { advice });
  }
  checkOptions("compile", options, Object.keys(known));
  checkMade("loss", loss, "nn.MSELoss()");
  checkMade("optimizer", optimizer, "optim.Adam()");
  if (init !== undefined) checkMade("init", init, '{ kind: "kaiming-normal" }');
  if (Number.isSafeInteger(batchSize) && batchSize > 0) return;
  throw new NonlinError("E_USAGE", `batchSize is ${batchSize}`, { advice: "it is a whole number, 1 or more" });
}

function checkMade(name: string, value: { readonly kind?: unknown }, example: string): void {
  if (typeof value?.kind === "string") return;
  const [got, advice] =
    typeof value === "function"
      ? ["a function", `call it: ${example}`]
      : [JSON.stringify(value), `for instance ${example}`];
  throw new NonlinError("E_USAGE", `${name} is ${got}`, { advice });
}
