import { expect, test } from "vitest";
import { type Activation, catalogue, familyOf, lookup } from "../src/activations/index.ts";
import {
  defaults,
  evaluate,
  evaluator,
  interval,
  limit,
  type Order,
  observedLimit,
  parse,
  partial,
  print,
  road,
  source,
} from "../src/expr/index.ts";
import golden from "./golden/activations.json" with { type: "json" };
import torch from "./golden/torch.json" with { type: "json" };

const activations = [...catalogue.values()];
const orders = [0, 1, 2] as const;
const points = golden.points;
const table = new Map(
  Object.entries(golden.functions).map(([name, row]) => [
    lookup(name)?.name,
    row.values.map((column) => column.map(Number)),
  ]),
);

/** f, f' or f'' of the road in float64, at the default parameters. */
function compiled(a: Activation, order: Order): (x: number) => number {
  const params = defaults(a);
  const f = evaluator(road(a, order), ["x", ...Object.keys(params)]);
  return (x) => f(x, ...Object.values(params));
}

test("the golden table has a row for every activation and no other", () => {
  expect([...table.keys()].sort()).toEqual([...catalogue.keys()].sort());
});

// 1e-12 of the value; near zeros of f' and f'' 1e-14 absolute; less than the smallest normal number is nothing.
test.each(activations)("$name, its slope and its second derivative agree with mpmath", (a) => {
  for (const order of orders) {
    const f = compiled(a, order);
    const expected = table.get(a.name)?.[order] ?? [];
    for (const [i, x] of points.entries()) {
      const [y, want] = [f(x), expected[i] as number];
      const allowed = Math.max(1e-12 * Math.abs(want), nearZero(a, order, x), 1e-300);
      if (!(Math.abs(y - want) <= allowed) && !Object.is(y, want) && y !== want)
        expect({ order, x, y }).toEqual({ order, x, y: want });
    }
  }
});

test.each(activations)("$name, its slope and its second derivative are NaN at NaN and the limit at infinity", (a) => {
  for (const order of orders) {
    const f = compiled(a, order);
    expect({ order, y: f(NaN) }).toEqual({ order, y: NaN });
    for (const at of [-Infinity, Infinity]) {
      const e = road(a, order);
      const expected = limit(e, "x", at, defaults(a)) ?? observedLimit(e, "x", at, defaults(a)) ?? NaN;
      expect({ order, at, y: near(f(at), expected, 1e-12) }).toEqual({ order, at, y: expected });
      // what it comes to is what it comes near: values far out, where they settle
      const [nearer, farther] = [f(Math.sign(at) * 100), f(Math.sign(at) * 1e12)];
      if (Number.isFinite(expected)) expect(farther).toBeCloseTo(expected, 5);
      if (Math.abs(expected) === Infinity) expect(Math.abs(farther)).toBeGreaterThan(Math.abs(nearer));
      if (Math.abs(expected) === Infinity) expect(Math.sign(farther)).toBe(Math.sign(expected));
    }
  }
});

test.each(activations.filter((a) => a.domain !== undefined))(
  "$name is NaN, and so are its slopes, just where it has no domain",
  (a) => {
    const defined = evaluator(source({ formula: a.domain ?? "1" }), ["x"]);
    for (const order of orders) {
      const f = compiled(a, order);
      for (const x of points) expect({ x, nan: Number.isNaN(f(x)) }).toEqual({ x, nan: defined(x) === 0 });
    }
  },
);

test.each(activations.filter((a) => a.printed !== undefined))(
  "$name is what is printed, where that keeps its digits",
  (a) => {
    const params = a.params ?? {};
    for (const factor of [1, 0.75]) {
      const env = Object.fromEntries(Object.entries(params).map(([name, p]) => [name, p.init * factor]));
      for (const x of [-9.3, -6.1, -3.3, -1.2, -0.4, 0.3, 0.9, 1.6, 4.1, 6.7]) {
        const printed = evaluate(source({ formula: a.printed ?? "", params }), { ...env, x });
        const y = evaluate(road(a), { ...env, x });
        expect({ x, factor, y: near(y, printed, 1e-10) }).toEqual({ x, factor, y: printed });
      }
    }
  },
);

test.each(activations)("$name keeps the sign of zero where it is c x near 0", (a) => {
  const [f, slope] = [compiled(a, 0), compiled(a, 1)];
  if (f(0) !== 0 || slope(0) === 0) return;
  expect(f(-0)).toBe(Math.sign(slope(0)) * -0);
});

test.each(activations)("$name keeps its value, to 1e-12, where its parameters are not the defaults", (a) => {
  const params = Object.entries(defaults(a));
  for (const factor of [0.5, 1.75, -1.25]) {
    const env = Object.fromEntries(params.map(([name, init]) => [name, init * factor]));
    for (const x of [-30, -3.3, -1.2, -0.4, 0.3, 0.9, 1.6, 4.1, 25]) {
      const plain = evaluate(source(a), { ...env, x });
      if (Number.isNaN(plain)) continue;
      const allowed = 1e-12 * Math.max(1, Math.abs(x));
      const y = evaluate(road(a), { ...env, x });
      expect({ x, factor, y: near(y, plain, allowed) }).toEqual({ x, factor, y: plain });
    }
  }
});

