/** What the builder's methods take and give. */

import type { Register } from "./body.ts";
import type { Lane } from "./instructions.ts";

export type InstructionSet = "simd" | "scalar";

export type Type = Lane | `${Lane}x4`;

/** A value or a variable; `parts` are its registers: one, or with a vector as many as the instruction set needs. */
export interface Value<T extends Type = Type> {
  readonly type: T;
  readonly parts: readonly Register[];
}

export type I32 = Value<"i32">;
export type F32 = Value<"f32">;
export type F64 = Value<"f64">;
/** A vector of float32. */
export type V = Value<"f32x4">;
/** A vector of int32: integers, or a mask of 0 and -1. */
export type N = Value<"i32x4">;
/** A vector of float64. */
export type W = Value<"f64x4">;

/** The mask or truth value that comparing values of type T gives. */
export type Truth<T extends Type> = T extends Lane ? I32 : N;

/** A function of the module, for `Builder.call`. */
export interface FunctionReference<R extends Lane | undefined = Lane | undefined> {
  readonly index: number;
  readonly params: readonly Lane[];
  readonly result: R;
}

export function isVector(type: Type): type is `${Lane}x4` {
  return type.length > 3;
}

/** What one lane of it holds. */
export function laneOf(type: Type): Lane {
  return type.slice(0, 3) as Lane;
}
