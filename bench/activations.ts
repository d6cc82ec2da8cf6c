/**
 * The course's training step with every activation of the catalogue's first tier, against PyTorch's best setting for it.
 */
import { failures } from "./comparison.ts";
import { course, stepTask } from "./course.ts";
import { type Effort, type Entry, measure, median, type PeerName, ratio, type Series, spread } from "./harness.ts";
import { figure, percent, type Section } from "./report.ts";

/** Those for which a Linear has to make as many numbers as come out. */
const ofOne = [
  ...["identity", "relu", "leakyRelu", "prelu", "rrelu", "relu6", "threshold", "thresholdedRelu", "elu", "selu"],
  ...["celu", "gelu", "geluTanh", "quickGelu", "silu", "swish", "mish", "softplus", "softsign", "sigmoid"],
  ...["logsigmoid", "tanh", "hardtanh", "hardsigmoid", "hardSigmoidOnnx", "hardswish", "hardshrink", "softshrink"],
  ...["tanhshrink", "reluSquared", "starRelu", "squareplus", "sparsePlus", "sparseSigmoid", "exponential"],
  ...["heaviside", "sign", "abs", "sine", "snake", "gaussian", "tanhExp", "serf", "smish", "logish", "telu", "gcu"],
  ...["aconC", "pau", "xielu", "dyt", "smelu", "softmax", "logSoftmax", "softmin", "hardmax", "sparsemax"],
  ...["entmax15", "gumbelSoftmax"],
];
/** Numbers in for each that comes out, of the others. */
const widening: Readonly<Record<string, number>> = {
  ...{ glu: 2, bilinearGlu: 2, reglu: 2, geglu: 2, swiglu: 2, gtu: 2, maxout: 2 },
  crelu: 0.5,
};
const activations: readonly string[] = [...ofOne, ...Object.keys(widening)];

const settings: readonly { readonly name: string; readonly peer: PeerName; readonly setting: string }[] = [
  { name: "sliced", peer: "torch", setting: "sliced" },
  { name: "sliced, AVX-512", peer: "torchAvx512", setting: "sliced" },
  { name: "sliced, AVX-512, TorchScript", peer: "torchAvx512", setting: "slicedScript" },
];

interface Compared {
  readonly activation: string;
  readonly ours: Series;
  /** Of the settings, and which of them is the fastest. */
  readonly theirs: readonly Series[];
  readonly best: number;
  readonly times: number;
}

export async function everyActivation(effort: Effort): Promise<Section> {
  const taken = effort.quick ? activations.filter((_, i) => i % 8 === 1) : activations;
  const entries = taken.flatMap((activation): Entry[] => {
    const network = { ...course, epochs: 2, widening: widening[activation] ?? 1 };
    return [
      { peer: "ours", task: stepTask(network, activation, "") },
      ...settings.map(({ peer, setting }): Entry => ({ peer, task: stepTask(network, activation, setting) })),
    ];
  });
  // a round of the slowest is a tenth of a second: fewer of them leave the minutes to the rest
  const series = await measure(entries, { ...effort, rounds: Math.ceil(effort.rounds / 2), seconds: 0.02 });
  const per = 1 + settings.length;
  const all = taken
    .map((activation, i) => compare(activation, series.slice(i * per, (i + 1) * per)))
    .toSorted((a, b) => a.times - b.times);
  const [least] = all;
  const known = least !== undefined && !all.some(({ times }) => Number.isNaN(times));
  return {
    title: "The course's step with every activation",
    text: [
      `The same network, batch and optimiser, in short trainings of 62 steps, with each activation of the catalogue's first tier (all but Softmax2d, which is for images), the closest race first. PyTorch has some of them as modules of its own; the others are composed of its operations in the way that is fastest there. ` +
        "PyTorch's time is that of its best setting: foreach Adam and batches sliced, with AVX2 or AVX-512, without or with TorchScript.",
      "Before a gated activation or Maxout the Linear is twice as wide, before CReLU half as wide, so that all networks hand on 64, 32 and 16 numbers: with gated ones the matrix products are twice those of the course, for both. " +
        "Heaviside and Hardmax have no slope: PyTorch then trains the last layer only.",
    ],
    tables: [
      {
        caption: "Microseconds of CPU time a step (spread)",
        columns: [
          "",
          "nonlin",
          "PyTorch",
          "times ours",
          "PyTorch's best setting",
          "in PyTorch",
          "mean loss: nonlin",
          "PyTorch",
        ],
        rows: all.map(row),
      },
    ],
    notes: failures(
      all.flatMap(({ activation, ours, theirs }) => [
        { name: `nonlin, ${activation}`, series: ours },
        ...theirs.map((one, i) => ({ name: `PyTorch, ${settings[i]?.name}, ${activation}`, series: one })),
      ]),
    ),
    targets: [
      {
        what: `the course's step with any of ${all.length} activations: PyTorch's best setting, times ours`,
        goal: ">= 7",
        figure: known ? `${figure(least.times)} (${least.activation}) to ${figure(all.at(-1)?.times ?? 0)}` : "-",
        reached: known ? least.times >= 7 : undefined,
      },
    ],
  };
}

function compare(activation: string, [ours, ...theirs]: readonly Series[]): Compared {
  const time = (one: Series): number => (one.perCall.length === 0 ? Number.POSITIVE_INFINITY : median(one.perCall));
  const best = theirs.map(time).indexOf(Math.min(...theirs.map(time)));
  const times = ratio(theirs[best]?.perCall ?? [], ours?.perCall ?? []);
  return { activation, ours: ours as Series, theirs, best, times };
}

function row({ activation, ours, theirs, best, times }: Compared): string[] {
  const fastest = theirs[best];
  const time = (one: Series | undefined): string =>
    one === undefined || one.perCall.length === 0
      ? "-"
      : `${figure(median(one.perCall) * 1e6)} (± ${percent(spread(one.perCall))})`;
  const loss = (one: Series | undefined): string => figure(one?.check[1] ?? Number.NaN);
  return [
    ...[activation, time(ours), time(fastest), Number.isNaN(times) ? "-" : times.toFixed(1)],
    ...[settings[best]?.name ?? "-", fastest?.note ?? "-", loss(ours), loss(fastest)],
  ];
}
