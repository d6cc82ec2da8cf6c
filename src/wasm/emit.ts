/**
 * IR written out as vector instructions. Several vectors are computed in lockstep, instruction by instruction, because a
 * loop over one vector waits for each result before it can start on the next.
 */

import type { Builder, V, Value } from "./builder.ts";
import { type Instruction, instructions } from "./instructions.ts";
import type { ApplyNode, Ir, Node } from "./ir.ts";

export interface EmitOptions {
  /**
   * Inputs (by position in `ir.inputs`) that are the same for every element, as vectors full of that value.
   * Whatever depends on nothing else is computed at once, by `prepareIr`, and not again for each vector.
   */
  readonly invariant?: ReadonlyMap<number, V>;
}

/** Computes the outputs of one or more vectors; `inputs[k][i]` is input i of vector k (invariant ones are not read). */
export type EmitVectors = (inputs: readonly (readonly (V | undefined)[])[]) => V[][];

/**
 * How many vectors to compute in lockstep, a power of two: enough to hide latency, few enough to stay near 16 registers.
 * (Measured on V8: 4 is best up to gelu, 77 instructions, and its slope; 1 for sin, 144.)
 */
export function lockstep(ir: Ir): number {
  const work = ir.nodes.filter(({ kind }) => kind === "apply").length;
  return work > 135 ? 1 : work > 90 ? 2 : 4;
}

/** Writes the invariant part of `ir` here, before the loop; what it returns writes the rest, inside. */
export function prepareIr(builder: Builder, ir: Ir, options: EmitOptions = {}): EmitVectors {
  const invariant = options.invariant ?? new Map<number, V>();
  const fixed = new Map<Node, Value>();
  for (const node of ir.nodes) {
    if (node.kind === "input") {
      const value = invariant.get(node.index);
      if (value !== undefined) fixed.set(node, value);
    } else if (node.kind === "apply" && node.args.every((arg) => fixed.has(arg) || arg.kind === "const")) {
      fixed.set(node, applyNode(builder, node, fixed));
    }
  }
  const groups = chains(ir, fixed);
  return (inputs) => {
    const values = inputs.map((vector) => {
      const known = new Map(fixed);
      for (const node of ir.nodes) {
        if (node.kind === "input" && !fixed.has(node)) known.set(node, vector[node.index]!);
      }
      return known;
    });
    for (const group of groups) {
      for (const known of values) {
        for (const node of group) known.set(node, applyNode(builder, node, known));
      }
    }
    return values.map((known) => ir.outputs.map((node) => operandOf(builder, node, known) as V));
  };
}

/** Writes `ir` for one or more vectors in lockstep. */
export function emitIr(
  builder: Builder,
  ir: Ir,
  inputs: readonly (readonly (V | undefined)[])[],
  options: EmitOptions = {},
): V[][] {
  return prepareIr(builder, ir, options)(inputs);
}

/**
 * The varying instructions in order, cut into short chains: an instruction stays with the one before if it is the only
 * reader of its result, which then never leaves the operand stack.
 */
function chains(ir: Ir, fixed: ReadonlyMap<Node, Value>): ApplyNode[][] {
  const readers = new Map<Node, number>();
  for (const node of [...ir.nodes.flatMap((n) => (n.kind === "apply" ? n.args : [])), ...ir.outputs]) {
    readers.set(node, (readers.get(node) ?? 0) + 1);
  }
  const groups: ApplyNode[][] = [];
  for (const node of ir.nodes) {
    if (node.kind !== "apply" || fixed.has(node)) continue;
    const group = groups.at(-1);
    const previous = group?.at(-1);
    if (group && group.length < 2 && previous && node.args.includes(previous) && readers.get(previous) === 1) {
      group.push(node);
    } else {
      groups.push([node]);
    }
  }
  return groups;
}

function applyNode(builder: Builder, node: ApplyNode, known: ReadonlyMap<Node, Value>): Value {
  const row: Instruction = instructions[node.op];
  const args = node.args.map((arg, i) =>
    row.uniform && i === 1 && arg.kind === "const"
      ? builder.constant("i32", arg.value)
      : operandOf(builder, arg, known),
  );
  return builder.op(node.op, ...args);
}

function operandOf(builder: Builder, node: Node, known: ReadonlyMap<Node, Value>): Value {
  return node.kind === "const" ? builder.constant(`${node.lane}x4`, node.value) : known.get(node)!;
}
