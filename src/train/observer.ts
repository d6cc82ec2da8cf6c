/** Runs the observed variant of a network on values of the trainer that it belongs to; compiled when it is first asked for. */
import { NonlinError, type TensorData } from "../base/index.ts";
import type { Engine, Slot } from "../graph/index.ts";
import { type Loss, type Module, titleOf } from "../nn/index.ts";
import { engines } from "./engines.ts";
import { LayerTally, type Part } from "./layer-tally.ts";
import type { LayerObservation, Observation, ObserveOptions } from "./observation.ts";
import { type ObservedLayer, type ObservedProgram, observedProgram, parametersWithin } from "./observed-program.ts";
import type { CompileOptions } from "./trainer.ts";
import { chunks, type Rows, rowsOf, targetsOf, targetWanted } from "./values.ts";

/** What an observer takes over from its trainer before it computes. */
export interface State {
  /** By the names of slots: parameters, buffers, numbers, keys. */
  readonly values: ReadonlyMap<string, ArrayLike<number>>;
  /** The number of the next step. */
  readonly step: number;
}

/** Each holds the memory of a network; choices of layers beyond these are compiled again. */
const mostVariants = 4;

export class Observer {
  readonly #model: Module;
  readonly #options: CompileOptions;
  readonly #variants = new Map<string, { readonly made: ObservedProgram; readonly engine: Engine }>();

  constructor(model: Module, options: CompileOptions) {
    this.#model = model;
    this.#options = options;
  }

  observe(x: Rows, { values, step }: State, options: ObserveOptions): Observation {
    const { training = false, target, layers, tensors = false, saturation = 0.1 } = options;
    // a gradient, or the statistics of a batch, are of all rows at once
    const whole = training || target !== undefined;
    const { made, engine } = this.#variant({ training, layers }, whole ? x.rows : 1);
    const { network: net } = made;
    checkRows(x, training ? net.leastRows : { rows: 1, title: "" });
    for (const s of [...net.stateDict.map((p) => p.slot), ...net.scalars, ...net.keys]) {
      engine.write(s, values.get(s.name)!);
    }
    engine.write(net.step, [step]);
    const tallies = made.layers.map((layer) => {
      const sizes = [...partsOf(layer, target !== undefined)].map(([part, s]) => [part, rowSizes(s)] as const);
      return new LayerTally(new Map(sizes), { tensors, saturation });
    });
    if (target !== undefined) engine.write(made.target, targetOf(made, this.#options.loss, target, x.rows));
    for (const part of chunks(x, rowSizes(net.input), engine.capacity)) {
      engine.write(net.input, part.data);
      engine.run(target === undefined ? "forward" : "backward", part.rows);
      for (const [i, layer] of made.layers.entries()) {
        const slots = partsOf(layer, target !== undefined);
        tallies[i]!.add(part.rows, (name) => engine.read(slots.get(name)!, part.rows) as TensorData);
      }
    }
    const seen = made.layers.map((layer, i) => described(layer, tallies[i]!));
    if (target === undefined) return { rows: x.rows, layers: seen };
    const norms = made.gradients.map((s) => norm(engine.read(s)));
    return {
      rows: x.rows,
      loss: engine.read(made.loss)[0]!,
      layers: seen.map((layer) => withNorms(layer, made, norms)),
    };
  }

  dispose(): void {
    for (const key of [...this.#variants.keys()]) this.#forget(key);
  }

  #variant(observed: { training: boolean; layers: readonly string[] | undefined }, rows: number) {
    const key = JSON.stringify([observed.training, observed.layers]);
    const known = this.#variants.get(key);
    if (known !== undefined && known.engine.capacity >= rows) return known;
    const made = known?.made ?? observedProgram(this.#model, this.#options, observed);
    const engine = engines[this.#options.precision ?? "float32"].make(made.program, {
      batchSize: Math.max(rows, this.#options.batchSize),
    });
    if (known !== undefined) this.#forget(key);
    if (this.#variants.size === mostVariants) this.#forget([...this.#variants.keys()][0]!);
    const variant = { made, engine };
    this.#variants.set(key, variant);
    return variant;
  }

  #forget(key: string): void {
    this.#variants.get(key)?.engine.dispose();
    this.#variants.delete(key);
  }
}

function checkRows({ rows }: Rows, least: { readonly rows: number; readonly title: string }): void {
  if (rows === 0) throw new NonlinError("E_SHAPE", "x has no rows to observe");
  if (rows >= least.rows) return;
  throw new NonlinError("E_SHAPE", `${least.title} cannot train on a step of ${rows} row`, {
    advice: "its variance takes 2; leave out training: true, or observe more rows",
  });
}

function targetOf(made: ObservedProgram, loss: Loss, target: NonNullable<ObserveOptions["target"]>, rows: number) {
  const given = rowsOf(target, targetWanted(loss, made.targetKind, "target"));
  if (given.rows !== rows) throw new NonlinError("E_SHAPE", `x has ${rows} rows but target has ${given.rows}`);
  return targetsOf(given, made.targetKind).data;
}

function partsOf({ forward, backward }: ObservedLayer, withGradients: boolean): ReadonlyMap<Part, Slot> {
  return withGradients ? new Map([...forward, ...backward]) : forward;
}

function described({ passage, turn }: ObservedLayer, tally: LayerTally): LayerObservation {
  const { name, module } = passage;
  return { name, turn, kind: module.kind, title: titleOf(module), ...tally.result() };
}

function withNorms(layer: LayerObservation, made: ObservedProgram, norms: readonly number[]): LayerObservation {
  const { parameters } = made.network;
  const own = parametersWithin(layer.name, parameters).map((i) => [parameters[i]!.name, norms[i]!] as const);
  return own.length === 0 ? layer : { ...layer, parameterGradients: Object.fromEntries(own) };
}

function rowSizes(s: Slot): readonly number[] {
  return s.shape.slice(1) as readonly number[];
}

function norm(data: ArrayLike<number>): number {
  let squares = 0;
  for (let i = 0; i < data.length; i++) squares += data[i]! * data[i]!;
  return Math.sqrt(squares);
}
