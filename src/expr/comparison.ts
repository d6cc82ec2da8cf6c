/**
 * Comparisons with a number, solved as far as they say something of a simpler expression: max(x + 3, 0) < 6 is x < 3,
 * whereas x + 3, rounded, may be 6 where x is less than 3.
 */
import { log2 } from "../base/index.ts";
import { apply, constant, type Expr, fold } from "./expr.ts";
import { type OpName, ops } from "./ops.ts";

/** `e` with its comparisons solved; the same as functions of real numbers. */
export function solved(e: Expr): Expr {
  return fold<Expr>(e, (node, args) => {
    if (node.kind !== "apply") return node;
    const [a, b] = args;
    const compares = ops[node.op].infix?.precedence === 1;
    if (compares && a !== undefined && b?.kind === "const") return reduced(node.op, a, b.value);
    return args.every((arg, i) => arg === node.args[i]) ? node : apply(node.op, ...args);
  });
}

/** a compared with c. */
function reduced(op: OpName, a: Expr, c: number): Expr {
  const step = a.kind === "apply" ? simpler(a.op, a.args, c) : undefined;
  if (step === undefined) return apply(op, a, constant(c));
  const turned = step.turns ? ops[op].mirror : op;
  return turned === undefined ? apply(op, a, constant(c)) : reduced(turned, step.a, step.c);
}

interface Step {
  readonly a: Expr;
  readonly c: number;
  /** Less becomes greater. */
  readonly turns?: boolean;
}

/** What is compared with what instead of op(...args) with c; undefined where that would not be exact. */
function simpler(op: OpName, args: readonly Expr[], c: number): Step | undefined {
  const [p, q] = args as readonly [Expr, Expr | undefined];
  const [number, other, first] = p.kind === "const" ? [p.value, q, true] : [numberIn(q), p, false];
  if (op === "neg") return { a: p, c: -c, turns: true };
  if (number === undefined || other === undefined) return undefined;
  if (op === "max" && number < c) return { a: other, c };
  if (op === "min" && number > c) return { a: other, c };
  if (op === "add" && isSumOf(c, -number)) return { a: other, c: c - number };
  if (op === "sub" && !first && isSumOf(c, number)) return { a: other, c: c + number };
  if (op === "sub" && first && isSumOf(number, -c)) return { a: other, c: number - c, turns: true };
  const factor = op === "mul" ? number : op === "div" && !first ? 1 / number : Number.NaN;
  const scales = factor !== 0 && Number.isFinite(factor) && (isPowerOfTwo(factor) || c === 0);
  return scales ? { a: other, c: c / factor, turns: factor < 0 } : undefined;
}

function numberIn(e: Expr | undefined): number | undefined {
  return e?.kind === "const" ? e.value : undefined;
}

/** Whether a + b is not rounded, not even to float32. */
function isSumOf(a: number, b: number): boolean {
  const sum = a + b;
  return sum - a === b && sum - b === a && Math.fround(sum) === sum;
}

function isPowerOfTwo(y: number): boolean {
  const size = Math.abs(y);
  return size > 1e-9 && size < 1e9 && Number.isInteger(log2(size));
}
