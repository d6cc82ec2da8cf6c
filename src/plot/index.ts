export type { Canvas } from "./canvas.ts";
export { type FunctionPlotOptions, functionPlot, sentence as functionSentence } from "./functions.ts";
export type { Theme } from "./palette.ts";
export { type Against, raceCurves } from "./race-curves.ts";
export { raceDifferences } from "./race-differences.ts";
export { raceDots } from "./race-dots.ts";
export { dataInReport, type ReportOptions, raceReport, themeOf } from "./report.ts";
export { thumbnail } from "./thumbnail.ts";
