/** Functions that draw a random number for each value while a network is trained. */
import type { RandomFunction } from "./activation.ts";

/** Leaky ReLU whose slope is drawn from lower..upper in training and is their mean in evaluation. */
export const rrelu = {
  name: "rrelu",
  random: { name: "u", evaluation: "1/2" },
  formula: "where(x > 0, x, (lower + u * (upper - lower)) * x)",
  params: {
    /** The least slope below 0. */
    lower: { init: 1 / 8 },
    /** The largest. */
    upper: { init: 1 / 3 },
  },
  corners: [{ at: "0", slope: "lower + u * (upper - lower)" }],
  source: { author: "Xu, Wang, Chen, Li", year: 2015, arxiv: "1505.00853" },
  known: { torch: "nn.RReLU" },
} as const satisfies RandomFunction;
