/** How a number is computed, not which one. Rows are explained in ../ops.ts. */

import type { Op } from "../op.ts";

export const numerical = {
  /** The same number: what is in it is computed in float64 and rounded once, where else it would be float32. */
  wide: {
    arity: 1,
    value: (a) => a,
    derivative: ["1"],
    interval: (a) => a,
    lower: "a",
    expansion: (a) => a(),
    fine: true,
  },
} as const satisfies Record<string, Op>;
