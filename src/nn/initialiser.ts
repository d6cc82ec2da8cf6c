/**
 * How parameters start. Every element has a random number of its own, by (seed, parameter's name, position in PyTorch's shape);
 * a scheme only maps it, so networks with different activations or gains start from the same underlying numbers.
 */
import {
  NonlinError,
  normal,
  normalCdf,
  normalQuantile,
  optionOf,
  type Stream,
  stream,
  uniform,
} from "../base/index.ts";
import type { Initial, Parameter } from "./module.ts";
import { orthonormal } from "./orthonormal.ts";

export type InitName = keyof typeof schemes;

export interface Init {
  readonly kind: InitName;
  /** Default: the scheme's own (sqrt 2 for Kaiming, as for ReLU; 1 for the others). `calculateGain` gives that of any activation. */
  readonly gain?: number;
  /** What biases start as: "default" is PyTorch's uniform +-1/sqrt(fanIn). Default "zeros", but for "default". */
  readonly bias?: "zeros" | "default";
  /** Kaiming: what keeps its size, signals ("fanIn") or gradients ("fanOut"). Default "fanIn". */
  readonly mode?: "fanIn" | "fanOut";
  /** Of "truncated-normal", before it is cut off. Default 0. */
  readonly mean?: number;
  /** Likewise. Default 1. */
  readonly std?: number;
  /** The least number of "truncated-normal". Default -2. */
  readonly a?: number;
  /** The largest. Default 2. */
  readonly b?: number;
  /** Of "constant". Default 0. */
  readonly value?: number;
}

interface Scheme {
  readonly gain: number;
  readonly bias: "zeros" | "default";
  readonly draw: keyof typeof draws;
  /** The standard deviation at gain 1, or the factor on what is drawn. */
  readonly deviation: (place: Place, init: Init) => number;
}

interface Place {
  readonly fanIn: number;
  readonly fanOut: number;
  /** PyTorch's shape. */
  readonly shape: readonly number[];
}

const lecun = ({ fanIn }: Place): number => Math.sqrt(1 / fanIn);
const kaiming = ({ fanIn, fanOut }: Place, { mode = "fanIn" }: Init): number =>
  Math.sqrt(1 / optionOf({ fanIn, fanOut }, mode, "mode"));
const xavier = ({ fanIn, fanOut }: Place): number => Math.sqrt(2 / (fanIn + fanOut));
const plain = (): number => 1;

const schemes = {
  // PyTorch's Linear: kaiming_uniform with a = sqrt(5), hence uniform +-1/sqrt(fanIn)
  default: { gain: 1, bias: "default", draw: "uniform", deviation: ({ fanIn }) => Math.sqrt(1 / (3 * fanIn)) },
  // He et al. 2015, arXiv:1502.01852
  "kaiming-uniform": { gain: Math.SQRT2, bias: "zeros", draw: "uniform", deviation: kaiming },
  "kaiming-normal": { gain: Math.SQRT2, bias: "zeros", draw: "normal", deviation: kaiming },
  // Glorot, Bengio 2010, eq. 16
  "xavier-uniform": { gain: 1, bias: "zeros", draw: "uniform", deviation: xavier },
  "xavier-normal": { gain: 1, bias: "zeros", draw: "normal", deviation: xavier },
  // LeCun, Bottou, Orr, Mueller 1998, Efficient BackProp, eq. 16
  "lecun-uniform": { gain: 1, bias: "zeros", draw: "uniform", deviation: lecun },
  "lecun-normal": { gain: 1, bias: "zeros", draw: "normal", deviation: lecun },
  // Saxe, McClelland, Ganguli 2013, arXiv:1312.6120
  orthogonal: { gain: 1, bias: "zeros", draw: "orthonormal", deviation: plain },
  "truncated-normal": { gain: 1, bias: "zeros", draw: "truncated", deviation: plain },
  constant: { gain: 1, bias: "zeros", draw: "constant", deviation: plain },
} as const satisfies Record<string, Scheme>;

/** The first value of a parameter, in PyTorch's shape: drawn in float64, rounded to float32. */
export function initialValue(parameter: Parameter, seed: number, init: Init = { kind: "default" }): Float64Array {
  const { initial, name, shape } = parameter;
  const scheme: Scheme = { ...optionOf<Scheme>(schemes, init.kind, "init"), ...init };
  const random = stream(seed, `weights ${name}`);
  const number = starts[initial.kind](initial as never, { scheme, init, shape, random });
  const size = shape.reduce((n, dim) => n * dim, 1);
  return new Float64Array(size).map((_, i) => Math.fround(number(i)));
}

interface Start {
  readonly scheme: Scheme;
  readonly init: Init;
  readonly shape: readonly number[];
  readonly random: Stream;
}

const starts: {
  [K in Initial["kind"]]: (initial: Extract<Initial, { kind: K }>, start: Start) => (i: number) => number;
} = {
  constant: ({ value }) => always(value),
  weight: (fan, start) => {
    const { gain, deviation, draw } = start.scheme;
    return draws[draw](gain * deviation({ ...(fan as Omit<Place, "shape">), shape: start.shape }, start.init), start);
  },
  bias: (fan, { scheme, random }) => {
    const bound = Math.sqrt(1 / (fan as Omit<Place, "shape">).fanIn);
    return scheme.bias === "zeros" ? always(0) : (i) => bound * (2 * uniform(random, i) - 1);
  },
};

/** Numbers times `scale`, by their place in PyTorch's shape. */
const draws = {
  constant: (scale: number, { init: { value = 0 } }: Start) => always(scale * value),
  uniform: (scale: number, { random }: Start) => {
    // a uniform number in +-b has the deviation b / sqrt 3
    const bound = scale * Math.sqrt(3);
    return (i: number) => bound * (2 * uniform(random, i) - 1);
  },
  normal:
    (scale: number, { random }: Start) =>
    (i: number) =>
      scale * normal(random, i),
  orthonormal: (scale: number, { shape, random }: Start) => {
    const [rows = 1, ...rest] = shape;
    const columns = rest.reduce((n, dim) => n * dim, 1);
    const values = orthonormal(rows, columns, (i) => normal(random, i));
    return (i: number) => scale * values[i]!;
  },
  truncated: (scale: number, { init, random }: Start) => {
    const { mean = 0, std = 1, a = -2, b = 2 } = init;
    if (!(a < b && std > 0)) {
      throw new NonlinError("E_USAGE", `a truncated normal of std ${std} between ${a} and ${b}`, {
        advice: "std is above 0, and a below b",
      });
    }
    const [from, to] = [normalCdf((a - mean) / std), normalCdf((b - mean) / std)];
    const between = (u: number): number => mean + std * normalQuantile(from + (to - from) * u);
    return (i: number) => scale * Math.min(b, Math.max(a, between(uniform(random, i))));
  },
};

function always(value: number): (i: number) => number {
  return () => value;
}
