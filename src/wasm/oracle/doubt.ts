/**
 * How far rounding may carry a float64 value off: a first-order bound, as an expression of its own.
 *
 * Each op adds what it rounds itself to what its arguments' errors become by its slopes. So a form that cancels is
 * found out wherever it does, and no ulp is published that is the oracle's own.
 */

import { apply, build, constant, type Expr, fold, formula, type OpName, ops, substitute } from "../../expr/index.ts";
import { bitsOf } from "../instructions.ts";
import { type Ir, IrBuilder, type Node } from "../ir.ts";
import { beyond, ulpError } from "./error.ts";
import { oracleNodes, simple } from "./index.ts";
import { both, number } from "./pieces.ts";

/** Half an ulp of float64. */
const rounding = 1.1102230246251565e-16;

/** In halves of an ulp: what an op's own spelling may be off. */
const own: { readonly [op in OpName]?: number } = {
  ...of(0, ["neg", "abs", "sign", "floor", "min", "max", "where", "lt", "le", "gt", "ge", "eq", "ne"]),
  ...of(1, ["add", "sub", "mul", "div", "sqrt"]),
};
const elementary = 4;

function of(units: number, names: readonly OpName[]): { readonly [op in OpName]?: number } {
  return Object.fromEntries(names.map((name) => [name, units]));
}

const zero = constant(0);

/** The doubt of `form` in float32 ulp of its value, as a function of the named inputs. */
export function compileDoubt(form: Expr, inputs: readonly string[]): Ir {
  const ir = new IrBuilder();
  const [exact] = oracleNodes(ir, [form], inputs) as [Node];
  return ir.finish(inputs, [doubtInUlp(ir, form, inputs, exact)]);
}

/** The same, given the node of the exact value; 0 where that or x is infinite: no rounding led there. */
export function doubtInUlp(ir: IrBuilder, form: Expr, inputs: readonly string[], exact: Node): Node {
  const [doubted] = oracleNodes(ir, [doubt(form)], inputs) as [Node];
  const x = ir.input(inputs.indexOf("x"), "f64");
  const finite = both(ir, ir.lt(ir.abs(exact), beyond), ir.lt(ir.abs(x), Number.POSITIVE_INFINITY));
  return ir.select(finite, ulpError(ir, ir.add(exact, doubted), exact), number(ir, 0));
}

/** A bound of the absolute error of `e` computed in float64 from exact variables; its own rounding aside. */
export function doubt(e: Expr): Expr {
  return fold<Expr>(simple(e), (node, inherited) => {
    if (node.kind === "var") return zero;
    if (node.kind === "const") return Math.fround(node.value) === node.value ? zero : off(node, 1);
    const parts = node.args.map((_, i) => carried(node.op, node, node.args, inherited, i));
    const units = isExact(node) ? 0 : (own[node.op] ?? elementary);
    return [off(node, units), ...parts].reduce((a, b) => build("add", [a, b]));
  });
}

/** What overflowed stands for something large; functions that saturate are right there. */
function off(y: Expr, units: number): Expr {
  if (units === 0) return zero;
  return build("mul", [constant(units * rounding), bounded(build("abs", [y]))]);
}

function bounded(size: Expr): Expr {
  return build("min", [size, constant(1e300)]);
}

/** Whether `e` is a product of float32 numbers that float64 holds. */
function isExact(e: Expr): boolean {
  return e.kind === "apply" && (e.op === "mul" || e.op === "pow") && bits(e) <= 53;
}

/** The significant bits that `e` may have. */
function bits(e: Expr): number {
  if (e.kind === "var") return 24;
  if (e.kind === "const") return bitsOfNumber(e.value);
  const [a, b] = e.args as readonly [Expr, Expr | undefined];
  if (e.op === "neg" || e.op === "abs") return bits(a);
  if (e.op === "mul") return bits(a) + bits(b!);
  return e.op === "pow" && b === constant(2) ? 2 * bits(a) : 54;
}

function bitsOfNumber(value: number): number {
  if (Math.fround(value) !== value || value === 0) return value === 0 ? 1 : 54;
  const fraction = bitsOf(value) | 0x800000;
  return 24 - (31 - Math.clz32(fraction & -fraction));
}

/** What the error of argument `i` becomes. */
function carried(op: OpName, y: Expr, args: readonly Expr[], inherited: readonly Expr[], i: number): Expr {
  const error = inherited[i]!;
  if (error === zero) return zero;
  const { derivative, tangent } = ops[op];
  const letters = ["a", "b", "c"];
  const bindings: Record<string, Expr> = { y };
  args.forEach((arg, k) => {
    bindings[letters[k]!] = arg;
    bindings[`d${letters[k]!}`] = k === i ? error : zero;
  });
  const slope = tangent ?? derivative![i]!;
  const change = substitute(formula(slope), bindings);
  const size = tangent === undefined ? build("mul", [error, build("abs", [change])]) : build("abs", [change]);
  // no error stays none, beside whatever pole
  return apply("where", apply("eq", error, zero), zero, bounded(size));
}
