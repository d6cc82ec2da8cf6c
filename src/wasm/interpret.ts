/**
 * The IR executed in JavaScript, one element at a time: the oracle that the kernels must match bit for bit
 * (any NaN equal to any NaN).
 */

import { type Instruction, instructions } from "./instructions.ts";
import type { Ir, Node } from "./ir.ts";

/**
 * The outputs of `ir` for each element; inputs are by position as in `ir.inputs`, arrays of one length.
 * A number stands for an array full of it.
 */
export function interpret(ir: Ir, inputs: readonly (Float32Array | number)[], length: number): Float32Array[] {
  const position = new Map<Node, number>(ir.nodes.map((node, i) => [node, i]));
  const values = new Float64Array(ir.nodes.length);
  const outputs = ir.outputs.map(() => new Float32Array(length));
  const steps = ir.nodes.map((node, at) => {
    if (node.kind !== "apply") return undefined;
    const row: Instruction = instructions[node.op];
    const [a, b, c] = node.args.map((arg) => position.get(arg)!);
    return { at, value: row.value, a: a!, b: b ?? a!, c: c ?? a! };
  });
  ir.nodes.forEach((node, at) => {
    if (node.kind === "const") values[at] = node.value;
  });
  for (let i = 0; i < length; i++) {
    ir.nodes.forEach((node, at) => {
      const step = steps[at];
      if (step !== undefined) {
        values[at] = step.value(values[step.a]!, values[step.b]!, values[step.c]!);
      } else if (node.kind === "input") {
        const input = inputs[node.index]!;
        values[at] = typeof input === "number" ? Math.fround(input) : input[i]!;
      }
    });
    ir.outputs.forEach((node, k) => {
      outputs[k]![i] = values[position.get(node)!]!;
    });
  }
  return outputs;
}
