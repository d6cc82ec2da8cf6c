/** A rate that falls when a metric stands still. */
import { belowOne, checkNumbers, optionOf, withDefaults } from "../base/index.ts";
import type { Schedule } from "./schedule.ts";

export interface PlateauOptions {
  /** Whether a smaller or a larger metric is better. Default "min". */
  readonly mode?: "min" | "max";
  /** What the rate is multiplied by. Default 0.1. */
  readonly factor?: number;
  /** How many epochs without progress are borne. Default 10. */
  readonly patience?: number;
  /** What counts as progress. Default 1e-4. */
  readonly threshold?: number;
  /** Whether the threshold is a share of the best metric. Default "rel". */
  readonly thresholdMode?: "rel" | "abs";
  /** The epochs after a reduction in which nothing is counted. Default 0. */
  readonly cooldown?: number;
  /** The rate falls no further. Default 0. */
  readonly minLr?: number;
  /** A smaller reduction is none. Default 1e-8. */
  readonly eps?: number;
}

/** The rate times factor when the metric has not got better for more than `patience` steps of the schedule. */
export function ReduceLROnPlateau(given: PlateauOptions = {}): Schedule {
  const { mode, thresholdMode, ...options } = withDefaults<Required<PlateauOptions>>(kind, given, defaults);
  checkNumbers(kind, options, { factor: belowOne });
  const { better, sign, worst } = optionOf(modes, mode, "mode");
  const needed = optionOf(
    { rel: `best * (1 ${sign} threshold)`, abs: `best ${sign} threshold` },
    thresholdMode,
    "thresholdMode",
  );
  return {
    kind,
    options,
    sets: { lr: "rate" },
    state: { rate: "lr", best: worst, bad: "0", cooling: "0" },
    update: {
      better: `metric ${better} ${needed}`,
      best: "where(better, metric, best)",
      counted: "where(better, 0, bad + 1)",
      worse: "where(cooling > 0, 0, counted)",
      left: "max(cooling - 1, 0)",
      enough: "worse > patience",
      lower: "max(rate * factor, minLr)",
      rate: "where(enough, where(rate - lower > eps, lower, rate), rate)",
      cooling: "where(enough, cooldown, left)",
      bad: "where(enough, 0, worse)",
    },
  };
}

const kind = "ReduceLROnPlateau";

const defaults: Required<PlateauOptions> = {
  mode: "min",
  factor: 0.1,
  patience: 10,
  threshold: 1e-4,
  thresholdMode: "rel",
  cooldown: 0,
  minLr: 0,
  eps: 1e-8,
};

const modes = {
  min: { better: "<", sign: "-", worst: "1/0" },
  max: { better: ">", sign: "+", worst: "-1/0" },
};
