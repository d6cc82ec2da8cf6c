/** The options of a race: from the words of the command line to the plan that the laboratory understands. */
import { resolve } from "../activations/index.ts";
import { formatCount, NonlinError, sha256 } from "../base/index.ts";
import { dataSets } from "../data/index.ts";
import {
  type DataReference,
  initNames,
  type NetworkOptions,
  optimizers,
  type RaceOptions,
  type TaskOptions,
} from "../lab/index.ts";
import type { Options, Parsed } from "./command.ts";
import { readBytes } from "./file.ts";
import type { Files } from "./sources.ts";

export const raceTable = {
  seeds: { type: "count", value: "N", help: "paired seeds, one look at the end (default: 20; the bare race: 15)" },
  seed: { type: "number", value: "S", default: 1, help: "master seed: the same seed gives the same bits" },
  jobs: { type: "count", short: "j", value: "N", help: "worker threads (default: the cores)" },
  baseline: { type: "text", value: "NAME", default: "relu", help: "what the others are compared with" },
  formulas: { type: "text", value: "FILE", help: "more entrants, a name or formula a line; # begins a comment" },
  output: {
    type: "text",
    short: "o",
    value: "FILE",
    help: "write a report .html, a chart .svg .png, or data .json .csv",
  },
  theme: {
    type: "text",
    value: "NAME",
    default: "auto",
    choices: ["auto", "light", "dark"],
    help: "of what -o writes",
  },
  json: { type: "flag", help: "print the whole result as one JSON object" },
  csv: { type: "flag", help: "print one row per training" },
  "dry-run": { type: "flag", help: "print the plan and its cost, and run nothing" },
  quiet: { type: "flag", short: "q", help: "no progress and no remarks" },
  data: {
    type: "text",
    group: "Data",
    value: "NAME|FILE",
    help: `a built-in set (${Object.keys(dataSets).join(" ")}) or a CSV file; - is standard input (default: course and spirals)`,
  },
  target: { type: "text", group: "Data", value: "COLUMN", help: "the column to predict, where the data is a file" },
  task: {
    type: "text",
    group: "Data",
    value: "KIND",
    choices: ["binary", "classes", "classification", "regression"],
    help: "what the target is (default: detected)",
  },
  missing: {
    type: "text",
    group: "Data",
    value: "HOW",
    choices: ["impute", "drop", "refuse"],
    help: "what to do with missing values (default: impute)",
  },
  decimal: {
    type: "text",
    group: "Data",
    value: "SIGN",
    choices: [".", ","],
    help: "the decimal sign of a file: . or , (default: .)",
  },
  encoding: {
    type: "text",
    group: "Data",
    value: "NAME",
    choices: ["auto", "latin1"],
    help: "of a file: auto is UTF-8 or UTF-16, latin1 is Windows-1252 too (default: auto)",
  },
  "held-out": {
    type: "number",
    group: "Data",
    value: "SHARE",
    help: "share of rows held out of a table (default: 0.2)",
  },
  metric: {
    type: "text",
    group: "Score",
    value: "NAME",
    help: "accuracy auc f1 logloss; r2 rmse mae (default: the first of its kind)",
  },
  zone: {
    type: "number",
    group: "Score",
    value: "D",
    help: "practically equal: the interval lies within ±D, in the metric's unit (default: 0.5 points); this outranks better and worse, which ask only that it leaves out 0",
  },
  hidden: {
    type: "numbers",
    group: "Network",
    value: "64,32,16",
    help: "units of each hidden layer",
  },
  "batch-norm": { type: "flag", group: "Network", help: "normalise each hidden layer over the rows of a step" },
  "layer-norm": { type: "flag", group: "Network", help: "normalise each hidden layer over the units of a row" },
  dropout: { type: "number", group: "Network", value: "P", help: "leave out this share of hidden outputs in a step" },
  residual: { type: "flag", group: "Network", help: "add its input to each hidden layer whose width stays" },
  init: {
    type: "text",
    group: "Network",
    value: "NAME",
    default: "default",
    choices: initNames,
    help: `initial weights: ${initNames.join(" ")}; default is PyTorch's`,
  },
  optimizer: {
    type: "text",
    group: "Training",
    value: "NAME",
    default: "adam",
    choices: Object.keys(optimizers),
    help: Object.keys(optimizers).join(" "),
  },
  lr: {
    type: "number",
    group: "Training",
    value: "RATE",
    help: "learning rate, the same for all functions (default: 0.01); none is tuned",
  },
  epochs: { type: "count", group: "Training", value: "N", help: "passes over the training rows (default: 50)" },
  "batch-size": { type: "count", group: "Training", value: "N", default: 32, help: "rows of a step" },
} as const satisfies Options;

