/**
 * The course's training step: 20-64-32-16-1, batch 32, Adam 0.01, in every library that can train it.
 */
import { course, stepTask } from "./course.ts";
import { type Effort, type Entry, measure, median, type PeerName, ratio, type Series, spread } from "./harness.ts";
import type { Activation } from "./protocol.ts";
import { figure, percent, type Section, type Table, type Target } from "./report.ts";

interface Row {
  readonly name: string;
  readonly peer: PeerName;
  readonly setting: string;
}

const rows: readonly Row[] = [
  { name: "nonlin", peer: "ours", setting: "" },
  { name: "PyTorch, batches by index", peer: "torch", setting: "index" },
  { name: "PyTorch, the page's loss on probabilities", peer: "torch", setting: "course" },
  { name: "PyTorch, DataLoader (the page as it stands)", peer: "torch", setting: "loader" },
  { name: "PyTorch, foreach Adam", peer: "torch", setting: "foreach" },
  { name: "PyTorch, foreach Adam, TorchScript", peer: "torch", setting: "script" },
  { name: "PyTorch, foreach Adam, AVX-512 forced", peer: "torchAvx512", setting: "foreach" },
  { name: "plain JavaScript loops", peer: "plain", setting: "" },
  { name: "jax-js, one jit", peer: "jax", setting: "" },
  { name: "TensorFlow.js, WebAssembly", peer: "tfjs", setting: "" },
];

const activations: readonly Activation[] = ["gelu", "relu", "leakyRelu", "elu", "silu", "tanh"];
const usual = "PyTorch, batches by index";

interface Column {
  readonly activation: Activation;
  readonly series: readonly Series[];
}

const seriesOf = ({ series }: Column, name: string): Series | undefined =>
  series[rows.findIndex((row) => row.name === name)];
const timesOurs = (column: Column, name: string): number =>
  ratio(seriesOf(column, name)?.perCall ?? [], seriesOf(column, "nonlin")?.perCall ?? []);

/** The PyTorch setting that is fastest for this activation. */
function best(column: Column): string {
  const settings = rows.filter(({ peer }) => peer === "torch" || peer === "torchAvx512").map(({ name }) => name);
  const time = (name: string): number => median(seriesOf(column, name)?.perCall ?? [Number.POSITIVE_INFINITY]);
  return settings.reduce((fastest, name) => (time(name) < time(fastest) ? name : fastest), usual);
}

export async function step(effort: Effort): Promise<Section> {
  const columns: Column[] = [];
  for (const activation of activations) {
    const entries = rows.map(({ peer, setting }): Entry => ({ peer, task: stepTask(course, activation, setting) }));
    columns.push({ activation, series: await measure(entries, effort) });
  }
  return {
    title: "A training step of the course's experiment",
    text: [
      "Network 20-64-32-16-1, batch 32, Adam with lr 0.01, loss on logits unless a row says otherwise; a step gathers its 32 rows, goes forward and back, updates, and reads the loss. " +
        "Every peer starts from the same weights and sees the same batches (the DataLoader its own), 310 steps a training, again and again.",
    ],
    tables: [timeTable(columns), lossTable(columns)],
    notes: [
      ...failures(columns),
      ...activations.map((_, i) => bestNote(columns[i] as Column)).filter((note) => note !== ""),
    ],
    targets: targets(columns),
  };
}

function timeTable(columns: readonly Column[]): Table {
  return {
    caption: "Microseconds of CPU time a step (times ours)",
    columns: ["", ...activations, "spread"],
    rows: rows.map(({ name }) => {
      const cells = columns.map((column) => {
        const series = seriesOf(column, name);
        if (series === undefined || series.perCall.length === 0)
          return series?.failure === "not built" ? "not built" : "-";
        const times = timesOurs(column, name);
        const comparison = name === "nonlin" || Number.isNaN(times) ? "" : ` (${times.toFixed(1)})`;
        return `${figure(median(series.perCall) * 1e6)}${comparison}`;
      });
      const spreads = columns.flatMap((column) => {
        const perCall = seriesOf(column, name)?.perCall ?? [];
        return perCall.length === 0 ? [] : [spread(perCall)];
      });
      return [name, ...cells, spreads.length === 0 ? "-" : `± ${percent(median(spreads))}`];
    }),
  };
}

function lossTable(columns: readonly Column[]): Table {
  return {
    caption: "Mean loss over the tenth epoch, and over the fiftieth: the same work leads to the same loss",
    columns: ["", ...activations],
    rows: rows.map(({ name }) => [
      name,
      ...columns.map((column) => {
        const check = seriesOf(column, name)?.check ?? [];
        return check.length === 0 ? "-" : check.map(loss).join(", ");
      }),
    ]),
  };
}

/** Losses span decades, so the last ones keep an exponent. */
const loss = (value: number): string => (Math.abs(value) < 0.001 ? value.toExponential(0) : figure(value));

/** A peer's reason for having no figure, once. */
function failures(columns: readonly Column[]): string[] {
  const said = rows.flatMap(({ name }) =>
    columns.flatMap((column) => {
      const failure = seriesOf(column, name)?.failure;
      return failure === undefined ? [] : [`${name}: ${failure}`];
    }),
  );
  return [...new Set(said)];
}

function bestNote(column: Column): string {
  const name = best(column);
  const perCall = seriesOf(column, name)?.perCall ?? [];
  if (perCall.length === 0) return "";
  return `PyTorch's best for ${column.activation}: ${name.replace("PyTorch, ", "")}, ${figure(median(perCall) * 1e6)} us`;
}

function targets(columns: readonly Column[]): Target[] {
  const target = (what: string, goal: number, peer: (column: Column) => string): Target => {
    const times = columns.map((column) => timesOurs(column, peer(column)));
    const known = times.every((time) => !Number.isNaN(time));
    return {
      what: `course's step, ${what}, times ours`,
      goal: `>= ${goal}`,
      figure: known
        ? `${figure(Math.min(...times))} to ${figure(Math.max(...times))}; gelu ${figure(times[0] as number)}`
        : "-",
      reached: known ? Math.min(...times) >= goal : undefined,
    };
  };
  return [
    target("PyTorch's usual setting (batches by index)", 7, () => usual),
    target("PyTorch's best setting", 6.5, best),
    target("jax-js", 20, () => "jax-js, one jit"),
  ];
}
