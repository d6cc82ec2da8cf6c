/**
 * The instructions: one row says what an instruction takes and gives, what it means in JavaScript, and how each
 * instruction set spells it. IR, interpreter and both code generators read this table, so they cannot disagree.
 *
 * A vector is four lanes. With SIMD, f32 and i32 vectors are one v128, f64 vectors two; without, a vector is four scalars.
 * A comparison of vectors gives a mask, 0 or -1 in each i32 lane (of scalars: 0 or 1).
 */

import type { Opcode } from "./assembler.ts";
import type { Body, Register } from "./body.ts";

/** What one lane holds. */
export type Lane = "i32" | "f32" | "f64";

/** One lane spelled in scalar steps. */
type ScalarRecipe = (body: Body, args: readonly Register[]) => Register;
/** Four lanes spelled in SIMD steps: the parts (v128 registers) of each argument in, the parts of the result out. */
type VectorRecipe = (body: Body, args: readonly (readonly Register[])[]) => readonly Register[];

export interface Instruction {
  readonly args: readonly Lane[];
  readonly result: Lane;
  /** One lane in JavaScript: float32 values are numbers already rounded, i32 are int32 numbers, masks are 0 or -1. */
  readonly value: (a: number, b: number, c: number) => number;
  readonly scalar: Opcode | ScalarRecipe;
  readonly simd: Opcode | VectorRecipe;
  /** The result is a mask. */
  readonly mask?: true;
  /** The second argument is one scalar for all lanes (shift distances). */
  readonly uniform?: true;
}

export type InstructionName = keyof typeof instructions;

const f = Math.fround;
const mask = (condition: boolean) => (condition ? -1 : 0);

/** `value` rounded to the nearest integer, halves to even. */
function roundEven(value: number): number {
  const low = Math.floor(value);
  const rest = value - low;
  if (!(rest > 0)) return value;
  const result = rest < 0.5 || (rest === 0.5 && low % 2 === 0) ? low : low + 1;
  return result === 0 && value < 0 ? -0 : result;
}

function saturate(value: number): number {
  return value >= 2147483647 ? 2147483647 : value <= -2147483648 ? -2147483648 : Math.trunc(value) | 0;
}

const float = new Float32Array(1);
const integer = new Int32Array(float.buffer);

/** The bits of a float32 as an int32. */
export function bitsOf(value: number): number {
  float[0] = value;
  return integer[0]!;
}

const wide = new Float64Array(1);
const words = new Int32Array(wide.buffer);

function highWord(value: number): number {
  wide[0] = value;
  return words[1]!;
}

function fromHighWord(high: number): number {
  words[0] = 0;
  words[1] = high;
  return wide[0]!;
}

/** The float32 with these bits. */
export function floatOf(bits: number): number {
  integer[0] = bits;
  return float[0]!;
}

const unary = (lane: Lane, scalar: Opcode, simd: Opcode, value: (a: number) => number): Instruction => ({
  args: [lane],
  result: lane,
  value,
  scalar,
  simd,
});

const binary = (lane: Lane, scalar: Opcode, simd: Opcode, value: (a: number, b: number) => number): Instruction => ({
  args: [lane, lane],
  result: lane,
  value,
  scalar,
  simd,
});

const compare = (lane: "f32" | "i32", scalar: Opcode, simd: Opcode, holds: (a: number, b: number) => boolean) =>
  ({
    args: [lane, lane],
    result: "i32",
    value: (a, b) => mask(holds(a, b)),
    scalar,
    simd,
    mask: true,
  }) satisfies Instruction;

const compareWide = (scalar: Opcode, simd: Opcode, holds: (a: number, b: number) => boolean) =>
  ({
    args: ["f64", "f64"],
    result: "i32",
    value: (a, b) => mask(holds(a, b)),
    scalar,
    simd: (body, [a, b]) => {
      const [low, high] = a!.map((part, i) => body.value("v128", simd, [part, b![i]!]));
      return [shuffleWords(body, low!, high!, [0, 2, 4, 6])];
    },
    mask: true,
  }) satisfies Instruction;

const shift = (scalar: Opcode, simd: Opcode, value: (a: number, b: number) => number): Instruction => ({
  args: ["i32", "i32"],
  result: "i32",
  value,
  scalar,
  simd,
  uniform: true,
});

const selectScalar: ScalarRecipe = (body, [m, a, b]) => body.value(body.kinds[a!]!, "select", [a!, b!, m!]);

const select = (lane: "f32" | "i32"): Instruction => ({
  args: ["i32", lane, lane],
  result: lane,
  value: (m, a, b) => (m !== 0 ? a : b),
  scalar: selectScalar,
  simd: (body, [m, a, b]) => [body.value("v128", "v128.bitselect", [a![0]!, b![0]!, m![0]!])],
});

