import { expect, test } from "vitest";
import { tensor } from "../base/index.ts";
import { nn } from "../nn/index.ts";
import { evaluateLoss } from "./index.ts";

test("a logit far on the wrong side keeps its gradient, on the right side too", () => {
  const { value, gradients } = evaluateLoss(nn.BCEWithLogitsLoss({ reduction: "sum" }), [-40, 40], [1, 1]);
  expect(value).toBeCloseTo(40, 12);
  expect(gradients.data[0]).toBe(-1);
  // sigmoid(40) - 1 would be 0
  expect(gradients.data[1]! / -4.248354255291589e-18).toBeCloseTo(1, 12);
});

test("cross entropy of a class that is nearly certain keeps its value and gradient", () => {
  const { value, gradients } = evaluateLoss(nn.CrossEntropyLoss(), [[50, 0, 0]], [0]);
  const p = 2 * 1.9287498479639178e-22; // 2 exp(-50)
  expect(value / p).toBeCloseTo(1, 12);
  expect(gradients.data[0]! / -p).toBeCloseTo(1, 12);
});

test("cross entropy of logits of a thousand is finite", () => {
  const { value, gradients } = evaluateLoss(nn.CrossEntropyLoss(), [[1000, -1000, 0]], [1]);
  expect(value).toBe(2000);
  expect([...gradients.data]).toEqual([1, -1, 0]);
});

test("cross entropy reads masked logits, and is infinite if the target is masked", () => {
  const masked = Number.NEGATIVE_INFINITY;
  expect(evaluateLoss(nn.CrossEntropyLoss(), [[0, masked, 0]], [0]).value).toBeCloseTo(Math.log(2), 15);
  expect(evaluateLoss(nn.CrossEntropyLoss(), [[0, masked, 0]], [1]).value).toBe(Number.POSITIVE_INFINITY);
  expect(evaluateLoss(nn.CrossEntropyLoss(), [[0, Number.NaN, 0]], [0]).value).toBeNaN();
});

test("cross entropy of one class is 0", () => {
  const { value, gradients } = evaluateLoss(nn.CrossEntropyLoss(), [[3], [5]], [0, 0]);
  expect([value, ...gradients.data].every((v) => v === 0)).toBe(true);
});

test("binary cross entropy stops at 100, and its gradient at 1e12, as PyTorch's", () => {
  const { value, gradients } = evaluateLoss(nn.BCELoss({ reduction: "sum" }), [0, 1], [1, 1]);
  expect(value).toBe(100);
  expect([...gradients.data]).toEqual([-1 / Math.fround(1e-12), 0]);
});

test("means divide by rows and columns, sums by nothing", () => {
  const [x, t] = [tensor([1, 2, 3, 4], [2, 2]), tensor([0, 0, 0, 0], [2, 2])];
  expect(evaluateLoss(nn.MSELoss(), x, t).value).toBe(7.5);
  expect(evaluateLoss(nn.MSELoss({ reduction: "sum" }), x, t).value).toBe(30);
  expect([...evaluateLoss(nn.MSELoss(), x, t).gradients.data]).toEqual([0.5, 1, 1.5, 2]);
});

test("losses that are not reduced have the gradient of each by itself", () => {
  const { elements, gradients } = evaluateLoss(nn.MSELoss({ reduction: "none" }), [[1], [2]], [[0], [0]]);
  expect([...elements.data]).toEqual([1, 4]);
  expect([...gradients.data]).toEqual([2, 4]);
});

test("weights may be a typed array", () => {
  const loss = nn.CrossEntropyLoss({ weight: Float32Array.of(1, 3) });
  expect(loss).toEqual(nn.CrossEntropyLoss({ weight: [1, 3] }));
  expect(
    evaluateLoss(
      loss,
      [
        [0, 0],
        [0, 0],
      ],
      [0, 1],
    ).value,
  ).toBeCloseTo(Math.log(2), 15);
});

test("the corners of L1 and Huber are PyTorch's", () => {
  expect([...evaluateLoss(nn.L1Loss({ reduction: "sum" }), [-1, 0, 1], [0, 0, 0]).gradients.data]).toEqual([-1, 0, 1]);
  const huber = evaluateLoss(nn.HuberLoss({ reduction: "sum", delta: 2 }), [-3, -2, 1], [0, 0, 0]);
  expect(huber.value).toBe(4 + 2 + 0.5);
  expect([...huber.gradients.data]).toEqual([-2, -2, 1]);
});

test("targets that do not fit are refused by name", () => {
  expect(() => evaluateLoss(nn.CrossEntropyLoss(), [[1, 2]], [2])).toThrow(
    "target 2 of row 0 is not a class; classes are whole numbers from 0 to 1",
  );
  expect(() => evaluateLoss(nn.MSELoss(), [1, 2], [1, 2, 3])).toThrow("inputs have 2 rows but target has 3");
  expect(() => evaluateLoss(nn.CrossEntropyLoss(), [1, 2], [0, 1])).toThrow(
    "CrossEntropyLoss expects [batch, classes] but got [batch]",
  );
});

test.each([nn.BCELoss(), nn.BCEWithLogitsLoss(), nn.MultiLabelSoftMarginLoss()])(
  "$kind takes targets from 0 to 1",
  (loss) => {
    expect(() => evaluateLoss(loss, [[0.5], [0.5]], [[1], [7]])).toThrow(
      "target 7 of row 1 is not one of this loss; targets are numbers from 0 to 1",
    );
  },
);
