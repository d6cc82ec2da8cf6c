export * from "./errors.ts";
export * from "./format.ts";
export * from "./hash.ts";
export * from "./math/index.ts";
export * from "./numerics.ts";
export * from "./platform.ts";
export * from "./random.ts";
export * from "./tensor.ts";
