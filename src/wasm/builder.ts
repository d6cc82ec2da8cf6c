/**
 * Writes WebAssembly functions in three-address form: every method appends one instruction and gives its value.
 *
 * Values are typed: `i32`, `f32`, `f64` are one number (addresses are i32 byte offsets), `i32x4`, `f32x4`, `f64x4` are
 * vectors of four lanes. Two instruction sets stand behind the same methods, "simd" and "scalar" (a vector is four
 * scalars, each instruction spelled four times); they give the same bits.
 *
 *     const module = new ModuleBuilder("simd");
 *     module.func("scale", ["i32", "i32", "f32"], (b, pointer, count, factor) => {
 *       const factors = b.splat(factor);
 *       b.loop(count, 4, (i) => {
 *         const at = b.add(pointer, b.shl(i, 2));
 *         b.store(at, b.mul(b.load("f32x4", at), factors));
 *       });
 *     });
 *     new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } });
 */

import { type Kind, pushUnsigned } from "./assembler.ts";
import { Meeting } from "./atomics.ts";
import type { Lane } from "./instructions.ts";
import { type I32, laneOf, type Type, type Value } from "./values.ts";

/** Appends to one function; made by `ModuleBuilder.func`. What it inherits computes and branches; here it meets memory. */
export class Builder extends Meeting {
  /** What lies at `pointer + offset` bytes; any multiple of 4 will do. */
  load<T extends Type>(type: T, pointer: I32, offset = 0): Value<T> {
    const lane = laneOf(type);
    const [address] = pointer.parts;
    const count = this.partsOf(type);
    const kind = this.kindOf(type);
    const name = kind === "v128" ? "v128.load" : (`${lane}.load` as const);
    const parts = Array.from({ length: count }, (_, i) =>
      this.body.value(kind, name, [address!], place(offset + i * bytesOf[kind])),
    );
    return { type, parts };
  }

  /** A vector with the one number at `pointer + offset` in every lane. */
  splatLoad<T extends "f32x4" | "i32x4">(type: T, pointer: I32, offset = 0): Value<T> {
    const [address] = pointer.parts;
    if (this.set === "simd") {
      return { type, parts: [this.body.value("v128", "v128.load32_splat", [address!], place(offset))] };
    }
    const lane = laneOf(type) as "f32" | "i32";
    return this.widened(type, this.body.value(lane, `${lane}.load`, [address!], place(offset)));
  }

  /** Four numbers from four addresses. */
  loadEach<T extends "f32x4" | "i32x4">(type: T, pointers: readonly I32[]): Value<T> {
    if (this.set === "scalar") {
      return { type, parts: pointers.map((pointer) => this.load(laneOf(type) as Lane, pointer).parts[0]!) };
    }
    const [first, ...rest] = pointers.map(({ parts }) => parts[0]!);
    const start = this.body.value("v128", "v128.load32_zero", [first!], place(0));
    const part = rest.reduce(
      (vector, address, i) => this.body.value("v128", "v128.load32_lane", [address, vector], [...place(0), i + 1]),
      start,
    );
    return { type, parts: [part] };
  }

  store(pointer: I32, value: Value, offset = 0): void {
    const [address] = pointer.parts;
    const kind = this.kindOf(value.type);
    const name = kind === "v128" ? "v128.store" : (`${kind}.store` as const);
    value.parts.forEach((part, i) => {
      this.body.effect(name, [address!, part], place(offset + i * bytesOf[kind]));
    });
  }

  /** The first `count` lanes (1, 2 or 3, known now) from memory, zeros above; nothing beyond them is read. */
  loadLanes<T extends "f32x4" | "i32x4">(type: T, count: number, pointer: I32, offset = 0): Value<T> {
    const [address] = pointer.parts;
    if (this.set === "scalar") {
      const lane = laneOf(type) as "f32" | "i32";
      const parts = [0, 1, 2, 3].map((i) =>
        i < count
          ? this.body.value(lane, `${lane}.load`, [address!], place(offset + 4 * i))
          : this.scalarConstant(lane, 0),
      );
      return { type, parts };
    }
    const first = this.body.value(
      "v128",
      count === 1 ? "v128.load32_zero" : "v128.load64_zero",
      [address!],
      place(offset),
    );
    if (count < 3) return { type, parts: [first] };
    const third = [...place(offset + 8), 2];
    return { type, parts: [this.body.value("v128", "v128.load32_lane", [address!, first], third)] };
  }

  /** Stores the first `count` lanes (1, 2 or 3, known now) and touches nothing beyond them. */
  storeLanes(count: number, pointer: I32, value: Value<"f32x4" | "i32x4">, offset = 0): void {
    const address = pointer.parts[0]!;
    if (this.set === "scalar") {
      const lane = laneOf(value.type) as "f32" | "i32";
      for (let i = 0; i < count; i++) {
        this.body.effect(`${lane}.store`, [address, value.parts[i]!], place(offset + 4 * i));
      }
      return;
    }
    const part = value.parts[0]!;
    if (count > 1) this.body.effect("v128.store64_lane", [address, part], [...place(offset), 0]);
    if (count === 1) this.body.effect("v128.store32_lane", [address, part], [...place(offset), 0]);
    if (count === 3) this.body.effect("v128.store32_lane", [address, part], [...place(offset + 8), 2]);
  }

  /** Like `load` if `count` is 4 or more, else like `loadLanes` with 1, 2 or 3 lanes. */
  loadUpTo4<T extends "f32x4" | "i32x4">(type: T, count: I32, pointer: I32, offset = 0): Value<T> {
    const result = this.variable(this.constant(type, 0));
    this.eachCount(count, (lanes) => {
      this.assign(
        result,
        lanes === 4 ? this.load(type, pointer, offset) : this.loadLanes(type, lanes, pointer, offset),
      );
    });
    return result;
  }

  /** Like `store` if `count` is 4 or more, else like `storeLanes` with 1, 2 or 3 lanes. */
  storeUpTo4(count: I32, pointer: I32, value: Value<"f32x4" | "i32x4">, offset = 0): void {
    this.eachCount(count, (lanes) => {
      if (lanes === 4) this.store(pointer, value, offset);
      else this.storeLanes(lanes, pointer, value, offset);
    });
  }

  /** Runs `code` for 4 lanes, or for 1, 2 or 3 if `count` is less. */
  private eachCount(count: I32, code: (lanes: number) => void): void {
    const atLeast = (lanes: number): I32 => this.op("i32.lt", this.constant("i32", lanes - 1), count) as I32;
    const branch = (lanes: number): void => {
      if (lanes === 1) code(1);
      else
        this.if(
          atLeast(lanes),
          () => code(lanes),
          () => branch(lanes - 1),
        );
    };
    branch(4);
  }
}

const bytesOf: Readonly<Record<Kind, number>> = { i32: 4, i64: 8, f32: 4, f64: 8, v128: 16 };

/** The memory operand: aligned to 4 bytes, at this offset. */
function place(offset: number): number[] {
  const bytes = [2];
  pushUnsigned(bytes, offset);
  return bytes;
}
