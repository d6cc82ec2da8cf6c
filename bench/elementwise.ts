/**
 * Elementwise forward: each function over 100,000 numbers (in cache) and over 1,000 (where the call itself shows).
 */
import { cell, disagreements, failures, type Row, reached, spreadCell } from "./comparison.ts";
import { type Effort, type Entry, measure, median, ratio, type Series } from "./harness.ts";
import type { Elementwise } from "./protocol.ts";
import { figure, type Section, type Table, type Target } from "./report.ts";

const inMemory: Row = { name: "nonlin, on WebAssembly memory", peer: "ours", setting: "memory" };
const copy: Row = { name: "copy loop in WebAssembly", peer: "loops", setting: "copy" };

const rows: readonly Row[] = [
  inMemory,
  { name: "nonlin, array in, new array out", peer: "ours", setting: "array" },
  copy,
  { name: "PyTorch", peer: "torch", setting: "" },
  { name: "PyTorch, AVX-512 forced", peer: "torchAvx512", setting: "" },
  { name: "onnxruntime-node", peer: "onnx", setting: "" },
  { name: "TensorFlow.js, WebAssembly", peer: "tfjs", setting: "" },
  { name: "jax-js, jit", peer: "jax", setting: "" },
  { name: "plain JavaScript loop", peer: "plain", setting: "" },
];

const functions: readonly Elementwise[] = [
  ...(["relu", "sigmoid", "tanh", "elu", "selu", "softplus"] as const),
  ...(["gelu", "geluTanh", "silu", "mish", "hardswish"] as const),
];

const lengths = [100_000, 1_000] as const;

/** What a prototype reached on one Zen 5 core, ns per element at n = 1e5, where the peak loop ran at 59 GFLOP/s. */
const prototype: Partial<Record<Elementwise, number>> = {
  sigmoid: 1.3,
  tanh: 1.2,
  softplus: 2,
  gelu: 2.9,
  silu: 1.1,
  mish: 1.7,
};
const prototypePeak = 59;

interface Column {
  readonly f: Elementwise;
  /** Series of each row, a list for each length. */
  readonly series: readonly (readonly Series[])[];
  readonly peak: Series;
}

const seriesOf = (column: Column, length: number, row: Row): Series | undefined =>
  column.series[length]?.[rows.indexOf(row)];
const nanoseconds = (column: Column, length: number, row: Row): number =>
  (median(seriesOf(column, length, row)?.perCall ?? []) * 1e9) / (lengths[length] ?? 1);
const timesOurs = (column: Column, length: number, row: Row): number =>
  ratio(seriesOf(column, length, row)?.perCall ?? [], seriesOf(column, length, inMemory)?.perCall ?? []);

export async function elementwise(effort: Effort): Promise<Section> {
  // an element takes few nanoseconds: a third of the time is plenty
  const shorter = { ...effort, seconds: effort.seconds / 3 };
  const columns: Column[] = [];
  for (const f of effort.quick ? functions.filter((name) => name in prototype || name === "relu") : functions)
    columns.push(await measureColumn(f, shorter));
  return {
    title: "Elementwise functions",
    text: [
      "One function over n normal numbers, out of place. Ours runs on WebAssembly memory, where a network keeps its numbers, and through arrays, which are copied in and out. " +
        "PyTorch, TensorFlow.js and jax-js allocate their results, as they do for their users; onnxruntime writes into a buffer given once.",
      "What limits ours: fixed 128-bit SIMD has four lanes and no fused multiply-add, where AVX2 has eight lanes with it and AVX-512 sixteen.",
    ],
    tables: lengths.map((n, length) => timeTable(columns, n, length)),
    notes: [
      ...failures(columns.flatMap(({ series }) => rows.map(({ name }, i) => ({ name, series: series[0]?.[i] })))),
      ...columns.flatMap(({ f, series }) =>
        disagreements(
          f,
          rows.map(({ name }, i) => ({ name, series: series[0]?.[i] })),
          1e-5,
        ),
      ),
    ],
    targets: targets(columns),
  };
}

async function measureColumn(f: Elementwise, effort: Effort): Promise<Column> {
  const entries = lengths.flatMap((n) =>
    rows.map(
      ({ peer, setting }): Entry => ({
        peer,
        task: setting === "copy" ? { kind: "copy", n } : { kind: "elementwise", f, n, setting },
      }),
    ),
  );
  const series = await measure([{ peer: "loops", task: { kind: "peak" } }, ...entries], effort);
  const [peak, ...rest] = series;
  return { f, peak: peak as Series, series: lengths.map((_, i) => rest.slice(i * rows.length, (i + 1) * rows.length)) };
}

function timeTable(columns: readonly Column[], n: number, length: number): Table {
  return {
    caption: `Nanoseconds of CPU time an element, n = ${n} (times ours on WebAssembly memory)`,
    columns: ["", ...columns.map(({ f }) => f), "spread"],
    rows: rows.map((row) => [
      row.name,
      ...columns.map((column) =>
        cell(seriesOf(column, length, row), () => {
          const times = timesOurs(column, length, row);
          const comparison = row === inMemory || Number.isNaN(times) ? "" : ` (${figure(times)})`;
          return figure(nanoseconds(column, length, row)) + comparison;
        }),
      ),
      spreadCell(columns.map((column) => seriesOf(column, length, row))),
    ]),
  };
}

function targets(columns: readonly Column[]): Target[] {
  const ofPrototype = columns.flatMap((column): Target[] => {
    const there = prototype[column.f];
    if (there === undefined) return [];
    const peak = (column.peak.flops ?? Number.NaN) / median(column.peak.perCall) / 1e9;
    const goal = 1.3 * there;
    const measured = nanoseconds(column, 0, inMemory);
    const scaled = (measured * peak) / prototypePeak;
    return [
      {
        what: `${column.f}, ns per element at n = 1e5; and scaled to the goal's machine by the peak loops (${prototypePeak} GFLOP/s there, ${figure(peak)} here)`,
        goal: `<= ${figure(goal)}`,
        figure: Number.isNaN(measured) ? "-" : `${figure(measured)}; ${figure(scaled)}`,
        reached: reached(measured, measured <= goal),
      },
    ];
  });
  const relu = columns.find(({ f }) => f === "relu");
  const against = relu === undefined ? Number.NaN : 1 / timesOurs(relu, 0, copy);
  return [
    ...ofPrototype,
    {
      what: "relu, times the copy loop, n = 1e5",
      goal: "<= 1.1",
      figure: Number.isNaN(against) ? "-" : figure(against),
      reached: reached(against, against <= 1.1),
    },
  ];
}
