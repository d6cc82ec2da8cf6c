/** `nonlin verify`: does it agree with PyTorch? Does mine? */
import { formatCount, NonlinError } from "../base/index.ts";
import {
  type Answers,
  type Dtype,
  type Subjects,
  type TruthAnswer,
  verify,
  verifyFormula,
  verifyPairs,
  verifySubjects,
  type YoursOptions,
  type YoursResult,
} from "../lab/index.ts";
import { define, exit, type Io } from "./command.ts";
import { progressOf } from "./progress.ts";
import { readPairs } from "./verify-pairs.ts";
import { askTorch, askTruth } from "./verify-python.ts";
import { storedTables } from "./verify-tables.ts";
import { verifyCsv, verifyText, yoursCsv, yoursText } from "./verify-text.ts";

const table = {
  as: { type: "text", value: "NAME", help: "what your formula or your pairs should be" },
  derivative: { type: "text", value: "FORMULA", help: "your own derivative, checked too" },
  order: {
    type: "text",
    value: "0|1|2",
    choices: ["0", "1", "2"],
    help: "only values (0), first (1) or second derivatives (2)",
  },
  dtype: {
    type: "text",
    value: "TYPE",
    choices: ["float64", "float32"],
    help: "only float64 or float32; of yours: the arithmetic (default: float64, of pairs by their digits)",
  },
  bound: { type: "number", value: "ULP", help: "how many units in the last place yours may be off (default: 8)" },
  python: {
    type: "text",
    value: "PATH",
    help: "the Python whose PyTorch is asked (default: python3, /usr/bin/python3)",
  },
  stored: { type: "flag", help: "ask no Python: the stored tables" },
  truth: { type: "flag", help: "exact values by the mpmath of that Python, of your pairs too; else the stored table" },
  all: { type: "flag", help: "also the rows that agree, and all differences" },
  json: { type: "flag", help: "print one JSON object; NaN and infinities are strings" },
  csv: { type: "flag", help: "print one row per function, order and width" },
  quiet: { type: "flag", short: "q", help: "no progress and no remarks" },
} as const;

export const command = define({
  usage: "nonlin verify [name ...] [options]\n       nonlin verify <formula | -> --as NAME [options]",
  about:
    "does it agree with PyTorch, and who is right where not? Values, slopes and second derivatives beside PyTorch's and beside exact ones (50 digits). With --as, the same question of your own formula or of values that you computed elsewhere: how far off, where, and why.",
  examples: [
    ["nonlin verify", "everything, the exercise's SELU, Softplus and Hardswish first"],
    ["nonlin verify gelu --order 1", "one function's slope"],
    [
      "nonlin verify 'where(x > 0, 1.0507*x, 1.0507*1.6733*(exp(x)-1))' --as selu",
      "a formula of your own, computed as it is written",
    ],
    ["python my_selu.py | nonlin verify --as selu", "pairs x,y (and dy): CSV or NumPy's savetxt"],
  ],
  options: table,
  async run({ words, options }, io) {
    if (options.json && options.csv) throw new NonlinError("E_USAGE", "--json and --csv exclude each other");
    if (options.stored && (options.python !== undefined || options.truth)) {
      throw new NonlinError("E_USAGE", "--stored asks no Python: leave out --python and --truth");
    }
    if (options.bound !== undefined && !(options.bound > 0)) {
      throw new NonlinError("E_USAGE", `--bound is a number of ulp above 0, not ${options.bound}`);
    }
    return options.as === undefined ? ours(words, options, io) : yours(words, { ...options, as: options.as }, io);
  },
});

interface Chosen {
  readonly derivative?: string | undefined;
  readonly order?: string | undefined;
  readonly dtype?: string | undefined;
  readonly bound?: number | undefined;
  readonly python?: string | undefined;
  readonly stored: boolean;
  readonly truth: boolean;
  readonly all: boolean;
  readonly json: boolean;
  readonly csv: boolean;
  readonly quiet: boolean;
}

/** Everything, or what is named. 1 if ours is wrong anywhere. */
async function ours(words: readonly string[], options: Chosen, io: Io): Promise<number> {
  if (options.derivative !== undefined || options.bound !== undefined) {
    const advice = "say with --as what your formula should be: nonlin verify 'x * sigmoid(x)' --as silu";
    throw new NonlinError("E_USAGE", "--derivative and --bound are for a formula of your own", { advice });
  }
  const formula = words.find((word) => word === "-" || !/^[\w.-]+$/.test(word) || word === "x");
  if (formula !== undefined) {
    const what = formula === "-" ? "pairs" : `"${formula}" is a formula, and it`;
    throw new NonlinError("E_USAGE", `${what} needs --as NAME: what it should be`, {
      advice: `for instance: nonlin verify '${formula}' --as selu`,
    });
  }
  const subjects = verifySubjects(words);
  const answers = await answersFor(subjects, options, io);
  const result = verify(subjects, answers, {
    ...(options.order !== undefined && { orders: [Number(options.order) as 0 | 1 | 2] }),
    ...(options.dtype !== undefined && { dtypes: [options.dtype as Dtype] }),
  });
  if (options.json) io.out(JSON.stringify(result, withoutNaN, 1));
  else if (options.csv) io.out(verifyCsv(result));
  else io.out(verifyText(result, { all: options.all || words.length > 0, named: words.length > 0 }, io));
  return result.counts["nonlin is wrong"] === 0 ? exit.done : exit.no;
}