const selectWide: Instruction = {
  args: ["i32", "f64", "f64"],
  result: "f64",
  value: (m, a, b) => (m !== 0 ? a : b),
  scalar: selectScalar,
  simd: (body, [m, a, b]) => {
    const halves = ["i64x2.extend_low_i32x4_s", "i64x2.extend_high_i32x4_s"] as const;
    return halves.map((extend, i) => {
      const wide = body.value("v128", extend, [m![0]!]);
      return body.value("v128", "v128.bitselect", [a![i]!, b![i]!, wide]);
    });
  },
};

/** From 32-bit lanes to f64 lanes: the opcode reads the low half, so the high half is moved down first. */
const widen = (from: Lane, scalar: Opcode, simd: Opcode, value: (a: number) => number): Instruction => ({
  args: [from],
  result: "f64",
  value,
  scalar,
  simd: (body, [a]) => {
    const [part] = a!;
    const high = shuffleWords(body, part!, part!, [2, 3, 2, 3]);
    return [body.value("v128", simd, [part!]), body.value("v128", simd, [high])];
  },
});

const narrow = (to: Lane, scalar: Opcode, simd: Opcode, value: (a: number) => number): Instruction => ({
  args: ["f64"],
  result: to,
  value,
  scalar,
  simd: (body, [a]) => {
    const [low, high] = a!.map((part) => body.value("v128", simd, [part]));
    return [shuffleWords(body, low!, high!, [0, 1, 4, 5])];
  },
});

/** Reinterpretation costs nothing with SIMD, where a v128 has no type. */
const reinterpret = (from: Lane, to: Lane, scalar: Opcode, value: (a: number) => number): Instruction => ({
  args: [from],
  result: to,
  value,
  scalar,
  simd: (_, [a]) => a!,
});

/** min and max as comparisons say them: the first argument on a tie, and whenever the second is NaN. */
const pick = (simd: Opcode, scalar: "f32.lt" | "f32.gt", value: (a: number, b: number) => number): Instruction => ({
  args: ["f32", "f32"],
  result: "f32",
  value,
  simd,
  scalar: (body, [a, b]) => body.value("f32", "select", [b!, a!, body.value("i32", scalar, [b!, a!])]),
});

