/**
 * Limits at infinity, by the asymptotics of each op.
 *
 * The row of an op says how it treats a series, or writes the op in simpler ones. Towards -inf, x is -1 times a
 * variable that grows.
 */
import * as asymptotics from "./asymptotics.ts";
import { number, type Series } from "./asymptotics.ts";
import { evaluate } from "./evaluate.ts";
import type { Expr } from "./expr.ts";
import { ops } from "./ops.ts";
import { substitute } from "./substitute.ts";
import { formula } from "./template.ts";

export type Env = Readonly<Record<string, number>>;

/**
 * The limit of `e` as `name` tends to `at`, the other variables as in `env`.
 * NaN: there is none. undefined: the leading terms do not tell. Zero has the sign of the side it is reached from.
 */
export function limit(e: Expr, name: string, at: number, env: Env = {}): number | undefined {
  return limits(name, at, env)(e);
}

/** `limit` for many expressions that share parts: what is known of a part is kept, as long as `env` is. */
export function limits(name: string, at: number, env: Env = {}): Limits {
  const known = ofEnv.get(env) ?? new Map<string, Limits>();
  ofEnv.set(env, known);
  const key = `${name} ${at}`;
  const made = known.get(key) ?? expanding(name, at, env);
  known.set(key, made);
  return made;
}

type Limits = (e: Expr) => number | undefined;
const ofEnv = new WeakMap<Env, Map<string, Limits>>();

function expanding(name: string, at: number, env: Env): Limits {
  const known = new WeakMap<Expr, Series | Error>();
  let depth = 0;
  const x = asymptotics.multipleOfX(at > 0 ? 1 : -1);

  function series(e: Expr): Series {
    const kept = known.get(e);
    if (kept instanceof Error) throw kept;
    if (kept !== undefined) return kept;
    try {
      depth += 1;
      if (depth > deepest) throw asymptotics.undecided;
      const made = fresh(e);
      known.set(e, made);
      return made;
    } catch (error) {
      if (error instanceof Error) known.set(e, error);
      throw error;
    } finally {
      depth -= 1;
    }
  }

  function fresh(e: Expr): Series {
    if (e.kind === "const") return number(e.value);
    if (e.kind === "var") return e.name === name ? x : number(env[e.name] ?? Number.NaN);
    const { expansion, lower } = ops[e.op];
    const rule = expansion ?? lower;
    if (rule === undefined) throw asymptotics.undecided;
    if (typeof rule === "string") return series(written(rule, e.args));
    return rule(
      () => series(e.args[0] as Expr),
      () => series(e.args[1] as Expr),
      () => series(e.args[2] as Expr),
    );
  }

  return (e) => {
    try {
      return asymptotics.limitOf(series(e));
    } catch (error) {
      if (error === asymptotics.undecided) return undefined;
      if (error === asymptotics.noValue) return Number.NaN;
      throw error;
    }
  };
}

/**
 * The limit as far as it shows in values ever farther out, for what `limit` cannot tell: undefined if they do
 * not settle. Observed, not proved.
 */
export function observedLimit(e: Expr, name: string, at: number, env: Env = {}): number | undefined {
  const sign = at > 0 ? 1 : -1;
  const far = [1e3, 3.7e4, 1.1e6, 4.3e7, 1.9e9].map((x) => evaluate(e, { ...env, [name]: sign * x }));
  const [before, last] = [far.at(-2), far.at(-1)];
  if (before === undefined || last === undefined || far.some(Number.isNaN)) return undefined;
  if (Math.abs(last - before) <= 1e-7 * Math.max(1, Math.abs(last))) return last;
  const growing = far.every((y, i) => i === 0 || Math.abs(y) >= 2 * Math.abs(far[i - 1] as number));
  return growing && Math.abs(last) > 1e8 ? Math.sign(last) * Infinity : undefined;
}

/** Deeper than anyone writes: towers of powers would take forever. */
const deepest = 60;

/** The op's arguments in the formula that stands for it. */
function written(text: string, args: readonly Expr[]): Expr {
  return substitute(formula(text), Object.fromEntries(args.map((arg, i) => ["abc".charAt(i), arg])));
}
