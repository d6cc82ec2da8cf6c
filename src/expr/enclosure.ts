/**
 * Bounds of one expression over many boxes: `interval` for formulas without branches, compiled once.
 */
import { bounds, type Interval, mayBeNaN, nothing } from "./bounds.ts";
import { type Expr, nodes } from "./expr.ts";
import { ops } from "./ops.ts";

/** The values of a formula of one variable for all its values in a box; sound in the same sense as `interval`. */
export type Enclosure = (x: Interval) => Interval;

/** `e` as a function of bounds on its one variable. */
export function enclosure(e: Expr): Enclosure {
  const known = enclosures.get(e);
  if (known !== undefined) return known;
  const order = nodes(e);
  const places = new Map(order.map((node, i) => [node, i]));
  const boxes: Interval[] = order.map((node) =>
    node.kind === "const" ? (Number.isNaN(node.value) ? nothing : bounds(node.value, node.value)) : any,
  );
  const input = order.findIndex((node) => node.kind === "var");
  const steps = order.flatMap((node, out) => {
    if (node.kind !== "apply") return [];
    const [a = 0, b = 0, c = 0] = node.args.map((arg) => places.get(arg) as number);
    return [{ rule: ops[node.op].interval, a, b, c, out }];
  });
  const last = boxes.length - 1;
  const made: Enclosure = (x) => {
    if (input >= 0) boxes[input] = x;
    for (let i = 0; i < steps.length; i += 1) {
      const s = steps[i]!;
      boxes[s.out] = s.rule(boxes[s.a]!, boxes[s.b]!, boxes[s.c]!);
    }
    return boxes[last]!;
  };
  enclosures.set(e, made);
  return made;
}

const any: Interval = bounds(-Infinity, Infinity);
const enclosures = new WeakMap<Expr, Enclosure>();

/** What lies in both; `nothing` if that is empty. */
export function intersect(a: Interval, b: Interval): Interval {
  const [lo, hi] = [Math.max(a.lo, b.lo), Math.min(a.hi, b.hi)];
  return lo <= hi ? bounds(lo, hi, mayBeNaN(a) && mayBeNaN(b)) : nothing;
}

/** The number x as a box. */
export function point(x: number): Interval {
  return bounds(x, x);
}

/** 1 or -1 where every value has that sign, 0 where all are 0; undefined where that is not known. */
export function signOfBounds(a: Interval): 1 | -1 | 0 | undefined {
  if (mayBeNaN(a)) return undefined;
  if (a.lo > 0) return 1;
  if (a.hi < 0) return -1;
  return a.lo === 0 && a.hi === 0 ? 0 : undefined;
}
