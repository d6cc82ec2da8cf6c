import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as math from "./index.ts";

/**
 * The largest error of each function in ulp, as measured with 4,000 mpmath points each
 * (scripts/golden_math.py 4000 out.json; GOLDEN_MATH=out.json prints them), rounded up.
 */
const bounds: Readonly<Record<string, number>> = {
  exp: 0.8,
  expm1: 0.9,
  exp2: 0.8,
  log: 0.7,
  log1p: 0.8,
  log2: 0.7,
  log10: 0.7,
  sin: 0.8,
  cos: 0.8,
  tan: 0.8,
  sinh: 0.8,
  cosh: 0.9,
  tanh: 0.8,
  asinh: 0.6,
  atan: 0.7,
  cbrt: 0.7,
  erf: 0.8,
  erfc: 1.7,
  erfcx: 2.2,
  normalPdf: 1.8,
  normalCdf: 1.8,
  normalQuantile: 5,
  sigmoid: 0.9,
  softplus: 0.8,
  pow: 0.9,
};

type Row = readonly number[];
const path = process.env.GOLDEN_MATH ?? new URL("../../../test/golden/math.json", import.meta.url);
const golden = JSON.parse(readFileSync(path, "utf8")) as { functions: Record<string, Row[]> };
const functions = math as unknown as Record<string, (...args: number[]) => number>;

/** Distance of `got` from the true value y + r ulp(y), in ulp of y. */
function errorInUlp(got: number, y: number, r: number): number {
  const unit = ulp(y);
  return Number.isFinite(got) ? Math.abs((got - y) / unit - r) : Number.POSITIVE_INFINITY;
}

function ulp(y: number): number {
  const view = new Float64Array([Math.abs(y)]);
  const bits = new BigInt64Array(view.buffer);
  bits[0] = bits[0]! & ~0xfffffffffffffn; // the power of two below
  return Math.max(view[0]! * 2 ** -52, 5e-324);
}

test.each(Object.entries(golden.functions))("%s stays within its bound of mpmath", (name, rows) => {
  let worst = 0;
  let at: Row = [];
  for (const row of rows) {
    const r = row.at(-1)!;
    const y = row.at(-2)!;
    const error = errorInUlp(functions[name]!(...row.slice(0, -2)), y, r);
    if (error > worst) {
      worst = error;
      at = row;
    }
  }
  if (process.env.GOLDEN_MATH) console.log(name, worst.toFixed(3), at);
  expect({ at, worst, within: worst <= bounds[name]! }).toMatchObject({ within: true });
});

const { PI } = Math;
/** f(x) as ECMAScript (where Math has f) and C99 have it; each row is f, then pairs of x and f(x). */
const special: readonly (readonly [string, ...(readonly (readonly [number, number])[])])[] = [
  ["exp", [0, 1], [-0, 1], [Infinity, Infinity], [-Infinity, 0], [710, Infinity], [-746, 0], [-745, 5e-324]],
  ["expm1", [0, 0], [-0, -0], [Infinity, Infinity], [-Infinity, -1], [5e-324, 5e-324], [710, Infinity]],
  ["exp2", [0, 1], [-0, 1], [Infinity, Infinity], [-Infinity, 0], [-1074, 5e-324], [1023, 2 ** 1023], [1024, Infinity]],
  ["log", [0, -Infinity], [-0, -Infinity], [1, 0], [Infinity, Infinity], [-1, NaN], [-Infinity, NaN]],
  ["log1p", [0, 0], [-0, -0], [-1, -Infinity], [Infinity, Infinity], [-2, NaN], [-Infinity, NaN], [5e-324, 5e-324]],
  [
    "log2",
    [0, -Infinity],
    [-0, -Infinity],
    [1, 0],
    [5e-324, -1074],
    [2 ** 1023, 1023],
    [Infinity, Infinity],
    [-1, NaN],
  ],
  ["log10", [0, -Infinity], [-0, -Infinity], [1, 0], [1e22, 22], [1000, 3], [Infinity, Infinity], [-1, NaN]],
  ["sin", [0, 0], [-0, -0], [Infinity, NaN], [-Infinity, NaN], [5e-324, 5e-324]],
  ["cos", [0, 1], [-0, 1], [Infinity, NaN], [-Infinity, NaN]],
  ["tan", [0, 0], [-0, -0], [Infinity, NaN], [-Infinity, NaN], [-5e-324, -5e-324]],
  ["sinh", [0, 0], [-0, -0], [Infinity, Infinity], [-Infinity, -Infinity], [711, Infinity], [-711, -Infinity]],
  ["cosh", [0, 1], [-0, 1], [Infinity, Infinity], [-Infinity, Infinity], [-711, Infinity]],
  ["tanh", [0, 0], [-0, -0], [Infinity, 1], [-Infinity, -1], [5e-324, 5e-324]],
  ["asinh", [0, 0], [-0, -0], [Infinity, Infinity], [-Infinity, -Infinity], [5e-324, 5e-324]],
  ["atan", [0, 0], [-0, -0], [Infinity, PI / 2], [-Infinity, -PI / 2], [5e-324, 5e-324]],
  ["cbrt", [0, 0], [-0, -0], [Infinity, Infinity], [-Infinity, -Infinity], [-27, -3], [1e300, 1e100]],
  ["erf", [0, 0], [-0, -0], [Infinity, 1], [-Infinity, -1]],
  ["erfc", [0, 1], [-0, 1], [Infinity, 0], [-Infinity, 2], [30, 0], [-30, 2]],
  ["erfcx", [0, 1], [-0, 1], [Infinity, 0], [-Infinity, Infinity], [-27, Infinity]],
  ["normalPdf", [Infinity, 0], [-Infinity, 0], [0, 0.3989422804014327], [-40, 0], [1e300, 0]],
  ["normalCdf", [0, 0.5], [-0, 0.5], [Infinity, 1], [-Infinity, 0], [1e300, 1], [-1e300, 0]],
  [
    "normalQuantile",
    [0, -Infinity],
    [1, Infinity],
    [0.5, 0],
    [-0.1, NaN],
    [1.1, NaN],
    [Infinity, NaN],
    [-Infinity, NaN],
  ],
  ["sigmoid", [0, 0.5], [-0, 0.5], [Infinity, 1], [-Infinity, 0], [-1000, 0], [1000, 1]],
  ["softplus", [Infinity, Infinity], [-Infinity, 0], [1000, 1000], [-1000, 0], [1e308, 1e308], [-1e308, 0]],
];

