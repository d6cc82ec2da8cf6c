/**
 * Forms and kernels that are odd or even by construction, instruction by instruction: half their inputs tell of all.
 * For the form that is mathematics; of the kernel it is shown for every bit but the signs of zeros, which no ulp sees.
 */
import { type Expr, fold, type OpName } from "../../src/expr/index.ts";
import { compileExpressions, type Ir, type Node } from "../../src/wasm/index.ts";

/**
 * What x -> -x makes of a value: nothing, its opposite, or something unknown. 0 is both, and "nearly odd" is odd but
 * for the sign of a zero. An int32 is odd if its top bit turns.
 */
type Parity = "even" | "odd" | "nearly odd" | "zero" | undefined;

/** Whether each of the forms, and the kernel of them all, is odd or even. */
export function isSymmetric(forms: readonly Expr[], names: readonly string[]): boolean {
  const parities = kernelParities(compileExpressions(forms, ["x", ...names]));
  return forms.every((form, i) => {
    const parity = formParity(form);
    return parity !== undefined && agree(parity, parities[i]);
  });
}

function agree(a: Parity, b: Parity): boolean {
  return b !== undefined && (a === "zero" || b === "zero" || isOdd(a) === isOdd(b));
}

function isOdd(parity: Parity): boolean {
  return parity === "odd" || parity === "nearly odd";
}

function isEven(parity: Parity): boolean {
  return parity === "even" || parity === "zero";
}

const oddOps: readonly OpName[] = ["neg", "sign", "sin", "tan", "sinh", "tanh", "asinh", "atan", "erf"];
const evenOps: readonly OpName[] = ["abs", "cos", "cosh", "normpdf"];

function formParity(form: Expr): Parity {
  return fold<Parity>(form, (e, args) => {
    if (e.kind === "const") return e.value === 0 ? "zero" : "even";
    if (e.kind === "var") return e.name === "x" ? "odd" : "even";
    if (args.every(isEven)) return "even";
    if (args.includes(undefined)) return undefined;
    if (oddOps.includes(e.op)) return "odd";
    if (evenOps.includes(e.op)) return "even";
    return combined(e.op, args);
  });
}

/** By the name of the operation, known arguments not all even. */
function combined(op: string, args: readonly Parity[]): Parity {
  const [a, b, c] = args;
  if (op === "mul" || op === "div") return isOdd(a) === isOdd(b) ? "even" : "odd";
  if (op === "add" || op === "sub") return sameSide([a, b]);
  if (op === "eq" || op === "ne") return sameSide([a, b]) === undefined ? undefined : "even";
  if (op === "where" || op === "select" || op === "rarely") return isEven(a) ? sameSide([b, c]) : undefined;
  return undefined;
}

/** The parity of what is odd throughout. */
function sameSide(parities: readonly Parity[]): Parity {
  return parities.every((parity) => isOdd(parity) || parity === "zero") ? "nearly odd" : undefined;
}

function kernelParities(ir: Ir): readonly Parity[] {
  const known = new Map<Node, Parity>();
  for (const node of ir.nodes) known.set(node, nodeParity(node, known));
  return ir.outputs.map((node) => known.get(node));
}

/** Conversions that commute with the sign. */
const keeping = ["f64.promote", "f32.demote", "f32.nearest", "f64.nearest", "i32.reinterpret", "f32.reinterpret"];

function nodeParity(node: Node, known: ReadonlyMap<Node, Parity>): Parity {
  if (node.kind === "const") return node.value === 0 && node.lane !== "i32" ? "zero" : "even";
  if (node.kind === "input") return node.index === 0 ? "odd" : "even";
  const args = node.args.map((arg) => known.get(arg));
  if (args.every(isEven)) return "even";
  if (args.includes(undefined)) return undefined;
  const [a, b] = args;
  const [, op] = node.op.split(".") as [string, string];
  if (node.op.startsWith("i32.") && (op === "and" || op === "xor")) return ofBits(op, node.args, args);
  if (keeping.includes(node.op)) return op === "reinterpret" && a !== "odd" ? undefined : a;
  if (op === "neg") return a;
  if (op === "abs") return "even";
  // a zero that keeps its sign divides to the wrong infinity
  if (op === "div" && b === "nearly odd") return undefined;
  const isComparison = op === "eq" || op === "ne";
  return node.lane === "i32" && !isComparison ? undefined : combined(op, args);
}

/** Only the top bit turns; a constant keeps it or takes it away. */
function ofBits(op: "and" | "xor" | string, args: readonly Node[], [a, b]: readonly Parity[]): Parity {
  if (op === "xor") return isOdd(a) === isOdd(b) ? "even" : "odd";
  const mask = args.find((arg) => arg.kind === "const");
  return mask?.kind === "const" ? (mask.value < 0 ? "odd" : "even") : undefined;
}
