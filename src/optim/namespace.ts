/** `optim`: PyTorch's optimisers and schedules under PyTorch's names. */
export * from "./rules.ts";
export * from "./schedules.ts";
