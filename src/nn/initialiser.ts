/**
 * How parameters start. Every element has a random number of its own, by (seed, parameter's name, position in PyTorch's shape);
 * a scheme only scales it, so networks with different activations or gains start from the same underlying numbers.
 */
import { normal, stream, uniform } from "../base/index.ts";
import type { Initial, Parameter } from "./module.ts";

export type InitName = keyof typeof schemes;

export interface Init {
  readonly kind: InitName;
  /** Default: the scheme's own (sqrt 2 for Kaiming, as for ReLU; 1 for Xavier and PyTorch's default). */
  readonly gain?: number;
  /** What biases start as: "zeros" (default of Kaiming and Xavier) or "default" (PyTorch's uniform +-1/sqrt(fanIn)). */
  readonly bias?: "zeros" | "default";
}

interface Fan {
  readonly fanIn: number;
  readonly fanOut: number;
}

interface Scheme {
  readonly gain: number;
  readonly bias: "zeros" | "default";
  readonly draw: "uniform" | "normal";
  /** The standard deviation at gain 1. */
  readonly deviation: (fan: Fan) => number;
}

const kaiming = ({ fanIn }: Fan): number => Math.sqrt(1 / fanIn);
const xavier = ({ fanIn, fanOut }: Fan): number => Math.sqrt(2 / (fanIn + fanOut));

const schemes = {
  // PyTorch's Linear: kaiming_uniform with a = sqrt(5), hence uniform +-1/sqrt(fanIn)
  default: { gain: 1, bias: "default", draw: "uniform", deviation: ({ fanIn }) => Math.sqrt(1 / (3 * fanIn)) },
  // He et al. 2015, arXiv:1502.01852
  "kaiming-uniform": { gain: Math.SQRT2, bias: "zeros", draw: "uniform", deviation: kaiming },
  "kaiming-normal": { gain: Math.SQRT2, bias: "zeros", draw: "normal", deviation: kaiming },
  // Glorot, Bengio 2010, eq. 16
  "xavier-uniform": { gain: 1, bias: "zeros", draw: "uniform", deviation: xavier },
  "xavier-normal": { gain: 1, bias: "zeros", draw: "normal", deviation: xavier },
} as const satisfies Record<string, Scheme>;

/** The first value of a parameter, in PyTorch's shape: drawn in float64, rounded to float32. */
export function initialValue(parameter: Parameter, seed: number, init: Init = { kind: "default" }): Float64Array {
  const { initial, name, shape } = parameter;
  const out = new Float64Array(shape.reduce((n, dim) => n * dim, 1));
  const random = stream(seed, `weights ${name}`);
  const element = elements[initial.kind](initial as never, { ...schemes[init.kind], ...init });
  for (let i = 0; i < out.length; i++) {
    out[i] = Math.fround(element({ uniform: () => 2 * uniform(random, i) - 1, normal: () => normal(random, i) }));
  }
  return out;
}

type Draw = Readonly<Record<Scheme["draw"], () => number>>;

const elements: {
  [K in Initial["kind"]]: (initial: Extract<Initial, { kind: K }>, scheme: Scheme) => (draw: Draw) => number;
} = {
  constant:
    ({ value }) =>
    () =>
      value,
  weight: (fan, scheme) => {
    // a uniform number in +-b has the deviation b / sqrt 3
    const scale = scheme.gain * scheme.deviation(fan as Fan) * (scheme.draw === "uniform" ? Math.sqrt(3) : 1);
    return (draw) => scale * draw[scheme.draw]();
  },
  bias: (fan, scheme) => {
    const bound = scheme.bias === "zeros" ? 0 : Math.sqrt(1 / (fan as Fan).fanIn);
    return (draw) => bound * draw.uniform();
  },
};
