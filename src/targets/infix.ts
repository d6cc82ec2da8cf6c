/** Arithmetic and comparisons as C, JavaScript, WGSL and Python write them alike. */
import type { Target } from "../expr/index.ts";

export const infix = {
  add: { infix: " + ", precedence: 2 },
  sub: { infix: " - ", precedence: 2 },
  mul: { infix: " * ", precedence: 3 },
  div: { infix: " / ", precedence: 3 },
  neg: { prefix: "-", precedence: 4 },
  lt: { infix: " < ", precedence: 1, associates: "none" },
  le: { infix: " <= ", precedence: 1, associates: "none" },
  gt: { infix: " > ", precedence: 1, associates: "none" },
  ge: { infix: " >= ", precedence: 1, associates: "none" },
  eq: { infix: " == ", precedence: 1, associates: "none" },
  ne: { infix: " != ", precedence: 1, associates: "none" },
} as const satisfies Target["ops"];
