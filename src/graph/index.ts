export * from "./build.ts";
export * from "./engine.ts";
export * from "./gradient.ts";
export * from "./interpret.ts";
export { type LowerOptions, lower } from "./lower.ts";
export * from "./node.ts";
export * from "./threads.ts";
export * from "./traverse.ts";
export * from "./view.ts";