export const instructions = {
  "f32.add": binary("f32", "f32.add", "f32x4.add", (a, b) => f(a + b)),
  "f32.sub": binary("f32", "f32.sub", "f32x4.sub", (a, b) => f(a - b)),
  "f32.mul": binary("f32", "f32.mul", "f32x4.mul", (a, b) => f(a * b)),
  "f32.div": binary("f32", "f32.div", "f32x4.div", (a, b) => f(a / b)),
  // Math.min and Math.max differ at NaN and at -0.
  "f32.min": pick("f32x4.pmin", "f32.lt", (a, b) => (b < a ? b : a)),
  "f32.max": pick("f32x4.pmax", "f32.gt", (a, b) => (b > a ? b : a)),
  "f32.sqrt": unary("f32", "f32.sqrt", "f32x4.sqrt", (a) => f(Math.sqrt(a))),
  "f32.abs": unary("f32", "f32.abs", "f32x4.abs", Math.abs),
  "f32.neg": unary("f32", "f32.neg", "f32x4.neg", (a) => -a),
  "f32.floor": unary("f32", "f32.floor", "f32x4.floor", Math.floor),
  "f32.nearest": unary("f32", "f32.nearest", "f32x4.nearest", roundEven),
  "f32.eq": compare("f32", "f32.eq", "f32x4.eq", (a, b) => a === b),
  "f32.ne": compare("f32", "f32.ne", "f32x4.ne", (a, b) => a !== b),
  "f32.lt": compare("f32", "f32.lt", "f32x4.lt", (a, b) => a < b),
  "f32.le": compare("f32", "f32.le", "f32x4.le", (a, b) => a <= b),
  "f32.gt": compare("f32", "f32.gt", "f32x4.gt", (a, b) => a > b),
  "f32.ge": compare("f32", "f32.ge", "f32x4.ge", (a, b) => a >= b),
  "f32.select": select("f32"),

  "i32.add": binary("i32", "i32.add", "i32x4.add", (a, b) => (a + b) | 0),
  "i32.sub": binary("i32", "i32.sub", "i32x4.sub", (a, b) => (a - b) | 0),
  "i32.mul": binary("i32", "i32.mul", "i32x4.mul", (a, b) => Math.imul(a, b)),
  "i32.and": binary("i32", "i32.and", "v128.and", (a, b) => a & b),
  "i32.or": binary("i32", "i32.or", "v128.or", (a, b) => a | b),
  "i32.xor": binary("i32", "i32.xor", "v128.xor", (a, b) => a ^ b),
  "i32.shl": shift("i32.shl", "i32x4.shl", (a, b) => a << b),
  "i32.shr_s": shift("i32.shr_s", "i32x4.shr_s", (a, b) => a >> b),
  "i32.shr_u": shift("i32.shr_u", "i32x4.shr_u", (a, b) => (a >>> b) | 0),
  "i32.eq": compare("i32", "i32.eq", "i32x4.eq", (a, b) => a === b),
  "i32.ne": compare("i32", "i32.ne", "i32x4.ne", (a, b) => a !== b),
  "i32.lt": compare("i32", "i32.lt_s", "i32x4.lt_s", (a, b) => a < b),
  "i32.gt": compare("i32", "i32.gt_s", "i32x4.gt_s", (a, b) => a > b),
  "i32.lt_u": compare("i32", "i32.lt_u", "i32x4.lt_u", (a, b) => a >>> 0 < b >>> 0),
  "i32.select": select("i32"),

  "f64.add": binary("f64", "f64.add", "f64x2.add", (a, b) => a + b),
  "f64.sub": binary("f64", "f64.sub", "f64x2.sub", (a, b) => a - b),
  "f64.mul": binary("f64", "f64.mul", "f64x2.mul", (a, b) => a * b),
  "f64.div": binary("f64", "f64.div", "f64x2.div", (a, b) => a / b),
  "f64.sqrt": unary("f64", "f64.sqrt", "f64x2.sqrt", Math.sqrt),
  "f64.abs": unary("f64", "f64.abs", "f64x2.abs", Math.abs),
  "f64.neg": unary("f64", "f64.neg", "f64x2.neg", (a) => -a),
  "f64.floor": unary("f64", "f64.floor", "f64x2.floor", Math.floor),
  "f64.nearest": unary("f64", "f64.nearest", "f64x2.nearest", roundEven),
  "f64.eq": compareWide("f64.eq", "f64x2.eq", (a, b) => a === b),
  "f64.lt": compareWide("f64.lt", "f64x2.lt", (a, b) => a < b),
  "f64.gt": compareWide("f64.gt", "f64x2.gt", (a, b) => a > b),
  "f64.select": selectWide,
  // As `select`, where the mask is hardly ever set: what only `a` needs may be skipped in its absence.
  "i32.rarely": select("i32"),
  "f64.rarely": selectWide,

  "f32.reinterpret": reinterpret("i32", "f32", "f32.reinterpret_i32", floatOf),
  "i32.reinterpret": reinterpret("f32", "i32", "i32.reinterpret_f32", bitsOf),
  "f32.convert": unaryTo("i32", "f32", "f32.convert_i32_s", "f32x4.convert_i32x4_s", f),
  "i32.trunc": unaryTo("f32", "i32", "i32.trunc_sat_f32_s", "i32x4.trunc_sat_f32x4_s", saturate),
  "f64.promote": widen("f32", "f64.promote_f32", "f64x2.promote_low_f32x4", (a) => a),
  "f64.convert": widen("i32", "f64.convert_i32_s", "f64x2.convert_low_i32x4_s", (a) => a),
  /** Sign, exponent and 20 bits of the fraction. */
  "i32.highWord": {
    args: ["f64"],
    result: "i32",
    value: highWord,
    scalar: (body, [a]) => {
      const bits = body.value("i64", "i64.reinterpret_f64", [a!]);
      return body.value("i32", "i32.wrap_i64", [body.value("i64", "i64.shr_u", [bits, thirtyTwo(body)])]);
    },
    simd: (body, [a]) => [shuffleWords(body, a![0]!, a![1]!, [1, 3, 5, 7])],
  },
  /** The number with this high word, and low word 0. */
  "f64.fromHighWord": {
    args: ["i32"],
    result: "f64",
    value: fromHighWord,
    scalar: (body, [a]) => {
      const bits = body.value("i64", "i64.shl", [body.value("i64", "i64.extend_i32_u", [a!]), thirtyTwo(body)]);
      return body.value("f64", "f64.reinterpret_i64", [bits]);
    },
    simd: (body, [a]) => {
      const zero = body.hoist("zero", () => body.value("v128", "v128.const", [], new Array<number>(16).fill(0)));
      return [0, 2].map((word) => shuffleWords(body, a![0]!, zero, [4, word, 4, word + 1]));
    },
  },
  "f32.demote": narrow("f32", "f32.demote_f64", "f32x4.demote_f64x2_zero", f),
  "i32.truncWide": narrow("i32", "i32.trunc_sat_f64_s", "i32x4.trunc_sat_f64x2_s_zero", saturate),
} as const satisfies Record<string, Instruction>;

function unaryTo(from: Lane, to: Lane, scalar: Opcode, simd: Opcode, value: (a: number) => number): Instruction {
  return { args: [from], result: to, value, scalar, simd };
}

function thirtyTwo(body: Body): Register {
  return body.value("i64", "i64.const", [], [32]);
}

/** Four 32-bit words picked from two vectors: 0..3 are the first's, 4..7 the second's. */
export function shuffleWords(body: Body, a: Register, b: Register, words: readonly number[]): Register {
  const bytes = words.flatMap((word) => [4 * word, 4 * word + 1, 4 * word + 2, 4 * word + 3]);
  return body.value("v128", "i8x16.shuffle", [a, b], bytes);
}
