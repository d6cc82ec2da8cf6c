import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { tensor } from "../base/index.ts";
import { type Loss, nn } from "../nn/index.ts";
import { optim } from "../optim/index.ts";
import { compile, evaluateLoss } from "./index.ts";
import type { Nested } from "./values.ts";

interface Case {
  kind: string;
  options: Record<string, unknown> & { reduction: string };
  x: Nested;
  t: Nested;
  value: number;
  elements: number[];
  gradients: number[];
}

// scripts/golden_losses.py
const golden = JSON.parse(readFileSync(new URL("../../test/golden/losses.json", import.meta.url), "utf8")) as {
  cases: Case[];
};

const makers = nn as unknown as Record<string, (options: object) => Loss>;
const camel = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const made = ({ kind, options }: Case): Loss =>
  makers[kind]!(Object.fromEntries(Object.entries(options).map(([name, value]) => [camel(name), value])));

const cases = golden.cases.map((c) => [`${c.kind} ${JSON.stringify(c.options)}`, c] as const);

const infinity = Number.POSITIVE_INFINITY;

function close(got: ArrayLike<number>, wanted: readonly number[], what: string): void {
  expect(got, what).toHaveLength(wanted.length);
  for (const [i, w] of wanted.entries()) {
    const error = Math.abs(got[i]! - w) / Math.max(1, Math.abs(w));
    expect(error, `${what} ${i}: ${got[i]}, not ${w}`).toBeLessThan(1e-10);
  }
}

test.each(cases)("%s has PyTorch's value, elements and gradient", (_, c) => {
  const { value, elements, gradients } = evaluateLoss(made(c), c.x, c.t);
  close([value], [c.value], "value");
  close(elements.data, c.elements, "element");
  close(gradients.data, c.gradients, "gradient");
});

/** [rows, ...sizes]. */
function sizesOf(x: Nested | number): number[] {
  return Array.isArray(x) ? [x.length, ...sizesOf(x[0] as Nested | number)] : [];
}

// a linear layer of the identity, so that the gradient of its bias is the sum of the loss's over the rows
const means = cases.filter(([, c]) => c.options.reduction === "mean");
const plain = means.filter(([, c]) => sizesOf(c.x).length === 2);

test.each(plain)("%s is compiled: value and gradient in float32", (_, c) => {
  const [rows, width] = sizesOf(c.x) as [number, number];
  const model = nn.Sequential(nn.Linear(width, width));
  const t = compile(model, { loss: made(c), optimizer: optim.SGD(), batchSize: rows + 1 });
  const one = Array.from({ length: width }, (_, i) => Array.from({ length: width }, (_, j) => Number(i === j)));
  t.load({ "0.weight": one, "0.bias": new Float32Array(width) });
  const value = t.differentiate(c.x, c.t);
  const apart = (got: number, wanted: number) => Math.abs(got - wanted) / Math.max(1, Math.abs(wanted));
  expect(apart(value, c.value)).toBeLessThan(1e-6);
  for (const [j, got] of t.gradients["0.bias"]!.data.entries()) {
    const column = c.gradients.filter((_, i) => i % width === j);
    const scale = Math.max(1, ...column.map(Math.abs));
    const wanted = column.reduce((sum, g) => sum + g, 0);
    expect(Math.abs(got - wanted) / scale, `gradient ${j}: ${got}, not ${wanted}`).toBeLessThan(2e-6);
  }
  t.dispose();
});

test.each(means.filter(([, c]) => sizesOf(c.x).length === 4))("%s of images is evaluated in pieces", (_, c) => {
  const [, ...inputShape] = sizesOf(c.x);
  const model = nn.Sequential(nn.PReLU({ init: 1 }));
  const t = compile(model, { loss: made(c), optimizer: optim.SGD(), batchSize: 4, inputShape });
  expect(Math.abs(t.evaluate(c.x, c.t) / c.value - 1)).toBeLessThan(1e-6);
  t.dispose();
});

const kinds = Object.keys(nn).filter((name) => name.endsWith("Loss"));

test.each(kinds)("%s is in the table", (kind) => {
  expect(golden.cases.some((c) => c.kind === kind)).toBe(true);
});

