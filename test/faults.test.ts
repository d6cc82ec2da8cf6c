/**
 * The faults of NUMERICS.md, section 4: each was shipped by somebody and fails here on what they shipped. Activations are
 * computed in float64 and by the float32 kernel; truth is written out, from mpmath.
 */
import { expect, test } from "vitest";
import { type Activation, catalogue } from "../src/activations/index.ts";
import * as F from "../src/eager/functional.ts";
import { defaults, evaluate, partial, road } from "../src/expr/index.ts";
import { evaluateLoss, nn } from "../src/index.ts";
import { kernel } from "../src/wasm/index.ts";

const of = (name: string): Activation => catalogue.get(name) ?? { name, formula: name };
const exact = (name: string, order: 0 | 1 | 2, x: number) =>
  evaluate(road(of(name), order), { ...defaults(of(name)), x });

/** The value or slope in float64 and in float32. */
function both(name: string, order: 0 | 1, x: number): readonly number[] {
  const k = kernel(of(name));
  const at = Float32Array.of(x);
  return [exact(name, order, x), (order === 0 ? k.apply(at) : k.applyDerivative(at))[0] as number];
}

function expectNear(got: number, want: number, tolerance = 1e-6): void {
  expect(Math.abs(got / want - 1), `${got}, not ${want}`).toBeLessThanOrEqual(tolerance);
}

test("1. gelu keeps its tail below -4, where 0.5 x (1 + erf) cancels (pytorch 187806)", () => {
  for (const y of both("gelu", 0, -5)) expectNear(y, -1.43325785939957e-6);
  for (const y of both("gelu", 0, -10)) expectNear(y, -7.61985302416053e-23);
  for (const y of both("0.5 * x * (1 + erf(x / sqrt(2)))", 0, -10)) expectNear(y, -7.61985302416053e-23);
});

test("2. the slope of sigmoid does not vanish where s (1 - s) does (pytorch 195681, jax 40385)", () => {
  for (const y of both("sigmoid", 1, 40)) expectNear(y, 4.248354255291589e-18);
  for (const y of both("tanh", 1, 20)) expectNear(y, 1.6993417021166355e-17);
});

test("3. the second derivative of silu keeps its tail (pytorch 195682, jax 39798)", () => {
  // f''(x) = s(x) s(-x) (2 - x tanh(x / 2))
  expectNear(exact("silu", 2, 40), -38 * 4.248354255291589e-18, 1e-12);
  expectNear(exact("silu", 2, -40), -38 * 4.248354255291589e-18, 1e-12);
});

test("4. BCEWithLogits keeps the gradient of a positive target, where sigmoid - 1 loses it (pytorch 195677)", () => {
  const { gradients } = evaluateLoss(nn.BCEWithLogitsLoss({ reduction: "sum" }), [40, 100], [1, 1]);
  expectNear(gradients.data[0] as number, -4.248354255291589e-18, 1e-12);
  expectNear(gradients.data[1] as number, -3.720075976020836e-44, 1e-12);
});

test("5. BCEWithLogits with posWeight is right at infinite logits, not NaN (pytorch 13773, 135359)", () => {
  const loss = nn.BCEWithLogitsLoss({ reduction: "none", posWeight: 3 });
  const sum = nn.BCEWithLogitsLoss({ reduction: "sum", posWeight: 3 });
  expect(evaluateLoss(sum, [Infinity, -Infinity], [1, 0]).value).toBe(0);
  expect(evaluateLoss(sum, [-Infinity], [1]).value).toBe(Infinity);
  expectNear(evaluateLoss(sum, [-1e4], [1]).value, 3e4, 1e-12);
  expect(loss.kind).toBe(sum.kind);
});

test("6. BCE stops at 100 and adds no epsilon, least of all twice (pytorch 103616; keras 15249)", () => {
  const loss = nn.BCELoss({ reduction: "sum" });
  expect(evaluateLoss(loss, [0, 1], [1, 0]).value).toBe(200);
  expect(evaluateLoss(loss, [1, 0], [1, 0]).value).toBe(0);
  expectNear(evaluateLoss(loss, [1e-9], [1]).value, 20.72326583694641, 1e-12);
});

test("7. the slope of hardswish is 0 at -3 and 1 at 3 (pytorch 147801)", () => {
  expect(both("hardswish", 1, -3)).toEqual([0, 0]);
  expect(both("hardswish", 1, 3)).toEqual([1, 1]);
});

test("8. relu, clamp and maximum agree at the tie: the slope is 0 (pytorch 184574, 7002; jax 14840)", () => {
  for (const name of ["relu", "max(x, 0)", "max(0, x)", "min(max(x, 0), 6)", "relu6"]) {
    expect({ name, slopes: both(name, 1, 0) }).toEqual({ name, slopes: [0, 0] });
  }
});

