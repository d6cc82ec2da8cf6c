/**
 * Interval arithmetic: bounds on an expression's value, given bounds on its variables.
 * Bounds are sound (never too narrow) up to float64 rounding; they may be loose.
 *
 * Each branch of where(x > c, b, c) is bounded over its own part of x's range, so relu lies in 0..inf.
 */

import { NonlinError } from "../base/index.ts";
import { bounds, hull, type Interval, isEmpty, mayBeNaN, nothing } from "./bounds.ts";
import { type Apply, type Expr, fold } from "./expr.ts";
import { ops } from "./ops.ts";

/** Any number, infinities included, but not NaN. */
export const anyNumber: Interval = bounds(-Infinity, Infinity);

export type Ranges = Readonly<Record<string, Interval>>;

/** Bounds of `e`; variables that `ranges` does not name may be any number. Throws E_USAGE for a range without lo and hi. */
export function interval(e: Expr, ranges: Ranges = {}): Interval {
  return within(e, ranges, { left: 200 }, 3);
}

/** `budget` counts the branches that may still be bounded apart, `depth` how deep inside one another. */
function within(e: Expr, ranges: Ranges, budget: { left: number }, depth: number): Interval {
  return fold<Interval>(e, (node, args) => {
    if (node.kind === "var") return rangeOf(ranges, node.name);
    if (node.kind === "const") return Number.isNaN(node.value) ? nothing : bounds(node.value, node.value);
    const [a = anyNumber, b = anyNumber, c = anyNumber] = args;
    const [condition] = node.args;
    const splits = node.args.length === 3 && condition?.kind === "apply" && a.lo < a.hi && depth > 0;
    return (splits ? split(node, condition, ranges, budget, depth) : undefined) ?? ops[node.op].interval(a, b, c);
  });
}

function rangeOf(ranges: Ranges, name: string): Interval {
  const range = (Object.hasOwn(ranges, name) ? ranges[name] : undefined) ?? anyNumber;
  if (typeof range.lo !== "number" || typeof range.hi !== "number") {
    const advice = "for instance { lo: -1, hi: 1 }";
    throw new NonlinError("E_USAGE", `the range of ${name} is ${JSON.stringify(range)}`, { advice });
  }
  return bounds(range.lo, range.hi, mayBeNaN(range));
}

/** Bounds of `node`, a where, each branch with what its condition says of a variable; undefined if it says nothing. */
function split(node: Apply, condition: Apply, ranges: Ranges, budget: { left: number }, depth: number) {
  const { assume, negation } = ops[condition.op];
  const refuse = negation && ops[negation].assume;
  const [p, q] = condition.args as readonly [Expr, Expr];
  if (assume === undefined || refuse === undefined || (p.kind !== "var" && q.kind !== "var")) return undefined;
  if (budget.left <= 0) return undefined;
  budget.left -= 1;
  const [a, b] = [within(p, ranges, budget, 0), within(q, ranges, budget, 0)];
  const branch = (e: Expr, [left, right]: readonly [Interval, Interval], nan: boolean): Interval | undefined => {
    const narrowed = {
      ...ranges,
      ...(p.kind === "var" && { [p.name]: bounds(left.lo, left.hi, nan && mayBeNaN(a)) }),
      ...(q.kind === "var" && { [q.name]: bounds(right.lo, right.hi, nan && mayBeNaN(b)) }),
    };
    const never = isEmpty(left) || isEmpty(right);
    return never && !(nan && (mayBeNaN(a) || mayBeNaN(b))) ? undefined : within(e, narrowed, budget, depth - 1);
  };
  // NaN makes a comparison false, but for != where it makes it true.
  const nanIsTrue = condition.op === "ne";
  const taken = branch(node.args[1] as Expr, assume(a, b), nanIsTrue);
  const other = branch(node.args[2] as Expr, refuse(a, b), !nanIsTrue);
  return taken === undefined ? other : other === undefined ? taken : hull(taken, other);
}
