/** A network with the values of its parameters, wherever they come from: what is exported, and what is read back. */
import type { Tensor } from "../base/index.ts";
import { copy, interpret, type Node, program, type Source, shapeOf, slot } from "../graph/index.ts";
import { type ActivationParameters, type Module, type Network, network } from "../nn/index.ts";
import { allInward } from "./state-dict.ts";

export interface Trained {
  readonly model: Module;
  /** By PyTorch's names and in its shapes. */
  readonly parameters: Readonly<Record<string, Tensor>>;
  /** The sizes of one row of input, for a model whose first module takes any. */
  readonly inputShape?: readonly number[];
  /** Which parameters of activations are among them. Default "declared". */
  readonly activationParameters?: ActivationParameters;
  /** Numbers that are not trained and were changed since the model was made, by name. */
  readonly scalars?: Readonly<Record<string, number>>;
}

/** Its graph. Throws E_MODEL, naming the tensor, if a parameter is missing, unknown or of another shape. */
export function networkOf({ model, inputShape, activationParameters, parameters }: Trained): Network {
  const net = network(model, {
    ...(inputShape !== undefined && { inputShape }),
    ...(activationParameters !== undefined && { activationParameters }),
  });
  allInward(net.stateDict, parameters);
  return net;
}

/** What the network predicts for these rows, in float64. */
export function reference(of: Trained, rows: readonly number[], count: number): Tensor {
  const net = networkOf(of);
  const output = slot("result", "output", shapeOf(net.prediction));
  const entries = [...net.stateDict];
  const numbers = [...net.scalars, ...net.keys, net.step];
  const all = [net.input, ...entries.map((p) => p.slot), ...numbers, output];
  const engine = interpret(program({ predict: [[{ slot: output, value: asNode(net.prediction) }]] }, all), {
    batchSize: count,
  });
  const values = allInward(entries, of.parameters);
  for (const [i, { slot: at }] of entries.entries()) engine.write(at, values[i]!);
  for (const at of net.scalars)
    engine.write(at, of.scalars?.[at.name] === undefined ? at.data! : [of.scalars[at.name]!]);
  engine.write(net.input, rows);
  engine.run("predict", count);
  return { data: engine.read(output, count), shape: [count, ...(output.shape.slice(1) as number[])] };
}

function asNode(x: Source): Node {
  return "view" in x ? copy(x) : x;
}