test("9. NaN is swallowed by no lane at no length (pytorch 138385; onnxruntime 11010; tensorflow 40072)", () => {
  for (const name of ["relu", "relu6", "hardtanh", "hardswish", "softshrink", "hardsigmoid", "threshold", "sign"]) {
    const k = kernel(of(name));
    for (let length = 1; length <= 17; length += 1) {
      const xs = new Float32Array(length).fill(NaN);
      expect({ name, length, y: k.apply(xs) }).toEqual({ name, length, y: xs });
    }
  }
});

test("10. softplus has no step at a threshold, and beta scales both ways (pytorch 55587)", () => {
  expect(exact("softplus", 0, 25)).toBeGreaterThan(25);
  expectNear(exact("softplus", 0, 25) - 25, 1.3888e-11, 1e-3);
  expectNear(evaluate(road(of("softplus")), { x: 3, beta: 8 }), 3.000000000004719, 1e-15);
  expectNear(evaluate(road(of("softplus"), 1), { x: -3, beta: 8 }), 3.775134544136711e-11, 1e-12);
});

test("11. a branch not taken leaks nothing, and expm1 keeps its slope (jax 9873; mxnet 14673)", () => {
  for (const y of both("where(x > 0, x, expm1(x))", 1, 1000)) expect(y).toBe(1);
  for (const y of both("where(x > 0, sqrt(x), 0)", 1, -1)) expect(y).toBe(0);
  for (const y of both("expm1(x)", 1, -30)) expectNear(y, 9.357622968840175e-14);
});

test("12. cross entropy counts what is not ignored, smoothed and weighted (pytorch 70348, 73205)", () => {
  const rows = [
    [1, 2, 0.5],
    [0.25, -1, 3],
    [9, -9, 0],
  ];
  const options = { weight: [1, 2, 4], labelSmoothing: 0.1, ignoreIndex: 1 };
  const [all, kept] = [evaluateLoss(nn.CrossEntropyLoss(options), rows, [0, 2, 1]), rows.slice(0, 2)];
  expectNear(all.value, evaluateLoss(nn.CrossEntropyLoss(options), kept, [0, 2]).value, 1e-15);
  expect([...all.gradients.data].slice(6).every((g) => g === 0)).toBe(true);
  // where all are, PyTorch's mean is NaN and takes every weight with it
  for (const reduction of ["mean", "sum"] as const) {
    const none = evaluateLoss(nn.CrossEntropyLoss({ ...options, reduction }), rows, [1, 1, 1]);
    expect([none.value, ...none.gradients.data].every((v) => v === 0)).toBe(true);
  }
});

test("13. softmax of nothing but -inf is NaN, and 0 where a mask says so (pytorch 25110, 55056)", () => {
  const low = Number.NEGATIVE_INFINITY;
  expect(F.softmax([low, low])).toEqual([NaN, NaN]);
  expect(F.softmax([low, 0, 0])).toEqual([0, 0.5, 0.5]);
  expect(F.maskedSoftmax([1, 2, 3], { mask: [0, 0, 0] })).toEqual([0, 0, 0]);
});

test("14. tanh is 1 far out, not NaN (onnxruntime PR 19201; tfjs 90)", () => {
  for (const x of [50, 89, 1e4, 3e38, Infinity]) {
    expect({ x, y: both("tanh", 0, x) }).toEqual({ x, y: [1, 1] });
    expect({ x, y: both("tanh", 0, -x) }).toEqual({ x, y: [-1, -1] });
  }
});

test("15. KLDiv is 0 where the target is, and prelu's slope has its gradient (pytorch 89558; tfjs 1072)", () => {
  const { value, gradients } = evaluateLoss(nn.KLDivLoss({ reduction: "sum" }), [-0.5, -2], [0, 0.25]);
  expectNear(value, 0.25 * (Math.log(0.25) + 2), 1e-14);
  expect([...gradients.data].map((g) => g + 0)).toEqual([0, -0.25]);
  const slope = (x: number) => evaluate(partial(of("prelu"), "a"), { x, a: 0.25 });
  expect([slope(-2), slope(3)]).toEqual([-2, 0]);
});

test("16. softplus is no log(1 + exp x): 100 at 100, and not 0 at -20 (jax-js 0.1.25)", () => {
  for (const name of ["softplus", "log(1 + exp(x))"]) {
    for (const y of both(name, 0, 100)) expect(y).toBe(100);
    for (const y of both(name, 0, -20)) expectNear(y, 2.061153620314381e-9);
  }
});

test("17. erf at 1e-8, gelu at -5 and the slope of sigmoid at 17 have their digits (tfjs)", () => {
  for (const y of both("erf", 0, 1e-8)) expectNear(y, 1.1283791670955126e-8);
  for (const y of both("gelu", 0, -5)) expectNear(y, -1.43325785939957e-6);
  for (const y of both("sigmoid", 1, 17)) expectNear(y, 4.139937347306146e-8);
});
