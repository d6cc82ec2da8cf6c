import fc from "fast-check";
import { expect, test } from "vitest";
import { anyFloat, specials } from "../../test/arbitrary.ts";
import {
  apply,
  diff,
  evaluate,
  evaluator,
  freeVariables,
  type Interval,
  isOp,
  type Op,
  opNames,
  ops,
  parse,
  variable,
} from "./index.ts";

const rows = opNames.map((name) => ({ name, op: ops[name] as Op, letters: ["a", "b", "c"].slice(0, ops[name].arity) }));
/** Evenly spread, and off the round numbers where ops have corners. */
const moderate = fc.integer({ min: -4e6, max: 4e6 }).map((i) => (i + 0.1) / 1e6);

test("a row says how its op changes: by partial derivatives or by a tangent", () => {
  for (const { name, op } of rows) {
    expect(op.derivative === undefined, name).toBe(op.tangent !== undefined);
    if (op.derivative) expect(op.derivative.length, name).toBe(op.arity);
  }
});

test("a row says how its op behaves far out, or in what simpler ops", () => {
  for (const { name, op } of rows) expect(op.expansion ?? op.lower, name).toBeDefined();
});

test("only rows are ops", () => {
  expect(isOp("tanh")).toBe(true);
  expect(["constructor", "__proto__", "toString", "", "TANH"].some(isOp)).toBe(false);
});

test.each(rows)("$name: the derivative is the slope of the value", ({ name, letters }) => {
  const e = apply(name, ...letters.map(variable));
  const f = evaluator(e, letters);
  const slopes = letters.map((letter) => diff(e, letter));
  let compared = 0;
  fc.assert(
    fc.property(fc.tuple(moderate, moderate, moderate), (point) => {
      if (Math.abs(point[0] - point[1]) < 0.01) return; // a tie would fall between the differences
      const env = { a: point[0], b: point[1], c: point[2] };
      for (const [i] of letters.entries()) {
        const along = (h: number) => f(...point.map((p, j) => (i === j ? p + h : p)));
        const { value, error } = slopeOf(along);
        if (!(error < 1e-6 * Math.max(1, Math.abs(value)))) continue; // a corner, a jump or the end of the domain
        const stated = evaluate(slopes[i]!, { x: 0, ...env });
        expect(Math.abs(stated - value), `d ${letters[i]} at ${point}`).toBeLessThan(
          1e-9 + 20 * error + 1e-9 * Math.abs(value),
        );
        compared += 1;
      }
    }),
    { numRuns: 400 },
  );
  expect(compared).toBeGreaterThan(100);
});

/** Central differences of three widths, extrapolated; the error is how far the last two disagree. */
function slopeOf(f: (h: number) => number): { value: number; error: number } {
  const central = (h: number) => (f(h) - f(-h)) / (2 * h);
  const [d1, d2, d3] = [central(4e-3), central(2e-3), central(1e-3)];
  const [e1, e2] = [(4 * d2 - d1) / 3, (4 * d3 - d2) / 3];
  const value = (16 * e2 - e1) / 15;
  return { value, error: Math.abs(value - e2) + 1e-12 };
}

test.each(rows)("$name: bounds contain every value", ({ name, op, letters }) => {
  const bound = fc.tuple(anyFloat, anyFloat).filter(([p, q]) => p <= q);
  const within = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(bound, { minLength: 3, maxLength: 3 }), fc.array(within, { minLength: 3 }), (given, at) => {
      const ranges = given.map(([lo, hi]): Interval => ({ lo, hi }));
      const [a, b, c] = ranges as [Interval, Interval, Interval];
      const bounds = op.interval(a, b, c);
      const corner = (i: number) =>
        at[i]! < 0.2 ? ranges[i]!.lo : at[i]! > 0.8 ? ranges[i]!.hi : inside(ranges[i]!, at[i]!);
      const point = letters.map((_, i) => corner(i));
      contains(bounds, op.value(point[0]!, point[1]!, point[2]!), `${name}(${point})`);
    }),
    { numRuns: 3000 },
  );
});

function inside({ lo, hi }: Interval, at: number): number {
  if (lo === hi) return lo;
  const p = lo === -Infinity ? -1e9 : lo;
  const q = hi === Infinity ? 1e9 : hi;
  return Math.min(hi, Math.max(lo, p + at * (q - p)));
}

