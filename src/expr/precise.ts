/**
 * Where float32 is not enough: sums that cancel and arguments whose rounding is magnified, marked `wide`, so that kernels
 * compute them in float64.
 *
 * Found by measuring: the expression is computed at sample points, with every step rounded to float32 and with none, and
 * where the results are too far apart that step is marked whose error matters most. Nothing is marked that does not help.
 */
import { bends, crossings } from "./curve.ts";
import { evaluator } from "./evaluate.ts";
import { apply, type Expr, fold, freeVariables, nodes } from "./expr.ts";
import type { Env } from "./limit.ts";
import { type OpName, ops } from "./ops.ts";
import type { Probe } from "./probe.ts";

/** Ulp that the rounding of steps may cost, before kernels' own errors are added. */
const tolerated = 4;
/** Near a zero of a slope nothing hangs on its last digits: there it may be off by this. */
const slopeTolerance = 7e-8;
const rounds = 8;
/** A mark must bring the worst error down to this part of it. */
const gain = 0.7;
/** Beyond so many nodes, and for more suspects than these, measuring takes too long. */
const mostNodes = 400;
const mostSuspects = 16;

/** Ops that kernels have in float64 too, if asked. */
const fine: ReadonlySet<OpName> = new Set([
  ...(["add", "sub", "mul", "div", "neg", "abs", "sqrt", "where", "pow", "wide"] as const),
  ...(["exp", "expm1", "log", "log1p", "softplus", "sigmoid", "atan", "sin", "cos"] as const),
]);
/** Of these a formula in x and constants stays in float64 until it is an argument. */
const carried: ReadonlySet<OpName> = new Set(["add", "sub", "mul", "div", "neg", "pow"]);
/** Ops that take an argument as it is before rounding. */
const attentive: ReadonlySet<OpName> = new Set([
  ...(["lt", "le", "gt", "ge", "eq", "ne"] as const),
  ...(["exp", "sigmoid", "softplus", "normpdf", "normcdf", "sin", "cos", "tan"] as const),
]);

/** `e` with marks where a kernel needs them. `order` 1 is a slope. */
export function precise(e: Expr, probe: Probe, order: number): Expr {
  if (nodes(e).length > mostNodes) return e;
  const zeros = zerosOf(e, probe);
  const points = samples(e, probe, zeros);
  const exact = trace(e, probe);
  const wanted: Wanted = new Map(points.map((x) => [x, { y: exact(x).at(-1) as number, slack: 0 }]));
  for (const [x, want] of wanted) {
    const besideZero = order > 0 && zeros.some((zero) => Math.abs(x - zero) < 1.5);
    if (besideZero) want.slack = slopeTolerance * Math.max(1, Math.abs(want.y));
  }
  let current = e;
  let worst = measured(current, probe, wanted);
  for (let round = 0; round < rounds && worst.error > tolerated; round += 1) {
    const next = best(current, probe, wanted, worst);
    if (next === undefined) break;
    [current, worst] = [next.marked, next.worst];
  }
  return current;
}

/** By x the value, and what it may be off by without being wrong. */
type Wanted = Map<number, { readonly y: number; slack: number }>;

interface Worst {
  /** In ulp. */
  readonly error: number;
  readonly x: number;
}

/** The mark that helps most; of those that help alike, the smallest. */
function best(e: Expr, probe: Probe, wanted: Wanted, { x, error }: Worst) {
  const [exact, single] = [trace(e, probe)(x), trace(e, probe, true)(x)];
  const suspects = nodes(e).filter(
    (node, i) =>
      node.kind === "apply" &&
      (isSum(node) || attentive.has(node.op)) &&
      relative(single[i] as number, exact[i] as number) > tolerated,
  );
  let found: { marked: Expr; worst: Worst } | undefined;
  const here: Wanted = new Map([...wanted].filter(([at]) => at === x));
  for (const node of suspects.slice(0, mostSuspects)) {
    const marked = mark(e, node);
    if (marked === e || measured(marked, probe, here).error > gain * error) continue;
    const worst = measured(marked, probe, wanted);
    if (worst.error <= gain * (found?.worst.error ?? error / gain)) found = { marked, worst };
  }
  return found;
}

/** A sum is marked itself, of other ops the argument. */
function mark(e: Expr, target: Expr): Expr {
  return fold<Expr>(e, (node, args) => {
    if (node.kind !== "apply") return node;
    const made = args.every((a, i) => a === node.args[i]) ? node : apply(node.op, ...args);
    if (node !== target) return made;
    if (isSum(node)) return apply("wide", made);
    return apply(node.op, ...made.args.map((a) => (a.kind !== "apply" || a.op === "wide" ? a : apply("wide", a))));
  });
}

function isSum(e: Expr): boolean {
  return e.kind === "apply" && (e.op === "add" || e.op === "sub");
}