/** What a user of other tools looks for and is not here yet: named, so that the answer is clear. */
export const later: Readonly<Record<string, string>> = {
  tune: "tuning is not built yet; the learning rate is the same for all functions and given by --lr",
  "until-decided": "looking more than once is not built yet; --seeds N fixes the number beforehand",
  harness: "writing a script for PyTorch is not built yet",
};

export type RaceWords = Parsed<typeof raceTable>;

export interface Planned {
  readonly options: RaceOptions;
  readonly seed: number;
  readonly files: Files;
}

const mostTrials = 200_000;
const sevenFunctions = ["sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu"];

/** Reads the files that the words name. Throws E_USAGE and E_DATA. */
export async function planOf(
  words: readonly string[],
  o: RaceWords,
  stdin: () => Promise<Uint8Array | undefined>,
): Promise<Planned> {
  const { seed } = o;
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new NonlinError("E_USAGE", `--seed is a whole number from 0 to 4294967295, not ${seed}`);
  }
  if (o.zone !== undefined && !(o.zone > 0))
    throw new NonlinError("E_USAGE", `--zone is a number above 0, not ${o.zone}`);
  if (o.lr !== undefined && !(o.lr > 0)) throw new NonlinError("E_USAGE", `--lr is a number above 0, not ${o.lr}`);
  if (o.hidden?.length === 0) {
    const advice = "name the units of each, for instance --hidden 64,32";
    throw new NonlinError("E_USAGE", "a network without a hidden layer has no activation to compare", { advice });
  }
  const wrong = o.hidden?.find((n) => !Number.isInteger(n) || n < 1);
  if (wrong !== undefined) throw new NonlinError("E_USAGE", `--hidden takes whole numbers above 0, not ${wrong}`);
  checkLayers(o);
  const listed = [...words, ...(o.formulas === undefined ? [] : formulasIn(o.formulas))];
  const activations = listed.length === 0 ? sevenFunctions : listed;
  const bare = o.data === undefined;
  const { reference, files } = bare ? { reference: undefined, files: {} } : await dataOf(o.data, o, stdin);
  const tasks = reference === undefined ? lessonTasks(o) : [taskOf(reference, o, defaultsOf(reference))];
  const seeds = o.seeds ?? (bare ? 15 : 20);
  // baseline, control and noise floor are in every race
  const trials = seeds * tasks.length * (activations.length + 3);
  if (trials > mostTrials) {
    const advice = `at most ${formatCount(mostTrials)} are planned at once`;
    throw new NonlinError("E_LIMIT", `this race is about ${formatCount(trials)} trainings`, { advice });
  }
  return { options: { tasks, activations, baseline: o.baseline, seeds }, seed, files };
}

interface Defaults {
  readonly hidden: readonly number[];
  readonly epochs: number;
}

/** The course's network on the course's set; on the spirals one with room to bend. */
function defaultsOf({ name }: DataReference): Defaults {
  return name === "spirals" ? { hidden: [24, 24, 24], epochs: 30 } : { hidden: [64, 32, 16], epochs: 50 };
}

function lessonTasks(o: RaceWords): TaskOptions[] {
  return ["course", "spirals"].map((name) => taskOf({ name }, o, defaultsOf({ name })));
}

function taskOf(data: DataReference, o: RaceWords, standard: Defaults): TaskOptions {
  return {
    data,
    network: { hidden: o.hidden ?? standard.hidden, init: o.init, ...extrasOf(o) },
    training: {
      optimizer: o.optimizer,
      lr: o.lr ?? 0.01,
      epochs: o.epochs ?? standard.epochs,
      batchSize: o["batch-size"],
    },
    ...(o.metric !== undefined && { metric: o.metric }),
    ...(o.zone !== undefined && { zone: o.zone }),
  };
}

