export { checkpointParameters } from "./checkpoint.ts";
export * from "./compile.ts";
export * from "./evaluate-loss.ts";
export { fromNpz, type NpzOptions, toNpz } from "./npz.ts";
export type * from "./observation.ts";
export * from "./program.ts";
export { fromSafetensors, type Metadata, safetensorsMetadata, type Tensors, toSafetensors } from "./safetensors.ts";
export * from "./trainer.ts";
export type { Data, Nested } from "./values.ts";
