/**
 * What is proved of a function's shape: signs of f, f' and f'' all along the line, and what follows from them.
 *
 * The line is cut where the function may bend. On each piece the sign of f'' is charted by bounds, that of f' follows
 * from it, and that of f from f'. Constants of the formula count as the floats they are.
 */
import {
  collect,
  constant,
  cuts,
  diff,
  type Expr,
  enclosure,
  type Formula,
  freeVariables,
  type Interval,
  interval,
  nodes,
  ops,
  point,
  resolved,
  signOfBounds,
  singularity,
  stages,
  substitute,
} from "../expr/index.ts";
import { type Chart, chartFrom, chartOf, isComplete, type Sign, type Span, type Stretch } from "./chart.ts";
import {
  both,
  type Extent,
  empty,
  endValue,
  extentFrom,
  extentOf,
  extentOfValue,
  extentWithin,
  greatestSize,
} from "./extent.ts";

/** A stretch of the line on which the function selects nothing. */
export interface Piece extends Span {
  /** f, f' and f'', in x alone. */
  readonly forms: readonly [Expr, Expr, Expr];
  readonly charts: readonly [Chart, Chart, Chart];
  /** Whether it has a value anywhere on it; false is proved. */
  readonly defined: boolean;
  /** Whether f, f' and f'' are continuous on it for sure; without f, nothing is charted. */
  readonly continuous: readonly [boolean, boolean, boolean];
}

/** Where two pieces meet: f, f' and f'' from the left, from the right, and the value in between. */
export interface Joint {
  readonly at: number;
  readonly left: readonly Interval[];
  readonly right: readonly Interval[];
  readonly value: Interval;
  /** Whether nothing happens there: both sides are the same smooth formula. */
  readonly smooth: boolean;
  /** Whether f has no value on one side, so that it begins or ends here. */
  readonly edge: boolean;
}

export interface Shape {
  readonly pieces: readonly Piece[];
  readonly joints: readonly Joint[];
}

const deepest = 24;

/**
 * The shape of what `forms` are f, f' and f'' of, at these parameters; undefined if it has too many pieces. Bends are
 * those of `plain`: forms that keep more digits may select where nothing bends.
 */
export function shapeOf(
  plain: Expr,
  forms: readonly [Expr, Expr, Expr],
  params: Readonly<Record<string, number>>,
): Shape | undefined {
  const numbers = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, constant(value)]));
  const settled = (e: Expr): Expr => collect(substitute(e, numbers));
  const own = forms.map(settled) as [Expr, Expr, Expr];
  const written = settled(plain);
  const places = [...new Set([0, ...own.flatMap(cuts), ...cuts(written)])].sort((a, b) => a - b);
  if (places.length > deepest) return undefined;
  const ends = [-Infinity, ...places, Infinity];
  const pieces = ends.slice(1).map((to, i) => pieceOf(own, { from: ends[i]!, to }));
  if (pieces.every(({ defined }) => !defined)) return undefined;
  const joints = places.map((at, i) => jointOf(own[0], written, at, pieces[i]!, pieces[i + 1]!));
  return { pieces, joints };
}

/** The shape of a declaration at these parameters; made once. */
export function shapeAt(a: Formula, params: Readonly<Record<string, number>>): Shape | undefined {
  const known = shapes.get(a) ?? new Map<string, Shape | undefined>();
  shapes.set(a, known);
  const key = JSON.stringify(params);
  if (!known.has(key)) {
    const forms = ([0, 1, 2] as const).map((order) => stages(a, order).stable) as [Expr, Expr, Expr];
    known.set(key, shapeOf(stages(a).plain, forms, params));
  }
  return known.get(key);
}

const shapes = new WeakMap<Formula, Map<string, Shape | undefined>>();

function pieceOf(own: readonly [Expr, Expr, Expr], span: Span): Piece {
  const forms = own.map((e) => resolved(e, span.from, span.to)) as [Expr, Expr, Expr];
  const all = enclosure(forms[0])({ lo: inside(span.from, 1), hi: inside(span.to, -1) });
  const defined = all.lo <= all.hi;
  const continuous = forms.map((e) => defined && isContinuous(e, span)) as [boolean, boolean, boolean];
  const unknown: Chart = [{ ...span, sign: undefined }];
  if (!continuous[0]) return { ...span, forms, charts: [unknown, unknown, unknown], defined, continuous };
  const bend = continuous[1] && continuous[2] ? chartOf(forms[2], span) : unknown;
  const slope = chartFrom(forms[1], span, bend);
  const known = isComplete(slope) || !continuous[1] ? slope : chartOf(forms[1], span);
  const value = chartFrom(forms[0], span, known);
  return { ...span, forms, charts: [value, known, bend], defined, continuous };
}

