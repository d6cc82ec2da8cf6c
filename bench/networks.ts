/**
 * Larger networks, where arithmetic outweighs calls: ten classes, batch 128, Adam, ReLU.
 */
import { cell, failures, type Row, spreadCell } from "./comparison.ts";
import { type Network, stepTask } from "./course.ts";
import { type Effort, type Entry, measure, median, ratio, type Series } from "./harness.ts";
import { figure, type Section } from "./report.ts";

const ours = "nonlin";

const rows: readonly Row[] = [
  { name: ours, peer: "ours", setting: "" },
  { name: "PyTorch, batches by index", peer: "torch", setting: "index" },
  { name: "PyTorch, foreach Adam, AVX-512 forced", peer: "torchAvx512", setting: "foreach" },
  { name: "jax-js, one jit", peer: "jax", setting: "" },
  { name: "TensorFlow.js, WebAssembly", peer: "tfjs", setting: "" },
  { name: "plain JavaScript loops", peer: "plain", setting: "" },
];

/** One epoch is seven steps: the slowest peer needs seconds for it. */
const networks: readonly Network[] = [
  { sizes: [784, 256, 128, 10], batch: 128, epochs: 1, lr: 0.001 },
  { sizes: [784, 1024, 1024, 10], batch: 128, epochs: 1, lr: 0.001 },
];

/** Plain loops would take most of the table's time on the largest and show nothing new. */
const measured = ({ peer }: Row, network: Network): boolean => !(peer === "plain" && network === networks[1]);

interface Column {
  readonly name: string;
  readonly series: ReadonlyMap<string, Series>;
}

export async function networksTable(effort: Effort): Promise<Section> {
  const fewer = { ...effort, rounds: Math.ceil(effort.rounds / 3), seconds: 0 };
  const columns: Column[] = [];
  for (const network of effort.quick ? networks.slice(0, 1) : networks)
    columns.push(await measureColumn(network, fewer));
  const times = ({ series }: Column, name: string): number =>
    ratio(series.get(name)?.perCall ?? [], series.get(ours)?.perCall ?? []);
  const cells = (name: string, text: (column: Column, series: Series) => string): string[] =>
    columns.map((column) => {
      const series = column.series.get(name);
      return cell(series, () => (series === undefined ? "" : text(column, series)));
    });
  const names = columns.map(({ name }) => name);
  return {
    title: "Larger networks",
    text: [
      "Ten classes, cross entropy, batch 128, ReLU, Adam with lr 0.001. Here the matrix products are nearly all of the time, so the instruction set decides: native libraries multiply with eight or sixteen lanes and fused, WebAssembly with four.",
    ],
    tables: [
      {
        caption: "Milliseconds of CPU time a step (times ours)",
        columns: ["", ...names, "spread"],
        rows: rows.map(({ name }) => [
          name,
          ...cells(name, (column, { perCall }) => {
            const factor = times(column, name);
            return (
              figure(median(perCall) * 1e3) + (name === ours || Number.isNaN(factor) ? "" : ` (${figure(factor)})`)
            );
          }),
          spreadCell(columns.map(({ series }) => series.get(name))),
        ]),
      },
      {
        caption: "Mean loss over the first seven steps",
        columns: ["", ...names],
        rows: rows.map(({ name }) => [name, ...cells(name, (_, { check }) => (check[0] ?? Number.NaN).toFixed(4))]),
      },
    ],
    notes: failures(columns.flatMap(({ series }) => [...series].map(([name, one]) => ({ name, series: one })))),
    targets: [],
  };
}

async function measureColumn(network: Network, effort: Effort): Promise<Column> {
  const taken = rows.filter((row) => measured(row, network));
  const entries = taken.map(({ peer, setting }): Entry => ({ peer, task: stepTask(network, "relu", setting) }));
  const series = await measure(entries, effort);
  return { name: network.sizes.join("-"), series: new Map(taken.map(({ name }, i) => [name, series[i] as Series])) };
}
