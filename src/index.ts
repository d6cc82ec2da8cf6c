export { type Activation, catalogue } from "./activations/index.ts";
export { NonlinError, type Tensor, tensor } from "./base/index.ts";
export * as data from "./data/index.ts";
export * from "./eager/index.ts";
export { describe } from "./lab/index.ts";
export { calculateGain, type Init, type Loss, type Module, nn } from "./nn/index.ts";
export { type Optimizer, optim, type Schedule } from "./optim/index.ts";
export {
  type CompileOptions,
  checkpointParameters,
  compile,
  evaluateLoss,
  exportNetwork,
  fromNpz,
  fromSafetensors,
  importOnnx,
  type LayerObservation,
  type Observation,
  type ObserveOptions,
  safetensorsMetadata,
  type Trained,
  type Trainer,
  toNpz,
  toSafetensors,
} from "./train/index.ts";
