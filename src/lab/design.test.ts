import { describe, expect, test } from "vitest";
import { resolve } from "../activations/index.ts";
import { parse } from "../expr/index.ts";
import { type DesignResult, design, usualReadings } from "./design.ts";
import { type Criterion, criteriaOf, type GradientReading } from "./design-criteria.ts";
import { depthDots } from "./design-depth.ts";
import { toHalf } from "./design-doctor.ts";
import { nearestKnown } from "./design-nearest.ts";
import { degreeOf, subjectOf } from "./design-subject.ts";

const known = new Map<string, DesignResult>();
const designed = (formula: string): DesignResult => {
  const made = known.get(formula) ?? design(formula);
  known.set(formula, made);
  return made;
};
const subject = (formula: string) => {
  const { declaration, params } = resolve(formula);
  return subjectOf(declaration, params);
};
const judged = new Map<string, readonly Criterion[]>();
/** The criteria alone: layers are measured once, for all. */
const criteria = (formula: string) => {
  const s = subject(formula);
  const { meanSquareSlope, secondMoment } = s.passport.moments;
  const depth = { ...designed("relu").depth, ratio: meanSquareSlope / secondMoment };
  const made = judged.get(formula) ?? criteriaOf(s, depth, usualReadings);
  judged.set(formula, made);
  return made;
};
const answers = (formula: string) => criteria(formula).map((c) => (c.answer === "yes" ? c.number : "-"));

describe("the four criteria", () => {
  test("mish meets all that a function can meet at once", () => {
    const { holds, criteria } = designed("x * tanh(softplus(x))");
    expect(holds).toBe(true);
    expect(criteria.filter((c) => c.answer === "yes").map((c) => c.number)).toEqual(["1", "2", "3c", "3d", "4"]);
    expect(criteria.filter((c) => c.decides).map((c) => c.number)).toEqual(["1", "2", "3c", "3d", "4"]);
  });

  test.each([
    ["relu", ["1", "-", "-", "-", "3c", "3d", "4"]],
    ["sigmoid", ["1", "2", "-", "-", "-", "-", "4"]],
    ["tanh", ["1", "2", "-", "-", "-", "3d", "4"]],
    ["log(cosh(x))", ["1", "2", "-", "3b", "3c", "3d", "4"]],
    ["softplus", ["1", "2", "-", "-", "3c", "-", "4"]],
    ["x", ["-", "2", "3a", "3b", "3c", "3d", "-"]],
    ["x + sin(x) / 2", ["1", "2", "3a", "3b", "3c", "3d", "-"]],
  ])("%s meets %j", (formula, wanted) => {
    expect(answers(formula)).toEqual(wanted);
  });

  test("a corner is refuted at its x", () => {
    const [, second] = designed("relu").criteria;
    expect(second).toMatchObject({ answer: "no", how: "refuted", witness: 0 });
    expect(second?.text).toContain("slope 0 on the left and 1 on the right");
  });

  test("a function that is differentiable once is named C1", () => {
    expect(criteria("elu")[1]?.text).toMatch(/^class C1/);
    expect(subject("max(x, 0)^3").smoothness).toMatchObject({ class: 2, at: 0 });
  });

  test("a jump and a hole are no continuous functions", () => {
    expect(criteria("where(x > 1, x, 0)")[1]).toMatchObject({ answer: "no", witness: 1 });
    expect(subject("1 / x").smoothness).toMatchObject({ class: -1 });
  });

  test("the impossible reading says that no function can meet it", () => {
    const everywhere = criteria("silu")[2];
    expect(everywhere?.text).toContain("no function can meet this together with 2 and 4");
    expect(everywhere?.decides).toBe(false);
  });

  test("no function meets 2, 3a and 4 at once", () => {
    for (const found of judged.values()) {
      const met = ["2", "3a", "4"].every((n) => found.find((c) => c.number === n)?.answer === "yes");
      expect(met).toBe(false);
    }
  });

  test("a polynomial is non-linear and not universal", () => {
    expect(criteria("x^2 / 2 + 0.1 * x")[0]).toMatchObject({ answer: "yes" });
    expect(criteria("x^2 / 2 + 0.1 * x")[0]?.text).toContain("Leshno");
    const degrees = ["3", "2*x + 1", "x^3 - x", "(x + 1)^2 * x", "x / 2", "2 / x", "sin(x)", "sin(1) * x"];
    expect(degrees.map((text) => degreeOf(parse(text)))).toEqual([0, 1, 3, 3, 1, undefined, undefined, 1]);
  });

  test("another reading decides where it is asked for", () => {
    const met = (formula: string, reading: GradientReading) =>
      criteriaOf(subject(formula), designed("relu").depth, [reading]).every((c) => !c.decides || c.answer === "yes");
    expect(met("log(cosh(x))", "tails")).toBe(true);
    expect(met("silu", "tails")).toBe(false);
    expect(met("silu", "everywhere")).toBe(false);
  });
});

