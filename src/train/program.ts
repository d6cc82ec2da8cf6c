/** A model, a loss and an optimiser as one tensor program. */
import { NonlinError } from "../base/index.ts";
import {
  copy,
  type Node,
  type Phase,
  type Program,
  program,
  type Slot,
  type Source,
  shapeOf,
  sizeOf,
  slot,
} from "../graph/index.ts";
import {
  divisor,
  type Loss,
  lossKindOf,
  type Module,
  type Network,
  type NetworkOptions,
  network,
  type Parameter,
  reduced,
  type Target,
} from "../nn/index.ts";
import { type Optimizer, type Rule, type RuleScalar, ruleOf } from "../optim/index.ts";
import { type Clipping, learningOf, type OptimizerState } from "./learning.ts";

export interface TrainingProgram {
  /**
   * `step` takes gradients (and updates running statistics), clips them if asked to, then updates parameters; `gradients` takes gradients alone;
   * `evaluate` gives the loss and `predict` the output, of modules that are not in training.
   * Functions share phases as objects, so that a lowering may emit each once.
   */
  readonly program: Program;
  readonly input: Slot;
  readonly target: Slot;
  readonly targetKind: Target;
  readonly loss: Slot;
  /** What the mean of an evaluation divides by, where that is not the rows. */
  readonly counted: Slot | undefined;
  readonly output: Slot;
  /** Those that are trained. */
  readonly parameters: readonly Parameter[];
  /** Parameters and buffers, in the order of PyTorch's state dict. */
  readonly stateDict: readonly Parameter[];
  /** In the order of the parameters. */
  readonly gradients: readonly Slot[];
  readonly states: readonly OptimizerState[];
  readonly ruleScalars: readonly RuleScalar[];
  /** Numbers of the model that are not trained, by name. */
  readonly modelScalars: ReadonlyMap<string, Slot>;
  /** See `Network`. */
  readonly keys: readonly Slot[];
  readonly stepNumber: Slot;
  readonly leastRows: Network["leastRows"];
}

export interface ProgramOptions extends NetworkOptions, Clipping {
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly batchSize: number;
  /** Of one number, for the estimate of what it takes. */
  readonly bytes: 4 | 8;
}

/** Throws E_MEMORY, before anything is allocated, if the program cannot fit. */
export function trainingProgram(model: Module, options: ProgramOptions): TrainingProgram {
  const net = network(model, options);
  const rule = ruleOf(options.optimizer);
  checkMemory(net, rule, options);
  const { target, targetKind, loss, value, evaluation, count } = lossOf(net, options.loss);
  const output = slot("result", "output", shapeOf(net.output));
  const learning = learningOf(net.parameters, options.optimizer, value, options);
  const learn: Phase = [{ slot: loss, value }, ...learning.backward];
  const first = net.updates.length === 0 ? learn : [...learn, ...net.updates];
  const functions = {
    step: [first, ...learning.clipping, learning.updates],
    gradients: [learn],
    evaluate: [[{ slot: loss, value: evaluation }, ...count]],
    predict: [[{ slot: output, value: asNode(net.prediction) }]],
  };
  const parameters = net.parameters.map((p) => p.slot);
  const buffers = net.stateDict.flatMap((p) => (p.slot.role === "state" ? [p.slot] : []));
  const numbers = [...learning.ruleScalars.map((n) => n.slot), ...net.scalars, ...net.keys, net.step];
  const slots = [...parameters, ...learning.gradients, ...learning.states.map((s) => s.slot), ...buffers, ...numbers];
  return {
    program: program(functions, [net.input, target, ...slots, loss, output]),
    input: net.input,
    target,
    targetKind,
    loss,
    counted: count[0]?.slot,
    output,
    parameters: net.parameters,
    stateDict: net.stateDict,
    gradients: learning.gradients,
    states: learning.states,
    ruleScalars: learning.ruleScalars,
    modelScalars: new Map(net.scalars.map((s) => [s.name, s])),
    keys: net.keys,
    stepNumber: net.step,
    leastRows: net.leastRows,
  };
}

/** The loss in training and in evaluation, and the slots that it takes. */
export function lossOf(net: Network, loss: Loss) {
  const kind = lossKindOf(loss);
  if (loss.reduction === "none") {
    throw new NonlinError("E_USAGE", `a step takes one number, and ${loss.kind} with reduction "none" is many`, {
      advice: '"mean" or "sum" make one of them; evaluateLoss gives them all',
    });
  }
  const targetKind = kind.target(shapeOf(net.output), loss);
  if (targetKind.classes === 1) {
    const advice = "two classes take two outputs, or BCEWithLogitsLoss and one";
    throw new NonlinError("E_SHAPE", `${loss.kind} of one class is always 0`, { advice });
  }
  const target = slot("input", "y", targetKind.shape, { type: targetKind.type });
  const trained = kind.build(loss, net.output, target);
  const value = reduced(trained, loss.reduction, net.rows);
  const same = net.prediction === net.output;
  const terms = same ? trained : kind.build(loss, net.prediction, target);
  const evaluation = same ? value : reduced(terms, loss.reduction, net.rows);
  const divides = divisor(terms, loss.reduction);
  const count: Phase = divides === undefined ? [] : [{ slot: slot("result", "counted", []), value: divides }];
  return { target, targetKind, value, evaluation, count, loss: slot("result", "loss", []) };
}

function asNode(x: Source): Node {
  return "view" in x ? copy(x) : x;
}

const gib = 1024 * 1024 * 1024;
/** The most that a WebAssembly memory holds. */
const limit = 4 * gib;

function checkMemory(net: Network, rule: Rule, { batchSize, bytes }: ProgramOptions): void {
  const trained = net.parameters.reduce((n, p) => n + sizeOf(p.slot.shape), 0) * (2 + rule.state.length);
  const rows = sizeOf(net.input.shape, batchSize) + sizeOf(shapeOf(net.output), batchSize);
  const needed = (trained + rows) * bytes;
  if (needed <= limit) return;
  const what = "parameters, gradients, optimiser state, one batch";
  throw new NonlinError("E_MEMORY", `this model and batch size need ${Math.ceil(needed / gib)} GiB (${what})`, {
    advice: "4 GiB is the most there is",
  });
}
