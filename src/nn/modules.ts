/** The kinds of module: one file each. What a file exports here is in `nn`, and its row in `kinds`. */
export * from "./activation.ts";
export * from "./along.ts";
export * from "./batch-norm.ts";
export * from "./conv2d.ts";
export * from "./dropout.ts";
export * from "./flatten.ts";
export * from "./gated.ts";
export * from "./joined.ts";
export * from "./layer-norm.ts";
export * from "./linear.ts";
export * from "./noisy.ts";
export * from "./pool2d.ts";
export * from "./residual.ts";
export * from "./rms-norm.ts";
export * from "./sequential.ts";
export * from "./tied.ts";
