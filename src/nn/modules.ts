/** The kinds of module: one file each. What a file exports here is in `nn`, and its row in `kinds`. */
export * from "./activation.ts";
export * from "./flatten.ts";
export * from "./linear.ts";
export * from "./sequential.ts";