function extrasOf(o: RaceWords): Partial<NetworkOptions> {
  const normalization = o["batch-norm"] ? "batch" : o["layer-norm"] ? "layer" : undefined;
  return {
    ...(normalization !== undefined && { normalization }),
    ...(o.dropout !== undefined && o.dropout > 0 && { dropout: o.dropout }),
    ...(o.residual && { residual: true }),
  };
}

function checkLayers(o: RaceWords): void {
  if (o["batch-norm"] && o["layer-norm"])
    throw new NonlinError("E_USAGE", "--batch-norm and --layer-norm exclude each other");
  if (o["batch-norm"] && o["batch-size"] < 2)
    throw new NonlinError("E_USAGE", "--batch-norm needs a --batch-size of 2 or more");
  if (o.dropout !== undefined && !(o.dropout >= 0 && o.dropout < 1)) {
    throw new NonlinError("E_USAGE", `--dropout is a share from 0 to below 1, not ${o.dropout}`);
  }
  if (o.residual && !o.hidden?.some((n, i) => n === o.hidden?.[i - 1])) {
    const advice = "name some, for instance --hidden 32,32,32";
    throw new NonlinError("E_USAGE", "--residual needs neighbouring hidden layers of one width", { advice });
  }
}

const readingWords = ["target", "task", "missing", "decimal", "encoding"] as const;

async function dataOf(
  name: string,
  o: RaceWords,
  stdin: () => Promise<Uint8Array | undefined>,
): Promise<{ reference: DataReference; files: Files }> {
  const known = Object.hasOwn(dataSets, name);
  if (known || !(name === "-" || /[./\\]/.test(name))) {
    const foreign = readingWords.find((word) => o[word] !== undefined);
    if (foreign !== undefined)
      throw new NonlinError("E_USAGE", `--${foreign} is for a file, but ${name} is a built-in set`);
    const reading = o["held-out"] === undefined ? {} : { reading: { fraction: o["held-out"] } };
    return { reference: { name, ...reading }, files: {} };
  }
  if (o.target === undefined) {
    throw new NonlinError("E_USAGE", `--data ${name} needs --target COLUMN, the column to predict`);
  }
  const bytes = name === "-" ? await stdin() : readBytes(name);
  if (bytes === undefined) throw new NonlinError("E_USAGE", "--data - reads standard input, which is a terminal here");
  const reading = {
    ...(o.task !== undefined && { task: o.task }),
    ...(o.missing !== undefined && { missing: o.missing }),
    ...(o.decimal !== undefined && { decimal: o.decimal }),
    ...(o.encoding !== undefined && { encoding: o.encoding }),
    ...(o["held-out"] !== undefined && { fraction: o["held-out"] }),
  };
  const hash = sha256(bytes);
  const read = Object.keys(reading).length > 0 && { reading };
  return { reference: { name, hash, target: o.target, ...read }, files: { [hash]: bytes } };
}

function formulasIn(path: string): string[] {
  const lines = new TextDecoder().decode(readBytes(path)).split(/\r?\n/);
  const stripped = lines.map((line) => line.replace(/#.*/, "").trim());
  for (const [i, line] of stripped.entries()) if (line !== "") checkFormula(line, `${path}, line ${i + 1}`);
  const formulas = stripped.filter((line) => line !== "");
  if (formulas.length === 0) throw new NonlinError("E_DATA", `${path} holds no formula; one a line`);
  return formulas;
}

/** Throws what `resolve` throws, and says where the formula stands. */
function checkFormula(formula: string, where: string): void {
  try {
    resolve(formula);
  } catch (error) {
    if (!(error instanceof NonlinError)) throw error;
    const { source, span } = error;
    throw new NonlinError(error.code, `${where}: ${error.message}`, {
      ...(source !== undefined && { source }),
      ...(span !== undefined && { span }),
    });
  }
}
