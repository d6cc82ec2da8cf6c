/**
 * Whether a rewritten form is still the same function: sqrt(x) * sqrt(x) has no value below 0, and x has.
 *
 * A test at sample points, not a proof; what fails it is computed as it was written.
 */
import { type Expr, freeVariables } from "./expr.ts";
import { values } from "./probe.ts";

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
      const [before, after] = [at.get(plain) as number, values(form, { name, env }, x).get(form) as number];
      if (Number.isNaN(before)) return Number.isNaN(after) || !hasNone(at);
      const comparable = Math.abs(x) <= near && Number.isFinite(before) && Math.abs(before) < 1e6;
      return !comparable || Math.abs(before - after) <= tolerance * Math.max(1, Math.abs(before));
    });
  });
}

/** Whether an op has no value for finite arguments. */
function hasNone(at: ReadonlyMap<Expr, number>): boolean {
  return [...at].some(
    ([node, y]) => node.kind === "apply" && Number.isNaN(y) && node.args.every((a) => Number.isFinite(at.get(a))),
  );
}
