/**
 * The course's network with BatchNorm1d before each activation and Dropout after it.
 */
import { cell, failures, type Row, reached, spreadCell } from "./comparison.ts";
import { course, type Network, stepTask } from "./course.ts";
import { type Effort, type Entry, measure, median, ratio, type Series } from "./harness.ts";
import { figure, type Section } from "./report.ts";

const ours: Row = { name: "nonlin", peer: "ours", setting: "" };
const torch: readonly Row[] = [
  { name: "PyTorch, batches by index", peer: "torch", setting: "index" },
  { name: "PyTorch, foreach Adam, batches sliced", peer: "torch", setting: "sliced" },
  { name: "PyTorch, the same, TorchScript", peer: "torch", setting: "slicedScript" },
  { name: "PyTorch, sliced, AVX-512 forced", peer: "torchAvx512", setting: "sliced" },
];
const rows: readonly Row[] = [ours, ...torch];

const network: Network = { ...course, epochs: 4, body: "normalised" };
const activations = ["gelu", "relu", "leakyRelu", "elu", "silu", "tanh"] as const;

export async function normalised(effort: Effort): Promise<Section> {
  const taken = effort.quick ? activations.slice(0, 2) : activations;
  const entries = taken.flatMap((activation) =>
    rows.map(({ peer, setting }): Entry => ({ peer, task: stepTask(network, activation, setting) })),
  );
  // a round is an eighth of a second for most: half as many as elsewhere
  const all = await measure(entries, { ...effort, rounds: Math.ceil(effort.rounds / 2), seconds: 0 });
  const columns = taken.map((_, i) => all.slice(i * rows.length, (i + 1) * rows.length));
  const times = (column: readonly Series[], row: Row): number =>
    ratio(column[rows.indexOf(row)]?.perCall ?? [], column[0]?.perCall ?? []);
  const best = columns.map((column) => Math.min(...torch.map((row) => times(column, row)).filter((t) => t > 0)));
  const least = Math.min(...best);
  const known = Number.isFinite(least) ? least : Number.NaN;
  return {
    title: "The same with BatchNorm1d and Dropout",
    text: [
      `Network ${course.sizes.join("-")}, each hidden layer Linear, BatchNorm1d, activation, Dropout(0.1); batch ${course.batch}, Adam with lr 0.01, loss on logits. ` +
        "Each library drops by random numbers of its own, so losses are close and not equal.",
    ],
    tables: [
      {
        caption: "Microseconds of CPU time a step (times ours)",
        columns: ["", ...taken, "spread"],
        rows: rows.map((row, i) => [
          row.name,
          ...columns.map((column) => {
            const factor = times(column, row);
            const comparison = row === ours || Number.isNaN(factor) ? "" : ` (${factor.toFixed(1)})`;
            return cell(column[i], (one) => figure(median(one) * 1e6) + comparison);
          }),
          spreadCell(columns.map((column) => column[i])),
        ]),
      },
      {
        caption: "Mean loss over the fourth epoch",
        columns: ["", ...taken],
        rows: rows.map((row, i) => [
          row.name,
          ...columns.map((column) => cell(column[i], () => figure(column[i]?.check[1] ?? Number.NaN))),
        ]),
      },
    ],
    notes: failures(columns.flatMap((column) => rows.map(({ name }, i) => ({ name, series: column[i] })))),
    targets: [
      {
        what: "the same with BatchNorm1d and Dropout: PyTorch's best setting, times ours, for every activation",
        goal: ">= 6",
        figure: Number.isNaN(known) ? "-" : `${figure(known)} to ${figure(Math.max(...best))}`,
        reached: reached(known, known >= 6),
      },
    ],
  };
}
