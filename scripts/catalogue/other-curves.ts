/** What is drawn of functions that are not of one value: lines for some values of the others. */
import { type AxisFunction, adjointAlongAxis, alongAxis, type Declaration } from "../../src/activations/index.ts";
import { defaults, evaluator, road } from "../../src/expr/index.ts";
import type { Curves, FunctionCurve } from "../../src/lab/index.ts";
import { drawOf, gateOf, halvesOf, type Part } from "./derived.ts";

const x = Array.from({ length: 401 }, (_, i) => -6 + (12 * i) / 400);

/** The lines of `d`; undefined if it is a function of one value, which draws itself. */
export function otherCurves(d: Declaration): Curves | undefined {
  if (d.inputs !== undefined) {
    const parts = [-1, 1, 2].map((a) => gateOf(d, a));
    return together(parts.map(line), ["f(a, b)", "∂f/∂b"], "b", "f over b for a = −1, 1 and 2.");
  }
  if (d.axis !== undefined) return alongCurves(d);
  if (d.random !== undefined) {
    const name = d.random.name;
    const parts = [0, 0.5, 1].map((u) => drawOf(d, u));
    return together(parts.map(line), [`f(x, ${name})`, "∂f/∂x"], "x", `f over x for ${name} = 0, 0.5 and 1.`);
  }
  if (d.beside !== undefined) {
    return together(halvesOf(d).map(line), ["f(x)", "f′(x)"], "x", "The two results for each x.");
  }
  return undefined;
}

function together(functions: readonly FunctionCurve[], orders: readonly string[], over: string, seen: string): Curves {
  return { schema: "nonlin.plot/1", x, orders: [0, 1], functions, words: { orders, x: over, seen } };
}

function line({ title, f }: Part): FunctionCurve {
  const params = defaults(f);
  const at = ([0, 1] as const).map((order) => {
    const of = evaluator(road(f, order), ["x", ...Object.keys(params)]);
    return x.map((input) => of(input, ...Object.values(params)));
  });
  return curve(title, at);
}

function curve(title: string, values: readonly (readonly number[])[]): FunctionCurve {
  const finite = values.map((all) => all.map((value) => (Number.isFinite(value) ? value : null)));
  return { name: title, title, values: finite, flat: [], flatShare: 0, gaps: 0 };
}

/** The values beside x along the axis, and what stands in for the random numbers: their median. */
const others = [0, 1];
const draw = 0.5;

/** Every result, and how it changes, as the first value goes from -6 to 6. */
function alongCurves(d: AxisFunction): Curves {
  const row = (first: number): Float64Array => Float64Array.of(first, ...others);
  const size = others.length + 1;
  const env = environment(d, size);
  const results = x.map((first) => alongAxis(d, row(first), env));
  const places = Array.from({ length: results[0]!.length }, (_, i) => i);
  const slopes = places.map((i) =>
    x.map((first) => {
      const one = Float64Array.from(places, (k) => (k === i ? 1 : 0));
      return adjointAlongAxis(d, row(first), one, env)[0]!;
    }),
  );
  const titles = places.length === 1 ? ["f"] : ["of x", ...others.map((value) => `of ${value}`)];
  const curves = places.map((i) => curve(titles[i]!, [results.map((y) => y[i]!), slopes[i]!]));
  const random = d.random === undefined ? "" : ` The random numbers are all ${draw} here.`;
  const masked = d.mask === undefined ? "" : " The last value is masked.";
  const seen = `The results for the values (x, ${others.join(", ")}) along the axis.${masked}${random}`;
  const through = d.straightThrough === undefined ? "" : ", taken from its soft form";
  return together(curves, [`f(x, ${others.join(", ")})`, `∂f/∂x${through}`], "x", seen);
}

/** What the formula speaks of besides x, for so many values. */
function environment(d: AxisFunction, size: number): Readonly<Record<string, number | Float64Array>> {
  return {
    ...defaults(d),
    ...(d.random !== undefined && { [d.random]: new Float64Array(size).fill(draw) }),
    ...(d.mask !== undefined && { [d.mask]: Float64Array.from({ length: size }, (_, i) => Number(i < size - 1)) }),
  };
}
