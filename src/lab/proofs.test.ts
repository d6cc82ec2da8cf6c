import fc from "fast-check";
import { expect, test } from "vitest";
import { expressions } from "../../test/arbitrary.ts";
import golden from "../../test/golden/shapes.json" with { type: "json" };
import { catalogue } from "../activations/index.ts";
import {
  constant,
  type Expr,
  evaluate,
  evaluator,
  germ,
  nodes,
  ops,
  parse,
  print,
  road,
  substitute,
} from "../expr/index.ts";
import { curves } from "./curves.ts";
import { describe as passport } from "./describe.ts";

/** The passports of the catalogue, each made once. */
const passports = new Map([...catalogue.values()].map((a) => [a.name, passport(a)] as const));

const rows = Object.entries(golden.functions as Record<string, { slope: string; at?: string; least?: string }>);

test.each(rows)("%s: what is proved encloses what mpmath finds with 40 digits", (name, { slope, at, least }) => {
  const p = passports.get(name) ?? passport(name);
  const holds = (within: readonly [number, number] | undefined, digits: string) => {
    const [lo, hi] = within ?? [Number.NaN, Number.NaN];
    // the 25 digits become the nearest float, which may be the one next to the bound
    const slack = 2.3e-16 * Math.abs(Number(digits));
    expect(lo - slack <= Number(digits) && Number(digits) <= hi + slack, `${digits} in ${lo} .. ${hi}`).toBe(true);
    expect(hi - lo).toBeLessThan(1e-12);
  };
  holds(p.lipschitz.within, slope);
  if (least === undefined) return;
  holds(p.range.lo.within, least);
  expect(p.extrema.find(({ kind }) => kind === "minimum")?.x).toBeCloseTo(Number(at), 12);
});

const places = Array.from({ length: 400 }, (_, i) => ((i - 199.6) / 16) * (1 + (i % 7) / 50));

test.each([...catalogue.values()])("$name: samples agree with what is proved of its shape", (a) => {
  const p = passports.get(a.name)!;
  const [f, slope, bend] = ([0, 1, 2] as const).map((order) => {
    const of = evaluator(road(a, order), ["x", ...Object.keys(p.params)]);
    return (x: number) => of(x, ...Object.values(p.params));
  }) as [(x: number) => number, (x: number) => number, (x: number) => number];
  const corners = new Set(p.corners.map(({ at }) => at));
  const steepest = p.lipschitz.within?.[1] ?? Infinity;
  const most = p.lipschitzSlope.within?.[1] ?? Infinity;
  for (const x of places) {
    if (Number.isNaN(f(x)) || corners.has(x)) continue;
    expect(f(x) >= p.range.bounds[0] && f(x) <= p.range.bounds[1], `f(${x}) = ${f(x)}`).toBe(true);
    expect(Math.abs(slope(x)), `f'(${x})`).toBeLessThanOrEqual(steepest * (1 + 1e-12));
    expect(Math.abs(bend(x)), `f''(${x})`).toBeLessThanOrEqual(most * (1 + 1e-12));
    const sign = (parts: typeof p.monotone.parts) => parts?.find(({ from, to }) => from < x && x < to)?.is;
    const goes = { rising: slope(x) >= 0, falling: slope(x) <= 0, constant: slope(x) === 0 };
    const turns = { convex: bend(x) >= -1e-14, concave: bend(x) <= 1e-14, linear: Math.abs(bend(x)) < 1e-14 };
    expect({ ...goes }[(sign(p.monotone.parts) ?? "") as "rising"] ?? true, `goes at ${x}`).toBe(true);
    expect({ ...turns }[(sign(p.convexity.parts) ?? "") as "convex"] ?? true, `bends at ${x}`).toBe(true);
  }
});

test.each([...catalogue.values()])("$name: the share of flat inputs is that which a plot shades", (a) => {
  const { value, how } = passports.get(a.name)!.saturation;
  const shaded = curves([a.name], [-6, 6], [0]).functions[0]!.flatShare;
  // what is observed is a count of 2,000
  expect(Math.abs(shaded - value)).toBeLessThan(how === "proved" ? 1e-6 : 5e-4);
});

test("a tie that falls between two floats is a corner beside it, and no line", () => {
  const found = passport("min(max(0.2 * x + 0.5, 0), 1)"); // 0.2 is no float
  expect(found.corners.map(({ at }) => at)).toEqual([-2.5, 2.5]);
  expect(found.convexity).toMatchObject({ value: "neither" });
  expect(found.saturation.value).toBeCloseTo(0.012419330651552, 12); // 2 normcdf(-2.5)
});

test("most of the catalogue is proved", () => {
  const known = [...passports.values()];
  const share = (how: (p: (typeof known)[0]) => string) =>
    known.filter((p) => how(p) === "proved").length / known.length;
  expect(share((p) => p.range.lo.how)).toBeGreaterThan(0.95);
  expect(share((p) => p.monotone.how)).toBeGreaterThan(0.95);
  expect(share((p) => p.convexity.how)).toBeGreaterThan(0.9);
  expect(share((p) => p.lipschitz.how)).toBeGreaterThan(0.9);
  expect(share((p) => p.complete.extrema)).toBeGreaterThan(0.85);
});

