/**
 * Products in which one factor vanishes while another overflows: 0 * inf is NaN, and the product is 0.
 *
 * exp(-x^2) * (1 - 2 x^2) becomes where(exp(-x^2) == 0, 0, ...). With parameters, whose signs are not known,
 * v * u becomes v * where(v == 0, sign(u), u), which is a zero of the right sign at whichever end it comes to.
 * Without them a product that fails at infinity only is left to `edges`.
 */
import { fromProduct, isProduct, type Product, productOf } from "./collect.ts";
import { apply, constant, type Expr, freeVariables } from "./expr.ts";
import { limits } from "./limit.ts";
import { ends, farther, type Probe, value, value32 } from "./probe.ts";
import { simplify } from "./simplify.ts";

export function guarded(e: Expr, probe: Probe): Expr {
  const parametric = freeVariables(e).some((v) => v !== probe.name);
  const points = parametric ? [...farther, Infinity] : farther;
  const sides = ends.map((at) => ({ at, tends: limits(probe.name, at, probe.env) }));
  const done = new Map<Expr, Expr>();

  function visit(node: Expr): Expr {
    const known = done.get(node);
    if (known !== undefined) return known;
    const made = node.kind !== "apply" ? node : isProduct(node) ? product(node) : rebuilt(node, visit);
    done.set(node, made);
    return made;
  }

  function product(node: Expr & { kind: "apply" }): Expr {
    const p = productOf(node);
    const factors = [...p.powers].map(([base, n]) => ({ plain: power(base, n), safe: power(visit(base), n) }));
    const inside = factors.every((f) => f.plain === f.safe) ? node : joined(p, factors);
    const guards = sides.flatMap(({ at, tends }) => {
      const fails = points.some((x) => clashes(inside, probe, Math.sign(at) * x));
      const zero = tends(node);
      if (!fails || zero !== 0) return [];
      const small = factors.filter((f) => tends(f.plain) === 0);
      return small.length === 0 ? [] : [{ small, zero }];
    });
    const [first, second] = guards;
    if (first === undefined) return inside;
    const same = second === undefined || second.small.every((f) => first.small.includes(f));
    if (same && parametric) return signed(p, factors, first.small);
    const zero = second !== undefined && !Object.is(first.zero, second.zero) ? 0 : first.zero;
    return (same ? [first] : guards).reduce(
      (sum, { small }) => apply("where", apply("eq", joined(unit, small), constant(0)), constant(zero), sum),
      inside,
    );
  }

  return visit(e);
}

interface Factor {
  readonly plain: Expr;
  readonly safe: Expr;
}

const unit: Product = { num: 1, den: 1, powers: new Map() };

function signed(p: Product, factors: readonly Factor[], small: readonly Factor[]): Expr {
  const large = joined(
    p,
    factors.filter((f) => !small.includes(f)),
  );
  const vanishing = joined(unit, small);
  const isZero = apply("eq", vanishing, constant(0));
  return simplify(apply("mul", apply("where", isZero, apply("sign", large), large), vanishing));
}

/** The coefficient of `p` times the factors, made safe. */
function joined({ num, den }: Product, factors: readonly Factor[]): Expr {
  return factors
    .map((f) => f.safe)
    .reduce((a, b) => fromProduct(productOf(apply("mul", a, b))), fromProduct({ num, den, powers: new Map() }));
}

function power(base: Expr, n: number): Expr {
  return fromProduct({ num: 1, den: 1, powers: new Map([[base, n]]) });
}

function rebuilt(node: Expr & { kind: "apply" }, visit: (e: Expr) => Expr): Expr {
  return apply(node.op, ...node.args.map(visit));
}

function clashes(e: Expr, probe: Probe, x: number): boolean {
  const single = Math.abs(x) <= 3e38 || Math.abs(x) === Infinity;
  return Number.isNaN(value(e, probe, x)) || (single && Number.isNaN(value32(e, probe, x)));
}
