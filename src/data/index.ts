export * from "./batches.ts";
export { csvText, parseTable, type Table, type TableOptions, tableLimits } from "./csv.ts";
export type { Encoding } from "./encoding.ts";
export {
  type CategoryColumn,
  type Column,
  type Frame,
  type FrameOptions,
  frameOf,
  type NumberColumn,
} from "./frame.ts";
export { datasetSource, divide, type PrepareOptions, prepare, type SplitOptions } from "./prepare.ts";
export * from "./real.ts";
export * from "./sets.ts";
export * from "./source.ts";
export { drawRows, type Recipe, type SyntheticOptions, syntheticSource } from "./synthetic.ts";
export { applyFeatures, applyTarget, fitTransform, inputNames, type Scaling, type Transform } from "./transform.ts";
