export * from "./batches.ts";
export { csvText, parseTable, type Table, type TableOptions, tableLimits } from "./csv.ts";
export type { Encoding } from "./encoding.ts";
export type { FrameOptions } from "./frame.ts";
export { datasetSource, type PrepareOptions, prepare, type SplitOptions } from "./prepare.ts";
export * from "./real.ts";
export * from "./sets.ts";
export * from "./source.ts";
export { drawRows, type Recipe, type SyntheticOptions, syntheticSource } from "./synthetic.ts";
