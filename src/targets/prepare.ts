/**
 * What every system needs of an expression before it is written out: ops that it lacks replaced by formulas,
 * comparisons only as conditions (a comparison is no number in PyTorch, WGSL or ONNX), small powers as products.
 */
import { NonlinError } from "../base/index.ts";
import { apply, constant, type Expr, lower, madeOf, type OpName, ops } from "../expr/index.ts";
import { fill } from "./formulas.ts";

/** What stands for an op: a formula in a, b and c, or an expression made of the arguments. */
export type Replacement = string | ((a: Expr, b: Expr, c: Expr) => Expr);
export type Replacements = { readonly [op in OpName]?: Replacement };

const one = constant(1);
const zero = constant(0);

/** `e` in ops for which `has` is true, by `replacements` first and by the op table's own formulas second. */
export function prepare(e: Expr, has: (op: OpName) => boolean, replacements: Replacements, system: string): Expr {
  const lowered = lower(e, (op, args) => {
    const product = op === "pow" ? power(args[0] as Expr, args[1] as Expr) : undefined;
    if (product !== undefined || has(op)) return product;
    const replacement = replacements[op];
    const made = replacement === undefined ? madeOf(op, args) : replaced(replacement, args);
    if (made === undefined) throw new NonlinError("E_USAGE", `${system} has no ${op}`);
    return made;
  });
  return conditions(lowered);
}

/** What stands for an op with the arguments `args`. */
export function replaced(replacement: Replacement, args: readonly Expr[]): Expr {
  const [a = zero, b = zero, c = zero] = args;
  return typeof replacement === "string" ? fill(replacement, { a, b, c }) : replacement(a, b, c);
}

/** base^n for a whole n of up to 8, by squaring. */
function power(base: Expr, exponent: Expr): Expr | undefined {
  if (exponent.kind !== "const" || !Number.isInteger(exponent.value)) return undefined;
  const n = Math.abs(exponent.value);
  if (n < 2 || n > 8) return undefined;
  const product = times(base, n);
  return exponent.value > 0 ? product : apply("div", one, product);
}

function times(base: Expr, n: number): Expr {
  if (n === 1) return base;
  const half = times(base, n >> 1);
  const square = apply("mul", half, half);
  return n % 2 === 0 ? square : apply("mul", square, base);
}

/** `e` with comparisons only as the conditions of selections. */
function conditions(e: Expr): Expr {
  const made = new Map<Expr, Expr>();
  const number = (node: Expr): Expr => {
    const known = made.get(node) ?? rewritten(node);
    made.set(node, known);
    return known;
  };
  const rewritten = (node: Expr): Expr => {
    if (node.kind !== "apply") return node;
    const [p, q, r] = node.args as [Expr, Expr, Expr];
    if (node.op === "where") return choose(p, number(q), number(r));
    return isTruth(node) ? choose(node, one, zero) : apply(node.op, ...node.args.map(number));
  };
  const choose = (condition: Expr, taken: Expr, other: Expr): Expr => {
    if (taken === other) return taken;
    if (condition.kind === "const") return condition.value !== 0 ? taken : other;
    if (condition.kind === "var" || !isTruth(condition))
      return apply("where", apply("ne", number(condition), zero), taken, other);
    const [p, q] = condition.args as [Expr, Expr];
    if (condition.op === "mul") return choose(p, choose(q, taken, other), other);
    return apply("where", apply(condition.op, number(p), number(q)), taken, other);
  };
  return number(e);
}

/** Whether `e` is 1 or 0: a comparison, or a product of such. */
function isTruth(e: Expr): boolean {
  if (e.kind !== "apply") return false;
  return isComparison(e) || (e.op === "mul" && e.args.every(isTruth));
}

/** Whether `e` compares two numbers. */
export function isComparison(e: Expr): boolean {
  return e.kind === "apply" && ops[e.op].negation !== undefined;
}
