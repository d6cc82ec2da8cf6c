/**
 * Ten layers at initialisation, measured: the signal forward and the gradient backward, layer by layer, with the gain
 * 1 / sqrt(E f^2) that keeps the signal's size. Mean-field theory predicts a factor of E f'^2 / E f^2 a layer.
 */
import type { Activation } from "../activations/index.ts";
import { fillNormal, stream } from "../base/index.ts";
import { constant, type Expr, road, substitute } from "../expr/index.ts";
import {
  batch,
  gradient,
  lower,
  map,
  matmul,
  type Node,
  program,
  reduce,
  type Slot,
  type Source,
  slot,
} from "../graph/index.ts";
import type { DesignSubject } from "./design-subject.ts";

export interface DepthDots {
  /** E f'^2 / E f^2 under N(0, 1); NaN where they do not exist. */
  readonly ratio: number;
  readonly gain: number;
  readonly width: number;
  readonly rows: number;
  readonly seeds: number;
  readonly layers: readonly DepthLayer[];
}

/** Medians over the seeds. */
export interface DepthLayer {
  readonly layer: number;
  /** Root mean square of what the layer gives its activation; 1 is what it started with. */
  readonly signal: number;
  /** Root mean square of the gradient there, in units of that at the last layer. */
  readonly gradient: number;
  /** The same by mean-field theory. */
  readonly predicted: number;
}

const depth = 10;
const width = 128;
const rows = 64;
const seeds = 5;

export function depthDots(declaration: Activation, { passport, params }: DesignSubject, seed: number): DepthDots {
  const { secondMoment, meanSquareSlope, gain } = passport.moments;
  const ratio = meanSquareSlope / secondMoment;
  const about = { ratio, gain, width, rows, seeds };
  if (!Number.isFinite(gain) || !Number.isFinite(ratio)) return { ...about, layers: [] };
  const network = compiled(declaration, params);
  const runs = Array.from({ length: seeds }, (_, k) => network.run(gain, deep(seed, k)));
  network.dispose();
  const layers = Array.from({ length: depth }, (_, i) => ({
    layer: i + 1,
    signal: median(runs.map(({ signal }) => signal[i]!)),
    gradient: median(runs.map(({ slopes }) => slopes[i]! / slopes[depth - 1]!)),
    predicted: Math.sqrt(Array.from({ length: depth - 1 - i }, () => ratio).reduce((a, b) => a * b, 1)),
  }));
  return { ...about, layers };
}

interface Numbers {
  readonly x: Float32Array;
  readonly v: Float32Array;
  readonly weights: readonly Float32Array[];
}

/** Inputs, what the gradient starts from, and weights, all of variance 1. */
function deep(seed: number, replicate: number): Numbers {
  const draw = (purpose: string, count: number) => {
    const out = new Float32Array(count);
    fillNormal(stream(seed, purpose, replicate), out);
    return out;
  };
  return {
    x: draw("depth inputs", rows * width),
    v: draw("depth gradient", rows * width),
    weights: Array.from({ length: depth }, (_, i) => draw(`depth weights ${i}`, width * width)),
  };
}

interface Network {
  /** Root mean squares layer by layer. */
  run(gain: number, numbers: Numbers): { readonly signal: readonly number[]; readonly slopes: readonly number[] };
  dispose(): void;
}

/** Ten layers and their gradients as one compiled program. */
function compiled(declaration: Activation, params: Readonly<Record<string, number>>): Network {
  const [input, vector] = [slot("input", "x", [batch, width]), slot("input", "v", [batch, width])];
  const matrices = Array.from({ length: depth }, (_, i) => slot("parameter", `w${i}`, [width, width]));
  const numbers = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, constant(value)]));
  const [f, slope] = [road(declaration, 0), road(declaration, 1)].map((e) => substitute(e, numbers)) as [Expr, Expr];
  const sums: Node[] = [];
  let y: Source = input;
  for (const w of matrices) {
    const h = matmul(y, w);
    sums.push(h);
    // f' is the declaration's own, with its slopes at corners
    y = map(f, { x: h }, { partials: { x: slope }, shape: [batch, width] });
  }
  const slopes = gradient(reduce("sum", map("y * v", { y, v: vector })), sums);
  const squares = (each: readonly Source[], name: string) =>
    each.map((e, i) => ({ slot: slot("result", `${name} ${i}`, []), value: reduce("sum", map("e * e", { e })) }));
  const [forward, backward] = [squares(sums, "signal"), squares(slopes, "slope")];
  const engine = lower(program({ run: [[...forward, ...backward]] }, [input, vector, ...matrices]), {
    batchSize: rows,
  });
  const size = ({ slot: s }: { readonly slot: Slot }) => Math.sqrt((engine.read(s)[0] as number) / (rows * width));
  return {
    run: (gain, { x, v, weights }) => {
      engine.write(input, x);
      engine.write(vector, v);
      for (const [i, w] of weights.entries()) {
        // the inputs have variance 1; what comes out of an activation has E f^2
        const scale = (i === 0 ? 1 : gain) / Math.sqrt(width);
        engine.write(
          matrices[i] as Slot,
          w.map((value) => value * scale),
        );
      }
      engine.run("run", rows);
      return { signal: forward.map(size), slopes: backward.map(size) };
    },
    dispose: () => engine.dispose(),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}
