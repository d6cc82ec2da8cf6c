/** What a layer did, summed up over chunks of rows. */
import type { Tensor, TensorData } from "../base/index.ts";
import type { LayerObservation, LayerTensors, Summary } from "./observation.ts";

/** The tensors of a layer that may be read. */
export type Part = keyof LayerTensors;

/** A tensor over all rows. */
class PartTally {
  private readonly sizes: readonly number[];
  private readonly kept: TensorData[] = [];
  private sum = 0;
  private squares = 0;
  private count = 0;

  constructor(sizes: readonly number[]) {
    this.sizes = sizes;
  }

  add(data: TensorData, keep: boolean): void {
    let [sum, squares] = [this.sum, this.squares];
    for (let i = 0; i < data.length; i++) {
      const value = data[i]!;
      sum += value;
      squares += value * value;
    }
    this.sum = sum;
    this.squares = squares;
    this.count += data.length;
    if (keep) this.kept.push(data);
  }

  summary(): Summary {
    const { sum, squares, count } = this;
    return { mean: sum / count, rms: Math.sqrt(squares / count), norm: Math.sqrt(squares) };
  }

  tensor(rows: number): Tensor {
    const out = this.kept[0] instanceof Float64Array ? new Float64Array(this.count) : new Float32Array(this.count);
    let at = 0;
    for (const data of this.kept) {
      out.set(data, at);
      at += data.length;
    }
    return { data: out, shape: [rows, ...this.sizes] };
  }
}

/** How often what is true of an element holds, by unit (the first of a row's axes). */
class UnitTally {
  private readonly counts: number[];
  private readonly width: number;

  constructor([units = 1, ...positions]: readonly number[]) {
    this.counts = new Array<number>(units).fill(0);
    this.width = positions.reduce((n, size) => n * size, 1);
  }

  add(data: TensorData, holds: (value: number) => boolean): void {
    const { counts, width } = this;
    for (let i = 0, at = 0; i < data.length; at++) {
      let found = 0;
      for (let k = 0; k < width; k++, i++) if (holds(data[i]!)) found += 1;
      counts[at % counts.length]! += found;
    }
  }

  shares(rows: number): readonly number[] {
    return this.counts.map((count) => count / (rows * this.width));
  }
}

export class LayerTally {
  private readonly parts: ReadonlyMap<Part, PartTally>;
  private readonly firing: UnitTally;
  private readonly flat: UnitTally;
  private readonly options: { readonly tensors: boolean; readonly saturation: number };
  private rows = 0;

  /** `sizes` says of each part that there is how large a row of it is. */
  constructor(
    sizes: ReadonlyMap<Part, readonly number[]>,
    options: { readonly tensors: boolean; readonly saturation: number },
  ) {
    this.parts = new Map([...sizes].map(([part, row]) => [part, new PartTally(row)]));
    this.firing = new UnitTally(sizes.get("output")!);
    this.flat = new UnitTally(sizes.get("input")!);
    this.options = options;
  }

  /** So many rows more; each part read once. */
  add(rows: number, read: (part: Part) => TensorData): void {
    this.rows += rows;
    for (const [part, tally] of this.parts) {
      const data = read(part);
      tally.add(data, this.options.tensors);
      if (part === "output") this.firing.add(data, (value) => value > 0);
      if (part === "slope") this.flat.add(data, (slope) => Math.abs(slope) < this.options.saturation);
    }
  }

  result(): Omit<LayerObservation, "name" | "turn" | "kind" | "title"> {
    const activity = this.firing.shares(this.rows);
    const summary = (part: Part) => this.parts.get(part)?.summary();
    const [inputGradient, outputGradient] = [summary("inputGradient"), summary("outputGradient")];
    const saturation = this.flat.shares(this.rows);
    const tensors = [...this.parts].map(([part, tally]) => [part, tally.tensor(this.rows)]);
    return {
      input: summary("input")!,
      output: summary("output")!,
      active: mean(activity),
      activity,
      dead: activity.flatMap((share, unit) => (share === 0 ? [unit] : [])),
      ...(this.parts.has("slope") && { saturated: mean(saturation), saturation }),
      ...(inputGradient && { inputGradient }),
      ...(outputGradient && { outputGradient }),
      ...(this.options.tensors && { tensors: Object.fromEntries(tensors) as LayerTensors }),
    };
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
