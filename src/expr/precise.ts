/**
 * Where float32 is not enough: sums that cancel and arguments whose rounding is magnified, marked `wide`, so that kernels
 * compute them in float64.
 *
 * Found by measuring: the expression is computed at sample points, with every step rounded to float32 and with none, and
 * where the results are too far apart that step is marked whose error matters most. Nothing is marked that does not help.
 */
import { bends, zerosIn } from "./curve.ts";
import { overRows } from "./evaluate.ts";
import { apply, type Expr, fold, freeVariables, nodes } from "./expr.ts";
import type { Env } from "./limit.ts";
import { ops } from "./ops.ts";
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

/** `e` with marks where a kernel needs them. `order` 1 is a slope. */
export function precise(e: Expr, probe: Probe, order: number): Expr {
  if (nodes(e).length > mostNodes) return e;
  if (!nodes(e).some(mayBeMarked)) return e;
  const zeros = zerosOf(e, probe);
  const xs = [...new Set(samples(e, probe, zeros))];
  const exact = traces(e, probe, Float64Array.from(xs)).at(-1)!;
  const wanted = xs.map((x, i): Wanted => {
    const y = exact[i]!;
    const besideZero = order > 0 && zeros.some((zero) => Math.abs(x - zero) < 1.5);
    return { x, y, slack: besideZero ? slopeTolerance * Math.max(1, Math.abs(y)) : 0 };
  });
  let current = e;
  let worst = measured(current, probe, wanted);
  for (let round = 0; round < rounds && worst.error > tolerated; round += 1) {
    const next = best(current, probe, wanted, worst);
    if (next === undefined) break;
    [current, worst] = [next.marked, next.worst];
  }
  return current;
}

/** The value at x, and what it may be off by without being wrong. */
interface Wanted {
  readonly x: number;
  readonly y: number;
  readonly slack: number;
}

interface Worst {
  /** In ulp. */
  readonly error: number;
  readonly x: number;
}

/** The mark that helps most; of those that help alike, the smallest. */
function best(e: Expr, probe: Probe, wanted: readonly Wanted[], { x, error }: Worst) {
  const only = Float64Array.of(x);
  const [exact, single] = [traces(e, probe, only), traces(e, probe, only, true)];
  const suspects = nodes(e).filter(
    (node, i) =>
      node.kind === "apply" &&
      (isSum(node) || ops[node.op].attends) &&
      relative(single[i]![0]!, exact[i]![0]!) > tolerated,
  );
  let found: { marked: Expr; worst: Worst } | undefined;
  const here = wanted.filter((each) => each.x === x);
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

/** Whether `mark` has something to mark at a node. */
function mayBeMarked(e: Expr): boolean {
  if (e.kind !== "apply") return false;
  return isSum(e) || (ops[e.op].attends === true && e.args.some((a) => a.kind === "apply" && a.op !== "wide"));
}

/** The worst of all points. */
function measured(e: Expr, probe: Probe, wanted: readonly Wanted[]): Worst {
  let worst: Worst = { error: 0, x: 0 };
  const single = traces(
    e,
    probe,
    Float64Array.from(wanted, ({ x }) => x),
    true,
  ).at(-1)!;
  for (const [i, { x, y, slack }] of wanted.entries()) {
    const got = single[i]!;
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
  return zerosIn(e, Object.fromEntries(others.map((v) => [v, parameter(env, v)])));
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

/**
 * The values of all nodes of `e` at all `xs`, as a kernel would come to them, each step rounded to float32; or none
 * rounded.
 */
function traces(e: Expr, { name, env }: Probe, xs: Float64Array, rounding = false): readonly Float64Array[] {
  const order = nodes(e);
  const places = new Map(order.map((node, i) => [node, i]));
  const kept = new Map<Expr, boolean>();
  const rounded: Float64Array[] = [];
  const exact: Float64Array[] = [];
  const filled = (y: number): Float64Array => new Float64Array(xs.length).fill(y);
  for (const [i, node] of order.entries()) {
    kept.set(node, isKept(node, kept));
    if (node.kind !== "apply") {
      exact[i] =
        node.kind === "const" ? filled(node.value) : node.name === name ? xs : filled(parameter(env, node.name));
      rounded[i] = rounding ? toSingle(exact[i]) : exact[i];
      continue;
    }
    const { value, attends, negation, fine } = ops[node.op];
    const [a = 0, b = 0, c = 0] = node.args.map((arg) => places.get(arg) as number);
    const over = (from: readonly Float64Array[]): Float64Array =>
      overRows(value, from[a]!, from[b]!, from[c]!, new Float64Array(xs.length));
    if (!rounding) {
      rounded[i] = over(rounded);
      continue;
    }
    const known = (arg: Expr) => (negation === undefined ? kept.get(arg) : isExact(arg));
    const fromExact = (attends && node.args.every(known)) || isWide(node);
    const precisely = fine || fromExact ? over(exact) : undefined;
    rounded[i] = toSingle(fromExact ? precisely! : over(rounded));
    exact[i] = fine ? precisely! : rounded[i];
  }
  return rounded;
}

/** Rounded to float32's digits; kernels keep them below its range too, by factors still to be applied. */
function toSingle(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i += 1) {
    const y = values[i]!;
    out[i] = Math.abs(y) < smallest ? Math.fround(y * lift) / lift : Math.fround(y);
  }
  return out;
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
  return ops[e.op].carries === true && inputs < 2 && e.args.every((a) => known.get(a));
}
