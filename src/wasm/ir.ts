/**
 * The intermediate representation: a function of its inputs (float32 in kernels) as a list of instructions on one lane, each naming the
 * results of earlier ones. `IrBuilder` makes it, sharing whatever is computed twice.
 */

import { type Instruction, type InstructionName, instructions, type Lane } from "./instructions.ts";

export type Node = ConstNode | InputNode | ApplyNode;

export interface ConstNode {
  readonly kind: "const";
  readonly lane: Lane;
  /** Already rounded to the lane's type. */
  readonly value: number;
}

export interface InputNode {
  readonly kind: "input";
  readonly lane: "f32" | "f64";
  /** Position in `Ir.inputs`. */
  readonly index: number;
}

export interface ApplyNode {
  readonly kind: "apply";
  readonly lane: Lane;
  readonly op: InstructionName;
  readonly args: readonly Node[];
}

export interface Ir {
  readonly inputs: readonly string[];
  /** Everything the outputs need, each after its arguments, constants and inputs included. */
  readonly nodes: readonly Node[];
  readonly outputs: readonly Node[];
}

/** A node, or a number standing for a constant of the lane that its place asks for. */
export type Operand = Node | number;

/** Makes nodes: the same instruction on the same arguments is the same node, constants are folded as the lanes would. */
export class IrBuilder {
  private readonly known = new Map<string, Node>();
  private readonly ids = new Map<Node, number>();
  /** Whether what would be scaled to a subnormal number is 0 instead: processors take some hundred cycles for one. */
  readonly flush: boolean;

  constructor(options: { readonly flush?: boolean } = {}) {
    this.flush = options.flush ?? false;
  }

  input(index: number, lane: InputNode["lane"] = "f32"): InputNode {
    return this.shared(`input ${index}`, { kind: "input", lane, index });
  }

  constant(lane: Lane, value: number): ConstNode {
    const rounded = lane === "f32" ? Math.fround(value) : lane === "i32" ? value | 0 : value;
    const text = Object.is(rounded, -0) ? "-0" : String(rounded);
    return this.shared(`${lane} ${text}`, { kind: "const", lane, value: rounded });
  }

  apply(op: InstructionName, ...operands: readonly Operand[]): Node {
    const row: Instruction = instructions[op];
    const given = operands.map((arg, i) => (typeof arg === "number" ? this.constant(row.args[i]!, arg) : arg));
    const args = commutes(op) ? this.ordered(given) : given;
    const simpler = args.every(isConst) ? this.fold(row, args) : simplified(this, op, args);
    if (simpler !== undefined) return simpler;
    const opposite = op.endsWith("mul") ? this.oppositeProduct(op, args) : undefined;
    if (opposite !== undefined) return this.neg(opposite);
    const key = this.key(op, args);
    return this.shared(key, { kind: "apply", lane: row.result, op, args });
  }

  add(a: Operand, b: Operand): Node {
    return this.apply(`${laneOf(a, b)}.add`, a, b);
  }

  sub(a: Operand, b: Operand): Node {
    return this.apply(`${laneOf(a, b)}.sub`, a, b);
  }

  mul(a: Operand, b: Operand): Node {
    return this.apply(`${laneOf(a, b)}.mul`, a, b);
  }

  div(a: Operand, b: Operand): Node {
    return this.apply(`${laneOf(a, b) as "f32" | "f64"}.div`, a, b);
  }

  abs(a: Node): Node {
    return this.apply(`${a.lane as "f32" | "f64"}.abs`, a);
  }

  neg(a: Node): Node {
    return this.apply(`${a.lane as "f32" | "f64"}.neg`, a);
  }

  sqrt(a: Node): Node {
    return this.apply(`${a.lane as "f32" | "f64"}.sqrt`, a);
  }

  lt(a: Operand, b: Operand): Node {
    return this.apply(`${laneOf(a, b)}.lt`, a, b);
  }

  gt(a: Operand, b: Operand): Node {
    return this.apply(`${laneOf(a, b)}.gt`, a, b);
  }

  eq(a: Operand, b: Operand): Node {
    return this.apply(`${laneOf(a, b)}.eq`, a, b);
  }

  /** Where the mask is set `a`, elsewhere `b`. */
  select(mask: Node, a: Operand, b: Operand): Node {
    return this.apply(`${laneOf(a, b)}.select`, mask, a, b);
  }

