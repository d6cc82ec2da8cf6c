import fc from "fast-check";
import { expect, test } from "vitest";
import { anyFloat, expressions } from "../../test/arbitrary.ts";
import { constant, evaluate, type Interval, interval, parse, print } from "./index.ts";

function inside({ lo, hi }: Interval, at: number): number {
  if (lo === hi) return lo;
  const [p, q] = [Math.max(lo, -1e9), Math.min(hi, 1e9)];
  return Math.min(hi, Math.max(lo, p + at * (q - p)));
}

function contains(bounds: Interval, value: number, what: string): void {
  const sound = Number.isNaN(value) ? bounds.nan === true : bounds.lo <= value && value <= bounds.hi;
  expect(sound, `${what} = ${value} in ${bounds.lo} .. ${bounds.hi} ${bounds.nan ? "or NaN" : ""}`).toBe(true);
}

const range = fc.tuple(anyFloat, anyFloat).filter(([lo, hi]) => lo <= hi);
const fraction = fc.double({ min: 0, max: 1, noNaN: true });

test("bounds of a random expression contain its values", () => {
  fc.assert(
    fc.property(
      expressions(),
      fc.tuple(range, range, range),
      fc.tuple(fraction, fraction, fraction),
      (e, given, at) => {
        const [x, a, b] = given.map(([lo, hi]) => ({ lo, hi })) as [Interval, Interval, Interval];
        const point = { x: inside(x, at[0]), a: inside(a, at[1]), b: inside(b, at[2]) };
        contains(interval(e, { x, a, b }), evaluate(e, point), `${print(e)} at ${JSON.stringify(point)}`);
      },
    ),
    { numRuns: 5000 },
  );
});

test.each([
  "where(x > 0, x, expm1(x))",
  "x * sigmoid(x)",
  "where(x <= -3, 0, where(x >= 3, x, x * (x + 3) / 6))",
  "where(x != 1, 1 / (x - 1), x)",
  "where(1 < x, where(x < 2, log(x), sqrt(x)), sin(x))",
  "max(x, 0) - abs(x)^0.5",
  "x^3 - x^2 + x^-1",
])("bounds of %s contain its values", (formula) => {
  const e = parse(formula);
  fc.assert(
    fc.property(range, fraction, ([lo, hi], at) => {
      const x = inside({ lo, hi }, at);
      contains(interval(e, { x: { lo, hi } }), evaluate(e, { x }), `${formula} at ${x}`);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["1^x", { x: { lo: -Infinity, hi: Infinity } }, { x: 3 }],
  ["x^a", { x: { lo: -0, hi: 1 }, a: { lo: -1, hi: 0 } }, { x: -0, a: -1 }],
  ["x^a", { x: { lo: -0, hi: 1 }, a: { lo: -0.5, hi: 0 } }, { x: 0.25, a: -0.5 }],
  ["x^a", { x: { lo: -2, hi: 1 }, a: { lo: -3, hi: 4 } }, { x: -0.5, a: -3 }],
] as const)("bounds of the power %s in %j contain its value at %j", (formula, ranges, at) => {
  const e = parse(formula);
  contains(interval(e, ranges), evaluate(e, at), formula);
});

test("a branch is bounded over its own part of the range", () => {
  expect(interval(parse("where(x > 0, x, 0)"))).toEqual({ lo: 0, hi: Infinity, nan: false });
  expect(interval(parse("where(x > 0, log(x), 0)")).nan).toBe(false);
  expect(interval(parse("where(x > 0, 1 / x, 0)"))).toMatchObject({ lo: 0, nan: false });
  expect(interval(parse("where(x > 3, sqrt(-1), x)"), { x: { lo: 0, hi: 2 } })).toEqual({ lo: 0, hi: 2, nan: false });
  expect(interval(parse("sign(x) + a"), { a: { lo: 1, hi: 1 } })).toEqual({ lo: 0, hi: 2, nan: false });
  expect(interval(constant(NaN)).nan).toBe(true);
  expect(interval(parse("where(x, 0, nan)"))).toEqual({ lo: 0, hi: 0, nan: true });
});

test("a range without lo and hi is refused", () => {
  expect(() => interval(parse("x^2"), { x: [-1, 1] as never })).toThrow(
    "the range of x is [-1,1]; for instance { lo: -1, hi: 1 }",
  );
});
