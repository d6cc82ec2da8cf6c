/** The optimisers: one file each. */
export * from "./adagrad.ts";
export * from "./adam.ts";
export * from "./lion.ts";
export * from "./nadam.ts";
export * from "./radam.ts";
export * from "./rmsprop.ts";
export * from "./sgd.ts";
