export * from "./judge.ts";
export * from "./methods.ts";
export * from "./metric.ts";
export * from "./result.ts";
export { verdictText } from "./sentences.ts";
export * from "./statistics/index.ts";
export * from "./trial.ts";
export * from "./wording.ts";
