export * from "./eager.ts";
