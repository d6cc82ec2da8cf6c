/**
 * Slopes where a formula bends: at a tie of a selecting op.
 *
 * The rule: the slopes on both sides if they are equal, else the declared one, else the number between them that is
 * nearest 0. It is followed twice. Where a selection is differentiated, its tie joins the branch that the rule picks,
 * so that relu' is where(x > 0, 1, 0) and nothing more; afterwards the whole formula is followed to each side of each
 * tie that can be solved for, which is exact where bends cancel or add up, as in max(x, 0) - max(-x, 0).
 */

import { equal, type Sampling, signOf } from "./equal.ts";
import { apply, constant, type Expr, fold, freeVariables, nodes, variable } from "./expr.ts";
import { fill } from "./match.ts";
import { ops } from "./ops.ts";
import { build, simplify } from "./simplify.ts";
import { substitute } from "./substitute.ts";
import { formula } from "./template.ts";

export interface Bend {
  readonly at: Expr;
  readonly slope: Expr;
}

/** Along what, and with what known, a formula is differentiated. */
export interface Course {
  readonly name: string;
  /** The declared corners. */
  readonly bends: readonly Bend[];
  /** Usual values of parameters. */
  readonly near: Readonly<Record<string, number>>;
}

const zero = constant(0);

/** The slope of a selection: `taken` where `condition` holds, else `other`; at a tie by the rule. */
export function select(condition: Expr, taken: Expr, other: Expr, course: Course): Expr {
  const natural = build("where", [condition, taken, other]);
  if (taken === other || condition.kind !== "apply") return natural;
  const { orEqual, unlessEqual } = ops[condition.op];
  const [p, q] = condition.args as readonly [Expr, Expr];
  if (orEqual === undefined && unlessEqual === undefined) return natural;
  if (!dependsOn(p, course) && !dependsOn(q, course)) return natural;
  if (course.bends.some(({ at }) => equal(p, q, tieAt(at, course)))) return natural;
  const at = solved(p, q, course);
  const [left, right] = at === undefined ? [taken, other] : [valueAt(taken, at, course), valueAt(other, at, course)];
  if (equal(left, right, course)) return natural;
  const least = nearestZero(left, right);
  if (least === left) return build("where", [apply(orEqual ?? condition.op, p, q), taken, other]);
  if (least === right) return build("where", [apply(unlessEqual ?? condition.op, p, q), taken, other]);
  return build("where", [build("eq", [p, q]), least, natural]);
}

/** `slope`, the derivative of `e`, corrected at the declared corners and at the ties of `e`; `derive` differentiates. */
export function atCorners(e: Expr, slope: Expr, course: Course, derive: (e: Expr) => Expr): Expr {
  const declared = course.bends.reduce((natural, bend) => withBend(natural, bend, course), slope);
  return ties(e, course, derive)
    .filter((at) => !course.bends.some((bend) => equal(bend.at, at, course)))
    .reduce((natural, at) => corrected(e, natural, at, course, derive), declared);
}

/** `natural` with the slope that is due at a tie of `e`, from the slopes on both sides of it. */
function corrected(e: Expr, natural: Expr, at: Expr, course: Course, derive: (e: Expr) => Expr): Expr {
  const below = sided(e, at, -1, course, derive);
  const above = sided(e, at, 1, course, derive);
  if (below === undefined || above === undefined) return natural;
  const [left, right] = [derive(below), derive(above)];
  const smooth = equal(left, right, tieAt(at, course));
  // Judged first, since what is due is mostly there already.
  if (equal(natural, smooth ? right : nearestZero(left, right), tieAt(at, course))) return natural;
  const [p, q] = [valueAt(left, at, course), valueAt(right, at, course)];
  const due = smooth ? q : nearestZero(p, q);
  // Beside a pole there is no slope to speak of.
  const infinite = due.kind === "const" && !Number.isFinite(due.value);
  return infinite ? natural : withBend(natural, { at, slope: due }, course);
}

/** Values of the variable at which `e` may bend: the ties between arguments whose difference is a x + b. */
function ties(e: Expr, course: Course, derive: (e: Expr) => Expr): readonly Expr[] {
  const found = nodes(e).flatMap((node) => {
    const [below, above] = (node.kind === "apply" ? ops[node.op].sides : undefined) ?? [];
    if (node.kind !== "apply" || below === above || !dependsOn(node, course)) return [];
    const difference = build("sub", [node.args[0] as Expr, node.args[1] ?? zero]);
    const a = derive(difference);
    if (a.kind !== "const" || a.value === 0) return [];
    const b = valueAt(difference, zero, course);
    return [solved(node.args[0] as Expr, node.args[1] ?? zero, course) ?? build("div", [build("neg", [b]), a])];
  });
  return [...new Set(found)];
}

/** `e` as it is just below (-1) or just above (1) `at`, ties resolved; undefined if that cannot be told. */
function sided(e: Expr, at: Expr, side: number, course: Course, derive: (e: Expr) => Expr): Expr | undefined {
  return fold<Expr | undefined>(e, (node, args) => {
    if (node.kind !== "apply") return node;
    const known = args.filter((arg) => arg !== undefined);
    if (known.length < args.length) return undefined;
    const { sides } = ops[node.op];
    const made = known.every((arg, i) => arg === node.args[i]) ? node : build(node.op, known);
    const [p = zero, q = zero] = known;
    if (sides === undefined || !dependsOn(made, course) || !equal(p, q, tieAt(at, course))) return made;
    const departure = derive(build("sub", [p, q]));
    // Equal all around, so either will do.
    if (departure === zero) return made;
    const rise = signOf(departure, tieAt(at, course));
    if (rise === 0) return undefined;
    const bindings = new Map([["a", p] as const, ["b", q] as const]);
    return fill(formula(sides[rise * side < 0 ? 0 : 1]), bindings, build);
  });
}

/** `natural` with the slope due at a corner, unless it has that already. */
function withBend(natural: Expr, { at, slope }: Bend, course: Course): Expr {
  if (equal(natural, slope, tieAt(at, course))) return natural;
  return build("where", [build("eq", [variable(course.name), at]), slope, natural]);
}

/** The number nearest 0 between `a` and `b`: the median of a, b and 0. */
function nearestZero(a: Expr, b: Expr): Expr {
  if (a === zero || b === zero) return zero;
  return build("max", [build("min", [a, b]), build("min", [build("max", [a, b]), zero])]);
}

/** The value of the variable at which p = q, where one of them is the variable. */
function solved(p: Expr, q: Expr, course: Course): Expr | undefined {
  const x = variable(course.name);
  if (p === x && !dependsOn(q, course)) return q;
  return q === x && !dependsOn(p, course) ? p : undefined;
}

function tieAt(at: Expr, { name, near }: Course): Sampling {
  return { near, where: { name, is: at } };
}

function valueAt(e: Expr, at: Expr, course: Course): Expr {
  return simplify(substitute(e, { [course.name]: at }));
}

function dependsOn(e: Expr, course: Course): boolean {
  return freeVariables(e).includes(course.name);
}
