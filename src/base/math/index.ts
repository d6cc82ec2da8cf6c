export { productError } from "./bits.ts";
export * from "./erf.ts";
export { cosh, exp, exp2, expm1, sigmoid, sinh, tanh } from "./exp.ts";
export * from "./log.ts";
export * from "./pow.ts";
export * from "./quantile.ts";
export * from "./trig.ts";
