/**
 * The last step before a kernel: what formulas do not say of NaN, infinities, overflow and the sign of zero.
 *
 * NaN in gives NaN out; at +-inf the value is the limit (NaN if there is none); a product whose one factor vanishes
 * faster than the other grows is 0 and not 0 * inf; algebraic forms do not overflow before infinity; f(-0) is -0
 * where f(x) ~ c x. What is right already is left as it is: a step is added only where plain evaluation differs.
 */
import { collect } from "./collect.ts";
import { diff } from "./diff.ts";
import { apply, constant, type Expr, fold, freeVariables, nodes, variable } from "./expr.ts";
import { guarded } from "./guard.ts";
import { type Env, limit, observedLimit } from "./limit.ts";
import { ops } from "./ops.ts";
import { ends, far, type Probe, value, valuesAt } from "./probe.ts";
import { scaled } from "./scale.ts";
import { simplify } from "./simplify.ts";
import { substitute } from "./substitute.ts";

/** What an expression is a derivative of: the far form derived from that of the origin has less to cancel. */
export interface Origin {
  readonly e: Expr;
  readonly order: 1 | 2;
}

/** `e`, a derivative of its `origins`, with its edges mended, as a function of `name`; `env` holds usual values of the others. */
export function edges(e: Expr, name = "x", env: Env = {}, origins: readonly Origin[] = []): Expr {
  const unknown = freeVariables(e).filter((v) => v !== name && env[v] === undefined);
  const ones = Object.fromEntries(unknown.map((v) => [v, 1]));
  const probe = { name, env: unknown.length === 0 ? env : { ...env, ...ones } };
  const bounded = algebraic(e, probe, origins) ?? guarded(e, probe);
  return propagating(signedZero(atInfinity(bounded, probe), probe), name);
}

/** Whether NaN in `name` always makes `e` NaN: by structure, whatever the other variables are. */
export function propagatesNaN(e: Expr, name = "x"): boolean {
  return Number.isNaN(fold<number | undefined>(e, (node, args) => withNaN(node, args, name)));
}

/** The value of a node when `name` is NaN; undefined if it depends on other variables. */
function withNaN(node: Expr, args: readonly (number | undefined)[], name: string): number | undefined {
  if (node.kind === "const") return node.value;
  if (node.kind === "var") return node.name === name ? Number.NaN : undefined;
  const [a, b, c] = args;
  if (node.op === "where" && a !== undefined) return a !== 0 ? b : c;
  // an unknown argument does not matter to a row that gives the same for every number: a + NaN, a < NaN
  const tried = (args.includes(undefined) ? probes : [0]).map((probe) =>
    ops[node.op].value(a ?? probe, b ?? probe, c ?? probe),
  );
  return tried.every((y) => Object.is(y, tried[0])) && args.some((v) => v !== undefined) ? tried[0] : undefined;
}

const probes = [-Infinity, -2.5, -1, 0, 0.5, 1, 3, Infinity] as const;

function propagating(e: Expr, name: string): Expr {
  const x = variable(name);
  return propagatesNaN(e, name) ? e : apply("where", apply("eq", x, x), e, x);
}

/** An algebraic form that overflows in float32 while its value does not: scaled by its leading power where that is near. */
function algebraic(e: Expr, probe: Probe, origins: readonly Origin[]): Expr | undefined {
  const x = variable(probe.name);
  const sides = [1, -1].map((side) => {
    const at = far.map((v) => side * v);
    return { exact: valuesAt(e, probe, at), single: valuesAt(e, probe, at, true) };
  });
  const differs = (exact: number, single: number) => {
    const visible = Math.abs(exact) > 1e-43 && Math.abs(exact) < 3e38;
    return visible && !(Math.abs(single - exact) <= 1e-2 * Math.abs(exact) + 6e-45);
  };
  const first = far.findIndex((_, i) => sides.some(({ exact, single }) => differs(exact[i]!, single[i]!)));
  if (first < 0) return undefined;
  const own = scaled(e, probe.name);
  const derived =
    own && origins.map((origin) => scaled(origin.e, probe.name, origin.order)).find((d) => d !== undefined);
  const apart = (v: number) => Math.abs(value(own as Expr, probe, v) / value(derived as Expr, probe, v) - 1) > 1e-9;
  const farOut = derived && far.some((v) => v > far[first]! && (apart(v) || apart(-v))) ? derived : own;
  return farOut && apply("where", apply("gt", apply("abs", x), constant(far[first - 2] ?? 1)), farOut, e);
}

function atInfinity(e: Expr, probe: Probe): Expr {
  const x = variable(probe.name);
  const [left, right] = ends.map((at) => {
    const known = limit(e, probe.name, at, probe.env) ?? observedLimit(e, probe.name, at, probe.env);
    if (known === undefined) return undefined;
    const plain = value(e, probe, at);
    const close = Math.abs(plain - known) <= 1e-12 * Math.abs(known);
    return plain === known || close || (Number.isNaN(plain) && Number.isNaN(known)) ? undefined : known;
  });
  const infinity = constant(Infinity);
  if (left !== undefined && right !== undefined && Math.abs(left) === Math.abs(right)) {
    const there = Object.is(left, right) ? constant(left) : simplify(apply("mul", constant(right), apply("sign", x)));
    return apply("where", apply("eq", apply("abs", x), infinity), there, e);
  }
  const below = left === undefined ? e : apply("where", apply("eq", x, constant(-Infinity)), constant(left), e);
  return right === undefined ? below : apply("where", apply("eq", x, infinity), constant(right), below);
}

/** f(-0) = -0 where f(x) ~ c x, c > 0, and 0 where c < 0. */
function signedZero(e: Expr, probe: Probe): Expr {
  const x = variable(probe.name);
  const [minus, plus] = [value(e, probe, -0), value(e, probe, 0)];
  const h = 1e-7;
  const [before, after] = [value(e, probe, -h) / -h, value(e, probe, h) / h];
  const linear = minus === 0 && plus === 0 && Math.abs(before) > 1e-3 && Math.abs(after) > 1e-3 && before * after > 0;
  if (!linear || Object.is(minus, Math.sign(before) * -0)) return e;
  const zero = collect(substitute(e, { [probe.name]: constant(0) }));
  const slope = collect(simplify(substitute(diff(e, probe.name), { [probe.name]: constant(0) })));
  const there = simplify(apply("mul", nodes(slope).length <= 6 ? slope : constant(Math.sign(before)), x));
  const isOrigin = apply("eq", x, constant(0));
  // A parameter may lift f(0) off zero: then f(0) it is.
  const vanishes = zero.kind === "const" ? isOrigin : apply("mul", isOrigin, apply("eq", e, constant(0)));
  return apply("where", vanishes, there, e);
}
