/** `nonlin design`: is mine a good activation? */
import { cpus } from "node:os";
import { lookup } from "../activations/index.ts";
import { NonlinError, suggest } from "../base/index.ts";
import {
  type DesignResult,
  design,
  type GradientReading,
  type RaceResult,
  readings,
  usualReadings,
} from "../lab/index.ts";
import { define, exit, type Io } from "./command.ts";
import { designText, trainingText } from "./design-text.ts";
import { type Planned, planOf, type RaceWords, raceTable } from "./race-options.ts";
import { planText, quoted, runRace } from "./race-run.ts";
import { wrap } from "./text.ts";

/** Mish, which meets all four. */
const usual = "x * tanh(softplus(x))";

const { seeds, seed, jobs, data, target, task, epochs, hidden, lr, quiet } = raceTable;
const table = {
  gradient: {
    type: "text",
    value: "READING",
    help: "which readings of the third criterion decide: everywhere, tails, one-tail, depth; several with commas (default: one-tail,depth)",
  },
  "no-train": { type: "flag", help: "judge the formula only, train nothing" },
  "dry-run": { type: "flag", help: "judge the formula, and say what the training would cost" },
  json: { type: "flag", help: "print one JSON object; NaN and infinities are strings" },
  quiet,
  seeds: { ...seeds, group: "Training against ReLU" },
  seed: { ...seed, group: "Training against ReLU" },
  jobs: { ...jobs, group: "Training against ReLU" },
  data: { ...data, group: "Training against ReLU" },
  target: { ...target, group: "Training against ReLU" },
  task: { ...task, group: "Training against ReLU" },
  epochs: { ...epochs, group: "Training against ReLU" },
  hidden: { ...hidden, group: "Training against ReLU" },
  lr: { ...lr, group: "Training against ReLU" },
} as const;

export const command = define({
  usage: "nonlin design [formula or name] [options]",
  about:
    "is mine a good activation? Four criteria (non-linear, differentiable, no vanishing gradient in four readings, bounded below), each proved, observed or refuted with a witness; the nearest known function; where the formula fails in float32 and float16; then its training against ReLU.",
  examples: [
    ["nonlin design", `an example: ${usual}`],
    ["nonlin design 'x * sigmoid(1.5 * x)' --no-train", "a formula of your own, judged in a second"],
    ["nonlin design 'log(cosh(x))' --gradient tails --no-train", "let another reading of the third criterion decide"],
    ["nonlin design 'x * atan(exp(x))' --data digits --seeds 20", "and trained against ReLU on another data set"],
  ],
  options: table,
  async run({ words, options, line }, io) {
    const [formula = usual, ...more] = words;
    if (more.length > 0) {
      throw new NonlinError("E_USAGE", `design takes one formula, not ${words.length}`, {
        advice: `quote it: nonlin design '${words.join(" ")}'`,
      });
    }
    const gradient = options.gradient === undefined ? usualReadings : readingsOf(options.gradient);
    // wrong data is said before anything is judged
    const planned = options["no-train"] ? undefined : await planOf([formula], { ...usualRace, ...options }, io.stdin);
    const result = design(formula, { gradient, seed: options.seed });
    if (!options.json) io.out(designText(result, io));
    const training = planned && (await trained(result, planned, options, line, io));
    if (options.json) {
      const all = training?.result === undefined ? result : { ...result, training: training.result };
      io.out(JSON.stringify(all, withoutNaN, 1));
    }
    if (training?.interrupted) return exit.interrupted;
    return result.holds ? exit.done : exit.no;
  },
});

function readingsOf(text: string): readonly GradientReading[] {
  const names = Object.keys(readings);
  return text.split(",").map((word) => {
    const name = word.trim();
    if (names.includes(name)) return name as GradientReading;
    const near = suggest(name, names);
    const advice = near === undefined ? "several with commas: --gradient one-tail,depth" : `did you mean ${near}?`;
    throw new NonlinError("E_USAGE", `--gradient is ${names.join(" or ")}, not "${name}"`, { advice });
  });
}

interface Trained {
  readonly result: RaceResult | undefined;
  readonly interrupted: boolean;
}

interface Chosen extends Partial<RaceWords> {
  readonly "dry-run": boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly seed: number;
}

/** The race of the formula against ReLU, its cost said beforehand. */
async function trained(
  { formula }: DesignResult,
  planned: Planned,
  options: Chosen,
  line: readonly string[],
  io: Io,
): Promise<Trained> {
  if (lookup(formula)?.name === "relu") {
    if (!options.quiet) io.note("ReLU is what functions are trained against: there is nothing to compare it with");
    return { result: undefined, interrupted: false };
  }
  const count = options.jobs ?? cpus().length;
  const plan = await planText(planned, count);
  const cost = `Training against ReLU: ${plan.lines[0]}`;
  if (options["dry-run"]) {
    if (options.json) io.note(wrap(cost, io.width).join("\n"));
    else io.out(["", ...wrap(cost, io.width)].join("\n"));
    return { result: undefined, interrupted: false };
  }
  if (!options.quiet) for (const text of ["", cost, ...plan.notes]) io.note(wrap(text, io.width).join("\n"));
  const command = ["nonlin design", ...line.map(quoted)].join(" ");
  const { result, interrupted } = await runRace(planned, { io, quiet: options.quiet, jobs: count, command });
  if (!options.json) io.out(trainingText(result, formula, io));
  return { result, interrupted };
}

/** What a race has beside what `design` asks. */
const usualRace: RaceWords = {
  seeds: undefined,
  seed: 1,
  jobs: undefined,
  baseline: "relu",
  formulas: undefined,
  output: undefined,
  theme: "auto",
  json: false,
  csv: false,
  "dry-run": false,
  quiet: false,
  data: undefined,
  target: undefined,
  task: undefined,
  missing: undefined,
  decimal: undefined,
  encoding: undefined,
  "held-out": undefined,
  metric: undefined,
  zone: undefined,
  hidden: undefined,
  "batch-norm": false,
  "layer-norm": false,
  dropout: undefined,
  residual: false,
  init: "default",
  optimizer: "adam",
  lr: undefined,
  epochs: undefined,
  "batch-size": 32,
};

function withoutNaN(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}
