/**
 * Losses of classes: output [batch, classes, ...]; targets are class indices [batch, ...] or, for cross entropy, probabilities.
 * Cross entropy is computed as log(1 + sum of exp(x_j - x_t) over the classes j other than the target t): loss and slopes keep
 * their relative accuracy when the target's probability is near 1, where log-sum-exp minus x_t and p_t - 1 cancel.
 */
import { NonlinError, share, type TensorData } from "../base/index.ts";
import { constant as number, parse } from "../expr/index.ts";
import {
  iota,
  map,
  type Operand,
  type Reduce,
  reduce,
  repeat,
  type Shape,
  type Source,
  shapeOf,
  showShape,
  transpose,
} from "../graph/index.ts";
import {
  type Loss,
  type LossKind,
  type LossOptions,
  lossOf,
  lossParams,
  lossSlot,
  type Target,
  type Weights,
} from "./loss.ts";

export interface ClassLossOptions extends LossOptions {
  /** One factor for each class; a mean divides by their sum. Default 1. */
  readonly weight?: readonly number[] | TensorData;
  /** The target that stands for none: such rows cost nothing and count nothing. Default -100. */
  readonly ignoreIndex?: number;
}

export interface CrossEntropyOptions extends ClassLossOptions {
  /** The share of the target's probability that is spread over all classes. Default 0. */
  readonly labelSmoothing?: number;
  /** Whether targets are probabilities, in the shape of the output. Default false. */
  readonly probabilities?: boolean;
}

/** Cross entropy of logits in nats. 0 where every target is ignored. */
export function CrossEntropyLoss(options: CrossEntropyOptions = {}): Loss {
  return lossOf(crossEntropyLoss.kind, options, { labelSmoothing: share });
}

const crossEntropyDefaults = { weight: 1, ignoreIndex: -100, labelSmoothing: 0, probabilities: false };

export const crossEntropyLoss: LossKind = {
  kind: "CrossEntropyLoss",
  target: (output, loss) => {
    const { ignoreIndex, probabilities } = lossParams(loss, crossEntropyDefaults);
    const indices = indexTarget(loss, output, ignoreIndex);
    if (probabilities !== 0) return { shape: output, type: "f32" };
    return { ...indices, hint: "say { probabilities: true } if each class has one" };
  },
  build: (loss, output, target) => {
    const params = lossParams(loss, crossEntropyDefaults);
    const x = classesLast(output);
    if (params.probabilities !== 0) return { each: soft(x, sharesOf(loss, params, classesLast(target))) };
    const weights = weightsOf(loss, params, target, classesOf(x));
    if (params.labelSmoothing === 0) return { each: weighed(certain(x, target), weights), weights };
    return { each: soft(x, smoothedShares(loss, params, target, classesOf(x))), weights };
  },
};

/** The negative of the logarithm of a probability at the target. */
export function NLLLoss(options: ClassLossOptions = {}): Loss {
  return lossOf(nllLoss.kind, options);
}

const nllDefaults = { weight: 1, ignoreIndex: -100 };

export const nllLoss: LossKind = {
  kind: "NLLLoss",
  target: (output, loss) => indexTarget(loss, output, lossParams(loss, nllDefaults).ignoreIndex),
  build: (loss, output, target) => {
    const x = classesLast(output);
    const weights = weightsOf(loss, lossParams(loss, nllDefaults), target, classesOf(x));
    return { each: weighed(map("-x", { x: atTarget(x, target) }), weights), weights };
  },
};

type Params = { readonly [K in keyof typeof crossEntropyDefaults]: Weights };

function indexTarget(loss: Loss, output: Shape, ignoreIndex: Weights): Target {
  const [rows, classes, ...rest] = output;
  if (typeof classes === "number") {
    return { shape: [rows!, ...rest], type: "i32", classes, ignoreIndex: ignoreIndex as number };
  }
  throw new NonlinError("E_SHAPE", `${loss.kind} expects [batch, classes] but got ${showShape(output)}`);
}