test.each(kinds)("%s refuses an option that it has not", (kind) => {
  const { x, t } = golden.cases.find((c) => c.kind === kind)!;
  expect(() => evaluateLoss(makers[kind]!({ redution: 1 }), x, t)).toThrow(`unknown option "redution" of ${kind}`);
});

// pytorch 195677
test("the gradient of a certain positive is not lost in sigmoid(x) - 1", () => {
  const { gradients } = evaluateLoss(nn.BCEWithLogitsLoss({ reduction: "sum" }), [50, 100, 700], [1, 1, 1]);
  for (const [i, x] of [50, 100, 700].entries()) expect(gradients.data[i]! / -Math.exp(-x)).toBeCloseTo(1, 12);
});

// pytorch 13773, 135359: 0 * inf is NaN there
test("an infinite logit on the right side costs nothing, on the wrong side everything, with posWeight too", () => {
  for (const posWeight of [1, 3]) {
    const loss = nn.BCEWithLogitsLoss({ reduction: "sum", posWeight });
    const right = evaluateLoss(loss, [infinity, -infinity], [1, 0]);
    expect([right.value, ...right.gradients.data].map(Math.abs)).toEqual([0, 0, 0]);
    const wrong = evaluateLoss(loss, [-infinity, infinity], [1, 0]);
    expect([wrong.value, ...wrong.gradients.data]).toEqual([infinity, -posWeight, 1]);
  }
});

// pytorch 103316, keras 15249: one clamp for the logarithm, one for the slope, and no epsilon on top
test("binary cross entropy of probabilities is exact between its clamps", () => {
  const p = 1e-30;
  const { value, gradients } = evaluateLoss(nn.BCELoss({ reduction: "sum" }), [p], [1]);
  expect(value).toBeCloseTo(30 * Math.log(10), 12);
  expect(gradients.data[0]).toBe(-1 / Math.fround(1e-12));
  expect(evaluateLoss(nn.BCELoss(), [1e-10], [0]).value / 1e-10).toBeCloseTo(1, 9);
});

// pytorch 70348: NaN there, from then on in every weight
test("classes that are all ignored cost 0 and teach nothing", () => {
  for (const labelSmoothing of [0, 0.1]) {
    const loss = nn.CrossEntropyLoss({ ignoreIndex: 1, labelSmoothing });
    const { value, gradients } = evaluateLoss(
      loss,
      [
        [1, 2],
        [3, 5],
      ],
      [1, 1],
    );
    expect([value, ...gradients.data].map(Math.abs)).toEqual([0, 0, 0, 0, 0]);
  }
  const { value } = evaluateLoss(nn.NLLLoss(), [[-1, -2]], [-100]);
  expect(value).toBe(0);
});

// pytorch 73205
test("smoothing leaves out what is ignored, and weighs every class", () => {
  const weight = [0.5, 2, 1];
  const smooth = nn.CrossEntropyLoss({ weight, labelSmoothing: 0.3, ignoreIndex: 2 });
  const rows = [
    [0.2, -1, 0.7],
    [1, 0, -1],
    [0.4, 0.1, 2],
  ];
  const kept = evaluateLoss(smooth, rows.slice(0, 2), [0, 1]);
  const all = evaluateLoss(smooth, rows, [0, 1, 2]);
  expect(all.value).toBe(kept.value);
  expect([...all.gradients.data.slice(6)].map(Math.abs)).toEqual([0, 0, 0]);
  const logSum = rows.map((r) => Math.log(r.reduce((sum, v) => sum + Math.exp(v), 0)));
  const each = [0, 1].map((i) =>
    weight.reduce((sum, w, c) => sum + w * (logSum[i]! - rows[i]![c]!) * (c === i ? 0.8 : 0.1), 0),
  );
  expect(kept.value).toBeCloseTo((each[0]! + each[1]!) / 2.5, 13);
});

// pytorch 89558
test("a target of 0 costs no divergence, whatever the logarithm", () => {
  const plain = evaluateLoss(nn.KLDivLoss({ reduction: "sum" }), [[-infinity, 0]], [[0, 1]]);
  expect([plain.value, ...plain.gradients.data].map((v) => v + 0)).toEqual([0, 0, -1]);
  const logs = evaluateLoss(nn.KLDivLoss({ reduction: "sum", logTarget: true }), [[-2, 0]], [[-infinity, 0]]);
  expect([logs.value, ...logs.gradients.data].map((v) => v + 0)).toEqual([0, 0, -1]);
});