async function answersFor(subjects: Subjects, options: Chosen, io: Io): Promise<Answers> {
  const { python, quiet } = options;
  const stored = await storedTables(subjects);
  const torch = options.stored ? undefined : await askTorch(subjects, { python });
  if (torch === undefined && !options.stored && !quiet) {
    io.note(`no PyTorch is installed here: what ${stored.torch.system} said is stored (another Python: --python PATH)`);
  }
  const truth = options.truth ? await liveTruth(subjects, options, io) : undefined;
  return {
    torch: torch ?? stored.torch,
    truth: truth ?? stored.truth,
    live: { torch: torch !== undefined, truth: truth !== undefined },
  };
}

async function liveTruth(
  subjects: Subjects,
  { python, quiet }: Chosen,
  io: Io,
  points?: Float64Array,
): Promise<TruthAnswer> {
  const progress = progressOf(io, quiet, undefined, "functions");
  const truth = await askTruth(subjects, { python, progress: progress.update, points });
  progress.end();
  if (truth !== undefined) return truth;
  const advice = "apt-get install python3-mpmath, or leave --truth out";
  throw new NonlinError("E_WORK", "no mpmath is installed here", { advice });
}

/** The user's own. 1 if it misses the bound. */
async function yours(words: readonly string[], options: Chosen & { readonly as: string }, io: Io): Promise<number> {
  const [subject = "-", ...more] = words;
  if (more.length > 0) {
    throw new NonlinError("E_USAGE", `--as takes one formula, not ${words.length}`, {
      advice: `quote it: nonlin verify '${words.join(" ")}' --as ${options.as}`,
    });
  }
  const result = subject === "-" ? await pairsOf(options, io) : await formulaOf(subject, options, io);
  if (options.json) io.out(JSON.stringify(result, withoutNaN, 1));
  else io.out(options.csv ? yoursCsv(result) : yoursText(result, io));
  return result.holds ? exit.done : exit.no;
}

async function formulaOf(formula: string, options: Chosen & { readonly as: string }, io: Io): Promise<YoursResult> {
  const { as, derivative } = options;
  const subjects = { functions: verifySubjects().functions, rows: [], losses: [] };
  const answers = options.truth ? await liveTruth(subjects, options, io) : (await storedTables(subjects)).truth;
  return verifyFormula(formula, derivative, as, settings(options, "float64", answers));
}

async function pairsOf(options: Chosen & { readonly as: string }, io: Io): Promise<YoursResult> {
  if (options.derivative !== undefined) {
    throw new NonlinError("E_USAGE", "--derivative is for a formula; slopes of pairs stand in a third column");
  }
  const bytes = await io.stdin();
  if (bytes === undefined) {
    const advice = "pipe them in, or name a formula: nonlin verify 'x * sigmoid(x)' --as silu";
    throw new NonlinError("E_USAGE", "pairs are expected on standard input, which is a terminal", { advice });
  }
  const { pairs, dtype, notes } = readPairs(bytes);
  if (!options.quiet) for (const note of notes) io.note(note);
  const truth = options.truth ? await truthAt(pairs.x, options, io) : undefined;
  return verifyPairs(pairs, options.as, settings(options, dtype, truth));
}

/** Exact values at the user's own inputs. */
async function truthAt(x: Float64Array, options: Chosen & { readonly as: string }, io: Io): Promise<TruthAnswer> {
  if (x.length > mostExact) {
    const advice = "thin them out, or leave --truth out: nonlin's own values in float64 are used then";
    throw new NonlinError(
      "E_LIMIT",
      `--truth takes ${formatCount(mostExact)} pairs at most, not ${formatCount(x.length)}`,
      {
        advice,
      },
    );
  }
  const { functions } = verifySubjects([options.as]);
  if (functions.length === 0) {
    throw new NonlinError("E_USAGE", `--truth is for functions of one value, and ${options.as} is none`);
  }
  return liveTruth({ functions, rows: [], losses: [] }, options, io, x);
}

/** Some milliseconds each. */
const mostExact = 10_000;

function settings(options: Chosen, usual: Dtype, truth: TruthAnswer | undefined): YoursOptions {
  return { dtype: (options.dtype as Dtype | undefined) ?? usual, bound: options.bound ?? 8, truth };
}

function withoutNaN(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}
