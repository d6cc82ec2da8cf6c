/** The optimisers: one file each. */
export * from "./adam.ts";
export * from "./sgd.ts";
