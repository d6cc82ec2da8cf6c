/**
 * The course's training step: 20-64-32-16-1, batch 32, Adam 0.01, in every library that can train it.
 */
import { cell, failures, type Row, spreadCell } from "./comparison.ts";
import { course, type Network, stepTask } from "./course.ts";
import { type Effort, type Entry, measure, median, ratio, type Series } from "./harness.ts";
import type { Activation } from "./protocol.ts";
import { figure, percent, type Section, type Table, type Target } from "./report.ts";

const ours = "nonlin";
const usual = "PyTorch, batches by index";
const jax = "jax-js, one jit";

const rows: readonly Row[] = [
  { name: ours, peer: "ours", setting: "" },
  { name: usual, peer: "torch", setting: "index" },
  { name: "PyTorch, loss on probabilities", peer: "torch", setting: "course" },
  { name: "PyTorch, DataLoader (the page as it stands)", peer: "torch", setting: "loader" },
  { name: "PyTorch, foreach Adam", peer: "torch", setting: "foreach" },
  { name: "PyTorch, foreach Adam, TorchScript", peer: "torch", setting: "script" },
  { name: "PyTorch, foreach Adam, batches sliced", peer: "torch", setting: "sliced" },
  { name: "PyTorch, the same, AVX-512 forced", peer: "torchAvx512", setting: "sliced" },
  { name: "plain JavaScript loops", peer: "plain", setting: "" },
  { name: jax, peer: "jax", setting: "" },
  { name: "TensorFlow.js, WebAssembly", peer: "tfjs", setting: "" },
];

const activations: readonly Activation[] = ["gelu", "relu", "leakyRelu", "elu", "silu", "tanh"];

interface Column {
  readonly activation: Activation;
  /** A series a row. */
  readonly series: readonly Series[];
  /** The 128-bit peak loop, and our kernel of f and f' on as many numbers as a step has. */
  readonly peak: Series;
  readonly kernel: Series;
}

const perCall = (column: Column, name: string): readonly number[] =>
  column.series[rows.findIndex((row) => row.name === name)]?.perCall ?? [];
const timesOurs = (column: Column, name: string): number => ratio(perCall(column, name), perCall(column, ours));

export async function step(effort: Effort): Promise<Section> {
  const columns: Column[] = [];
  for (const activation of effort.quick ? activations.slice(0, 2) : activations) {
    columns.push(await measureColumn(activation, effort));
  }
  return {
    title: "A training step of the course's experiment",
    text: [
      `Network ${course.sizes.join("-")}, batch ${course.batch}, Adam with lr 0.01, loss on logits unless a row says otherwise. A step gathers its rows, goes forward and back, updates, and reads the loss. ` +
        "Every peer starts from the same weights and sees the same batches (the DataLoader its own), ten epochs of 31 steps, and then again from the start.",
      "A network this small is where a library's cost per operation shows: the arithmetic itself is a few tens of microseconds, and the rest of a peer's time goes into calling some hundred operations one by one. " +
        "Ours is one WebAssembly function for the whole step. What is left to it is in the last table: its matrix products cannot go faster than 128-bit SIMD multiplies and adds, and the activations' exponentials come on top.",
    ],
    tables: [timeTable(columns), lossTable(columns), limitTable(columns)],
    notes: [
      ...failures(columns.flatMap(({ series }) => rows.map(({ name }, i) => ({ name, series: series[i] })))),
      ...columns.flatMap(bestNote),
    ],
    targets: targets(columns),
  };
}

async function measureColumn(activation: Activation, effort: Effort): Promise<Column> {
  const entries = rows.map(({ peer, setting }): Entry => ({ peer, task: stepTask(course, activation, setting) }));
  const [peak, kernel, ...series] = await measure(
    [
      { peer: "loops", task: { kind: "peak" } },
      { peer: "ours", task: { kind: "both", f: activation, n: activationsOf(course) } },
      ...entries,
    ],
    effort,
  );
  return { activation, series, peak: peak as Series, kernel: kernel as Series };
}

