/** A module under construction: its functions, each written through a `Builder`. */

import { encodeModule, type FunctionBody, type MemoryKind } from "./assembler.ts";
import { Body } from "./body.ts";
import { Builder } from "./builder.ts";
import type { Lane } from "./instructions.ts";
import { encodeBody } from "./registers.ts";
import type { FunctionReference, InstructionSet, Value } from "./values.ts";

type Values<P extends readonly Lane[]> = { [K in keyof P]: Value<P[K]> };

/** A module under construction. */
export class ModuleBuilder {
  readonly set: InstructionSet;
  private readonly memory: MemoryKind;
  private readonly functions: FunctionBody[] = [];

  constructor(set: InstructionSet, memory: MemoryKind = "own") {
    this.set = set;
    this.memory = memory;
  }

  /** Adds a function; it is exported if it has a name. What `build` returns, the function returns. */
  func<const P extends readonly Lane[], R extends Lane = never>(
    name: string | undefined,
    params: P,
    // biome-ignore lint/suspicious/noConfusingVoidType: a body without a result ends without `return`
    build: (builder: Builder, ...params: Values<P>) => Value<R> | void,
  ): FunctionReference<[R] extends [never] ? undefined : R> {
    const body = new Body(params);
    const builder = new Builder(this.set, body);
    const values = params.map((type, index) => ({ type, parts: [index] })) as unknown as Values<P>;
    const result = build(builder, ...values) ?? undefined;
    const { locals, code } = encodeBody(body, result?.parts ?? []);
    const results = result === undefined ? [] : [result.type];
    const index = this.functions.push({ name, params, results, locals, code }) - 1;
    return { index, params, result: result?.type as [R] extends [never] ? undefined : R };
  }

  /** The module so far, in WebAssembly's binary format; it imports its memory as "env" "memory". */
  bytes(): Uint8Array<ArrayBuffer> {
    return encodeModule(this.functions, this.memory);
  }
}