function contains(bounds: Interval, value: number, what: string): void {
  const sound = Number.isNaN(value) ? bounds.nan === true : bounds.lo <= value && value <= bounds.hi;
  expect(sound, `${what} = ${value} in ${bounds.lo} .. ${bounds.hi} ${bounds.nan ? "or NaN" : ""}`).toBe(true);
}

test.each(rows)("$name: bounds of a point are narrow, and NaN goes through", ({ name, op }) => {
  for (const p of [-3.3, -0.7, 0, 0.4, 2.6]) {
    const at = { lo: p, hi: p };
    const { lo, hi } = op.interval(at, { lo: 2, hi: 2 }, { lo: 3, hi: 3 });
    const value = op.value(p, 2, 3);
    if (Number.isFinite(value))
      expect(hi - lo, `${name}(${p})`).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(value)));
  }
  const bounds = op.interval({ lo: Infinity, hi: -Infinity, nan: true }, { lo: 1, hi: 2 }, { lo: 1, hi: 2 });
  contains(bounds, op.value(NaN, 1, 1), `${name}(NaN)`);
});

test.each(rows.filter(({ op }) => op.lower))(
  "$name: the lowered form is the same function",
  ({ name, op, letters }) => {
    const lowered = parse(op.lower!);
    expect(freeVariables(lowered).every((letter) => letters.includes(letter))).toBe(true);
    expect(lowered).not.toBe(apply(name, variable("a")));
    const sizes = fc.oneof(
      moderate,
      fc.tuple(moderate, fc.constantFrom(1e-12, 1e-5, 10, 150)).map(([a, k]) => a * k),
    );
    fc.assert(
      fc.property(sizes, (a) => {
        const value = op.value(a, 0, 0);
        const simpler = evaluate(lowered, { a });
        if (Number.isNaN(value)) expect(simpler).toBeNaN();
        // In the tails of a Gaussian the rounding of its argument is magnified by a^2 <= 38^2.
        else expect(Math.abs(simpler - value)).toBeLessThanOrEqual(5e-13 * Math.abs(value) + 1e-300);
      }),
    );
  },
);

test.each(rows.filter(({ op }) => op.mirror))("$name: its mirror takes the arguments exchanged", ({ op }) => {
  fc.assert(
    fc.property(anyFloat, anyFloat, (a, b) => {
      expect(op.value(a, b, 0)).toBe(ops[op.mirror!].value(b, a, 0));
    }),
  );
});

test.each(rows.filter(({ op }) => op.negation))("$name: its negation is false where it is true", ({ op }) => {
  for (const a of specials) {
    for (const b of specials) {
      const either = op.value(a, b, 0) + ops[op.negation!].value(a, b, 0);
      const ordered = !Number.isNaN(a) && !Number.isNaN(b);
      expect(either, `${a}, ${b}`).toBe(ordered || op === ops.ne || op === ops.eq ? 1 : 0);
    }
  }
});

test.each(rows.filter(({ op }) => op.assume))("$name: what it assumes holds wherever it is true", ({ op }) => {
  const bound = fc.tuple(anyFloat, anyFloat).filter(([p, q]) => p <= q);
  fc.assert(
    fc.property(bound, bound, fc.nat(1), fc.nat(1), (p, q, i, j) => {
      const [a, b] = [p[i]!, q[j]!];
      if (op.value(a, b, 0) === 0) return;
      const [left, right] = op.assume!({ lo: p[0], hi: p[1] }, { lo: q[0], hi: q[1] });
      contains(left, a, "a");
      contains(right, b, "b");
    }),
  );
});

test.each(rows.filter(({ op }) => op.sides))("$name: on either side of a tie it is what its sides say", ({ op }) => {
  const [below, above] = op.sides!.map((side) => parse(side));
  fc.assert(
    fc.property(moderate, moderate, (a, other) => {
      const b = op.arity === 1 ? 0 : other;
      if (a !== b) expect(op.value(a, b, 0)).toBe(evaluate((a < b ? below : above)!, { a, b }));
    }),
  );
});

test("with equality or without, comparisons differ only at equality", () => {
  for (const { op } of rows.filter((row) => row.op.orEqual)) {
    const closed = ops[op.orEqual!] as Op;
    expect(ops[closed.unlessEqual!]).toBe(op);
    expect([op.value(1, 1, 0), closed.value(1, 1, 0)]).toEqual([0, 1]);
    for (const a of specials) {
      for (const b of specials.filter((other) => other !== a)) expect(op.value(a, b, 0)).toBe(closed.value(a, b, 0));
    }
  }
});