/** A number next to an end of a piece, which itself may be where a function begins. */
function inside(x: number, side: 1 | -1): number {
  return Number.isFinite(x) ? x + side * (Math.abs(x) * Number.EPSILON + Number.MIN_VALUE) : x;
}

function jointOf(f: Expr, plain: Expr, at: number, before: Piece, after: Piece): Joint {
  const side = (piece: Piece, which: 1 | -1): readonly Interval[] => piece.forms.map((e) => endValue(e, at, which));
  const value = interval(f, { x: point(at) });
  const [left, right] = [side(before, -1), side(after, 1)];
  const written = resolved(plain, before.from, at);
  const smooth = written === resolved(plain, at, after.to) && isAnalyticAt(written, at);
  return { at, left, right, value, smooth, edge: !before.defined || !after.defined };
}

/** Whether a formula selects nothing at a number, and is not singular there. */
function isAnalyticAt(e: Expr, at: number): boolean {
  return nodes(e).every((node) => {
    if (node.kind !== "apply" || freeVariables(node).length === 0) return true;
    if (ops[node.op].sides !== undefined) return false;
    const guard = singularity(node);
    const sign = guard && signOfBounds(enclosure(guard.e)(point(at)));
    return guard === undefined || sign === 1 || (sign === -1 && !guard.positive);
  });
}

export function isNumber({ lo, hi, nan }: Interval): boolean {
  return nan !== true && lo <= hi && Number.isFinite(lo) && Number.isFinite(hi);
}

/** "same" and "other" are proved; "near" is what bounds cannot tell apart. */
export function compared(a: Interval, b: Interval): "same" | "other" | "near" {
  if (a.hi < b.lo || b.hi < a.lo) return "other";
  return a.lo === a.hi && b.lo === b.hi && a.lo === b.lo ? "same" : "near";
}

/** The stretches of f (0), f' (1) or f'' (2) in order. */
export function stretchesOf(shape: Shape, order: 0 | 1 | 2): readonly Stretch[] {
  return shape.pieces.flatMap(({ charts }) => charts[order]);
}

/** Whether the signs of f, f' or f'' are known everywhere. */
export function isCharted(shape: Shape, order: 0 | 1 | 2): boolean {
  return shape.pieces.every(
    ({ charts, continuous, defined }) => !defined || (continuous[order] && isComplete(charts[order])),
  );
}

/** How f goes on at a joint: 1 if it jumps up, -1 down, 0 if it does not jump, undefined if bounds cannot tell. */
export function jumpAt({ left, right, value, smooth, edge }: Joint): Sign | undefined {
  if (smooth || edge) return 0;
  const [l, r] = [left[0]!, right[0]!];
  if (compared(l, value) === "same" && compared(value, r) === "same") return 0;
  if (l.hi <= value.lo && value.hi <= r.lo && l.hi < r.lo) return 1;
  if (l.lo >= value.hi && value.lo >= r.hi && l.lo > r.hi) return -1;
  return undefined;
}

/** Whether f is continuous where it is defined (proved), jumps or has a pole (proved), or bounds cannot tell. */
export function continuity(shape: Shape): boolean | undefined {
  const known = shape.joints.map(({ left, right, value, smooth, edge }) => {
    if (smooth || edge) return true;
    if ([left[0]!, right[0]!].some((y) => y.lo === y.hi && !Number.isFinite(y.lo))) return false;
    const pairs = [compared(left[0]!, value), compared(value, right[0]!)];
    if (pairs.includes("other") || compared(left[0]!, right[0]!) === "other") return false;
    return pairs.every((pair) => pair === "same") ? true : undefined;
  });
  if (known.includes(false)) return false;
  const inside = shape.pieces.every(({ continuous, defined }) => continuous[0] || !defined);
  return !inside || known.includes(undefined) ? undefined : true;
}