  /** The polynomial with these coefficients, lowest first, by Horner's rule. */
  polynomial(x: Node, coefficients: readonly number[]): Node {
    const last = coefficients.length - 1;
    let sum: Operand = coefficients[last]!;
    for (let i = last - 1; i >= 0; i--) sum = this.add(this.mul(sum, x), coefficients[i]!);
    return typeof sum === "number" ? this.constant(x.lane, sum) : sum;
  }

  /** The function with these outputs; whatever they do not need is left out. */
  finish(inputs: readonly string[], outputs: readonly Node[]): Ir {
    const nodes = new Set<Node>();
    const visit = (node: Node): void => {
      if (nodes.has(node)) return;
      if (node.kind === "apply") for (const arg of node.args) visit(arg);
      nodes.add(node);
    };
    for (const output of outputs) visit(output);
    return { inputs, nodes: [...nodes], outputs };
  }

  /** Constants last, else by age: a + b and b + a are one. */
  private ordered(args: readonly Node[]): readonly Node[] {
    const rank = (node: Node) => (isConst(node) ? Number.POSITIVE_INFINITY : this.ids.get(node)!);
    return rank(args[0]!) > rank(args[1]!) ? [args[1]!, args[0]!] : args;
  }

  private key(op: InstructionName, args: readonly Node[]): string {
    return `${op} ${args.map((arg) => this.ids.get(arg)).join(" ")}`;
  }

  /** The known product of the same factors, but for the sign of one: sigmoid(2 x) and sigmoid(-2 x) share their 2 x. */
  private oppositeProduct(op: InstructionName, args: readonly Node[]): Node | undefined {
    if (op === "i32.mul") return undefined;
    for (const [i, arg] of args.entries()) {
      const other =
        arg.kind === "const"
          ? this.constant(arg.lane, -arg.value)
          : isApply(arg, `${arg.lane as "f32"}.neg`)
            ? arg.args[0]!
            : undefined;
      const product = other && this.known.get(this.key(op, i === 0 ? [other, args[1]!] : [args[0]!, other]));
      if (product !== undefined) return product;
    }
    return undefined;
  }

  private fold(row: Instruction, args: readonly ConstNode[]): Node {
    const [a, b, c] = args.map(({ value }) => value);
    return this.constant(row.result, row.value(a!, b!, c!));
  }

  private shared<N extends Node>(key: string, node: N): N {
    const same = this.known.get(key);
    if (same !== undefined) return same as N;
    this.known.set(key, node);
    this.ids.set(node, this.ids.size);
    return node;
  }
}

function commutes(op: InstructionName): boolean {
  return op.endsWith(".add") || op.endsWith(".mul");
}

function isConst(node: Node): node is ConstNode {
  return node.kind === "const";
}

function isValue(node: Node | undefined, value: number): boolean {
  return node?.kind === "const" && Object.is(node.value, value);
}

function isApply(node: Node | undefined, op: InstructionName): node is ApplyNode {
  return node?.kind === "apply" && node.op === op;
}

/** A node that gives the same bits with less work, so that |x| and |-x| (and what hangs on them) are one. */
function simplified(ir: IrBuilder, op: InstructionName, args: readonly Node[]): Node | undefined {
  const [a, b, c] = args as [Node, Node | undefined, Node | undefined];
  const lane = a.lane;
  if (op === `${lane}.mul`) {
    if (isValue(b, 1)) return a;
    if (isValue(a, 1)) return b;
    if (lane !== "i32" && isValue(b, -1)) return ir.neg(a);
    if (lane !== "i32" && isValue(a, -1)) return ir.neg(b!);
  }
  if (op === `${lane}.neg` && isApply(a, `${lane}.neg` as "f32.neg")) return a.args[0];
  if (op === `${lane}.abs` && (isApply(a, `${lane}.neg` as "f32.neg") || isApply(a, op))) {
    return ir.apply(op, a.args[0]!);
  }
  if (op === "i32.reinterpret" && isApply(a, "f32.reinterpret")) return a.args[0];
  if (op === "f32.reinterpret" && isApply(a, "i32.reinterpret")) return a.args[0];
  if (op.endsWith(".select") && b === c) return b;
  return undefined;
}

function laneOf(a: Operand, b: Operand): Lane {
  return typeof a === "object" ? a.lane : typeof b === "object" ? b.lane : "f32";
}
