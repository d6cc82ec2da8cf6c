import { expect, test } from "vitest";
import { chanceScore, exploded, type Metric, metricFor, metrics as rows } from "./metric.ts";
import type { DataFacts } from "./trial.ts";

const metrics: Record<keyof typeof rows, Metric> = rows;

const facts = (kind: DataFacts["kind"], outputs: number) => ({ kind, outputs });

test("accuracy counts rows: a logit above zero is class 1, and the first of tied classes wins", () => {
  expect(metrics.accuracy.score([1, -1, 0, 2], [1, 0, 1, 0], 1)).toBe(50);
  expect(metrics.accuracy.score([0, 0, 1, 2, 2, 1], [0, 1, 0], 2)).toBe(100);
});

test("auc counts pairs in order, ties half", () => {
  expect(metrics.auc.score([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], 1)).toBe(75);
  expect(metrics.auc.score([1, 1, 1], [0, 1, 1], 1)).toBe(50);
});

test("f1 is the mean over the classes that occur", () => {
  // class 0: 2 of 3 found and 2 of 3 right; class 1: 1 of 2
  expect(metrics.f1.score([-1, -1, 1, -1, 1], [0, 0, 0, 1, 1], 1)).toBeCloseTo((100 * (2 / 3 + 1 / 2)) / 2, 12);
});

test("cross entropy of even odds is log 2, and stands logits of a thousand", () => {
  expect(metrics.logloss.score([0, 0], [0, 1], 1)).toBeCloseTo(Math.LN2, 15);
  expect(metrics.logloss.score([1000, 0, -1000, 0], [1, 0], 2)).toBe(1000);
});

test("R² is 100 for the truth, 0 for the mean of the held-out rows", () => {
  expect(metrics.r2.score([1, 2, 3], [1, 2, 3], 1)).toBe(100);
  expect(metrics.r2.score([2, 2, 2], [1, 2, 3], 1)).toBe(0);
});

test("chance is the commonest class, even odds for auc, the mean of the training rows", () => {
  expect(chanceScore(metrics.accuracy, facts("binary", 1), [0, 0, 0, 1], [0, 0, 1, 1])).toBe(50);
  expect(chanceScore(metrics.accuracy, facts("classes", 3), [2, 2, 0, 1], [2, 2, 2, 0])).toBe(75);
  expect(chanceScore(metrics.auc, facts("binary", 1), [0, 0, 0, 1], [0, 0, 1, 1])).toBe(50);
  expect(chanceScore(metrics.mae, facts("regression", 1), [1, 3], [2, 4])).toBe(1);
});

test("the default metric is accuracy for classes and R² for numbers", () => {
  expect(metricFor("binary")).toBe("accuracy");
  expect(metricFor("classes")).toBe("accuracy");
  expect(metricFor("regression")).toBe("r2");
  expect(() => metricFor("regression", "auc")).toThrow(
    "--metric auc does not fit a target of a number; one of r2, rmse, mae",
  );
  expect(() => metricFor("binary", "acuracy")).toThrow("did you mean accuracy?");
});

test.each(Object.entries(metrics))("%s: the truth scores better than noise", (_, metric) => {
  const columns = metric.kinds.includes("classes") ? 2 : 1;
  const truth = [0, 1, 1, 0];
  const right = columns === 1 ? truth : truth.flatMap((t) => [t === 0 ? 30 : -30, t === 0 ? -30 : 30]);
  const wrong = right.map((_, i) => Math.cos(3 * i));
  const sign = metric.larger === "better" ? 1 : -1;
  expect(sign * metric.score(right, truth, columns)).toBeGreaterThan(sign * metric.score(wrong, truth, columns));
});

test.each(Object.entries(metrics))("%s: a finite score also of rows that are all alike", (_, metric) => {
  for (const outputs of [
    [0, 0, 0],
    [0.5, -1, 2],
  ]) {
    expect(metric.score(outputs, [1, 1, 1], 1)).not.toBeNaN();
    expect(Math.abs(metric.score(outputs, [1, 1, 1], 1))).not.toBe(Infinity);
  }
});

test.each([
  ["r2", -1.2e5, -1, true],
  ["r2", -9e4, -1, false],
  ["rmse", 78_000, 77, true],
  ["rmse", 76_000, 77, false],
  ["accuracy", 0, 99.9, false],
  ["accuracy", 99, 100, false],
] as const)(
  "an error over 1000 times that of chance has exploded: %s %d against %d is %s",
  (name, score, chance, is) => {
    expect(exploded(score, chance, metrics[name])).toBe(is);
  },
);
