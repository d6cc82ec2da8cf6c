/**
 * Data sets that are rules: row i is a function of (stream, i), so training and held-out rows
 * are drawn apart and any number of them. Labels alternate where the rule allows it, as in scikit-learn.
 */

import {
  canonicalJson,
  cos,
  NonlinError,
  normal,
  type Stream,
  sha256,
  sin,
  substream,
  uniform,
} from "../base/index.ts";
import type { Rows, Source } from "./source.ts";

export interface SyntheticOptions {
  /** Training rows. */
  readonly rows?: number;
  /** Held-out rows. */
  readonly testRows?: number;
  /** Standard deviation of the normal noise added to every coordinate. */
  readonly noise?: number;
}

export interface Recipe {
  readonly name: string;
  readonly title: string;
  readonly inputs: number;
  readonly rows: number;
  readonly noise: number;
  readonly classes: readonly [string, string];
  /** Numbers that row i may draw: indices i * draws .. (i + 1) * draws - 1 of its stream. */
  readonly draws: number;
  /** Writes the features of row i at `out[at..]` and returns its label; `first` is the first index it may draw. */
  readonly row: (s: Stream, i: number, first: number, noise: number, out: Float32Array, at: number) => 0 | 1;
}

/** The course's task: 20 standard normals, class 1 where the first five add up to more than 0. A line separates it. */
export const course: Recipe = {
  name: "course",
  title: "the course's set: sign of a sum of five of 20 normals",
  inputs: 20,
  rows: 1000,
  noise: 0,
  classes: ["sum <= 0", "sum > 0"],
  draws: 40,
  row: (s, _i, first, noise, out, at) => {
    let sum = 0;
    for (let j = 0; j < 20; j++) {
      const x = Math.fround(normal(s, first + j));
      if (j < 5) sum += x;
      out[at + j] = noise === 0 ? x : x + noise * normal(s, first + 20 + j);
    }
    return sum > 0 ? 1 : 0;
  },
};

/** Uniform on the square [-1, 1]^2, class 1 where the signs differ. */
export const xor: Recipe = {
  name: "xor",
  title: "xor: opposite quadrants belong together",
  inputs: 2,
  rows: 500,
  noise: 0.1,
  classes: ["same sign", "signs differ"],
  draws: 4,
  row: (s, _i, first, noise, out, at) => {
    const a = 2 * uniform(s, first) - 1;
    const b = 2 * uniform(s, first + 1) - 1;
    place(s, first + 2, noise, out, at, a, b);
    return a < 0 === b < 0 ? 0 : 1;
  },
};

/** make_circles(factor=0.5) of scikit-learn: class 0 on the unit circle, class 1 on the circle of radius 0.5. */
export const circles: Recipe = {
  name: "circles",
  title: "two circles, one inside the other",
  inputs: 2,
  rows: 500,
  noise: 0.2,
  classes: ["outer", "inner"],
  draws: 3,
  row: (s, i, first, noise, out, at) => {
    const label = odd(i);
    const angle = 2 * Math.PI * uniform(s, first);
    const radius = label === 1 ? 0.5 : 1;
    place(s, first + 1, noise, out, at, radius * cos(angle), radius * sin(angle));
    return label;
  },
};

/** make_moons of scikit-learn: two interleaving half circles. */
export const moons: Recipe = {
  name: "moons",
  title: "two moons, interleaved",
  inputs: 2,
  rows: 500,
  noise: 0.3,
  classes: ["upper", "lower"],
  draws: 3,
  row: (s, i, first, noise, out, at) => {
    const label = odd(i);
    const angle = Math.PI * uniform(s, first);
    const a = label === 0 ? cos(angle) : 1 - cos(angle);
    const b = label === 0 ? sin(angle) : 0.5 - sin(angle);
    place(s, first + 1, noise, out, at, a, b);
    return label;
  },
};

/** Two arms of one and a half turns, a half turn apart, out to radius 2 (after Lang and Witbrock 1988). */
export const spirals: Recipe = {
  name: "spirals",
  title: "two spirals, wound round each other",
  inputs: 2,
  rows: 1000,
  noise: 0.1,
  classes: ["first arm", "second arm"],
  draws: 3,
  row: (s, i, first, noise, out, at) => {
    const label = odd(i);
    const t = 0.05 + 0.95 * uniform(s, first);
    const angle = 3 * Math.PI * t + (label === 1 ? Math.PI : 0);
    place(s, first + 1, noise, out, at, 2 * t * cos(angle), 2 * t * sin(angle));
    return label;
  },
};

/** Row `i` of the recipe for i in 0..count-1, from one stream. */
export function drawRows(recipe: Recipe, s: Stream, count: number, noise = recipe.noise): Rows {
  const x = new Float32Array(count * recipe.inputs);
  const y = new Float32Array(count);
  for (let i = 0; i < count; i++) y[i] = recipe.row(s, i, i * recipe.draws, noise, x, i * recipe.inputs);
  return { x, y, count };
}

/** A recipe as a source: every split draws its training rows and 10,000 held-out rows from streams of their own. */
export function syntheticSource(recipe: Recipe, options: SyntheticOptions = {}): Source {
  const { rows = recipe.rows, testRows = 10_000, noise = recipe.noise } = options;
  checkCount("rows", rows, recipe.inputs);
  checkCount("testRows", testRows, recipe.inputs);
  if (!(noise >= 0 && noise < Infinity)) throw new NonlinError("E_USAGE", `noise is a number >= 0, not ${noise}`);
  const { name, title, inputs, classes } = recipe;
  return {
    name,
    title,
    task: "binary",
    inputs,
    outputs: 1,
    classes,
    featureNames: Array.from({ length: inputs }, (_, j) => `x${j + 1}`),
    targetName: "label",
    drawn: "fresh",
    trainRows: rows,
    testRows,
    hash: sha256(canonicalJson({ recipe: name, version: 1, rows, testRows, noise })),
    notes: [`every replicate draws ${rows} training rows and ${testRows} held-out rows afresh, noise ${noise}`],
    split: (s) => ({
      train: drawRows(recipe, substream(s, "train"), rows, noise),
      test: drawRows(recipe, substream(s, "test"), testRows, noise),
      target: { mean: 0, scale: 1 },
    }),
  };
}

function odd(i: number): 0 | 1 {
  return i % 2 === 0 ? 0 : 1;
}

function place(s: Stream, first: number, noise: number, out: Float32Array, at: number, a: number, b: number): void {
  out[at] = noise === 0 ? a : a + noise * normal(s, first);
  out[at + 1] = noise === 0 ? b : b + noise * normal(s, first + 1);
}

function checkCount(name: string, count: number, inputs: number): void {
  if (!Number.isInteger(count) || count < 1)
    throw new NonlinError("E_USAGE", `${name} is a whole number >= 1, not ${count}`);
  const gib = (count * inputs * 4) / 1073741824;
  if (gib > 1) throw new NonlinError("E_LIMIT", `${name} ${count} need ${gib.toFixed(1)} GiB; at most 1 GiB is drawn`);
}