/** Bounds of the infimum and the supremum of f or f', the values at joints included for f. */
export function extentOfShape(shape: Shape, order: 0 | 1): Extent {
  const parts = shape.pieces
    .filter(({ defined }) => defined)
    .map((piece) => {
      if (!piece.continuous[order])
        return extentWithin(enclosure(piece.forms[order]!)({ lo: piece.from, hi: piece.to }));
      const chart = piece.charts[order + 1] as Chart;
      const e = piece.forms[order]!;
      return isComplete(chart) ? extentFrom(e, piece, chart) : extentOf(e, piece);
    });
  const values =
    order === 0
      ? shape.joints.filter(({ value }) => value.lo <= value.hi).map(({ value }) => extentOfValue(value))
      : [];
  return [...parts, ...values].reduce(both, empty);
}

/** Bounds of the largest |f''|. */
export function greatestBend(shape: Shape): Interval {
  return greatestSize(
    shape.pieces.filter(({ defined }) => defined).map(({ from, to, forms }) => ({ e: forms[2], span: { from, to } })),
  );
}

/**
 * How often f is differentiable with a continuous derivative: -1 if it jumps, Infinity if it is analytic all along.
 * Undefined if bounds cannot tell; `atLeast` if only so many derivatives were looked at.
 */
export function smoothnessOf(shape: Shape): { readonly order: number; readonly proved: boolean } | undefined {
  if (!shape.pieces.every((piece) => !piece.defined || isAnalytic(piece))) return undefined;
  let proved = true;
  let order = Infinity;
  for (const [i, joint] of shape.joints.entries()) {
    if (joint.smooth || joint.edge) continue;
    const found = orderAt(joint, shape.pieces[i]!, shape.pieces[i + 1]!);
    order = Math.min(order, found.order);
    proved &&= found.proved;
  }
  return { order, proved };
}

const furthest = 5;

function orderAt(joint: Joint, before: Piece, after: Piece): { order: number; proved: boolean } {
  let proved = true;
  let [left, right] = [before.forms[2], after.forms[2]];
  for (let order = 0; order <= furthest; order += 1) {
    if (order > 2) [left, right] = [diff(left), diff(right)];
    const [l, r] =
      order > 2
        ? [endValue(left, joint.at, -1), endValue(right, joint.at, 1)]
        : [joint.left[order]!, joint.right[order]!];
    const pairs = order === 0 ? [compared(l, joint.value), compared(joint.value, r)] : [compared(l, r)];
    if (pairs.includes("other") || !isNumber(l) || !isNumber(r)) return { order: order - 1, proved };
    if (pairs.includes("near")) proved = false;
  }
  return { order: furthest, proved: false };
}

/** Whether a piece's formula selects nothing and divides by nothing that may be 0, so that it is analytic inside. */
function isAnalytic({ from, to, forms: [e] }: Piece): boolean {
  return nodes(e).every((node) => {
    if (node.kind !== "apply" || freeVariables(node).length === 0) return true;
    return ops[node.op].sides === undefined && isGuarded(node, { from, to });
  });
}

/** Whether a formula has no jumps and no poles inside: what selects by a tie that was not solved may have some. */
function isContinuous(e: Expr, span: Span): boolean {
  return nodes(e).every((node) => {
    if (node.kind !== "apply" || freeVariables(node).length === 0) return true;
    const { sides, derivative, arity } = ops[node.op];
    const jumps = derivative?.every((d) => d === "0") === true || arity === 3;
    return !jumps && (sides !== undefined || isGuarded(node, span));
  });
}

function isGuarded(node: Expr & { kind: "apply" }, span: Span): boolean {
  const guard = singularity(node);
  if (guard === undefined) return true;
  const sign = signOver(collect(guard.e), span);
  return sign === 1 || (sign === -1 && !guard.positive);
}

/** The sign that `e` has all along a span. */
function signOver(e: Expr, { from, to }: Span): Sign | undefined {
  const known = signs.get(e) ?? new Map<string, Sign | undefined>();
  signs.set(e, known);
  const key = `${from} ${to}`;
  if (known.has(key)) return known.get(key);
  const chart = chartOf(e, { from, to }, 100);
  const sign = chart.length === 1 ? chart[0]!.sign : undefined;
  known.set(key, sign);
  return sign;
}

const signs = new WeakMap<Expr, Map<string, Sign | undefined>>();