// PyTorch 1.13 says -1
test("an error of 0 has the slope 0 without a rounded corner too", () => {
  const { value, gradients } = evaluateLoss(nn.SmoothL1Loss({ beta: 0, reduction: "sum" }), [-2, 0, 3], [0, 0, 0]);
  expect([value, ...gradients.data]).toEqual([5, -1, 0, 1]);
});

// PyTorch 1.13 takes log(1 + exp(-t x)): infinite here, with a NaN gradient
test("the soft margin is finite far on the wrong side", () => {
  const { value, gradients } = evaluateLoss(nn.SoftMarginLoss({ reduction: "sum" }), [1000, -1000], [-1, -1]);
  expect(value).toBe(1000);
  expect([...gradients.data].map((v) => v + 0)).toEqual([1, 0]);
});

test("probabilities of the classes give what indices give", () => {
  const x = [
    [50, 0, 0],
    [1, 2, 3],
  ];
  const certain = evaluateLoss(nn.CrossEntropyLoss({ weight: [1, 1, 1] }), x, [1, 2]);
  const soft = evaluateLoss(nn.CrossEntropyLoss({ probabilities: true }), x, [
    [0, 1, 0],
    [0, 0, 1],
  ]);
  expect(soft.value).toBeCloseTo(certain.value, 13);
  close(soft.gradients.data, [...certain.gradients.data], "gradient");
});

test("options have PyTorch's names, and their types", () => {
  expect(nn.HuberLoss({ delta: 2 })).toEqual({ kind: "HuberLoss", reduction: "mean", params: { delta: 2 } });
  // @ts-expect-error: a misspelt option
  nn.HuberLoss({ delt: 2 });
  // @ts-expect-error: only KLDivLoss has it
  nn.MSELoss({ reduction: "batchmean" });
  // @ts-expect-error: it has no weight
  nn.L1Loss({ weight: 2 });
});

test("weights that do not fit a row are refused by name", () => {
  const message = "BCEWithLogitsLoss expects posWeight of shape [2], that of a row; this one has [3]";
  const loss = nn.BCEWithLogitsLoss({ posWeight: [1, 2, 3] });
  expect(() => evaluateLoss(loss, [[1, 2]], [[0, 1]])).toThrow(message);
  expect(() => evaluateLoss(nn.CrossEntropyLoss({ weight: [1, 2, 3] }), [[1, 2]], [0])).toThrow("expects weight of");
  expect(() => evaluateLoss(nn.GaussianNLLLoss(), [[1, 2, 3]], [[0]])).toThrow(
    "GaussianNLLLoss reads 2 equal parts of the last axis but got [batch, 3]",
  );
});

test("classes may lie on axes beside the first two", () => {
  const x = tensor(
    Float64Array.from({ length: 12 }, (_, i) => Math.sin(i)),
    [2, 3, 2],
  );
  const { elements } = evaluateLoss(nn.CrossEntropyLoss(), x, [
    [0, 1],
    [2, 0],
  ]);
  expect(elements.shape).toEqual([2, 2]);
  expect(() =>
    evaluateLoss(nn.CrossEntropyLoss(), x, [
      [0, 1],
      [2, 3],
    ]),
  ).toThrow("target 3 of row 1");
});

test("an evaluation in pieces weighs each by what it counts", () => {
  const weight = [0.5, 3, 1];
  for (const loss of [
    nn.CrossEntropyLoss({ weight, ignoreIndex: 2 }),
    nn.CrossEntropyLoss({ weight, labelSmoothing: 0.1 }),
  ]) {
    const options = { loss, optimizer: optim.SGD(), seed: 4, precision: "float64" } as const;
    const model = nn.Sequential(nn.Linear(2, 3));
    const x = Float64Array.from({ length: 14 }, (_, i) => Math.cos(i));
    const y = Int32Array.of(2, 2, 1, 0, 2, 1, 1);
    const whole = compile(model, { ...options, batchSize: 7 }).evaluate(x, y);
    expect(compile(model, { ...options, batchSize: 2 }).evaluate(x, y)).toBeCloseTo(whole, 14);
    expect(compile(model, { ...options, batchSize: 2 }).evaluate(x.subarray(0, 4), y.subarray(0, 2))).not.toBeNaN();
  }
});
