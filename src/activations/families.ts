/** The families: one file each. A declaration written in one of them is in the catalogue. */
export * as elementary from "./elementary.ts";
export * as elu from "./elu.ts";
export * as gated from "./gated.ts";
export * as gelu from "./gelu.ts";
export * as growth from "./growth.ts";
export * as hard from "./hard.ts";
export * as periodic from "./periodic.ts";
export * as piecewise from "./piecewise.ts";
export * as rational from "./rational.ts";
export * as relu from "./relu.ts";
export * as shrink from "./shrink.ts";
export * as sigmoid from "./sigmoid.ts";
export * as simplex from "./simplex.ts";
export * as softmax from "./softmax.ts";
export * as softplus from "./softplus.ts";
export * as stochastic from "./stochastic.ts";
export * as swish from "./swish.ts";
