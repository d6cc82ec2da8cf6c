/** Instructions on values: the rows of the table by name, constants, and moving lanes about. */

import { float32Bytes, float64Bytes, type Kind, type Opcode, pushSigned } from "./assembler.ts";
import type { Body, Register } from "./body.ts";
import { type Instruction, type InstructionName, instructions, type Lane, shuffleWords } from "./instructions.ts";
import {
  type F32,
  type F64,
  type I32,
  type InstructionSet,
  isVector,
  laneOf,
  type N,
  type Truth,
  type Type,
  type V,
  type Value,
  type W,
} from "./values.ts";

/** The part of the builder that computes. */
export class Arithmetic {
  readonly set: InstructionSet;
  protected readonly body: Body;

  constructor(set: InstructionSet, body: Body) {
    this.set = set;
    this.body = body;
  }

  /** A row of the instruction table applied to scalars or to vectors. */
  op(name: InstructionName, ...args: readonly Value[]): Value {
    const row: Instruction = instructions[name];
    if (!isVector(args[0]!.type)) {
      return {
        type: row.result,
        parts: [
          this.scalar(
            row,
            args.map(({ parts }) => parts[0]!),
          ),
        ],
      };
    }
    const type = `${row.result}x4` as const;
    if (this.set === "simd") return { type, parts: this.vector(row, args) };
    const lanes = [0, 1, 2, 3].map((lane) => {
      const result = this.scalar(
        row,
        args.map(({ parts }) => parts[parts.length === 1 ? 0 : lane]!),
      );
      return row.mask ? this.body.value("i32", "i32.sub", [this.integer(0), result]) : result;
    });
    return { type, parts: lanes };
  }

  add<T extends Type>(a: Value<T>, b: Value<T>): Value<T> {
    return this.same("add", a, b);
  }

  sub<T extends Type>(a: Value<T>, b: Value<T>): Value<T> {
    return this.same("sub", a, b);
  }

  mul<T extends Type>(a: Value<T>, b: Value<T>): Value<T> {
    return this.same("mul", a, b);
  }

  div<T extends F32["type"] | F64["type"] | V["type"] | W["type"]>(a: Value<T>, b: Value<T>): Value<T> {
    return this.same("div", a, b);
  }

  /** `b < a ? b : a`: the first on a tie or if the second is NaN. */
  min<T extends "f32" | "f32x4">(a: Value<T>, b: Value<T>): Value<T> {
    return this.same("min", a, b);
  }

  /** `b > a ? b : a`: the first on a tie or if the second is NaN. */
  max<T extends "f32" | "f32x4">(a: Value<T>, b: Value<T>): Value<T> {
    return this.same("max", a, b);
  }

  lt<T extends Type>(a: Value<T>, b: Value<T>): Truth<T> {
    return this.same("lt", a, b) as unknown as Truth<T>;
  }

  gt<T extends Type>(a: Value<T>, b: Value<T>): Truth<T> {
    return this.same("gt", a, b) as unknown as Truth<T>;
  }

  eq<T extends Type>(a: Value<T>, b: Value<T>): Truth<T> {
    return this.same("eq", a, b) as unknown as Truth<T>;
  }

  and<T extends "i32" | "i32x4">(a: Value<T>, b: Value<T>): Value<T> {
    return this.same("and", a, b);
  }

  /** Shifts left by a number of bits known now. */
  shl<T extends "i32" | "i32x4">(a: Value<T>, bits: number): Value<T> {
    return this.op("i32.shl", a, this.constant("i32", bits)) as Value<T>;
  }

  /** Shifts right by a number of bits known now, zeros coming in. */
  shr<T extends "i32" | "i32x4">(a: Value<T>, bits: number): Value<T> {
    return this.op("i32.shr_u", a, this.constant("i32", bits)) as Value<T>;
  }

  /** Where the mask is set `a`, elsewhere `b`. */
  select<T extends Type>(mask: Truth<T>, a: Value<T>, b: Value<T>): Value<T> {
    const lane = laneOf(a.type);
    return this.op(`${lane}.select`, mask as Value, a as Value, b as Value) as Value<T>;
  }

  /** The number in every lane if it is a vector; made before the outermost loop around this place. */
  constant<T extends Type>(type: T, value: number): Value<T> {
    const lane = laneOf(type);
    if (!isVector(type)) return { type, parts: [this.scalarConstant(lane, value)] };
    if (this.set === "scalar") return this.widened(type, this.scalarConstant(lane, value));
    const register = this.body.hoist(constantKey(type, value), () =>
      this.body.value("v128", splatOf[lane], [this.scalarConstant(lane, value)]),
    );
    return this.widened(type, register);
  }

  /** The vector of these four numbers; made before the outermost loop around this place. */
  lanes<T extends "f32x4" | "i32x4">(type: T, values: readonly number[]): Value<T> {
    const lane = laneOf(type) as "f32" | "i32";
    if (this.set === "scalar") return { type, parts: values.map((value) => this.scalarConstant(lane, value)) };
    const numbers = lane === "f32" ? Float32Array.from(values) : Int32Array.from(values);
    const bytes = [...new Uint8Array(numbers.buffer)];
    return {
      type,
      parts: [this.body.hoist(`${type} ${values.join()}`, () => this.body.value("v128", "v128.const", [], bytes))],
    };
  }

