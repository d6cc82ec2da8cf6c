export type {
  Activation,
  AxisFunction,
  Declaration,
  Declared,
  GatedFunction,
  JoinedFunction,
  Known,
  OnnxOp,
  RandomFunction,
  Source,
} from "./activation.ts";
export * from "./axis.ts";
export * from "./catalogue.ts";
export * from "./elementary.ts";
export * from "./elu.ts";
export * from "./gated.ts";
export * from "./gelu.ts";
export * from "./growth.ts";
export * from "./hard.ts";
export * from "./invented.ts";
export type * from "./options.ts";
export * from "./periodic.ts";
export * from "./piecewise.ts";
export * from "./rational.ts";
export type { ReductionName } from "./reductions.ts";
export * from "./relu.ts";
export * from "./resolve.ts";
export * from "./shrink.ts";
export * from "./sigmoid.ts";
export * from "./simplex.ts";
export * from "./softmax.ts";
export * from "./softplus.ts";
export * from "./stochastic.ts";
export * from "./swish.ts";
