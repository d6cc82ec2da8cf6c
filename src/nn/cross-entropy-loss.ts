/**
 * Cross entropy from logits, as log(1 + sum of exp(x_j - x_t) over the classes j other than the target t):
 * loss and slopes keep their relative accuracy when the target's probability is near 1, where log-sum-exp minus x_t and p_t - 1 cancel.
 */
import { NonlinError } from "../base/index.ts";
import { constant as number, parse } from "../expr/index.ts";
import { iota, map, reduce, repeat, type Source, shapeOf, showShape } from "../graph/index.ts";
import type { LossOptions } from "./elementwise-losses.ts";
import type { Loss, LossKind } from "./loss.ts";

/** Cross entropy of logits [batch, classes] against class indices [batch], in nats. */
export function CrossEntropyLoss({ reduction = "mean" }: LossOptions = {}): Loss {
  return { kind: "CrossEntropyLoss", reduction };
}

export const crossEntropyLoss: LossKind = {
  kind: "CrossEntropyLoss",
  target: (output) => {
    const [rows, classes] = output;
    if (output.length === 2 && typeof classes === "number") return { shape: [rows!], type: "i32", classes };
    throw new NonlinError("E_SHAPE", `CrossEntropyLoss expects [batch, classes] but got ${showShape(output)}`);
  },
  build: (_, x, target) => {
    const classes = shapeOf(x)[1] as number;
    const t = repeat(target, [classes]);
    const j = iota(classes);
    const chosen = repeat(reduce("sum", map("where(j == t, x, 0)", { j, t, x }), [1]), [classes]);
    const above = map("where(j == t, -1/0, x - chosen)", { j, t, x, chosen });
    const shift = map("max(m, 0)", { m: reduce("max", above, [1]) });
    const others = reduce("sum", shiftedExp(above, repeat(shift, [classes])), [1]);
    // the shift cancels in value and slope, so no gradient goes through it
    const formula = "m + log1p(s + expm1(-m))";
    const slope = parse("1 / (s + exp(-m))", { parameters: ["s", "m"] });
    return map(formula, { m: shift, s: others }, { partials: { m: number(0), s: slope } });
  },
};

/** exp(d - m) for d <= m, also where both are infinite. */
function shiftedExp(d: Source, m: Source): Source {
  const value = parse("exp(where(d < m, d - m, 0))", { parameters: ["d", "m"] });
  return map(value, { d, m }, { partials: { d: value, m: number(0) } });
}
