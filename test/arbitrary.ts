/** Random expressions, for laws that hold for all of them. */

import fc from "fast-check";
import { apply, constant, type Expr, opNames, ops, variable } from "../src/expr/index.ts";

/** Numbers that break things, with ordinary ones between. */
export const specials: readonly number[] = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  2,
  -3,
  10,
  -10,
  709.5,
  -745.5,
  1e-8,
  -1e-8,
  1e308,
  -1e308,
  5e-324,
  -5e-324,
  2.2250738585072014e-308,
  Infinity,
  -Infinity,
  NaN,
];

export const anyFloat: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(...specials),
  fc.double({ min: -5, max: 5, noNaN: true }),
  fc.double(),
);

/** Expressions in x, a and b over every op; `leafValues` are the constants. */
export function expressions(leafValues: fc.Arbitrary<number> = anyFloat): fc.Arbitrary<Expr> {
  const leaf = fc.oneof(
    leafValues.map((value): Expr => constant(value)),
    fc.constantFrom("x", "a", "b").map((name): Expr => variable(name)),
  );
  return fc.letrec<{ tree: Expr }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5, depthSize: "small" },
      leaf,
      fc
        .tuple(fc.constantFrom(...opNames), tie("tree"), tie("tree"), tie("tree"))
        .map(([op, ...args]): Expr => apply(op, ...args.slice(0, ops[op].arity))),
    ),
  })).tree;
}
