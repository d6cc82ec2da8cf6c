/** The built-in data sets: one row each, and nothing else lists them. */

import { NonlinError, suggest } from "../base/index.ts";
import { datasetSource } from "./prepare.ts";
import { loadBreastCancer, loadDiabetes, loadDigits } from "./real.ts";
import type { Source, Task } from "./source.ts";
import * as synthetic from "./synthetic.ts";

export interface LoadOptions extends synthetic.SyntheticOptions {
  /** The share of rows held out of a published set. Default 0.2. */
  readonly fraction?: number;
}

export interface DataSetRow {
  readonly title: string;
  readonly task: Task;
  readonly inputs: number;
  readonly outputs: number;
  /** Training rows and held-out rows by default. */
  readonly rows: readonly [train: number, test: number];
  /** How held-out rows come about, for a list. */
  readonly heldOut: string;
  readonly load: (options: LoadOptions) => Promise<Source>;
}

/** Every built-in data set by the name that the command line and the page use. */
export const dataSets: Readonly<Record<string, DataSetRow>> = {
  course: /* @__PURE__ */ drawn(synthetic.course),
  xor: /* @__PURE__ */ drawn(synthetic.xor),
  circles: /* @__PURE__ */ drawn(synthetic.circles),
  moons: /* @__PURE__ */ drawn(synthetic.moons),
  spirals: /* @__PURE__ */ drawn(synthetic.spirals),
  digits: {
    title: "digits 8x8: scans of hand-written digits",
    task: "classes",
    inputs: 64,
    outputs: 10,
    rows: [1438, 359],
    heldOut: "a fifth, resplit",
    load: async (options) => datasetSource(await loadDigits(), { ...share(options), scaling: 16 }),
  },
  cancer: {
    title: "breast cancer Wisconsin: malignant or benign",
    task: "binary",
    inputs: 30,
    outputs: 1,
    rows: [455, 114],
    heldOut: "a fifth, resplit",
    load: async (options) => datasetSource(await loadBreastCancer(), share(options)),
  },
  diabetes: {
    title: "diabetes: progress of the disease after a year",
    task: "regression",
    inputs: 10,
    outputs: 1,
    rows: [354, 88],
    heldOut: "a fifth, resplit",
    load: async (options) => datasetSource(await loadDiabetes(), share(options)),
  },
};

/** The built-in data set of that name, ready to split. Throws E_NAME with a suggestion. */
export async function loadData(name: string, options: LoadOptions = {}): Promise<Source> {
  const row = Object.hasOwn(dataSets, name) ? dataSets[name] : undefined;
  if (row !== undefined) return row.load(options);
  const near = suggest(name, Object.keys(dataSets));
  throw new NonlinError("E_NAME", `unknown data set "${name}"`, {
    advice: near === undefined ? `there are ${Object.keys(dataSets).join(", ")}` : `did you mean "${near}"?`,
  });
}

function drawn(recipe: synthetic.Recipe): DataSetRow {
  return {
    title: recipe.title,
    task: "binary",
    inputs: recipe.inputs,
    outputs: 1,
    rows: [recipe.rows, 10_000],
    heldOut: "drawn afresh",
    load: async (options) => synthetic.syntheticSource(recipe, options),
  };
}

function share(options: LoadOptions): { readonly fraction?: number } {
  return options.fraction === undefined ? {} : { fraction: options.fraction };
}
