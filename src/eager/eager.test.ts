import { expect, test } from "vitest";
import { type Activation, catalogue, elu } from "../activations/index.ts";
import { activation, derivative, secondDerivative, value } from "./eager.ts";
import { kernel } from "./kernel.ts";

const points = [-Infinity, -20, -3, -1.5, -0.25, -0, 0, 0.5, 1, 4.25, 30, Infinity, NaN];

test.each([...catalogue.values()] as Activation[])("$name: float32, float64 and single numbers agree", (a) => {
  for (const f of [value, derivative, secondDerivative]) {
    const doubles = f(a, new Float64Array(points));
    const singles = f(a, new Float32Array(points));
    expect([...doubles]).toEqual(points.map((x) => f(a.name, x)));
    for (const [i, y] of doubles.entries()) {
      const single = singles[i] as number;
      // a few float32 roundings; a value past its range is an infinity
      const close = Math.abs(single - Math.fround(y)) <= 4e-6 * Math.max(1, Math.abs(y));
      expect(close || Object.is(single, Math.fround(y)), `${a.name}(${points[i]}): ${single}, ${y}`).toBe(true);
    }
  }
});

test("parameters go by PyTorch's names in camelCase", () => {
  expect(value("leaky_relu", -2, { negativeSlope: 0.2 })).toBeCloseTo(-0.4, 15);
  expect(derivative("LeakyReLU", -2, { negativeSlope: 0.2 })).toBe(0.2);
  expect([...value("nn.ELU", new Float32Array([-1, 1]), { alpha: 2 })]).toEqual([Math.fround(-1.2642411176571153), 1]);
  expect([...value("elu", new Float32Array([-1, 1]))]).toEqual([Math.fround(-0.6321205588285577), 1]);
});

test("an option that selects a variant, and one that is not needed", () => {
  expect(value("gelu", 1, { approximate: "tanh" })).toBe(value("geluTanh", 1));
  expect(value("gelu", 1, { approximate: "none" })).toBe(value("gelu", 1));
  expect(value("softplus", 1, { threshold: 20 })).toBe(value("softplus", 1));
  // @ts-expect-error: no such approximation
  expect(() => value("gelu", 1, { approximate: "sinh" })).toThrow('gelu: approximate is "none" or "tanh", not "sinh"');
});

test("a formula is as good as a name", () => {
  const mine = activation("x * tanh(softplus(x))");
  expect(value(mine, 1.5)).toBe(value("mish", 1.5));
  expect(value("a * gelu(b * x)", 2, { a: 3 })).toBeCloseTo(3 * value("gelu", 2), 14);
  expect(value(activation("elu", { alpha: 0.5 }), -3)).toBe(value(elu, -3, { alpha: 0.5 }));
});

test("what was meant is said", () => {
  expect(() => value("gelu_tnh", 1)).toThrow(
    'unknown activation "gelu_tnh"; did you mean "geluTanh"? (list them with `nonlin list`)',
  );
  // @ts-expect-error: misspelt
  expect(() => value("elu", 1, { alhpa: 2 })).toThrow('elu has no option "alhpa"; did you mean alpha?');
  // @ts-expect-error: it has none
  expect(() => value("relu", 1, { alpha: 2 })).toThrow('relu has no option "alpha"; it has none');
});

test("what goes in is left alone", () => {
  const x = new Float32Array([1, -1]);
  value("relu", x);
  expect([...x]).toEqual([1, -1]);
});

test("an array of numbers is computed in float64", () => {
  expect(value("gelu", [-1, 0.5])).toEqual([value("gelu", -1), value("gelu", 0.5)]);
});

test.each([
  [new Int32Array([1, 2]), "not an Int32Array; Float64Array.from(x) is one"],
  [[[1, 2]], 'not nested arrays; the functions of "nonlin/functional" take tensors, { data, shape }'],
  ["3", 'not "3"'],
  [undefined, "not nothing"],
  [null, "not null"],
])("gelu of %s is refused", (x, message) => {
  expect(() => value("gelu", x as never)).toThrow(
    `gelu takes a number, an array of numbers, a Float32Array or a Float64Array, ${message}`,
  );
});

test("what is no activation is refused by what one is", () => {
  expect(() => value(1 as never, "relu" as never)).toThrow(
    "an activation is a name, a formula or a declaration, not 1",
  );
  expect(() => kernel("gelu" as never)).toThrow(
    'kernel of "nonlin/kernel" takes what "nonlin/activations" exports, not "gelu"; kernel of "nonlin" takes any name',
  );
});
