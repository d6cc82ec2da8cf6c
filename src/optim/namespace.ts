/** `optim`: PyTorch's optimisers and schedules under PyTorch's names. */
export * from "./one-cycle.ts";
export * from "./plateau.ts";
export * from "./rules.ts";
export * from "./schedules.ts";
