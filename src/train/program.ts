/** A model, a loss and an optimiser as one tensor program. */
import { NonlinError } from "../base/index.ts";
import {
  type batch,
  copy,
  gradient,
  type Node,
  type operand,
  type Phase,
  type Program,
  program,
  type Slot,
  shapeOf,
  sizeOf,
  slot,
} from "../graph/index.ts";
import {
  type Loss,
  lossKindOf,
  type Module,
  type NetworkOptions,
  network,
  type Parameter,
  reduced,
  type Target,
} from "../nn/index.ts";
import { type Optimizer, type Rule, type RuleScalar, ruleOf, ruleScalars, update } from "../optim/index.ts";

export interface TrainingProgram {
  /**
   * `step` takes gradients, then updates; `gradients` is its first phase alone; `evaluate` gives the loss and `predict` the output.
   * Functions share phases as objects, so that a lowering may emit each once.
   */
  readonly program: Program;
  readonly input: Slot;
  readonly target: Slot;
  readonly targetKind: Target;
  readonly loss: Slot;
  readonly output: Slot;
  readonly parameters: readonly Parameter[];
  /** In the order of the parameters. */
  readonly gradients: readonly Slot[];
  readonly states: readonly Slot[];
  readonly rule: Rule;
  readonly ruleScalars: readonly RuleScalar[];
  /** Numbers of the model that are not trained, by name. */
  readonly modelScalars: ReadonlyMap<string, Slot>;
}

export function trainingProgram(
  model: Module,
  loss: Loss,
  optimizer: Optimizer,
  limits: { batchSize: number; bytes: 4 | 8 },
  options: NetworkOptions = {},
): TrainingProgram {
  const net = network(model, options);
  const rule = ruleOf(optimizer);
  checkMemory(net.parameters, rule, [net.input.shape, shapeOf(net.output)], limits);
  const slots = net.parameters.map((p) => p.slot);
  const kind = lossKindOf(loss);
  const targetKind = kind.target(shapeOf(net.output));
  const target = slot("input", "y", targetKind.shape, { type: targetKind.type });
  const rows = slot("rows", "rows", []);
  const value = reduced(kind.build(loss, net.output, target), loss.reduction, rows);
  const gradients = net.parameters.map((p) => slot("gradient", `${p.name}.grad`, p.slot.shape));
  const states = slots.map((p) =>
    rule.state.map((name) => [name, slot("state", `${p.name}.${name}`, p.shape)] as const),
  );
  const numbers = ruleScalars(rule);
  const lossSlot = slot("result", "loss", []);
  const output = slot("result", "output", shapeOf(net.output));
  const forward: Phase = [{ slot: lossSlot, value }];
  const backward: Phase = gradient(value, slots).map((node, i) => ({ slot: gradients[i]!, value: node }));
  const updates: Phase = slots.flatMap((p, i) =>
    update(rule, p, gradients[i]!, Object.fromEntries(states[i]!), numbers),
  );
  const learn: Phase = [...forward, ...backward];
  const stateSlots = rule.state.flatMap((name) => states.map((of) => of.find(([key]) => key === name)![1]));
  const functions = {
    step: [learn, updates],
    gradients: [learn],
    evaluate: [forward],
    predict: [[{ slot: output, value: asNode(net.output) }]],
  };
  const all = [
    net.input,
    target,
    rows,
    ...slots,
    ...gradients,
    ...stateSlots,
    ...numbers.map((n) => n.slot),
    ...net.scalars,
    lossSlot,
    output,
  ];
  return {
    program: program(functions, all),
    input: net.input,
    target,
    targetKind,
    loss: lossSlot,
    output,
    parameters: net.parameters,
    gradients,
    states: stateSlots,
    rule,
    ruleScalars: numbers,
    modelScalars: new Map(net.scalars.map((s) => [s.name, s])),
  };
}

function asNode(x: Node | ReturnType<typeof operand>): Node {
  return "view" in x ? copy(x) : x;
}

/** The most that a WebAssembly memory holds. */
const limit = 4 * 1024 * 1024 * 1024;

/** Throws E_MEMORY before anything is allocated. */
function checkMemory(
  parameters: readonly Parameter[],
  rule: Rule,
  ends: readonly (readonly (number | typeof batch)[])[],
  { batchSize, bytes }: { batchSize: number; bytes: number },
): void {
  const trained = parameters.reduce((n, p) => n + sizeOf(p.slot.shape), 0) * (2 + rule.state.length);
  const rows = ends.reduce((n, shape) => n + sizeOf(shape, batchSize), 0);
  const needed = (trained + rows) * bytes;
  if (needed <= limit) return;
  const gib = Math.ceil(needed / (limit / 4));
  throw new NonlinError(
    "E_MEMORY",
    `this model and batch size need ${gib} GiB (parameters, gradients, optimiser state, one batch)`,
    {
      advice: "4 GiB is the most there is",
    },
  );
}
