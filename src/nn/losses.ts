/** The kinds of loss. What a file exports here is in `nn`, and its row in `lossKinds`. */
export * from "./binary-losses.ts";
export * from "./class-losses.ts";
export * from "./likelihood-losses.ts";
export * from "./regression-losses.ts";