  /** A vector with the scalar in every lane. */
  splat<L extends Lane>(value: Value<L>): Value<`${L}x4`> {
    const [part] = value.parts;
    const type = `${value.type}x4` as const;
    if (this.set === "scalar") return this.widened(type, part!);
    return this.widened(type, this.body.value("v128", splatOf[value.type], [part!]));
  }

  /** One lane, 0..3, as a scalar. */
  lane<L extends Lane>(vector: Value<`${L}x4`>, lane: number): Value<L> {
    const type = laneOf(vector.type) as L;
    if (this.set === "scalar") return { type, parts: [vector.parts[lane]!] };
    const wide = type === "f64";
    const part = vector.parts[wide ? lane >> 1 : 0]!;
    const name = { i32: "i32x4.extract_lane", f32: "f32x4.extract_lane", f64: "f64x2.extract_lane" } as const;
    return { type, parts: [this.body.value(type, name[type], [part], [wide ? lane & 1 : lane])] };
  }

  /** Four lanes picked from two vectors: 0..3 are `a`'s, 4..7 are `b`'s. */
  shuffle<T extends "f32x4" | "i32x4">(a: Value<T>, b: Value<T>, lanes: readonly number[]): Value<T> {
    if (this.set === "scalar") {
      return { type: a.type, parts: lanes.map((lane) => (lane < 4 ? a.parts[lane]! : b.parts[lane - 4]!)) };
    }
    return { type: a.type, parts: [shuffleWords(this.body, a.parts[0]!, b.parts[0]!, lanes)] };
  }

  /** The 4x4 matrix with these rows, transposed. */
  transpose<T extends "f32x4" | "i32x4">(rows: readonly Value<T>[]): Value<T>[] {
    const [a, b, c, d] = rows as [Value<T>, Value<T>, Value<T>, Value<T>];
    const low = [this.shuffle(a, b, [0, 4, 1, 5]), this.shuffle(c, d, [0, 4, 1, 5])] as const;
    const high = [this.shuffle(a, b, [2, 6, 3, 7]), this.shuffle(c, d, [2, 6, 3, 7])] as const;
    return [low, high].flatMap(([ab, cd]) => [this.shuffle(ab, cd, [0, 1, 4, 5]), this.shuffle(ab, cd, [2, 3, 6, 7])]);
  }

  /** 1 if any lane of the mask is set, else 0. */
  anyTrue(mask: N): I32 {
    const [first, ...rest] = mask.parts;
    if (this.set === "simd") return { type: "i32", parts: [this.body.value("i32", "v128.any_true", [first!])] };
    const any = rest.reduce((a, b) => this.body.value("i32", "i32.or", [a, b]), first!);
    return { type: "i32", parts: [this.body.value("i32", "i32.ne", [any, this.integer(0)])] };
  }

  private same<T extends Type>(name: string, a: Value<T>, b: Value<T>): Value<T> {
    return this.op(`${laneOf(a.type)}.${name}` as InstructionName, a as Value, b as Value) as Value<T>;
  }

  private scalar(row: Instruction, args: readonly Register[]): Register {
    if (typeof row.scalar !== "string") return row.scalar(this.body, args);
    return this.body.value(row.result, row.scalar, args);
  }

  private vector({ simd }: Instruction, args: readonly Value[]): readonly Register[] {
    if (typeof simd !== "string") {
      return simd(
        this.body,
        args.map(({ parts }) => parts),
      );
    }
    const result: Register[] = [];
    for (let i = 0; i < args[0]!.parts.length; i++) {
      const registers = args.map(({ parts }) => parts[parts.length === 1 ? 0 : i]!);
      result.push(this.body.value("v128", simd, registers));
    }
    return result;
  }

  /** An i32 constant is an operand of the machine instruction: it is never worth a local. */
  protected scalarConstant(lane: Lane, value: number): Register {
    if (lane === "i32") return this.integer(value);
    const bytes = lane === "f32" ? float32Bytes(value) : float64Bytes(value);
    return this.body.hoist(constantKey(lane, value), () => this.body.value(lane, `${lane}.const`, [], bytes));
  }

  protected integer(value: number): Register {
    const bytes: number[] = [];
    pushSigned(bytes, value);
    return this.body.value("i32", "i32.const", [], bytes);
  }

  protected widened<T extends Type>(type: T, register: Register): Value<T> {
    return { type, parts: new Array<Register>(this.partsOf(type)).fill(register) };
  }

  protected partsOf(type: Type): number {
    if (!isVector(type)) return 1;
    if (this.set === "scalar") return 4;
    return type === "f64x4" ? 2 : 1;
  }

  protected kindOf(type: Type): Exclude<Kind, "i64"> {
    return this.set === "simd" && isVector(type) ? "v128" : laneOf(type);
  }
}

const splatOf = { i32: "i32x4.splat", f32: "f32x4.splat", f64: "f64x2.splat" } as const satisfies Record<Lane, Opcode>;

/** Text that tells -0 from 0. */
function constantKey(type: Type, value: number): string {
  return `${type} ${Object.is(value, -0) ? "-0" : value}`;
}
