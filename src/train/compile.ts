/** From a model to a trainer: the program is built, then handed to an engine. */
import { NonlinError, optionOf } from "../base/index.ts";
import type { Module } from "../nn/index.ts";
import { CompiledTrainer } from "./compiled-trainer.ts";
import { engines } from "./engines.ts";
import { trainingProgram } from "./program.ts";
import type { CompileOptions, Trainer } from "./trainer.ts";

/** The trainer of `model`: its gradient and update compiled into one function, its parameters drawn from `seed`. */
export function compile(model: Module, options: CompileOptions): Trainer {
  const { batchSize, precision = "float32", loss, optimizer, threads } = options ?? {};
  if (batchSize === undefined || typeof loss?.kind !== "string" || typeof optimizer?.kind !== "string") {
    const advice = "for instance { loss: nn.MSELoss(), optimizer: optim.Adam(), batchSize: 32 }";
    throw new NonlinError("E_USAGE", "compile takes a model and { loss, optimizer, batchSize }", { advice });
  }
  if (!(Number.isSafeInteger(batchSize) && batchSize > 0)) {
    throw new NonlinError("E_USAGE", `batchSize is ${batchSize}`, { advice: "it is a whole number, 1 or more" });
  }
  const { bytes, make } = optionOf(engines, precision, "precision");
  const made = trainingProgram(model, { ...options, bytes });
  const engine = make(made.program, { batchSize, ...(threads && { threads }) });
  return new CompiledTrainer(model, made, engine, options);
}