/** [batch, classes, ...] as [batch, ..., classes]. */
function classesLast(x: Source): Operand {
  const axes = shapeOf(x).map((_, i) => i);
  return transpose(x, [0, ...axes.slice(2), 1]);
}

function classesOf(x: Source): number {
  return shapeOf(x).at(-1) as number;
}

function overClasses(op: Reduce["op"], x: Source): Reduce {
  return reduce(op, x, [shapeOf(x).length - 1]);
}

/** x at the class of the target; 0 for a target that is none. */
function atTarget(x: Source, target: Source): Source {
  const [j, t] = [iota(classesOf(x)), repeat(target, [classesOf(x)])];
  return overClasses("sum", map("where(j == t, x, 0)", { j, t, x }));
}

/** What the row of each target counts: the weight of its class, 0 if it is ignored. */
function weightsOf(
  loss: Loss,
  { weight, ignoreIndex }: Omit<Params, "labelSmoothing" | "probabilities">,
  t: Source,
  classes: number,
) {
  const ignored = lossSlot(loss, "ignoreIndex", ignoreIndex, []);
  if (weight === 1) return map("where(t == ignored, 0, 1)", { t, ignored });
  const w = repeat(t, [classes]);
  const all = map("w", { w: lossSlot(loss, "weight", weight, [classes]) }, { shape: shapeOf(w) });
  return map("where(t == ignored, 0, w)", { t, ignored, w: atTarget(all, t) });
}

function weighed(each: Source, weights: Source): Source {
  return map("where(w == 0, 0, w * each)", { each, w: weights });
}

/** The cross entropy of certain targets. */
function certain(x: Source, target: Source): Source {
  const classes = classesOf(x);
  const [j, t] = [iota(classes), repeat(target, [classes])];
  const above = map("where(j == t, -1/0, x - chosen)", { j, t, x, chosen: repeat(atTarget(x, target), [classes]) });
  const shift = map("max(m, 0)", { m: overClasses("max", above) });
  const others = overClasses("sum", shiftedExp(above, repeat(shift, [classes])));
  // the shift cancels in value and slope, so no gradient goes through it
  const slope = parse("1 / (s + exp(-m))", { parameters: ["s", "m"] });
  return map("m + log1p(s + expm1(-m))", { m: shift, s: others }, { partials: { m: number(0), s: slope } });
}

/** The cross entropy of `shares`, the probabilities of the classes times their weights. */
function soft(x: Source, shares: Source): Source {
  const m = overClasses("max", x);
  const s = overClasses("sum", shiftedExp(x, repeat(m, [classesOf(x)])));
  const slope = parse("1 / s", { parameters: ["s"] });
  const total = map("m + log(s)", { m, s }, { partials: { m: number(0), s: slope } });
  // a class without a share may have a logit of -inf
  const each = map("where(q == 0, 0, q * (total - x))", { q: shares, x, total: repeat(total, [classesOf(x)]) });
  return overClasses("sum", each);
}

function sharesOf(loss: Loss, { weight, labelSmoothing }: Params, t: Source): Source {
  const row = [classesOf(t)];
  const [w, smoothing] = [lossSlot(loss, "weight", weight, row), lossSlot(loss, "labelSmoothing", labelSmoothing, [])];
  return map(`w * (t * (1 - smoothing) + smoothing / ${row})`, { w, t, smoothing });
}

/** The shares of certain targets that are smoothed; none if the target is ignored. */
function smoothedShares(loss: Loss, params: Params, target: Source, classes: number): Source {
  const [j, t] = [iota(classes), repeat(target, [classes])];
  const ignored = lossSlot(loss, "ignoreIndex", params.ignoreIndex, []);
  const shares = sharesOf(loss, params, map("where(j == t, 1, 0)", { j, t }));
  return map("where(t == ignored, 0, q)", { t, ignored, q: shares });
}

/** exp(d - m) for d <= m, also where both are infinite. */
function shiftedExp(d: Source, m: Source): Source {
  const value = parse("exp(where(d < m, d - m, 0))", { parameters: ["d", "m"] });
  return map(value, { d, m }, { partials: { d: value, m: number(0) } });
}
