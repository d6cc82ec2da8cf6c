export { type Accuracy, accuracy } from "./accuracy.ts";
export { type Exporter, type ExportOptions, type Subject, subjects } from "./export.ts";
export * from "./latex.ts";
export { nativeOperator, opsets } from "./onnx.ts";
export * from "./targets.ts";
