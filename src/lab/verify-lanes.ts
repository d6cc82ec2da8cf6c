/** Softmax and its kin on rows of values: forward, and the product of a vector with the Jacobian, which training needs. */
import { lookupAny } from "../activations/index.ts";
import { batch, gradient, interpret, lower, map, program, reduce, shapeOf, slot } from "../graph/index.ts";
import { type Module, network, nn } from "../nn/index.ts";
import type { Dtype } from "./ulp-distance.ts";

/** The functions of a whole axis that PyTorch has and that draw nothing. */
export const laneFunctions = ["softmax", "logSoftmax", "softmin", "logsumexp", "glu"] as const;

/** A row of inputs, and the vector that its Jacobian is multiplied with. */
export interface Lane {
  readonly x: Float64Array;
  readonly v: Float64Array;
}

export const lanes: readonly Lane[] = [
  [1, 2, -3, 0.5],
  [2, 1, 0.100000001490116, 0],
  [100, -100, 10000, 0],
  [1000, 1001, 999, 1000.5],
  [-0.001, 0, 1e-9, 0.002],
  [50, 0, 0, 0],
  [-40, 40, 3, -3],
  [104, 0, -104, 1],
  [20, 20, 20, 20],
  [0.5, -1.25, 3.75, -2.5, 4.125, 0, -7, 1],
  [708, 0, 1, -745, 88, 30, -30, 12.5],
].map((x) => ({
  x: Float64Array.from(x, Math.fround),
  v: Float64Array.from(x, (_, i) => [1, -2, 0.5, 3][i % 4]! / (1 + Math.floor(i / 4))),
}));

/** The values and the products of each lane. */
export function ourLanes(
  name: string,
  dtype: Dtype,
): readonly { readonly values: Float64Array; readonly slopes: Float64Array }[] {
  return lanes.map((lane) => computed(moduleOf(name), lane, dtype));
}

function moduleOf(name: string): Module {
  const torch = lookupAny(name)?.known?.torch ?? "";
  const own = name.charAt(0).toUpperCase() + name.slice(1);
  const makers = nn as unknown as Readonly<Record<string, () => Module>>;
  const make = makers[torch.replace(/^nn\./, "")] ?? makers[own];
  return (make as () => Module)();
}

function computed(module: Module, { x, v }: Lane, dtype: Dtype): { values: Float64Array; slopes: Float64Array } {
  const { input, prediction } = network(module, { inputShape: [x.length] });
  const [, ...sizes] = shapeOf(prediction) as number[];
  const count = sizes.reduce((n, size) => n * size, 1);
  const vector = slot("input", "v", [batch, ...sizes]);
  const product = reduce("sum", map("y * v", { y: prediction, v: vector }));
  const values = slot("result", "values", [batch, ...sizes]);
  const slopes = slot("gradient", "slopes", input.shape);
  const made = program(
    {
      run: [
        [
          { slot: values, value: map("y", { y: prediction }) },
          { slot: slopes, value: gradient(product, [input])[0]! },
        ],
      ],
    },
    [input, vector],
  );
  const engine = (dtype === "float64" ? interpret : lower)(made, { batchSize: 1 });
  engine.write(input, x);
  engine.write(vector, v.subarray(0, count));
  engine.run("run", 1);
  const found = {
    values: Float64Array.from(engine.read(values, 1)),
    slopes: Float64Array.from(engine.read(slopes, 1)),
  };
  engine.dispose();
  return found;
}
