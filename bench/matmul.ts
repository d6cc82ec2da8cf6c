/**
 * Square matrix products against the peak of fixed 128-bit SIMD: a loop of multiplies and adds that touches no memory.
 */
import { cell, disagreements, failures, type Row, reached, spreadCell } from "./comparison.ts";
import { type Effort, type Entry, measure, median, type PeerName, ratio, type Series } from "./harness.ts";
import { figure, percent, type Section, type Target } from "./report.ts";

const sizes = [64, 256, 1024] as const;

const rows: readonly Row[] = [
  { name: "nonlin", peer: "ours", setting: "" },
  { name: "PyTorch (OpenBLAS, AVX2)", peer: "torch", setting: "" },
  { name: "PyTorch (OpenBLAS, AVX-512)", peer: "torchAvx512", setting: "" },
  { name: "onnxruntime-node", peer: "onnx", setting: "" },
  { name: "TensorFlow.js, WebAssembly", peer: "tfjs", setting: "" },
  { name: "jax-js, jit", peer: "jax", setting: "" },
  { name: "plain JavaScript loops", peer: "plain", setting: "" },
];

/** Plain loops take seconds at 1024 and show nothing new there. */
const measured = (peer: PeerName, n: number): boolean => !(peer === "plain" && n > 256);

export async function matmul(effort: Effort): Promise<Section> {
  const tasks = sizes.flatMap((n) => rows.filter(({ peer }) => measured(peer, n)).map(({ peer }) => ({ peer, n })));
  const entries = tasks.map(({ peer, n }): Entry => ({ peer, task: { kind: "matmul", n } }));
  const [peak, ...series] = await measure([{ peer: "loops", task: { kind: "peak" } }, ...entries], effort);
  const find = (peer: PeerName, n: number): Series | undefined =>
    series[tasks.findIndex((t) => t.peer === peer && t.n === n)];
  const peakFlops = peak?.flops ?? Number.NaN;
  const peakRate = peakFlops / median(peak?.perCall ?? []) / 1e9;

  const rate = (peer: PeerName, n: number): number => (2 * n ** 3) / median(find(peer, n)?.perCall ?? []) / 1e9;
  /** Part of the peak, from the rounds' own ratios. */
  const share = (peer: PeerName, n: number): number =>
    ((2 * n ** 3) / peakFlops) * ratio(peak?.perCall ?? [], find(peer, n)?.perCall ?? []);
  const all = (n: number) => rows.map(({ name, peer }) => ({ name, series: find(peer, n) }));
  return {
    title: "Matrix products",
    text: [
      "Two n by n matrices of normal numbers, one thread. The peak loop multiplies and adds in registers, the fastest of several numbers of independent sums, and is the most that fixed 128-bit SIMD, which has no fused multiply-add, can do here. " +
        "Native libraries use wider registers with it and may pass the peak; a WebAssembly library cannot, unless it uses relaxed SIMD.",
    ],
    tables: [
      {
        caption: "GFLOP per second of CPU time (part of the 128-bit peak)",
        columns: ["", ...sizes.map(String), "spread"],
        rows: [
          ["128-bit multiply and add, peak loop", ...sizes.map(() => figure(peakRate)), spreadCell([peak])],
          ...rows.map(({ name, peer }) => [
            name,
            ...sizes.map((n) => cell(find(peer, n), () => `${figure(rate(peer, n))} (${percent(share(peer, n))})`)),
            spreadCell(sizes.map((n) => find(peer, n))),
          ]),
        ],
      },
    ],
    notes: [
      ...failures(sizes.flatMap((n) => all(n))),
      // sums of n products of normal numbers, rounded in different orders
      ...sizes.flatMap((n) => disagreements(`matmul ${n}`, all(n), 1e-6 * n)),
    ],
    targets: [256, 1024].map((n): Target => {
      const part = share("ours", n);
      return {
        what: `matmul ${n}, part of the 128-bit peak`,
        goal: ">= 75 %",
        figure: Number.isNaN(part) ? "-" : percent(part),
        reached: reached(part, part >= 0.75),
      };
    }),
  };
}