function timeTable(columns: readonly Column[]): Table {
  return {
    caption: "Microseconds of CPU time a step (times ours)",
    columns: ["", ...columns.map(({ activation }) => activation), "spread"],
    rows: rows.map(({ name }, row) => [
      name,
      ...columns.map((column) => {
        const times = timesOurs(column, name);
        const comparison = name === ours || Number.isNaN(times) ? "" : ` (${times.toFixed(1)})`;
        return cell(column.series[row], (all) => microseconds(all) + comparison);
      }),
      spreadCell(columns.map(({ series }) => series[row])),
    ]),
  };
}

const microseconds = (seconds: readonly number[]): string => figure(median(seconds) * 1e6);

function lossTable(columns: readonly Column[]): Table {
  return {
    caption: "Mean loss over the tenth epoch, and over the fiftieth: the same work leads to the same loss",
    columns: ["", ...columns.map(({ activation }) => activation)],
    rows: rows.map(({ name }, row) => [
      name,
      ...columns.map((column) => cell(column.series[row], () => column.series[row]?.check.map(loss).join(", ") ?? "")),
    ]),
  };
}

/** Losses span decades, so the last ones keep an exponent. */
const loss = (value: number): string => (Math.abs(value) < 0.001 ? value.toExponential(0) : figure(value));

function limitTable(columns: readonly Column[]): Table {
  const flops = productsOf(course);
  const atPeak = ({ peak }: Column): number[] =>
    peak.perCall.map((time) => (time * flops) / (peak.flops ?? Number.NaN));
  const share = (part: readonly number[], column: Column): string => {
    const whole = perCall(column, ours);
    return `${microseconds(part)}${whole.length === 0 ? "" : ` (${percent(ratio(part, whole))})`}`;
  };
  return {
    caption: "What limits ours: microseconds (part of the step)",
    columns: ["", ...columns.map(({ activation }) => activation)],
    rows: [
      [
        `its ${flops} multiplications and additions of matrix products, at the peak loop's speed`,
        ...columns.map((column) => share(atPeak(column), column)),
      ],
      [
        `f and f' of its ${activationsOf(course)} activations, by our kernel`,
        ...columns.map((column) => cell(column.kernel, (all) => share(all, column))),
      ],
      ["the whole step, ours", ...columns.map((column) => cell(column.series[0], microseconds))],
    ],
  };
}

/** Numbers that pass through the activation in one step. */
const activationsOf = ({ sizes, batch }: Network): number =>
  batch * sizes.slice(1, -1).reduce((sum, size) => sum + size, 0);

/** Operations of the products: forward, the weights' gradient, and the inputs' gradient in all layers but the first. */
function productsOf({ sizes, batch }: Network): number {
  const weights = sizes.slice(1).map((outputs, i) => outputs * (sizes[i] ?? 0));
  const all = weights.reduce((sum, n) => sum + n, 0);
  return 2 * batch * (3 * all - (weights[0] ?? 0));
}

/** The PyTorch setting that is fastest for this activation. */
function best(column: Column): string {
  const settings = rows.filter(({ peer }) => peer === "torch" || peer === "torchAvx512").map(({ name }) => name);
  const time = (name: string): number => median(perCall(column, name));
  return settings.reduce((fastest, name) => (time(name) < time(fastest) ? name : fastest), usual);
}

function bestNote(column: Column): string[] {
  const name = best(column);
  if (perCall(column, name).length === 0) return [];
  const times = timesOurs(column, name);
  const comparison = Number.isNaN(times) ? "" : `, ${figure(times)} times ours`;
  return [`PyTorch's best setting for ${column.activation}: ${name.replace("PyTorch, ", "")}${comparison}`];
}

function targets(columns: readonly Column[]): Target[] {
  const target = (what: string, goal: number, peer: (column: Column) => string): Target => {
    const times = columns.map((column) => timesOurs(column, peer(column)));
    const [least, most] = [Math.min(...times), Math.max(...times)];
    const known = !Number.isNaN(least);
    return {
      what: `the course's step: ${what}, times ours, for every activation`,
      goal: `>= ${goal}`,
      figure: known
        ? `${figure(least)} to ${figure(most)} (${columns[0]?.activation} ${figure(times[0] ?? Number.NaN)})`
        : "-",
      reached: known ? least >= goal : undefined,
    };
  };
  return [
    target("PyTorch's usual setting (batches by index)", 7, () => usual),
    target("PyTorch's best setting", 6.5, best),
    target("jax-js", 20, () => jax),
  ];
}
