export type { AdamOptions } from "./adam.ts";
export type { Optimizer, Rule } from "./rule.ts";
export * as optim from "./rules.ts";
export type { SGDOptions } from "./sgd.ts";
export * from "./update.ts";