describe("depth", () => {
  // scipy.integrate.quad of f'^2 and f^2 against the normal density, to two digits
  test.each([
    ["relu", 1.0],
    ["elu", 1.04],
    ["mish", 1.06],
    ["silu", 1.07],
    ["gelu", 1.07],
    ["tanh", 1.18],
    ["softplus", 0.32],
    ["sigmoid", 0.15],
  ])("%s: E f'^2 / E f^2 is %d", (name, ratio) => {
    const { meanSquareSlope, secondMoment } = subject(name).passport.moments;
    expect(meanSquareSlope / secondMoment).toBeCloseTo(ratio, 2);
    if (known.has(name)) expect(designed(name).depth.ratio).toBe(meanSquareSlope / secondMoment);
  });

  test("what ten layers do at initialisation is what mean-field theory predicts", () => {
    for (const name of ["relu", "silu", "tanh"]) {
      const { layers } = designed(name).depth;
      expect(layers).toHaveLength(10);
      for (const { gradient, predicted } of layers) expect(Math.abs(Math.log(gradient / predicted))).toBeLessThan(0.7);
    }
    const [first] = designed("sigmoid").depth.layers;
    expect(first?.gradient).toBeLessThan(1e-3);
  });

  test("the same seed measures the same", () => {
    const of = subject("silu");
    const layers = (seed: number) => depthDots(of.declaration, of, seed).layers;
    expect(layers(1)).toEqual(designed("silu").depth.layers);
    expect(layers(1)).not.toEqual(layers(4));
  });
});

describe("the nearest known function", () => {
  test.each([
    ["x * tanh(softplus(x))", "mish"],
    ["x * sigmoid(1.3 * x)", "0.769*silu(1.3*x)"],
    ["2 * sigmoid(2 * x) - 1", "tanh"],
    ["3 * tanh(0.5 * x) + 1", "6*sigmoid(x) - 2"],
    ["silu", "swish"],
  ])("%s is %s", (formula, text) => {
    expect(nearestKnown(subject(formula))).toMatchObject({ same: true, text });
  });

  test("an equal function comes first, and what is equal near 0 only is none", () => {
    expect(nearestKnown(subject("max(x, 0)"))).toMatchObject({ same: true, text: "relu" });
    expect(designed("relu").nearest).toMatchObject({ same: false, name: "leakyRelu", b: 1, c: 0 });
    expect(designed("log(cosh(x))").nearest).toMatchObject({ same: true, hearsay: true });
  });

  test("what is near and not the same has its distance", () => {
    const nearest = nearestKnown(subject("x * atan(exp(x))"));
    expect(nearest?.same).toBe(false);
    expect(nearest?.distance).toBeGreaterThan(1e-3);
    expect(nearest?.distance).toBeLessThan(0.05);
  });

  test("a constant and what has no moments have none", () => {
    expect(nearestKnown(subject("3"))).toBeUndefined();
    expect(nearestKnown(subject("log(x)"))).toBeUndefined();
  });
});

describe("the doctor", () => {
  const checked = (formula: string, of: "f" | "f′", dtype: "float32" | "float16") =>
    designed(formula).doctor.checks.find((c) => c.of === of && c.dtype === dtype);

  test("log(1 + exp(x)) overflows past 88.7 in float32 and past 11 in float16, and is mended", () => {
    for (const [dtype, least, most] of [
      ["float32", 88.72, 88.73],
      ["float16", 11.08, 11.1],
    ] as const) {
      const { breaks = [] } = checked("log(1 + exp(x))", "f", dtype) ?? {};
      expect(breaks).toMatchObject([{ becomes: "infinite", operation: "exp(x)", side: "right" }]);
      expect(breaks[0]?.from).toBeGreaterThan(least);
      expect(breaks[0]?.from).toBeLessThan(most);
    }
    expect(checked("log(1 + exp(x))", "f", "float32")?.lost).toBeGreaterThan(0.05);
    expect(designed("log(1 + exp(x))").doctor.stable.f).toBe("softplus(x)");
    expect(designed("log(1 + exp(x))").doctor.measured.f.max).toBeLessThan(2);
  });

  test("a stable formula has no complaint", () => {
    for (const { breaks, ulp } of designed("relu").doctor.checks) expect([breaks, ulp]).toEqual([[], 0]);
  });

  test("float16 is rounded to even, with subnormals and infinities", () => {
    const cases: [number, number][] = [
      [1 + 2 ** -11, 1],
      [1 + 3 * 2 ** -11, 1 + 2 ** -9],
      [65519, 65504],
      [65520, Infinity],
      [-65520, -Infinity],
      [2 ** -24, 2 ** -24],
      [2 ** -25, 0],
      [1.5 * 2 ** -24, 2 ** -23],
      [-0.1, -0.0999755859375],
    ];
    for (const [x, y] of cases) expect(toHalf(x)).toBe(y);
    expect(toHalf(-0)).toBe(-0);
    expect(toHalf(Number.NaN)).toBeNaN();
  });
});

test("the sentence says what is met, or what is missed", () => {
  expect(designed("x * tanh(softplus(x))").sentence).toBe(
    "x * tanh(softplus(x)) meets all four criteria (the third read as: the slope survives on one side and the gradient survives depth); it is mish.",
  );
  expect(designed("sigmoid").sentence).toMatch(
    /^sigmoid misses a slope on one side and a gradient that survives depth;/,
  );
});

test("an unknown name is refused as everywhere", () => {
  expect(() => design("gelo")).toThrow(/did you mean "gelu"/);
  expect(resolve("gelu").name).toBe("gelu");
});
