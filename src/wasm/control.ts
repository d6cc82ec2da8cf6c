/** Variables, loops, branches and calls. */

import { Arithmetic } from "./arithmetic.ts";
import { pushUnsigned } from "./assembler.ts";
import type { Label } from "./body.ts";
import type { Lane } from "./instructions.ts";
import type { FunctionReference, I32, Type, Value } from "./values.ts";

/** The part of the builder that decides what runs when. */
export class Control extends Arithmetic {
  /** A place that `assign` changes; reading it gives what it holds at that point of the code. */
  variable<T extends Type>(initial: Value<T>): Value<T> {
    const parts = initial.parts.map((part) => this.body.register(this.body.kinds[part]!));
    const result = { type: initial.type, parts };
    this.assign(result, initial);
    return result;
  }

  assign<T extends Type>(variable: Value<T>, value: Value<T>): void {
    value.parts.forEach((part, i) => {
      this.body.copy(part, variable.parts[i]!);
    });
  }

  /** `for (let i = 0; i < count; i += step) body(i)`. */
  loop(count: I32, step: number, body: (i: I32) => void): void {
    const i = this.variable(this.constant("i32", 0));
    this.while(
      () => this.op("i32.lt", i, count) as I32,
      () => {
        body(i);
        this.assign(i, this.add(i, this.constant("i32", step)));
      },
    );
  }

  /** Repeats `body` as long as the condition holds; it is tested before the first round and after each. */
  while(condition: () => I32, body: () => void): void {
    this.if(condition(), () => {
      const again = this.body.open("loop");
      body();
      this.body.branch(again, condition().parts[0]!);
      this.body.close("loop");
    });
  }

  if(condition: I32, then: () => void, otherwise?: () => void): void {
    this.body.open("if", [condition.parts[0]!]);
    then();
    if (otherwise !== undefined) {
      this.body.otherwise();
      otherwise();
    }
    this.body.close("if");
  }

  /** A block that `exit()` leaves at once, or `exit(condition)` if the condition holds. */
  block(body: (exit: (condition?: I32) => void) => void): void {
    const label: Label = this.body.open("block");
    body((condition) => this.body.branch(label, condition?.parts[0]));
    this.body.close("block");
  }

  call<R extends Lane | undefined>(
    target: FunctionReference<R>,
    ...args: readonly Value[]
  ): R extends Lane ? Value<R> : undefined {
    const immediates: number[] = [];
    pushUnsigned(immediates, target.index);
    const registers = args.map(({ parts }) => parts[0]!);
    const { result } = target;
    if (result === undefined) {
      this.body.effect("call", registers, immediates);
      return undefined as R extends Lane ? Value<R> : undefined;
    }
    const parts = [this.body.value(result, "call", registers, immediates)];
    return { type: result, parts } as unknown as R extends Lane ? Value<R> : undefined;
  }
}
