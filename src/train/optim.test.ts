import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { nn } from "../nn/index.ts";
import { type Optimizer, optim, type Schedule } from "../optim/index.ts";
import { type CompileOptions, compile, type Trainer } from "./index.ts";

type Options = Record<string, unknown>;

interface Case {
  kind: string;
  options: Options;
  groups: Options[];
  clip: Options;
  schedule: [string, Options] | null;
  losses: number[];
  /** Of PyTorch's float32 from its float64, as `distance` takes it. */
  drift: number;
  final: Record<string, number[]>;
}

// scripts/golden_optim.py: 50 steps of one small network
const golden = JSON.parse(readFileSync(new URL("../../test/golden/optim.json", import.meta.url), "utf8")) as {
  trainings: Case[];
  nadam113: Case[];
};

const camel = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const ours = (options: Options): Options =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [camel(name), value]));
const made = <T>(kind: string, options: Options): T =>
  (optim as unknown as Record<string, (options: Options) => T>)[kind]!(ours(options));

const number = (i: number, seed: number): number => (((i * 7919 + seed * 104729 + 13) % 4001) - 2000) / 1000;
const numbers = (n: number, seed: number): Float64Array => Float64Array.from({ length: n }, (_, i) => number(i, seed));
const model = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 2));
const [x, y] = [numbers(24, 7), numbers(16, 8)];

function trainer(options: Partial<CompileOptions> & Pick<CompileOptions, "optimizer">): Trainer {
  const t = compile(model, { loss: nn.MSELoss(), batchSize: 8, precision: "float64", ...options });
  const begin = Object.entries(t.parameters).map(([name, p], i) => [name, numbers(p.data.length, i).map((v) => v / 4)]);
  t.load(Object.fromEntries(begin));
  return t;
}

/** The largest difference of all losses and parameters, relative to the largest of each. */
function distance(c: Case, t: Trainer): number {
  const losses = c.losses.map(() => {
    const loss = t.step(x, y);
    if (c.schedule !== null) t.stepSchedule();
    return loss;
  });
  const { parameters } = t;
  const pairs = [[losses, c.losses], ...Object.entries(c.final).map(([name, p]) => [parameters[name]!.data, p])];
  t.dispose();
  const apart = pairs.map(([got, wanted]) => {
    const scale = Math.max(...Array.from(wanted!, Math.abs));
    return Math.max(...Array.from(wanted!, (w, i) => Math.abs(got![i]! - w))) / scale;
  });
  return Math.max(...apart);
}

function compiled(c: Case, precision: CompileOptions["precision"]): Trainer {
  const optimizer = made<Optimizer>(c.kind, {
    ...c.options,
    ...(c.groups.length > 0 && { groups: c.groups.map(ours) }),
  });
  const schedule = c.schedule === null ? {} : { schedule: made<Schedule>(...c.schedule) };
  return trainer({ optimizer, ...schedule, ...ours(c.clip), precision: precision! });
}

const cases = golden.trainings.map((c) => {
  const { kind, options, groups, clip, schedule } = c;
  return [
    `${kind} ${JSON.stringify({ ...options, ...(groups.length > 0 && { groups }), ...clip, schedule })}`,
    c,
  ] as const;
});

describe("float64", () => {
  test.each(cases)("%s: 50 steps as PyTorch's", (_, c) => {
    expect(distance(c, compiled(c, "float64"))).toBeLessThan(1e-9);
  });
});

describe("float32", () => {
  // both round some thousand times, in another order, and gradients near 0 are divided by their own size
  test.each(cases)("%s: as near as PyTorch's own float32", (_, c) => {
    expect(distance(c, compiled(c, "float32"))).toBeLessThan(10 * Math.max(c.drift, 1e-7));
  });
});

// its product of the next step has the factor of this one twice; PyTorch 2 has not
test("the NAdam of PyTorch 1.13 is another formula", () => {
  const { nadam } = optim;
  const scalars = { ...nadam.scalars, ofMoment: "lr * muNext / (1 - muProduct * mu * muNext)" };
  const rule = { ...nadam, scalars };
  for (const c of golden.nadam113) {
    const optimizer = made<Optimizer>("NAdam", c.options);
    expect(distance(c, trainer({ optimizer: { ...optimizer, rule } }))).toBeLessThan(1e-9);
    expect(distance(c, trainer({ optimizer }))).toBeGreaterThan(1e-4);
  }
});

const kinds = [...new Set(golden.trainings.map((c) => c.kind))];

test("every optimiser is in the table", () => {
  const makers = Object.entries(optim).filter(([name, row]) => typeof row === "function" && !name.endsWith("LR"));
  const optimizers = makers.filter(([name]) => !/Restarts|Plateau/.test(name));
  expect(kinds.sort()).toEqual(optimizers.map(([name]) => name).sort());
});

test.each(kinds)("%s: a learning rate of 0 changes nothing, with clipping and groups", (kind) => {
  const optimizer = made<Optimizer>(kind, { lr: 0, groups: [{ params: "*.bias", weightDecay: 0.1 }] });
  const t = trainer({ optimizer, clipGradNorm: 0.1 });
  const before = t.parameters;
  t.step(x, y);
  expect(t.parameters).toEqual(before);
});

