export type { OptionsOf } from "./catalogue.ts";
export type { Applied, OnnxAttributes, OnnxScope, OnnxValue, TorchScope } from "./exports.ts";
export * from "./gain.ts";
export * from "./initialiser.ts";
export * from "./loss.ts";
export type { Initial, Module, ModuleKind, Parameter, Scope } from "./module.ts";
export * from "./namespace.ts";
export * from "./network.ts";
export { stateName } from "./state-name.ts";