test.each(activations)("what is printed of $name, its slopes and those in its parameters parses back to them", (a) => {
  const parameters = Object.keys(defaults(a));
  const forms = [source(a), ...orders.map((order) => road(a, order)), ...parameters.map((name) => partial(a, name))];
  const texts = forms.map((e) => [e, print(e)] as const).filter(([, text]) => text.length <= 2000); // what parse takes
  for (const [e, text] of texts) expect(parse(text, { parameters })).toBe(e);
});

test.each(activations)("$name lies within its bounds, and so do its slopes", (a) => {
  const params = defaults(a);
  const points = Object.fromEntries(Object.entries(params).map(([name, v]) => [name, { lo: v, hi: v }]));
  for (const order of orders) {
    const f = compiled(a, order);
    for (const [lo, hi] of [
      [-Infinity, Infinity],
      [-2, 3],
      [0.5, 0.75],
      [-40, -0.1],
    ] as const) {
      const bounds = interval(road(a, order), { ...points, x: { lo, hi } });
      for (let i = 0; i <= 40; i += 1) {
        const x = Math.max(lo, -1e3) + (i / 40) * (Math.min(hi, 1e3) - Math.max(lo, -1e3));
        const y = f(x);
        if (!Number.isNaN(y))
          expect(bounds.lo <= y && y <= bounds.hi, `${y} at ${x} in ${bounds.lo}..${bounds.hi}`).toBe(true);
      }
    }
  }
});

test.each(activations.filter((a) => a.corners !== undefined))(
  "$name has its declared slopes at corners, f'' is 0 there",
  (a) => {
    const params = defaults(a);
    const [f, slope, second] = [compiled(a, 0), compiled(a, 1), compiled(a, 2)];
    for (const corner of a.corners ?? []) {
      const at = evaluate(source({ formula: corner.at, params: a.params ?? {} }), params);
      const declared = evaluate(source({ formula: corner.slope, params: a.params ?? {} }), params);
      const h = 1e-7;
      const sides = [(f(at - h) - f(at - 2 * h)) / h, (f(at + 2 * h) - f(at + h)) / h];
      expect(slope(at)).toBeCloseTo(declared, 12);
      expect(Math.min(...sides.map((side) => Math.abs(side - declared)))).toBeLessThan(1e-5);
      expect(second(at) + 0).toBe(0);
    }
  },
);

/** Where PyTorch 1.13 is wrong by NUMERICS.md or has changed since: we follow the limit, and PyTorch 2.7. */
const differsFromTorch: ReadonlyMap<string, string> = new Map([
  ["gelu", "NaN at infinities"],
  ["geluTanh", "NaN at infinities"],
  ["silu", "NaN at infinities"],
  ["mish", "NaN at infinities"],
  ["softsign", "NaN at infinities"],
  ["tanhshrink", "NaN at infinities"],
  ["hardswish", "the slope at the bounds, before 2.7; -inf * 0"],
]);

test.each(torch.rows)("$name $options agrees with PyTorch at special points", (row) => {
  const a = catalogue.get(row.name) as Activation;
  const env = { ...defaults(a), ...row.options };
  const excused = differsFromTorch.has(a.name);
  for (const [i, text] of torch.points.entries()) {
    const x = Number(text);
    if (excused && (Math.abs(x) === Infinity || (a.name === "hardswish" && Math.abs(x) === 3))) continue;
    const [value, theirs] = [evaluate(road(a), { ...env, x }), Number(row.values[i])];
    // PyTorch's softshrink and sign swallow NaN
    const swallowed = Number.isNaN(x) && !Number.isNaN(theirs);
    const y = swallowed ? theirs : near(value, theirs, 1e-12 * Math.max(1, Math.abs(x)));
    expect({ x, y }).toEqual({ x, y: theirs });
    // its slopes at NaN are those of one branch; ours are NaN
    if (Number.isNaN(x)) continue;
    const [slope, itsSlope] = [evaluate(road(a, 1), { ...env, x }), Number(row.slopes[i])];
    // hardsigmoid's 1/6 is a float32 there; the sign of a slope of zero is nobody's
    expect({ x, slope: near(slope, itsSlope, 1e-8) + 0 }).toEqual({ x, slope: itsSlope + 0 });
  }
});

/** `expected` if y is that or within `allowed` of it, else y: so that a failure shows both. */
function near(y: number, expected: number, allowed: number): number {
  return Math.abs(y - expected) <= allowed || Object.is(y, expected) ? expected : y;
}

/**
 * Where terms of opposite sign meet, what is left of them is as good as the terms: 1e-14 of their size, which is
 * about 1 near 0. The terms of a rational function's derivatives fall off like its own growth does: x, 1, 1/x.
 */
function nearZero(a: Activation, order: Order, x: number): number {
  if (familyOf(a.name) === "rational") return 1e-14 / Math.max(1, Math.abs(x)) ** (order - 1);
  return Math.abs(x) < 50 ? 1e-14 : 0;
}
