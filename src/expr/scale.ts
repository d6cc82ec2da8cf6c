/**
 * Algebraic expressions far from zero: with t = 1/x, s(x) = x^d * r(t), where r stays near a constant.
 *
 * x^5 / (1 + x^4) overflows past 1e7 in float32 and is inf / inf at infinity; x * (1 / (t^4 + 1)) does neither.
 */
import { collect, fromProduct, productOf } from "./collect.ts";
import { diff } from "./diff.ts";
import { apply, constant, type Expr, fold, freeVariables, nodes, variable } from "./expr.ts";
import type { OpName } from "./ops.ts";
import { simplify } from "./simplify.ts";
import { nested } from "./stable.ts";
import { substitute } from "./substitute.ts";

/**
 * `e`, or its first or second derivative, written in x^d and 1/x, or undefined if it is not algebraic in `name`.
 * Right for x other than 0.
 */
export function scaled(e: Expr, name: string, order: 0 | 1 | 2 = 0): Expr | undefined {
  const split = overSelection(e);
  if (split !== undefined) {
    const [condition, a, b] = split;
    const [above, below] = [scaled(a, name, order), scaled(b, name, order)];
    return above && below && apply("where", condition, above, below);
  }
  const x = variable(name);
  const found = reducedOf(e, name);
  if (found === undefined) return undefined;
  const known = derived(found, order);
  const inverse = apply("div", constant(1), x);
  const reduced = substitute(nested(collect(known.reduced)), { [t.name]: inverse });
  const front = known.degree < 0 ? power(inverse, -known.degree) : power(x, known.degree);
  return simplify(apply("mul", front, reduced));
}

function reducedOf(e: Expr, name: string): Scaled | undefined {
  const x = variable(name);
  return fold<Scaled | undefined>(e, (node, args) => {
    if (!freeVariables(node).includes(name)) return { degree: 0, reduced: node };
    if (node === x) return { degree: 1, reduced: constant(1) };
    if (node.kind !== "apply" || args.some((a) => a === undefined)) return undefined;
    const rule: Rule | undefined = rules[node.op];
    return rule?.(x, ...(args as readonly Scaled[] as [Scaled, Scaled]));
  });
}

/**
 * With d/dx = -t^2 d/dt: (x^d r)' = x^(d-1) (d r - t r') and (x^d r)'' = x^(d-2) (d (d-1) r + (2-2d) t r' + t^2 r'').
 * What vanishes where d is 0 or 1 is left out rather than left to cancel.
 */
function derived({ degree, reduced: r }: Scaled, order: 0 | 1 | 2): Scaled {
  const times = (k: number, e: Expr) => apply("mul", constant(k), e);
  const by = (n: number, e: Expr) => apply("mul", power(t, n), e);
  if (order === 0) return { degree, reduced: r };
  const first = diff(r, t.name);
  if (order === 1) {
    if (degree === 0) return { degree: -2, reduced: apply("neg", first) };
    return { degree: degree - 1, reduced: apply("sub", times(degree, r), by(1, first)) };
  }
  const second = diff(first, t.name);
  if (degree === 1) return { degree: -3, reduced: second };
  if (degree === 0) return { degree: -3, reduced: apply("add", times(2, first), by(1, second)) };
  const [last, middle] = [by(2, second), times(2 - 2 * degree, by(1, first))];
  return { degree: degree - 2, reduced: apply("add", times(degree * (degree - 1), r), apply("add", middle, last)) };
}

/** No name that a formula can have. */
const t = variable("1/x");

interface Scaled {
  readonly degree: number;
  /** In t = 1/x. */
  readonly reduced: Expr;
}

type Rule = (x: Expr, a: Scaled, b: Scaled) => Scaled | undefined;

const rules: { readonly [op in OpName]?: Rule } = {
  add: (_, a, b) => sum("add", a, b),
  sub: (_, a, b) => sum("sub", a, b),
  neg: (_, a) => ({ degree: a.degree, reduced: apply("neg", a.reduced) }),
  mul: (_, a, b) => ({ degree: a.degree + b.degree, reduced: apply("mul", a.reduced, b.reduced) }),
  div: (_, a, b) => ({ degree: a.degree - b.degree, reduced: apply("div", a.reduced, b.reduced) }),
  pow: (_, a, b) => {
    const n = b.reduced.kind === "const" && b.degree === 0 ? b.reduced.value : Number.NaN;
    return Number.isInteger(n) ? { degree: a.degree * n, reduced: apply("pow", a.reduced, b.reduced) } : undefined;
  },
  // |x|^d and sqrt(x^2d) are x^d up to sign(x)^d
  abs: (x, a) => ({ degree: a.degree, reduced: signed(x, a.degree, apply("abs", a.reduced)) }),
  sign: (x, a) => ({ degree: 0, reduced: signed(x, a.degree, apply("sign", a.reduced)) }),
  sqrt: (x, a) =>
    a.degree % 2 === 0
      ? { degree: a.degree / 2, reduced: signed(x, a.degree / 2, apply("sqrt", a.reduced)) }
      : undefined,
};

function sum(op: "add" | "sub", a: Scaled, b: Scaled): Scaled {
  const degree = Math.max(a.degree, b.degree);
  const lifted = (s: Scaled) => apply("mul", s.reduced, power(t, degree - s.degree));
  return { degree, reduced: apply(op, lifted(a), lifted(b)) };
}

function signed(x: Expr, degree: number, e: Expr): Expr {
  return degree % 2 === 0 ? e : apply("mul", apply("sign", x), e);
}

function power(base: Expr, n: number): Expr {
  return n === 0 ? constant(1) : n === 1 ? base : apply("pow", base, constant(n));
}

/** c * where(p, a, b) as p, c * a and c * b. */
function overSelection(e: Expr): readonly [Expr, Expr, Expr] | undefined {
  if (!nodes(e).some((n) => n.kind === "apply" && n.op === "where")) return undefined;
  const product = productOf(e);
  for (const [base, n] of product.powers) {
    if (n !== 1 || base.kind !== "apply" || base.op !== "where") continue;
    const [condition, a, b] = base.args as [Expr, Expr, Expr];
    const others = new Map(product.powers);
    others.delete(base);
    const front = fromProduct({ ...product, powers: others });
    return [condition, collect(apply("mul", front, a)), collect(apply("mul", front, b))];
  }
  return undefined;
}
