export * from "./compile.ts";
export * from "./evaluate-loss.ts";
export * from "./program.ts";
export * from "./trainer.ts";
export type { Data, Nested } from "./values.ts";
