import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apply, constant, type Expr, opNames, ops, parse, print, variable } from "../expr/index.ts";
import { compileExpressions, computeArrays, type Ir, interpret } from "./index.ts";

const special = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  Infinity,
  -Infinity,
  NaN,
  1e-45,
  -1e-45,
  1.1754942e-38,
  88.8,
  -88.8,
  104,
  -104,
  1e30,
  -1e30,
  3.4028235e38,
  -3.4028235e38,
  1e5,
  -1e5,
  3,
  -3,
  6,
  -6,
];

/** Numbers of every size, and one in four special. */
function inputsOf(length: number): Float32Array {
  let state = length + 1;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const choice = (state >>> 8) % 4;
    if (choice === 0) return special[(state >>> 12) % special.length]!;
    return (state / 2 ** 31) * (choice === 1 ? 200 : 5);
  });
}

/** Bits, every NaN being one. */
function bits(values: Float32Array): number[] {
  const canonical = values.map((value) => (Number.isNaN(value) ? NaN : value));
  return [...new Int32Array(canonical.buffer)];
}

function expectAgreement(ir: Ir, inputs: Float32Array, parameters: readonly number[] = []): void {
  const want = interpret(ir, [inputs, ...parameters], inputs.length).map(bits);
  for (const set of ["simd", "scalar"] as const) {
    expect(computeArrays(ir, inputs, parameters, set).map(bits)).toEqual(want);
  }
}

const lengths = [...Array.from({ length: 18 }, (_, i) => i), 31, 64, 1023];

describe("SIMD, scalar code and the interpreter give the same bits", () => {
  test.each(opNames)("for %s at every length", (name) => {
    const args = ["x", "b", "c"].slice(0, ops[name].arity).map(variable);
    const ir = compileExpressions([apply(name, ...args)], ["x", "b", "c"]);
    for (const length of lengths) expectAgreement(ir, inputsOf(length), [0.75, -3]);
  });

  test.each([
    ["3", "x"],
    ["x * normcdf(x)", "x * normpdf(x) + normcdf(x)"],
    ["x * tanh(softplus(x))", "where(x > 0, x, b * expm1(x))"],
    ["sin(b * x)^2 / (1 + abs(x)) + floor(x) * sign(x)", "erfc(x) * normpdf(x) + min(x, x^0.3)"],
    ["where(x >= 1, x^3, where(x <= -1, x^5, where(x == 0.5, 1, where(x != 0.25, x < 0, x))))", "exp(b)"],
  ])("for %s and %s together", (first, second) => {
    const ir = compileExpressions([parse(first), parse(second)], ["x", "b"]);
    for (const length of lengths) expectAgreement(ir, inputsOf(length), [1.25]);
  });

  test("for random formulas", () => {
    const { e } = fc.letrec<{ e: Expr; leaf: Expr; node: Expr }>((tie) => ({
      e: fc.oneof({ maxDepth: 4 }, tie("leaf"), tie("node")),
      leaf: fc.oneof(
        fc.constantFrom(...["x", "b"].map(variable)),
        fc.float().map((value) => constant(value)),
        fc.constantFrom(...[0, 1, 2, -1, 0.5].map(constant)),
      ),
      node: fc
        .tuple(fc.constantFrom(...opNames), fc.tuple(tie("e"), tie("e"), tie("e")))
        .map(([op, args]) => apply(op, ...args.slice(0, ops[op].arity))),
    }));
    fc.assert(
      fc.property(e, fc.float(), (formula, b) => {
        fc.pre(print(formula).length < 400);
        expectAgreement(compileExpressions([formula], ["x", "b"]), inputsOf(37), [b]);
      }),
      { numRuns: 300 },
    );
  });
});
