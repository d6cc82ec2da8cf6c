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
import { ends, farther, type Probe, values, valuesAt } from "./probe.ts";
import { simplify } from "./simplify.ts";

/** `e` with such products made safe, innermost first: a product is tried again when its factors are safe. */
export function guarded(e: Expr, probe: Probe): Expr {
  const parametric = freeVariables(e).some((v) => v !== probe.name);
  const points = parametric ? [...farther, Infinity] : farther;
  const sides = ends.map((at) => ({ at, tends: limits(probe.name, at, probe.env) }));
  const settled = new Set<Expr>();
  let current = e;
  for (let round = 0; round < 8; round += 1) {
    const clashes = sides.map(({ at }) =>
      clashing(
        current,
        probe,
        points.map((x) => Math.sign(at) * x),
      ),
    );
    const next = rebuilt(current, (node, inside) => {
      const failing = sides.filter((_, i) => clashes[i]?.has(node)).map(({ tends }) => tends);
      if (settled.has(node) || !failing.some((tends) => tends(node) === 0)) return inside;
      settled.add(inside);
      return guard(inside, failing, parametric);
    });
    if (next === current) return current;
    current = next;
  }
  return current;
}

/** `e` with `replace` asked about every product, its factors already replaced. */
function rebuilt(e: Expr, replace: (node: Expr, inside: Expr) => Expr): Expr {
  const done = new Map<Expr, Expr>();
  const visit = (node: Expr): Expr => {
    const known = done.get(node);
    if (known !== undefined || node.kind !== "apply") return known ?? node;
    const made = isWhole(node) ? product(node) : apply(node.op, ...node.args.map(visit));
    done.set(node, made);
    return made;
  };
  const product = (node: Expr): Expr => {
    const p = productOf(node);
    const bases = [...p.powers.keys()];
    if (bases.every((base) => visit(base) === base)) return replace(node, node);
    const factors = [...p.powers].map(([base, n]) => fromProduct({ ...unit, powers: new Map([[visit(base), n]]) }));
    return replace(node, joined(p, factors));
  };
  return visit(e);
}

/** Whether `e` is a product of several factors, or one with a coefficient. */
function isWhole(e: Expr): boolean {
  return isProduct(e) && !productOf(e).powers.has(e);
}

/** The products in `e`, each taken as a whole, that are NaN at one of `points` though no factor is. */
function clashing(e: Expr, probe: Probe, points: readonly number[]): ReadonlySet<Expr> {
  const found = new Set<Expr>();
  const columns = [false, true].map((single) => valuesAt(e, probe, points, single));
  const failing = points.filter((_, i) => columns.some((column) => Number.isNaN(column[i])));
  if (failing.length === 0) return found;
  const wholes = new Set<Expr>();
  rebuilt(e, (node) => {
    wholes.add(node);
    return node;
  });
  for (const x of wholes.size === 0 ? [] : failing) {
    const single = Math.abs(x) <= 3.4e38 || Math.abs(x) === Infinity;
    for (const at of single ? [values(e, probe, x), values(e, probe, x, Math.fround)] : [values(e, probe, x)]) {
      if (!Number.isNaN(at(e))) continue;
      for (const node of wholes) {
        const bases = [...productOf(node).powers.keys()];
        if (Number.isNaN(at(node)) && bases.every((f) => !Number.isNaN(at(f) ?? 0))) found.add(node);
      }
    }
  }
  return found;
}

type Tends = (e: Expr) => number | undefined;
const unit: Product = { num: 1, den: 1, powers: new Map() };

/** `node` where, at each end at which it fails, the factors that vanish there are not zero. */
function guard(node: Expr, failing: readonly Tends[], parametric: boolean): Expr {
  const p = productOf(node);
  const factors = [...p.powers].map(([base, n]) => fromProduct({ ...unit, powers: new Map([[base, n]]) }));
  const guards = failing.flatMap((tends) => {
    const small = tends(node) === 0 ? factors.filter((f) => tends(f) === 0) : [];
    return small.length === 0 ? [] : [{ small, zero: tends(node) ?? 0 }];
  });
  const [first, second] = guards;
  if (first === undefined) return node;
  const same = second === undefined || second.small.every((f) => first.small.includes(f));
  if (same && parametric) {
    const large = joined(
      p,
      factors.filter((f) => !first.small.includes(f)),
    );
    const small = joined(unit, first.small);
    const isZero = apply("eq", small, constant(0));
    return simplify(apply("mul", apply("where", isZero, apply("sign", large), large), small));
  }
  const zero = second !== undefined && !Object.is(first.zero, second.zero) ? 0 : first.zero;
  const all = [...new Set(guards.flatMap(({ small }) => small))];
  // one selection does for both ends if what vanishes at one does not grow at the other
  const bounded = all.every((f) => failing.every((tends) => Number.isFinite(tends(f))));
  return (bounded ? [all] : guards.map(({ small }) => small)).reduce(
    (sum, small) => apply("where", apply("eq", joined(unit, small), constant(0)), constant(zero), sum),
    node,
  );
}

/** The coefficient of `p` times the factors. */
function joined({ num, den }: Product, factors: readonly Expr[]): Expr {
  const powers = factors.flatMap((f) => [...productOf(f).powers]);
  return fromProduct({ num, den, powers: new Map(powers) });
}
