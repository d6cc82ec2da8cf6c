/** The second variant of a network: what it computes on the way is kept in slots of its own. The first one knows nothing of it. */
import { NonlinError, suggest } from "../base/index.ts";
import {
  type Assignment,
  gradient,
  type Node,
  type Program,
  program,
  reduce,
  type Slot,
  slot,
} from "../graph/index.ts";
import { type Module, type Network, network, type Parameter, type Passage, type Target } from "../nn/index.ts";
import type { Part } from "./layer-tally.ts";
import { lossOf } from "./program.ts";
import type { CompileOptions } from "./trainer.ts";

export interface ObservedLayer {
  readonly passage: Passage;
  readonly turn: number;
  /** What a forward pass leaves, and what a backward pass adds to it. */
  readonly forward: ReadonlyMap<Part, Slot>;
  readonly backward: ReadonlyMap<Part, Slot>;
}

export interface ObservedProgram {
  /** `forward` and `backward`. */
  readonly program: Program;
  readonly network: Network;
  readonly target: Slot;
  readonly targetKind: Target;
  readonly loss: Slot;
  readonly layers: readonly ObservedLayer[];
  /** In the order of the network's parameters. */
  readonly gradients: readonly Slot[];
}

export interface ObservedOptions {
  readonly training: boolean;
  readonly layers: readonly string[] | undefined;
}

/** The network of `compile(model, options)`, in training or in prediction, with slots for these layers. */
export function observedProgram(model: Module, options: CompileOptions, observed: ObservedOptions): ObservedProgram {
  const net = network(model, { ...options, passages: true });
  const { target, targetKind, loss, value, evaluation } = lossOf(net, options.loss);
  const layers = chosen(observed.training ? net.passages.output : net.passages.prediction, observed.layers);
  const of = observed.training ? value : evaluation;
  const parameters = net.parameters.map((p) => p.slot);
  const ends = layers.flatMap(({ passage }) => [passage.input, passage.output]);
  const [slopes, atEnds] = split(gradient(of, [...parameters, ...ends]), parameters.length);
  const gradients = net.parameters.map((p) => slot("result", `${p.name}.grad`, p.slot.shape));
  const forward = layers.flatMap(({ passage, forward: slots }): Assignment[] => {
    const { input, output } = passage;
    const f = slots.has("slope") ? gradient(reduce("sum", output), [input]) : [];
    const values: Partial<Record<Part, Node>> = { input, output, ...(f[0] && { slope: f[0] }) };
    return [...slots].map(([part, s]) => ({ slot: s, value: values[part]! }));
  });
  const backward: Assignment[] = [
    { slot: loss, value: of },
    ...gradients.map((s, i) => ({ slot: s, value: slopes[i]! })),
    ...layers.flatMap(({ backward: slots }, i) => [
      { slot: slots.get("inputGradient")!, value: atEnds[2 * i]! },
      { slot: slots.get("outputGradient")!, value: atEnds[2 * i + 1]! },
    ]),
  ];
  const slots = [net.input, target, ...net.stateDict.map((p) => p.slot), ...net.scalars, ...net.keys, net.step, loss];
  const made = program({ forward: [forward], backward: [[...forward, ...backward]] }, slots);
  return { program: made, network: net, target, targetKind, loss, layers, gradients };
}

/** The parameters that belong to a module or to one inside it. */
export function parametersWithin(name: string, parameters: readonly Parameter[]): readonly number[] {
  return parameters.flatMap((p, i) => (name === "" || p.name.startsWith(`${name}.`) ? [i] : []));
}

function chosen(passages: readonly Passage[], names: readonly string[] | undefined): readonly ObservedLayer[] {
  const known = new Set(passages.map(({ name }) => name));
  for (const name of names ?? []) {
    if (known.has(name)) continue;
    const near = suggest(name, known);
    const advice = near === undefined ? `there are ${[...known].join(", ")}` : `did you mean "${near}"?`;
    throw new NonlinError("E_NAME", `the model has no module "${name}"`, { advice });
  }
  const outer = new Set([...known].filter((name) => [...known].some((other) => isWithin(other, name))));
  const wanted = new Set(names ?? [...known].filter((name) => !outer.has(name)));
  const turns = new Map<string, number>();
  return passages.flatMap((passage) => {
    const { name } = passage;
    const turn = turns.get(name) ?? 0;
    turns.set(name, turn + 1);
    return wanted.has(name) ? [layerOf(passage, turn)] : [];
  });
}

function isWithin(name: string, outer: string): boolean {
  return name !== outer && (outer === "" || name.startsWith(`${outer}.`));
}

function layerOf(passage: Passage, turn: number): ObservedLayer {
  const { name, input, output, elementwise } = passage;
  const made = (part: Part, { shape }: Node) => [part, slot("result", `${name} ${turn} ${part}`, shape)] as const;
  const slope = elementwise ? [made("slope", input)] : [];
  return {
    passage,
    turn,
    forward: new Map([made("input", input), made("output", output), ...slope]),
    backward: new Map([made("inputGradient", input), made("outputGradient", output)]),
  };
}

function split<T>(all: readonly T[], at: number): readonly [readonly T[], readonly T[]] {
  return [all.slice(0, at), all.slice(at)];
}