test.each(kinds)("%s: reset begins anew, states and all", (kind) => {
  const optimizer = made<Optimizer>(kind, { lr: 0.01 });
  const t = compile(model, { loss: nn.MSELoss(), optimizer, batchSize: 8, precision: "float64" });
  const run = () => [1, 2, 3].map(() => t.step(x, y));
  const first = run();
  t.reset();
  expect(run()).toEqual(first);
});

test.each(kinds)("%s: to climb is to descend the other side", (kind) => {
  const options = { lr: 0.01, weight_decay: 0 };
  const [up, down] = [{ ...options, maximize: true }, options].map((o) => trainer({ optimizer: made(kind, o) }));
  const before = up!.parameters;
  for (const t of [up!, down!]) t.step(x, y);
  for (const [name, p] of Object.entries(before))
    for (const [i, v] of p.data.entries())
      expect(up!.parameters[name]!.data[i]! - v).toBeCloseTo(v - down!.parameters[name]!.data[i]!, 14);
});

test("clipped gradients are what the trainer shows, and what it follows", () => {
  const norm = (t: Trainer) =>
    Math.sqrt(Object.values(t.gradients).reduce((sum, g) => Array.from(g.data).reduce((s, v) => s + v * v, sum), 0));
  const plain = trainer({ optimizer: optim.SGD({ lr: 0.1 }) });
  const clipped = trainer({ optimizer: optim.SGD({ lr: 0.1 }), clipGradNorm: 0.01 });
  for (const t of [plain, clipped]) t.step(x, y);
  expect(norm(plain)).toBeGreaterThan(0.1);
  expect(norm(clipped)).toBeCloseTo(0.01, 5);
  clipped.differentiate(x, y);
  expect(norm(clipped)).toBeGreaterThan(0.1);
});

test("a schedule sets the rate of each group from its own, until the caller does", () => {
  const optimizer = optim.SGD({ lr: 1, groups: [{ params: "2.bias", lr: 10 }] });
  const t = trainer({ optimizer, schedule: optim.StepLR({ stepSize: 2, gamma: 0.5 }) });
  const rates = [0, 1, 2, 3, 4].map((i) => {
    if (i > 0) t.stepSchedule();
    return t.learningRates;
  });
  expect(rates).toEqual([
    [1, 10],
    [1, 10],
    [0.5, 5],
    [0.5, 5],
    [0.25, 2.5],
  ]);
  t.setLearningRate(3);
  expect(t.learningRates).toEqual([3, 3]);
  t.reset();
  expect(t.learningRates).toEqual([1, 10]);
  t.reset({ schedule: optim.ExponentialLR({ gamma: 0.1 }) });
  t.stepSchedule();
  expect(t.learningRates).toEqual([0.1, 1]);
});

test("a plateau is told the metric", () => {
  const t = trainer({ optimizer: optim.SGD({ lr: 1 }), schedule: optim.ReduceLROnPlateau({ patience: 1 }) });
  const rates = [5, 5, 5, 5].map((metric) => {
    t.stepSchedule(metric);
    return t.learningRates[0];
  });
  expect(rates).toEqual([1, 1, 0.1, 0.1]);
  expect(() => t.stepSchedule()).toThrow("ReduceLROnPlateau is stepped with a metric");
});

test.each<[string, () => unknown, string]>([
  [
    "an option that is misspelt",
    () => optim.Adam({ wieghtDecay: 0.1 } as object),
    'unknown option "wieghtDecay" of Adam; did you mean "weightDecay"?',
  ],
  [
    "Nesterov without momentum",
    () => optim.SGD({ nesterov: true }),
    "SGD with nesterov has a momentum of 0 and a dampening of 0; it takes a momentum above 0 and no dampening",
  ],
  [
    "a schedule without what it needs",
    () => trainer({ optimizer: optim.SGD(), schedule: optim.StepLR({} as never) }),
    "stepSize of StepLR is NaN; it is a whole number, 1 or more",
  ],
  [
    "a schedule that is not there",
    () => trainer({ optimizer: optim.Adam() }).stepSchedule(),
    "this trainer has no schedule; compile takes one",
  ],
  [
    "a momentum that is not there",
    () => trainer({ optimizer: optim.SGD(), schedule: optim.OneCycleLR({ maxLr: 1, totalSteps: 5 }) }),
    "OneCycleLR moves the momentum, but this optimizer has none; say cycleMomentum: false, or give it a momentum",
  ],
  [
    "a limit of 0",
    () => trainer({ optimizer: optim.SGD(), clipGradNorm: 0 }),
    "clipGradNorm is 0; it is a number above 0",
  ],
  [
    "a group of nothing",
    () => trainer({ optimizer: optim.SGD({ groups: [{ params: "4.bias" }] }) }),
    'no parameter is called "4.bias"; did you mean',
  ],
  [
    "other groups",
    () => trainer({ optimizer: optim.Adam() }).reset({ optimizer: optim.Adam({ groups: [{ params: "*" }] }) }),
    "this trainer was compiled for Adam, not Adam; rule, direction and groups must be the same",
  ],
])("%s is refused in a sentence", (_, act, message) => {
  expect(act).toThrow(message);
});
