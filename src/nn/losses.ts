/** The kinds of loss. What a file exports here is in `nn`, and its row in `lossKinds`. */
export * from "./cross-entropy-loss.ts";
export * from "./elementwise-losses.ts";