/** The worst of all points. */
function measured(e: Expr, probe: Probe, wanted: Wanted): Worst {
  let worst: Worst = { error: 0, x: 0 };
  const single = trace(e, probe, true);
  for (const [x, { y, slack }] of wanted) {
    const got = single(x).at(-1) as number;
    const error = Math.abs(got - y) <= slack ? 0 : distance(got, y);
    if (error > worst.error) worst = { error, x };
  }
  return worst;
}

const smallest = 1.1754943508222875e-38;
const largest = 3.4028234663852886e38;

/** In float32's units of the last place; 0 where the value is none of its normal numbers. */
function distance(got: number, want: number): number {
  const size = Math.abs(want);
  if (size === 0) return Math.abs(got) > smallest && got < 1e30 ? units : 0;
  return size > smallest && size < largest ? relative(got, want) : 0;
}

/** The same of any size. */
function relative(got: number, want: number): number {
  const error = Math.abs(got - want) / Math.abs(want);
  return Number.isFinite(error) ? error * units : error === Infinity ? units : 0;
}

const units = 8388608; // 2^23

/** Where it changes its sign. */
function zerosOf(e: Expr, { name, env }: Probe): readonly number[] {
  const others = freeVariables(e).filter((v) => v !== name);
  const f = evaluator(e, [name, ...others]);
  const values = others.map((v) => parameter(env, v));
  return crossings((x) => f(x, ...values));
}

/** Both sides of every zero and bend, and all sizes. */
function samples(e: Expr, { env }: Probe, zeros: readonly number[]): readonly number[] {
  const params = Object.fromEntries(Object.keys(env).map((v) => [v, parameter(env, v)]));
  const near = [...zeros, ...bends(e, params)].flatMap((x) => offsets.map((h) => x + h * x));
  const sizes = Array.from({ length: 76 }, (_, i) => 1.37 * Number(`1e${i - 38}`));
  const usual = Array.from({ length: 160 }, (_, i) => 0.0173 + 104 * ((i / 160) * (i / 160)));
  return [...near, ...[...sizes, ...usual].flatMap((x) => [x, -x])].map(Math.fround);
}

const offsets = [0, 6e-8, -6e-8, 1.2e-7, -1.2e-7, 1e-6, -1e-6, 1e-4, -1e-4];

/** Kernels read parameters as float32. */
function parameter(env: Env, name: string): number {
  return Math.fround(env[name] ?? 1);
}

/** The values of all nodes of `e` at x, as a kernel would come to them, each step rounded to float32; or none rounded. */
function trace(e: Expr, { name, env }: Probe, rounding = false): (x: number) => Float64Array {
  const order = nodes(e);
  const places = new Map(order.map((node, i) => [node, i]));
  const round = rounding ? toSingle : (y: number) => y;
  const kept = new Map<Expr, boolean>();
  const rows = order.map((node) => {
    const args = node.kind === "apply" ? node.args : [];
    kept.set(node, isKept(node, kept));
    const [a = 0, b = 0, c = 0] = args.map((arg) => places.get(arg) as number);
    const compares = node.kind === "apply" && ops[node.op].infix?.precedence === 1;
    const attends =
      node.kind === "apply" && attentive.has(node.op) && args.every((arg) => (compares ? isExact(arg) : kept.get(arg)));
    return { node, a, b, c, fromExact: rounding && (attends || isWide(node)) };
  });
  const rounded = new Float64Array(order.length);
  const exact = new Float64Array(order.length);
  return (x) => {
    for (const [i, { node, a, b, c, fromExact }] of rows.entries()) {
      if (node.kind !== "apply") {
        exact[i] = node.kind === "const" ? node.value : node.name === name ? x : parameter(env, node.name);
        rounded[i] = round(exact[i] as number);
        continue;
      }
      const { value } = ops[node.op];
      const from = fromExact ? exact : rounded;
      rounded[i] = round(value(from[a] as number, from[b] as number, from[c] as number));
      if (!rounding) continue;
      exact[i] = fine.has(node.op)
        ? value(exact[a] as number, exact[b] as number, exact[c] as number)
        : (rounded[i] as number);
    }
    return rounded;
  };
}

/** Rounded to float32's digits; kernels keep them below its range too, by factors still to be applied. */
function toSingle(y: number): number {
  return Math.abs(y) < smallest ? Math.fround(y * lift) / lift : Math.fround(y);
}

const lift = 1.2676506002282294e30; // 2^100

function isWide(e: Expr): boolean {
  return e.kind === "apply" && e.op === "wide";
}

/** Whether a comparison is of what it was before rounding. */
function isExact(e: Expr): boolean {
  return e.kind !== "apply" || isWide(e);
}

/** Whether a kernel knows more of it than its float32. */
function isKept(e: Expr, known: ReadonlyMap<Expr, boolean>): boolean {
  if (e.kind !== "apply" || isWide(e)) return true;
  const inputs = e.args.filter((a) => a.kind === "var").length;
  return carried.has(e.op) && inputs < 2 && e.args.every((a) => known.get(a));
}
