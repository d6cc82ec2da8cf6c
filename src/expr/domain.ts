/**
 * Whether a rewritten form is still the same function: sqrt(x) * sqrt(x) has no value below 0, and x has.
 *
 * A test at sample points, not a proof; what fails it is computed as it was written.
 */
import { type Expr, freeVariables, nodes } from "./expr.ts";
import { value, values } from "./probe.ts";

const points = [-23.7, -6.1, -2.3, -1.17, -0.61, -0.13, 0.17, 0.59, 1.13, 2.9, 5.3, 27.1];
const parameters = [0.73, 2.3, -1.1];
/** Up to here digits may have cancelled in what was written, but not all of them. */
const near = 7;
const tolerance = 1e-3;

/** False if `form` has a value somewhere where `plain` has none, or plainly another one; overflow apart. */
export function isSame(plain: Expr, form: Expr, name = "x"): boolean {
  const others = freeVariables(plain).filter((v) => v !== name);
  return (others.length === 0 ? [1] : parameters).every((p) => {
    const env = Object.fromEntries(others.map((v, i) => [v, p + 0.1 * i]));
    return points.every((x) => {
      const at = values(plain, { name, env }, x);
      const [before, after] = [at(plain) as number, value(form, { name, env }, x)];
      if (Number.isNaN(before)) return Number.isNaN(after) || !hasNone(plain, at);
      const comparable = Math.abs(x) <= near && Number.isFinite(before) && Math.abs(before) < 1e6;
      return !comparable || Math.abs(before - after) <= tolerance * Math.max(1, Math.abs(before));
    });
  });
}

/** Whether an op in `e` has no value for finite arguments. */
function hasNone(e: Expr, at: (node: Expr) => number | undefined): boolean {
  return nodes(e).some(
    (node) => node.kind === "apply" && Number.isNaN(at(node)) && node.args.every((a) => Number.isFinite(at(a))),
  );
}
