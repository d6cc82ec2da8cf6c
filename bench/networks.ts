/**
 * Larger networks, where arithmetic outweighs calls: ten classes, batch 128, Adam, ReLU.
 */
import { cell, failures, type Row, reached, spreadCell } from "./comparison.ts";
import { type Network, stepTask } from "./course.ts";
import { type Effort, type Entry, measure, median, ratio, type Series, spread } from "./harness.ts";
import { figure, percent, type Section, type Target } from "./report.ts";

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

/** Milliseconds a step of each, on a core where the peak loop runs at 59 GFLOP/s. */
const goals = [4, 35] as const;
const goalPeak = 59;

/** Plain loops would take most of the table's time on the largest and show nothing new. */
const measured = ({ peer }: Row, network: Network): boolean => !(peer === "plain" && network === networks[1]);

interface Column {
  readonly name: string;
  readonly series: ReadonlyMap<string, Series>;
  /** The 128-bit peak loop, in the same turns. */
  readonly peak: Series;
}

/** By the clock, in turns, in one process: one thread against two that share each step. */
export async function threadsTable(effort: Effort): Promise<Section> {
  const taken = effort.quick ? networks.slice(0, 1) : networks;
  const settings = ["", "two workers"];
  const entries = taken.flatMap((network) =>
    settings.map((setting): Entry => ({ peer: "ours", task: stepTask(network, "relu", setting) })),
  );
  const series = await measure(entries, effort);
  const columns = taken.map(({ sizes }, i) => {
    const [one, two] = [series[2 * i], series[2 * i + 1]];
    return { name: sizes.join("-"), one, two, times: ratio(one?.wall ?? [], two?.wall ?? []) };
  });
  const milliseconds = (one: Series | undefined): string =>
    cell(one, () => `${figure(median(one?.wall ?? []) * 1e3)} ± ${percent(spread(one?.wall ?? []))}`);
  const least = Math.min(...columns.map(({ times }) => times));
  return {
    title: "Two workers sharing a step",
    text: [
      "The same networks with `threads: workers(2)`. Both ways give the same bits. Here time is the clock's, so that this table needs a machine on which nothing else runs.",
    ],
    tables: [
      {
        caption: "Milliseconds a step, by the clock",
        columns: ["", ...columns.map(({ name }) => name)],
        rows: [
          ["one thread", ...columns.map(({ one }) => milliseconds(one))],
          ["two workers", ...columns.map(({ two }) => milliseconds(two))],
          ["times faster", ...columns.map(({ times }) => (Number.isNaN(times) ? "-" : figure(times)))],
        ],
      },
    ],
    notes: failures(series.map((one) => ({ name: ours, series: one }))),
    targets: [
      {
        what: "two workers sharing a step, times faster than one thread",
        goal: ">= 1.6",
        figure: Number.isNaN(least) ? "-" : figure(least),
        reached: reached(least, least >= 1.6),
      },
    ],
  };
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
    targets: columns.map(goalOf),
  };
}

function goalOf({ name, series, peak }: Column, i: number): Target {
  const measured = median(series.get(ours)?.perCall ?? []) * 1e3;
  const speed = (peak.flops ?? Number.NaN) / median(peak.perCall) / 1e9;
  const goal = goals[i] as number;
  return {
    what: `${name}, ms of one core a step; and scaled to the goal's machine by the peak loops (${goalPeak} GFLOP/s there, ${figure(speed)} here)`,
    goal: `<= ${goal}`,
    figure: Number.isNaN(measured) ? "-" : `${figure(measured)}; ${figure((measured * speed) / goalPeak)}`,
    reached: reached(measured, measured <= goal),
  };
}

async function measureColumn(network: Network, effort: Effort): Promise<Column> {
  const taken = rows.filter((row) => measured(row, network));
  const entries = taken.map(({ peer, setting }): Entry => ({ peer, task: stepTask(network, "relu", setting) }));
  const [peak, ...series] = await measure([{ peer: "loops", task: { kind: "peak" } }, ...entries], effort);
  return {
    name: network.sizes.join("-"),
    series: new Map(taken.map(({ name }, i) => [name, series[i] as Series])),
    peak: peak as Series,
  };
}
