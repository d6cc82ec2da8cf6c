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

import {
  encodeModule,
  type FunctionBody,
  float32Bytes,
  float64Bytes,
  type Kind,
  type Opcode,
  pushSigned,
  pushUnsigned,
} from "./assembler.ts";
import { Body, type Label, type Register } from "./body.ts";
import { type Instruction, type InstructionName, instructions, type Lane, shuffleWords } from "./instructions.ts";
import { encodeBody } from "./registers.ts";

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

type Values<P extends readonly Lane[]> = { [K in keyof P]: Value<P[K]> };

/** A module under construction. */
export class ModuleBuilder {
  readonly set: InstructionSet;
  private readonly functions: FunctionBody[] = [];

  constructor(set: InstructionSet) {
    this.set = set;
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
    return encodeModule(this.functions);
  }
}

/** Appends to one function; made by `ModuleBuilder.func`. */
export class Builder {
  readonly set: InstructionSet;
  private readonly body: Body;

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

  private same<T extends Type>(name: string, a: Value<T>, b: Value<T>): Value<T> {
    return this.op(`${laneOf(a.type)}.${name}` as InstructionName, a as Value, b as Value) as Value<T>;
  }

  private scalar(row: Instruction, args: readonly Register[]): Register {
    if (typeof row.scalar !== "string") return row.scalar(this.body, args);
    return this.body.value(row.result, row.scalar, args);
  }

  private vector(row: Instruction, args: readonly Value[]): readonly Register[] {
    const { simd } = row;
    if (typeof simd !== "string") {
      return simd(
        this.body,
        args.map(({ parts }) => parts),
      );
    }
    return args[0]!.parts.map((_, i) =>
      this.body.value(
        "v128",
        simd,
        args.map(({ parts }) => parts[parts.length === 1 ? 0 : i]!),
      ),
    );
  }

  /** An i32 constant is an operand of the machine instruction: it is never worth a local. */
  private scalarConstant(lane: Lane, value: number): Register {
    if (lane === "i32") return this.integer(value);
    const bytes = lane === "f32" ? float32Bytes(value) : float64Bytes(value);
    return this.body.hoist(constantKey(lane, value), () => this.body.value(lane, `${lane}.const`, [], bytes));
  }

  private integer(value: number): Register {
    const bytes: number[] = [];
    pushSigned(bytes, value);
    return this.body.value("i32", "i32.const", [], bytes);
  }

  private widened<T extends Type>(type: T, register: Register): Value<T> {
    return { type, parts: new Array<Register>(this.partsOf(type)).fill(register) };
  }

  private partsOf(type: Type): number {
    if (!isVector(type)) return 1;
    if (this.set === "scalar") return 4;
    return type === "f64x4" ? 2 : 1;
  }

  private kindOf(type: Type): Kind {
    return this.set === "simd" && isVector(type) ? "v128" : laneOf(type);
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

const splatOf = { i32: "i32x4.splat", f32: "f32x4.splat", f64: "f64x2.splat" } as const satisfies Record<Lane, Opcode>;

const bytesOf: Readonly<Record<Kind, number>> = { i32: 4, f32: 4, f64: 8, v128: 16 };

function isVector(type: Type): type is `${Lane}x4` {
  return type.length > 3;
}

function laneOf(type: Type): Lane {
  return type.slice(0, 3) as Lane;
}

/** Text that tells -0 from 0. */
function constantKey(type: Type, value: number): string {
  return `${type} ${Object.is(value, -0) ? "-0" : value}`;
}

/** The memory operand: aligned to 4 bytes, at this offset. */
function place(offset: number): number[] {
  const bytes = [2];
  pushUnsigned(bytes, offset);
  return bytes;
}
