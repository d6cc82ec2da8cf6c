/** From the gradient of a loss to new parameters: what a step does after the forward pass. */
import { NonlinError } from "../base/index.ts";
import { gradient, map, type Node, type Phase, reduce, type Slot, type Source, slot } from "../graph/index.ts";
import type { Parameter } from "../nn/index.ts";
import {
  beginnings,
  groupOptions,
  groupsOf,
  type Optimizer,
  type OptionValues,
  type RuleScalar,
  ruleOf,
  ruleScalars,
  update,
} from "../optim/index.ts";

/** Limits on what an update may follow. */
export interface Clipping {
  /** All gradients are scaled down together where their norm is larger, as by PyTorch's clip_grad_norm_. */
  readonly clipGradNorm?: number;
  /** Every gradient is cut off at plus and minus this, before the norm is taken. */
  readonly clipGradValue?: number;
}

/** A state of the optimiser, for one parameter. */
export interface OptimizerState {
  readonly of: Parameter;
  readonly slot: Slot;
  /** Which of the optimiser's groups of options it belongs to. */
  readonly group: number;
  readonly begin: (options: OptionValues) => number;
}

export interface Learning {
  /** In the order of the parameters. */
  readonly gradients: readonly Slot[];
  readonly states: readonly OptimizerState[];
  readonly ruleScalars: readonly RuleScalar[];
  readonly backward: Phase;
  /** None, or one that replaces the gradients. */
  readonly clipping: readonly Phase[];
  readonly updates: Phase;
}

export function learningOf(
  parameters: readonly Parameter[],
  optimizer: Optimizer,
  loss: Node,
  limits: Clipping,
): Learning {
  const rule = ruleOf(optimizer);
  const slots = parameters.map((p) => p.slot);
  const gradients = slots.map((p) => slot("gradient", `${p.name}.grad`, p.shape));
  const backward: Phase = gradient(loss, slots).map((value, i) => ({ slot: gradients[i]!, value }));
  const groups = groupsOf(
    optimizer,
    parameters.map((p) => p.name),
  );
  // only the scalars of groups that have parameters
  const scalars = groupOptions(optimizer).map((_, group) => (groups.includes(group) ? ruleScalars(rule, group) : []));
  const states = Object.entries(beginnings(rule)).map(([name, begin]) =>
    parameters.map((of, i): OptimizerState => {
      return { of, slot: slot("state", `${of.name}.${name}`, of.slot.shape), group: groups[i]!, begin };
    }),
  );
  const updates: Phase = slots.flatMap((p, i) => {
    const own = Object.fromEntries(rule.state.map((name, k) => [name, states[k]![i]!.slot]));
    const g = optimizer.maximize === true ? map("-g", { g: gradients[i]! }) : gradients[i]!;
    return update(rule, p, g, own, scalars[groups[i]!]!);
  });
  const clipping = clippingOf(gradients, limits);
  return { gradients, states: states.flat(), ruleScalars: scalars.flat(), backward, clipping, updates };
}

function clippingOf(gradients: readonly Slot[], { clipGradNorm, clipGradValue }: Clipping): readonly Phase[] {
  const most = clipGradValue === undefined ? undefined : limit("clipGradValue", clipGradValue);
  const norm = clipGradNorm === undefined ? undefined : limit("clipGradNorm", clipGradNorm);
  if ((most === undefined && norm === undefined) || gradients.length === 0) return [];
  const cut: readonly Node[] =
    most === undefined ? gradients : gradients.map((g) => map("max(-most, min(g, most))", { g, most }));
  if (norm === undefined) return [gradients.map((g, i) => ({ slot: g, value: cut[i]! }))];
  const squares = cut.map((g): Source => reduce("sum", map("g * g", { g })));
  const square = squares.reduce((a, b) => map("a + b", { a, b }));
  const scale = map("min(1, norm / (sqrt(square) + 1e-6))", { norm, square });
  return [gradients.map((g, i) => ({ slot: g, value: map("scale * g", { scale, g: cut[i]! }, { shape: g.shape }) }))];
}

function limit(name: string, value: number): Slot {
  if (value > 0) return slot("scalar", name, [], { data: Float64Array.of(value) });
  throw new NonlinError("E_USAGE", `${name} is ${value}`, { advice: "it is a number above 0" });
}
