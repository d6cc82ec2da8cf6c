/**
 * How parameters start. Every element has a random number of its own, by (seed, parameter's name, position in PyTorch's shape);
 * a scheme only scales it, so networks with different activations or gains start from the same underlying numbers.
 */
import { normal, type Stream, stream, uniform } from "../base/index.ts";
import type { Initial, Parameter } from "./module.ts";
import { optionOf } from "./option.ts";

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
  const scheme: Scheme = { ...optionOf(schemes, init.kind, "init"), ...init };
  const { scale, draw } = starts[initial.kind](initial as never, scheme);
  const random = stream(seed, `weights ${name}`);
  const number = draws[draw];
  const size = shape.reduce((n, dim) => n * dim, 1);
  return new Float64Array(size).map((_, i) => Math.fround(scale * number(random, i)));
}

/** `uniform` lies in -1..1. */
const draws = {
  one: () => 1,
  uniform: (random: Stream, i: number) => 2 * uniform(random, i) - 1,
  normal,
};

interface Start {
  readonly scale: number;
  readonly draw: keyof typeof draws;
}

const starts: { [K in Initial["kind"]]: (initial: Extract<Initial, { kind: K }>, scheme: Scheme) => Start } = {
  constant: ({ value }) => ({ scale: value, draw: "one" }),
  weight: (fan, { gain, deviation, draw }) => {
    // a uniform number in +-b has the deviation b / sqrt 3
    return { scale: gain * deviation(fan as Fan) * (draw === "uniform" ? Math.sqrt(3) : 1), draw };
  },
  bias: (fan, { bias }) => {
    return bias === "zeros" ? { scale: 0, draw: "one" } : { scale: Math.sqrt(1 / (fan as Fan).fanIn), draw: "uniform" };
  },
};
