/** What runs a program in each precision. */
import { type Engine, interpret, type LowerOptions, lower, type Program } from "../graph/index.ts";
import type { Precision } from "./trainer.ts";

export interface EngineKind {
  /** Of one number. */
  readonly bytes: 4 | 8;
  readonly make: (program: Program, options: LowerOptions) => Engine;
}

export const engines: Readonly<Record<Precision, EngineKind>> = {
  float32: { bytes: 4, make: lower },
  float64: { bytes: 8, make: interpret },
};