test.each(special.map(([name, ...pairs]) => ({ name, pairs })))(
  "$name has its special values, and NaN for NaN",
  (row) => {
    const { name, pairs } = row;
    for (const [x, y] of [...pairs, [NaN, NaN] as const]) expect([x, functions[name]!(x)]).toEqual([x, y]);
  },
);

test("pow has the special values of Math.pow", () => {
  const values = [0, 0.5, 1, 1.5, 2, 3, 4, 1e10, 2 ** 53 - 1, 2 ** 53, 1e300, 5e-324, 1e-310, Infinity];
  const both = [...values, ...values.map((v) => -v), NaN];
  for (const x of both) {
    for (const y of both) {
      const exact = x ** y;
      if (exact === 0 || !Number.isFinite(exact) || Math.abs(exact) === 1) {
        expect([x, y, math.pow(x, y)]).toEqual([x, y, exact]);
      }
    }
  }
});

test("pow is exact for small integers", () => {
  for (let x = -12; x <= 12; x++) for (let y = 0; y <= 14; y++) expect([x, y, math.pow(x, y)]).toEqual([x, y, x ** y]);
});

test("exp2 is exact for every integer", () => {
  for (let k = -1074; k < 1024; k++) expect(math.exp2(k)).toBe(2 ** k);
});

test("log2 undoes exp2, log10 is exact for powers of ten", () => {
  for (let k = -1074; k < 1024; k++) expect(math.log2(2 ** k)).toBe(k);
  for (let k = 0; k <= 22; k++) expect(math.log10(Number(`1e${k}`))).toBe(k);
});

const anyNumber = fc.double({ noNaN: true });

test("odd functions are odd and even functions even, to the bit", () => {
  fc.assert(
    fc.property(anyNumber, (x) => {
      for (const f of [math.sin, math.tan, math.sinh, math.tanh, math.asinh, math.atan, math.cbrt, math.erf]) {
        expect(f(-x)).toBe(-f(x));
      }
      for (const f of [math.cos, math.cosh, math.normalPdf]) expect(f(-x)).toBe(f(x));
    }),
  );
});

test("normalCdf undoes normalQuantile, far into both tails", () => {
  for (let k = 0; k < 2000; k++) {
    const p = math.exp2(-k / 2 - 0.3);
    const x = math.normalQuantile(p);
    // the relative slope of the cdf at x is about |x| + 1/|x|, so that 5 ulp of x become this many of p
    expect(Math.abs(math.normalCdf(x) / p - 1)).toBeLessThan((x * x + 3) * 6 * 2 ** -53);
  }
});

test("sigmoid is the slope of softplus, and softplus(x) - softplus(-x) is x", () => {
  fc.assert(
    fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
      const h = 1e-4;
      const slope = (math.softplus(x + h) - math.softplus(x - h)) / (2 * h);
      expect(Math.abs(slope - math.sigmoid(x))).toBeLessThan(1e-8);
      expect(Math.abs(math.softplus(x) - math.softplus(-x) - x)).toBeLessThanOrEqual(2 ** -50 * (1 + Math.abs(x)));
    }),
  );
});

test("nothing decreases that should not, on neighbouring numbers round every seam", () => {
  const seams = [-40, -6, -1.25, -0.84375, -0.625, -0.5, -0.4375, 0, 0.25, 0.35, 0.4375, 0.5, 0.625, 0.6875, 0.84375];
  seams.push(1, 1.1875, 1.25, 1.5, 2.4375, 2.857142857142857, 6, 20, 40);
  const rising = [math.exp, math.expm1, math.exp2, math.sinh, math.tanh, math.asinh, math.atan, math.cbrt, math.erf];
  for (const f of [...rising, math.normalCdf, math.sigmoid, math.softplus]) {
    for (const seam of seams) {
      const far = 1e-12 * Math.max(1, Math.abs(seam)); // thousands of ulp, so that an error of one ulp cannot show
      expect([f, seam, f(seam + far) >= f(seam - far)]).toEqual([f, seam, true]);
    }
  }
});
