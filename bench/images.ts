/**
 * A small convolutional network on the 8 by 8 digits: Conv 8, Conv 16, both 3 by 3 with borders kept, pool, Linear.
 */
import { loadDigits } from "../src/data/index.ts";
import { cell, failures, type Row, reached, spreadCell } from "./comparison.ts";
import { type Network, stepTask } from "./course.ts";
import { type Effort, type Entry, measure, median, ratio, type Series } from "./harness.ts";
import { figure, type Section } from "./report.ts";

const ours: Row = { name: "nonlin", peer: "ours", setting: "" };
const tfjs: Row = { name: "TensorFlow.js, WebAssembly", peer: "tfjs", setting: "" };
const torch: readonly Row[] = [
  { name: "PyTorch, batches by index", peer: "torch", setting: "index" },
  { name: "PyTorch, foreach Adam, batches sliced", peer: "torch", setting: "sliced" },
  { name: "PyTorch, the same, AVX-512 forced", peer: "torchAvx512", setting: "sliced" },
];
const rows: readonly Row[] = [ours, ...torch, tfjs];

/** The first 1,000 digits, pixels from 0 to 1: an epoch is 31 steps. */
async function network(): Promise<Network> {
  const { features, targets } = await loadDigits();
  const x = Float32Array.from(features.data.subarray(0, 64_000), (pixel) => pixel / 16);
  const y = Float32Array.from(targets.data.subarray(0, 1000));
  return { body: "images", sizes: [64, 10], batch: 32, epochs: 2, lr: 0.001, data: { x, y } };
}

export async function images(effort: Effort): Promise<Section> {
  const digits = await network();
  const entries = rows.map(({ peer, setting }): Entry => ({ peer, task: stepTask(digits, "relu", setting) }));
  const series = await measure(entries, { ...effort, seconds: 0 });
  const of = (row: Row): Series | undefined => series[rows.indexOf(row)];
  const times = (row: Row): number => ratio(of(row)?.perCall ?? [], of(ours)?.perCall ?? []);
  const best = Math.min(...torch.map(times).filter((time) => !Number.isNaN(time)));
  const target = (what: string, factor: number, least: number) => ({
    what: `the convolutional network's step: ${what}, times ours`,
    goal: `>= ${least}`,
    figure: Number.isFinite(factor) ? figure(factor) : "-",
    reached: reached(factor, factor >= least),
  });
  return {
    title: "A small convolutional network",
    text: [
      "Conv2d(1, 8), ReLU, Conv2d(8, 16), ReLU, MaxPool2d(2), Flatten, Linear(256, 10); kernels of 3 by 3 with padding 1, on 1,000 of the 8 by 8 digits, batch 32, Adam with lr 0.001, cross entropy. " +
        "TensorFlow.js has no gradient of a convolution's weights on WebAssembly; it is composed of nine matrix products there.",
    ],
    tables: [
      {
        caption: "Milliseconds of CPU time a step",
        columns: ["", "a step", "times ours", "spread", "mean loss of the second epoch"],
        rows: rows.map((row) => {
          const one = of(row);
          const factor = times(row);
          return [
            row.name,
            cell(one, (all) => figure(median(all) * 1e3)),
            row === ours || Number.isNaN(factor) ? "" : figure(factor),
            spreadCell([one]),
            cell(one, () => figure(one?.check[1] ?? Number.NaN)),
          ];
        }),
      },
    ],
    notes: failures(rows.map((row) => ({ name: row.name, series: of(row) }))),
    targets: [
      target("PyTorch's best setting", Number.isFinite(best) ? best : Number.NaN, 1),
      target("TensorFlow.js, WebAssembly", times(tfjs), 5),
    ],
  };
}