test("bounds are as narrow as floats allow, and exact where the number is", () => {
  expect(passport("sigmoid").lipschitz).toEqual({ value: 0.25, how: "proved", within: [0.25, 0.25] });
  const [lo = 0, hi = 0] = passport("gelu").lipschitz.within ?? [];
  expect([lo > 1.1289, hi < 1.129]).toEqual([true, true]);
  expect(passport("elu").smoothness).toEqual({ value: 1, how: "proved" });
  expect(passport("elu(x, 0.5)").smoothness).toEqual({ value: 0, how: "proved" });
  expect(passport("heaviside").smoothness).toEqual({ value: -1, how: "proved" });
  expect(passport("mish").smoothness).toEqual({ value: Infinity, how: "proved" });
});

test("nothing is proved across a pole, a jump or the end of a domain", () => {
  expect(passport("tan(x)").monotone.value).toBe("neither");
  expect(passport("floor(x)")).toMatchObject({ lipschitz: { how: "observed" }, monotone: { how: "observed" } });
  expect(passport("1/(x^2-2)").lipschitz.how).toBe("observed");
  expect(passport("log(x)")).toMatchObject({ monotone: { value: "rising" }, convexity: { value: "concave" } });
  expect(passport("sqrt(-1)").range.lo).toEqual({ value: Number.NaN, how: "observed" });
});

test.each(
  "3|x|exp(exp(x))|1/x|log(x)|sqrt(x)|sin(x)|x^3|abs(x)|where(x>0,1,0)|floor(x)|a*x+b|x^x|sin(1/x)|x*0|where(x>0,nan,x)"
    .split("|")
    .map((f) => [f]),
)("%s has a passport", (f) => {
  expect(JSON.parse(JSON.stringify(passport(f))).name).toBe(f);
});

/**
 * Whether floats decide what numbers may decide otherwise: two sides of a comparison are the same float (normcdf(11) is
 * 1), one is no number any more (cos of what overflows), what is asked whether it is 0 has underflown, or a sum has
 * cancelled (x - (x + 1e-300) is 0).
 */
function isRounded(e: Expr, x: number): boolean {
  const compares = (node: Expr) => node.kind === "apply" && ops[node.op].negation !== undefined;
  return nodes(e).some((node) => {
    if (node.kind !== "apply") return false;
    const [a, b] = node.args.map((arg) => evaluate(arg, { x }));
    if (compares(node)) return a === b || Number.isNaN(a! + b!);
    const sum = node.op === "add" ? a! + b! : node.op === "sub" ? a! - b! : undefined;
    if (sum !== undefined) return Math.abs(sum) < 1e-6 * Math.abs(a!);
    return (node.op === "where" || node.op === "sign") && a === 0 && !compares(node.args[0]!);
  });
}

test("germs hold their formula's values, towards both infinities and beside numbers", () => {
  const spots = [
    { at: Infinity, side: -1, x: (t: number) => t },
    { at: -Infinity, side: 1, x: (t: number) => -t },
    { at: 0, side: 1, x: (t: number) => 1 / t },
    { at: 1, side: -1, x: (t: number) => 1 - 1 / t },
  ] as const;
  let told = 0;
  fc.assert(
    fc.property(expressions(), fc.constantFrom(...spots), fc.constantFrom(8, 300), (e, { at, side, x }, from) => {
      const own = substitute(e, { a: constant(0.7), b: constant(-1.3) });
      const found = germ(own, { at, side }, from);
      if (found === undefined) return;
      told += 1;
      for (const t of [1, 1.37, 2.9, 17]) {
        const y = evaluate(own, { x: x(from * t) });
        if (Number.isNaN(y) || isRounded(own, x(from * t))) continue;
        const slack = 1e-9 * Math.abs(y) + 1e-300;
        const inside = y >= found.range.lo - slack && y <= found.range.hi + slack;
        expect(inside, `${print(own)} at ${x(from * t)}: ${y} in ${found.range.lo} .. ${found.range.hi}`).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
  expect(told).toBeGreaterThan(500);
});

test("a germ knows the sign of what vanishes", () => {
  const sign = (f: string, at: number) => germ(parse(f), { at, side: at > 0 ? -1 : 1 }, 40)?.sign;
  expect(sign("normpdf(x) * (2 - x^2)", Infinity)).toBe(-1);
  expect(sign("x * normpdf(x) + normcdf(x)", -Infinity)).toBe(-1);
  expect(sign("exp(-exp(x)) * x^3", Infinity)).toBe(1);
  expect(germ(parse("1 / x"), { at: 0, side: -1 }, 8)).toMatchObject({ sign: -1, tends: "infinity" });
});
