/** The oracle applied to an array of float64. */

import { prepareIr } from "../emit.ts";
import { instantiate, instructionSet } from "../engine.ts";
import type { Ir } from "../ir.ts";
import { ModuleBuilder } from "../module.ts";
import { Pool } from "../pool.ts";
import type { InstructionSet, V, W } from "../values.ts";

/** The outputs of `ir` for each of `values` (input 0); the other inputs are `parameters`. Compiled, run once, dropped. */
export function runOracle(
  ir: Ir,
  values: Float64Array,
  set: InstructionSet = instructionSet(),
  parameters: readonly number[] = [],
): readonly Float64Array[] {
  const module = new ModuleBuilder(set);
  const padded = Math.ceil(values.length / 4) * 4;
  const [bytes, outputs] = [8 * padded, ir.outputs.length];
  module.func("run", ["i32", "i32"], (b, at, count) => {
    const invariant = new Map(parameters.map((value, i) => [i + 1, b.constant("f64x4", value) as unknown as V]));
    const emit = prepareIr(b, ir, { invariant });
    b.loop(count, 32, (i) => {
      const here = b.add(at, i);
      const [results] = emit([[b.load("f64x4", here) as unknown as V]]);
      results!.forEach((result, o) => {
        b.store(here, result as unknown as W, bytes * (o + 1));
      });
    });
  });
  const pool = new Pool();
  const block = pool.allocate(bytes * (outputs + 1));
  const { buffer } = pool.memory;
  new Float64Array(buffer, block, values.length).set(values);
  instantiate(module, pool.memory).run!(block, bytes);
  return Array.from({ length: outputs }, (_, o) =>
    new Float64Array(buffer, block + bytes * (o + 1), values.length).slice(),
  );
}
