/**
 * IR written out as vector instructions. Several vectors are computed in lockstep, instruction by instruction, because a
 * loop over one vector waits for each result before it can start on the next.
 */

import type { Builder } from "./builder.ts";
import { type Instruction, instructions } from "./instructions.ts";
import type { ApplyNode, Ir, Node } from "./ir.ts";
import { type Step, schedule, usualWork } from "./schedule.ts";
import type { N, V, Value } from "./values.ts";

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
 * (Measured on V8: 4 is best up to gelu and its slope, 93 instructions, and beyond where most of them wait for the one before, as in
 * smish, a chain of exp, log1p and tanh; else 2, or 1 for many vectors of float64, which take two registers each.)
 */
export function lockstep(ir: Ir): number {
  const work = usualWork(schedule(ir, new Set()));
  if (work <= 95) return 4;
  const wide = ir.nodes.filter(({ kind, lane }) => kind === "apply" && lane === "f64").length;
  if (5 * wide > work) return work > 135 ? 1 : 2;
  return work > 2.5 * depth(ir) ? 2 : 4;
}

/** How many accumulators take the vectors of a sum of these values in turn. The bits of the sum depend on it, whatever `lockstep` finds best. */
export function accumulators(ir: Ir): number {
  const work = usualWork(schedule(ir, new Set()));
  return work > 135 ? 1 : work > 95 ? 2 : 4;
}

/** Instructions in the longest chain of which each needs the one before. */
function depth(ir: Ir): number {
  const depths = new Map<Node, number>();
  for (const node of ir.nodes) {
    depths.set(node, node.kind === "apply" ? 1 + Math.max(...node.args.map((arg) => depths.get(arg)!)) : 0);
  }
  return Math.max(...depths.values());
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
  const steps = schedule(ir, new Set(fixed.keys()));
  return (inputs) => {
    const values = inputs.map((vector) => {
      const known = new Map(fixed);
      for (const node of ir.nodes) {
        if (node.kind === "input" && !fixed.has(node)) known.set(node, vector[node.index]!);
      }
      return known;
    });
    for (const step of steps) for (const known of values) emitStep(builder, step, known);
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

function emitStep(builder: Builder, step: Step, known: Map<Node, Value>): void {
  if (step.kind === "chain") {
    for (const node of step.nodes) known.set(node, applyNode(builder, node, known));
    return;
  }
  for (const node of step.results) known.set(node, builder.variable(operandOf(builder, node.args[2]!, known)));
  builder.if(builder.anyTrue(operandOf(builder, step.mask, known) as N), () => {
    const inside = new Map(known);
    for (const chain of step.steps) emitStep(builder, chain, inside);
    for (const node of step.results) builder.assign(known.get(node)!, applyNode(builder, node, inside));
  });
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
