export * from "./accuracy.ts";
export type { Claim } from "./claims.ts";
export { conditioning } from "./conditioning.ts";
export type { Cost, Measured, Operations, Speed } from "./cost.ts";
export * from "./curves.ts";
export * from "./describe.ts";
export * from "./design.ts";
export { type Criterion, depthRange, type GradientReading, readings } from "./design-criteria.ts";
export type { DepthDots, DepthLayer } from "./design-depth.ts";
export type { Break, Doctored } from "./design-doctor.ts";
export type { Nearest } from "./design-nearest.ts";
export type { Equivalent } from "./equivalents.ts";
export { kernelParameters, stratified } from "./inputs.ts";
export * from "./judge.ts";
export type { Enclosed, How, Known } from "./known.ts";
export * from "./methods.ts";
export * from "./metric.ts";
export { initNames, optimizers } from "./network.ts";
export type { Limits } from "./observed.ts";
export { type Section, sections, titleLine } from "./passport-text.ts";
export * from "./properties.ts";
export * from "./race.ts";
export * from "./repeat.ts";
export * from "./result.ts";
export * from "./run-trial.ts";
export { verdictText } from "./sentences.ts";
export * from "./sheet.ts";
export * from "./statistics/index.ts";
export * from "./title.ts";
export * from "./trial.ts";
export * from "./ulp.ts";
export * from "./ulp-distance.ts";
export * from "./verify.ts";
export { type Subjects, type TorchAnswer, type TruthAnswer, verifyRequest } from "./verify-answers.ts";
export type { Cause } from "./verify-causes.ts";
export type { Bound, Difference, Judgement, Sample } from "./verify-judge.ts";
export { verifyPoints } from "./verify-points.ts";
export {
  type Pairs,
  ulpText,
  verifyFormula,
  verifyPairs,
  type YoursOptions,
  type YoursOrder,
  type YoursResult,
} from "./verify-yours.ts";
export * from "./wording.ts";
