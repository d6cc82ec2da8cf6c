import { describe, expect, test } from "vitest";
import { value } from "../eager/index.ts";
import { verifyFormula, verifyPairs, type YoursResult } from "./verify-yours.ts";

const options = { dtype: "float64", bound: 8 } as const;
const kinds = ({ orders }: YoursResult) => orders.flatMap((o) => o.causes.map((cause) => cause.kind));
const texts = ({ orders }: YoursResult) => orders.flatMap((o) => o.causes.map((cause) => cause.text));
const xs = Float64Array.from({ length: 121 }, (_, i) => (i - 60) / 8 + 0.01);
const pairs = (f: (x: number) => number) => ({ x: xs, y: xs.map(f) });

describe("a formula", () => {
  test.each([
    ["x * sigmoid(x)", "silu"],
    ["where(x > 0, 1.0507009873554805*x, 1.0507009873554805*1.6732632423543772*expm1(x))", "selu"],
    ["x * normcdf(x)", "gelu"],
  ])("%s agrees with %s", (formula, as) => {
    const { holds, orders } = verifyFormula(formula, undefined, as, options);
    expect(orders[0]).toMatchObject({ beyond: 0, causes: [] });
    expect(holds).toBe(true);
  });

  test("truncated constants are found, each with its digits", () => {
    const result = verifyFormula("where(x > 0, 1.0507*x, 1.0507*1.67326*expm1(x))", undefined, "selu", options);
    expect(result.holds).toBe(false);
    expect(texts(result)).toEqual([
      "the constant 1.0507 is 1.0507009873554805 to 6 digits only",
      "the constant 1.67326 is 1.6732632423543772 to 6 digits only",
    ]);
  });

  test("exp(x) - 1 cancels, and the words say where", () => {
    const result = verifyFormula("where(x > 0, x, exp(x) - 1)", undefined, "elu", options);
    expect(texts(result)[0]).toContain("exp(x) - 1: cancels near 0");
  });

  test("the tanh form is another function than gelu", () => {
    const result = verifyFormula("0.5*x*(1+tanh(sqrt(2/pi)*(x+0.044715*x^3)))", undefined, "gelu", options);
    expect(texts(result)[0]).toMatch(/^this is geluTanh/);
  });

  test("exp overflows in log(1 + exp(x)), earlier in float32", () => {
    const at = (dtype: "float64" | "float32") =>
      verifyFormula("log(1 + exp(x))", undefined, "softplus", { ...options, dtype }).orders[0]!.causes.find(
        ({ kind }) => kind === "overflow",
      )?.at;
    expect(at("float64")).toBeCloseTo(710.3, 1);
    expect(at("float32")).toBeCloseTo(89.3, 1);
  });

  test("x/6 + 1/2 loses its digits near -3", () => {
    const result = verifyFormula("min(max(x/6 + 0.5, 0), 1)", undefined, "hardsigmoid", options);
    expect(result.orders[0]?.worst.at).toBeCloseTo(-3, 0);
    expect(result.holds).toBe(false);
  });

  test("a wrong branch at 0 is told as that", () => {
    const result = verifyFormula("x / abs(x)", undefined, "sign", options);
    expect(texts(result)[0]).toBe("only x = 0 is wrong, NaN instead of 0: look which branch takes it");
  });

  test("a NaN that is swallowed is told", () => {
    const result = verifyFormula("where(x > 0, x, 0)", undefined, "relu", options);
    expect(texts(result)).toEqual(["NaN is swallowed: f(NaN) is 0"]);
  });

  test("a derivative of one's own is checked too", () => {
    const good = verifyFormula("x * sigmoid(x)", "sigmoid(x) * (1 + x * sigmoid(-x))", "silu", options);
    expect(good.orders.map((o) => o.beyond)).toEqual([0, 0]);
    const bad = verifyFormula("sigmoid(x)", "sigmoid(x) * (1 - sigmoid(x))", "sigmoid", options);
    expect(bad.orders[0]?.beyond).toBe(0);
    expect(bad.orders[1]?.beyond).toBeGreaterThan(0);
    expect(bad.sentence).toContain("(the derivative)");
  });

  test("a letter without a value is refused", () => {
    expect(() => verifyFormula("a * x", undefined, "relu", options)).toThrow(/"a" in the formula has no value/);
  });
});

describe("pairs", () => {
  test("exact values hold", () => {
    expect(
      verifyPairs(
        pairs((x) => value("selu", x)),
        "selu",
        options,
      ).holds,
    ).toBe(true);
  });

  test("a truncated constant shows in the parameter that fits", () => {
    const y = (x: number) => 1.0507009873554805 * (x > 0 ? x : 1.6733 * Math.expm1(x));
    const result = verifyPairs(pairs(y), "selu", options);
    expect(texts(result)[0]).toMatch(/^it fits alpha = 1\.6733: 1\.6732632423543772 to [45] digits only$/);
  });

  test("two truncated constants show in two parameters", () => {
    const y = (x: number) => 1.0507 * (x > 0 ? x : 1.67326 * Math.expm1(x));
    expect(texts(verifyPairs(pairs(y), "selu", options))).toEqual([
      "it fits alpha = 1.67326: 1.6732632423543772 to 6 digits only",
      "it fits scale = 1.0507: 1.0507009873554805 to 6 digits only",
    ]);
  });

  test("another function is named", () => {
    const result = verifyPairs(
      pairs((x) => value("geluTanh", x)),
      "gelu",
      options,
    );
    expect(texts(result)[0]).toMatch(/^this is geluTanh/);
  });

  test("float32 numbers in float64 columns are recognised", () => {
    const result = verifyPairs(
      pairs((x) => Math.fround(value("softplus", x))),
      "softplus",
      options,
    );
    expect(kinds(result)).toContain("float32 arithmetic");
  });

  test("values that cancel as exp(x) - 1 does are recognised", () => {
    const x = xs.map((each) => each / 1e6);
    const y = x.map((each) => (each > 0 ? each : Math.exp(each) - 1));
    expect(texts(verifyPairs({ x, y }, "elu", options))[0]).toMatch(
      /^as if exp\(x\) - 1 stood for expm1\(x\): cancels/,
    );
  });

  test("values that overflow are told from where", () => {
    const x = xs.map((each) => each * 200);
    const y = x.map((each) => Math.log(1 + Math.exp(each)));
    expect(kinds(verifyPairs({ x, y }, "softplus", options))).toContain("overflow");
  });

  test("a factor that is the same everywhere is given", () => {
    const result = verifyPairs(
      pairs((x) => 1.5 * value("tanh", x)),
      "tanh",
      options,
    );
    expect(texts(result).join()).toContain("1.5 times what it should be");
  });
});
