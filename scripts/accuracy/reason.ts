/** Why a kernel is far off at its worst input, found by looking at its form there. */
import { formatNumber } from "../../src/base/index.ts";
import { evaluator, type Formula, freeVariables, type Order, road } from "../../src/expr/index.ts";
import { kernelParameters, type UlpError } from "../../src/lab/index.ts";
import { doubt } from "../../src/wasm/index.ts";

const float64 = 1.1102230246251565e-16;
const smallestNormal = 1.1754943508222875e-38;

export function reason(formula: Formula, order: Order, { max, at }: UlpError): string {
  if (max === Number.POSITIVE_INFINITY) return "a part of the form overflows float32, and NaN comes of it";
  const form = road(formula, order);
  const parameters = kernelParameters(formula, [order]);
  const names = freeVariables(form);
  const values = names.map((name) => (name === "x" ? at : parameters[name]!));
  const y = Math.abs(evaluator(form, names)(...values));
  if (y < smallestNormal) return "a subnormal result, a part of which vanishes or overflows first";
  const bound = doubt(form);
  const seen = freeVariables(bound);
  const lost = evaluator(bound, seen)(...seen.map((name) => (name === "x" ? at : parameters[name]!)));
  const times = lost / float64 / y;
  if (times > 64)
    return `the form cancels: roundings of its parts may add up to ${Number(times.toPrecision(2)).toLocaleString("en")} times one`;
  if (Math.abs(at) < smallestNormal) return "a subnormal input, which a part of the form makes too large or too small";
  if (max > 1e6) return "seen as if a branch were taken at another float32 than the formula's";
  return `no single cause: roundings of its parts may add up to ${formatNumber(times, 2)} times one`;
}
