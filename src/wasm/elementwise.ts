/** IR applied to arrays: the loop round it, and what is left over at its end. */

import type { Builder } from "./builder.ts";
import { lockstep, prepareIr } from "./emit.ts";
import { instantiate } from "./engine.ts";
import type { Ir } from "./ir.ts";
import { ModuleBuilder } from "./module.ts";
import { Pool } from "./pool.ts";
import type { I32, InstructionSet, V } from "./values.ts";

/** The outputs of `ir` for each of `values` (input 0); the other inputs are `parameters`. Compiled, run once, dropped. */
export function computeArrays(
  ir: Ir,
  values: Float32Array,
  parameters: readonly number[] = [],
  set: InstructionSet = "simd",
): Float32Array[] {
  const pool = new Pool();
  const count = values.length;
  const [from, block, ...to] = Array.from({ length: 4 }, () => pool.allocate(4 * Math.max(count, parameters.length)));
  pool.floats(from!, count).set(values);
  pool.floats(block!, parameters.length).set(parameters);
  instantiate(elementwise(set, ir), pool.memory).run!(from!, to[0]!, to[1]!, count, block!);
  return ir.outputs.map((_, i) => pool.floats(to[i]!, count).slice());
}

/**
 * A module whose `run(from, to, to2, count, parameters)` applies `ir` (input 0 varies, the others lie at `parameters`)
 * to `count` elements: first several vectors in lockstep, then what is left, the last vector perhaps in part.
 */
export function elementwise(set: InstructionSet, ir: Ir): ModuleBuilder {
  const module = new ModuleBuilder(set);
  module.func("run", ["i32", "i32", "i32", "i32", "i32"], (b, from, first, second, count, parameters) => {
    const invariant = new Map<number, V>();
    for (let i = 1; i < ir.inputs.length; i++) invariant.set(i, b.splatLoad("f32x4", parameters, 4 * (i - 1)));
    const emit = prepareIr(b, ir, { invariant });
    const wide = lockstep(ir);
    const bytes = b.shl(count, 2);
    const whole = b.and(bytes, b.constant("i32", -16 * wide));
    const outputs = [first, second].slice(0, ir.outputs.length);
    b.loop(whole, 16 * wide, (at) => {
      const input = b.add(from, at);
      const results = emit(Array.from({ length: wide }, (_, k) => [b.load("f32x4", input, 16 * k)]));
      outputs.forEach((output, o) => {
        const target = b.add(output, at);
        results.forEach((result, k) => {
          b.store(target, result[o]!, 16 * k);
        });
      });
    });
    b.loop(b.sub(bytes, whole), 16, (rest) => {
      const at = b.add(whole, rest);
      emitRest(b, b.shr(b.sub(bytes, at), 2), b.add(from, at), (x) => {
        const [result] = emit([[x]]);
        return result!.map((value, o) => [b.add(outputs[o]!, at), value] as const);
      });
    });
  });
  return module;
}

/** One vector with `left` elements, four or fewer. */
function emitRest(b: Builder, left: I32, input: I32, compute: (x: V) => (readonly [I32, V])[]): void {
  for (const [target, value] of compute(b.loadUpTo4("f32x4", left, input))) b.storeUpTo4(left, target, value);
}
