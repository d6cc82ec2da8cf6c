/**
 * How far each op's spelling may be from the exact value: units in the last place of the float32 result, over all inputs.
 * Tests hold the spellings to it. Where nothing cancels, a formula's error is about the sum over its ops.
 */

import type { SpelledOp } from "./index.ts";

export const ulpBounds = {
  add: 0.5,
  sub: 0.5,
  mul: 0.5,
  div: 0.5,
  neg: 0,
  pow: 2,
  lt: 0,
  le: 0,
  gt: 0,
  ge: 0,
  eq: 0,
  ne: 0,
  where: 0,
  min: 0,
  max: 0,
  abs: 0,
  sign: 0,
  floor: 0,
  sqrt: 0.5,
  exp: 1,
  expm1: 1.5,
  exp2: 2,
  log: 1,
  log1p: 1,
  log2: 2,
  sin: 2,
  cos: 2,
  tan: 2,
  sinh: 2,
  cosh: 2,
  tanh: 1.5,
  asinh: 2,
  atan: 2,
  sigmoid: 2.5,
  softplus: 1.75,
  erf: 1.2,
  erfc: 2,
  normpdf: 2,
  normcdf: 5,
  wide: 0,
} as const satisfies Record<SpelledOp, number>;
