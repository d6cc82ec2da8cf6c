export * from "./latex.ts";
