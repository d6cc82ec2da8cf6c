/** What rows of the op table say of kernels (`fine`, `carries`, `attends`) is what their spellings do. */
import { expect, test } from "vitest";
import { apply, constant, type Expr, opNames, ops, variable } from "../../expr/index.ts";
import { compileExpressions, computeArrays } from "../index.ts";

const [x, b, c] = ["x", "b", "c"].map(variable) as [Expr, Expr, Expr];
const step = 2 ** -25; // of float32 from 0.25 to 0.5
const parameter = 0.3125;
const inputs = Float32Array.from({ length: 129 }, (_, i) => parameter + (i - 64) * step);

function kernel(e: Expr, from: Float32Array, b = parameter): readonly number[] {
  return [...computeArrays(compileExpressions([e], ["x", "b", "c"]), from, [b, 0.75])[0]!];
}

/** -9 - a: float32 has a twentieth of these numbers, and at -9 an exponential magnifies what it rounds off. */
const far = (a: Expr) => apply("sub", constant(-9), a);
const single = inputs.map((value) => -9 - value);

/** In units of 2^-24 of its size, where it is not 0. */
function error(got: number, want: number): number {
  return got === want ? 0 : Math.abs(got - want) / (Math.abs(want) * 2 ** -24);
}

test.each(opNames)("%s takes its arguments as they were before rounding, just if its row says so", (op) => {
  const { arity, attends } = ops[op];
  const marked = [apply("wide", far(x)), apply("wide", far(b)), c].slice(0, arity);
  const got = kernel(apply(op, ...marked), inputs);
  const rounded = kernel(apply(op, ...[x, b, c].slice(0, arity)), single, Math.fround(-9 - parameter));
  const differs = got.some((value, i) => !Object.is(value, rounded[i]));
  expect(differs).toBe(attends === true);
});

test.each(opNames)("%s is computed in float64 where `wide` asks for it, just if its row says so", (op) => {
  const args = [x, op === "pow" ? constant(2) : b, c].slice(0, ops[op].arity);
  const got = kernel(apply("wide", apply(op, ...args)), inputs);
  if (ops[op].fine) {
    const exponent = op === "pow" ? 2 : parameter;
    expect(got).toEqual([...inputs].map((a) => Math.fround(ops[op].value(a, exponent, 0.75))));
  } else expect(got).toEqual(kernel(apply(op, ...args), inputs));
});

test.each(opNames)("an exponential takes %s before rounding, just if its row says that it is known", (op) => {
  const { arity, carries, value } = ops[op];
  if (op === "wide") return; // which says so of whatever is in it
  const e = apply(op, ...[x, constant(2), constant(3)].slice(0, arity));
  const around = inputs.map((t) => t + 2.6875); // 3
  const got = kernel(apply("exp", e), around);
  if (carries) {
    const errors = got.map((y, i) => error(y, Math.exp(value(around[i]!, 2, 3))));
    expect(Math.max(...errors)).toBeLessThan(2);
  } else expect(got).toEqual(kernel(apply("exp", x), Float32Array.from(kernel(e, around))));
});
