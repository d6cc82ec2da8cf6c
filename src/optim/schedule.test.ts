import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { beginSchedule, optim, ratesOf, type Schedule, scheduled, stepSchedule } from "./index.ts";

interface Case {
  kind: string;
  options: Record<string, unknown>;
  lr: number[];
  momentum: number[];
}

// scripts/golden_optim.py: 40 epochs of SGD with the rate 0.1
const golden = JSON.parse(readFileSync(new URL("../../test/golden/optim.json", import.meta.url), "utf8")) as {
  schedules: Case[];
  plateaus: Case[];
  metrics: number[];
  warmUp: number[];
};

const makers = optim as unknown as Record<string, (options: object) => Schedule>;
const camel = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const made = ({ kind, options }: Case): Schedule =>
  makers[kind]!(Object.fromEntries(Object.entries(options).map(([name, value]) => [camel(name), value])));
const named = (cases: Case[]) => cases.map((c) => [`${c.kind} ${JSON.stringify(c.options)}`, c] as const);

/** PyTorch gets to most rates by multiplying the one before. */
function close(got: readonly number[], wanted: readonly number[]): void {
  expect(got).toHaveLength(wanted.length);
  for (const [i, w] of wanted.entries())
    expect(Math.abs(got[i]! - w), `epoch ${i}: ${got[i]}, not ${w}`).toBeLessThan(1e-13);
}

function course(schedule: Schedule, metrics?: readonly number[]) {
  let state = beginSchedule(schedule, 0.1);
  return Array.from({ length: 40 }, (_, i) => {
    const now = scheduled(schedule, 0.1, state);
    state = stepSchedule(schedule, 0.1, state, metrics?.[i]);
    return now;
  });
}

test.each(named(golden.schedules))("%s has PyTorch's rates and momenta", (_, c) => {
  const now = course(made(c));
  close(
    now.map(({ lr }) => lr),
    c.lr,
  );
  close(
    now.map(({ momentum = 0.9 }) => momentum),
    c.momentum,
  );
  expect(ratesOf(made(c), 0.1, 40)).toEqual(now.map(({ lr }) => lr));
});

test.each(named(golden.plateaus))("%s has PyTorch's rates", (_, c) => {
  const now = course(made(c), golden.metrics);
  close(
    now.map(({ lr }) => lr),
    c.lr,
  );
});

test("a warm-up is a line and what follows", () => {
  const warmUp = optim.LinearLR({ startFactor: 0.1, totalIters: 4 });
  const schedule = optim.SequentialLR({ schedulers: [warmUp, optim.ExponentialLR({ gamma: 0.8 })], milestones: [5] });
  close(ratesOf(schedule, 0.1, 20), golden.warmUp);
});

test("three schedules follow each other too", () => {
  const [a, b] = [optim.ConstantLR({ factor: 0.5, totalIters: 2 }), optim.StepLR({ stepSize: 1, gamma: 0.5 })];
  const schedule = optim.SequentialLR({ schedulers: [a, b, a], milestones: [3, 5] });
  expect(ratesOf(schedule, 8, 9)).toEqual([4, 4, 8, 8, 4, 4, 4, 8, 8]);
});

test("a factor of one's own is a formula in the epoch", () => {
  expect(ratesOf(optim.LambdaLR("1 / (epoch + 1)"), 6, 3)).toEqual([6, 3, 2]);
});

test("schedules are plain data", () => {
  const schedule = optim.OneCycleLR({ maxLr: 0.3, totalSteps: 20 });
  expect(ratesOf(JSON.parse(JSON.stringify(schedule)), 1, 20)).toEqual(ratesOf(schedule, 1, 20));
});

test("restarts fall on their epochs, however many there were", () => {
  const rates = ratesOf(optim.CosineAnnealingWarmRestarts({ T0: 1, TMult: 3 }), 1, 3281);
  // 1, 3, 9 .. epochs long
  expect(rates.flatMap((lr, i) => (lr === 1 ? [i] : []))).toEqual([0, 1, 4, 13, 40, 121, 364, 1093, 3280]);
});

test.each<[() => unknown, string]>([
  [() => optim.StepLR({ stepSize: 0 }), "stepSize of StepLR is 0; it is a whole number, 1 or more"],
  [() => optim.StepLR({ stepSize: 3, gama: 1 } as never), 'unknown option "gama" of StepLR; did you mean "gamma"?'],
  [() => optim.StepLR(3 as never), "StepLR takes its options by name, not 3; { stepSize: 3 }"],
  [() => optim.ExponentialLR({} as never), "gamma of ExponentialLR is NaN; it is a number, 0 or more"],
  [() => optim.MultiStepLR({} as never), "MultiStepLR takes milestones; it is a list of epochs"],
  [
    () => optim.CosineAnnealingWarmRestarts({ T0: 2, TMult: 0.5 }),
    "TMult of CosineAnnealingWarmRestarts is 0.5; it is a whole",
  ],
  [() => optim.LinearLR({ startFactor: 2 }), "startFactor of LinearLR is 2; it lies between 0 and 1"],
  [
    () => optim.OneCycleLR({ maxLr: 1, totalSteps: 9, pctStart: 3 }),
    "pctStart of OneCycleLR is 3; it lies between 0 and 1",
  ],
  [
    () => optim.OneCycleLR({ maxLr: 1, totalSteps: 9, annealStrategy: "cosine" as never }),
    'unknown annealStrategy "cosine"; it is cos or linear',
  ],
  [
    () => optim.ReduceLROnPlateau("max" as never),
    'ReduceLROnPlateau takes its options by name, not "max"; { mode: "max" }',
  ],
  [() => optim.ReduceLROnPlateau({ mode: "mx" as never }), 'unknown mode "mx"; did you mean "max"?'],
  [() => optim.ReduceLROnPlateau({ factor: 1 }), "factor of ReduceLROnPlateau is 1; it is at least 0 and less than 1"],
])("%s is refused in a sentence", (make, message) => {
  expect(make).toThrow(message);
});

test("schedules say what they need", () => {
  const plateau = optim.ReduceLROnPlateau();
  expect(() => stepSchedule(plateau, 1, beginSchedule(plateau, 1))).toThrow(
    "ReduceLROnPlateau is stepped with a metric; the loss on data that is held out, say",
  );
  expect(() => optim.OneCycleLR({ maxLr: 1 })).toThrow("OneCycleLR takes totalSteps, or epochs and stepsPerEpoch");
  expect(() => optim.SequentialLR({ schedulers: [plateau], milestones: [] })).toThrow(
    "ReduceLROnPlateau cannot be a part of SequentialLR; only schedules that set the rate from the epoch can",
  );
  expect(() => optim.SequentialLR({ schedulers: [], milestones: [3] })).toThrow("milestones");
});
