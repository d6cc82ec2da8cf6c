/**
 * Bytes of a WebAssembly module: sections, numbers in LEB128, opcodes by name.
 * A module here imports one memory ("env" "memory"), defines functions and exports some of them; nothing else is needed.
 */

/** What a WebAssembly local or parameter holds. */
export type Kind = "i32" | "i64" | "f32" | "f64" | "v128";

export interface Signature {
  readonly params: readonly Kind[];
  readonly results: readonly Kind[];
}

export interface FunctionBody extends Signature {
  /** Exported under this name; without one, only callable from inside. */
  readonly name: string | undefined;
  /** The kinds of the locals after the parameters. */
  readonly locals: readonly Kind[];
  readonly code: readonly number[];
}

/** An opcode behind a prefix byte is prefix * 0x1000 + number. */
const simd = 0xfd000;
const misc = 0xfc000;
const atomic = 0xfe000;

export const opcode = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  br_if: 0x0d,
  call: 0x10,
  drop: 0x1a,
  select: 0x1b,
  "local.get": 0x20,
  "local.set": 0x21,
  "local.tee": 0x22,
  "i32.load": 0x28,
  "f32.load": 0x2a,
  "f64.load": 0x2b,
  "i32.store": 0x36,
  "f32.store": 0x38,
  "f64.store": 0x39,
  "i32.const": 0x41,
  "i64.const": 0x42,
  "f32.const": 0x43,
  "f64.const": 0x44,
  "i32.eq": 0x46,
  "i32.ne": 0x47,
  "i32.lt_s": 0x48,
  "i32.lt_u": 0x49,
  "i32.gt_s": 0x4a,
  "f32.eq": 0x5b,
  "f32.ne": 0x5c,
  "f32.lt": 0x5d,
  "f32.gt": 0x5e,
  "f32.le": 0x5f,
  "f32.ge": 0x60,
  "f64.eq": 0x61,
  "f64.lt": 0x63,
  "f64.gt": 0x64,
  "i32.add": 0x6a,
  "i32.sub": 0x6b,
  "i32.mul": 0x6c,
  "i32.and": 0x71,
  "i32.or": 0x72,
  "i32.xor": 0x73,
  "i32.shl": 0x74,
  "i32.shr_s": 0x75,
  "i32.shr_u": 0x76,
  "i64.shl": 0x86,
  "i64.shr_u": 0x88,
  "f32.abs": 0x8b,
  "f32.neg": 0x8c,
  "f32.floor": 0x8e,
  "f32.nearest": 0x90,
  "f32.sqrt": 0x91,
  "f32.add": 0x92,
  "f32.sub": 0x93,
  "f32.mul": 0x94,
  "f32.div": 0x95,
  "f64.abs": 0x99,
  "f64.neg": 0x9a,
  "f64.floor": 0x9c,
  "f64.nearest": 0x9e,
  "f64.sqrt": 0x9f,
  "f64.add": 0xa0,
  "f64.sub": 0xa1,
  "f64.mul": 0xa2,
  "f64.div": 0xa3,
  "i32.wrap_i64": 0xa7,
  "i64.extend_i32_u": 0xad,
  "f32.convert_i32_s": 0xb2,
  "f32.demote_f64": 0xb6,
  "f64.convert_i32_s": 0xb7,
  "f64.promote_f32": 0xbb,
  "i32.reinterpret_f32": 0xbc,
  "i64.reinterpret_f64": 0xbd,
  "f32.reinterpret_i32": 0xbe,
  "f64.reinterpret_i64": 0xbf,
  "i32.trunc_sat_f32_s": misc + 0,
  "i32.trunc_sat_f64_s": misc + 2,
  "v128.load": simd + 0x00,
  "v128.load32_splat": simd + 0x09,
  "v128.store": simd + 0x0b,
  "v128.const": simd + 0x0c,
  "i8x16.shuffle": simd + 0x0d,
  "i32x4.splat": simd + 0x11,
  "f32x4.splat": simd + 0x13,
  "f64x2.splat": simd + 0x14,
  "i32x4.extract_lane": simd + 0x1b,
  "f32x4.extract_lane": simd + 0x1f,
  "f64x2.extract_lane": simd + 0x21,
  "i32x4.eq": simd + 0x37,
  "i32x4.ne": simd + 0x38,
  "i32x4.lt_s": simd + 0x39,
  "i32x4.lt_u": simd + 0x3a,
  "i32x4.gt_s": simd + 0x3b,
  "f32x4.eq": simd + 0x41,
  "f32x4.ne": simd + 0x42,
  "f32x4.lt": simd + 0x43,
  "f32x4.gt": simd + 0x44,
  "f32x4.le": simd + 0x45,
  "f32x4.ge": simd + 0x46,
  "f64x2.eq": simd + 0x47,
  "f64x2.lt": simd + 0x49,
  "f64x2.gt": simd + 0x4a,
  "v128.and": simd + 0x4e,
  "v128.or": simd + 0x50,
  "v128.xor": simd + 0x51,
  "v128.bitselect": simd + 0x52,
  "v128.any_true": simd + 0x53,
  "v128.load32_lane": simd + 0x56,
  "v128.store32_lane": simd + 0x5a,
  "v128.store64_lane": simd + 0x5b,
  "v128.load32_zero": simd + 0x5c,
  "v128.load64_zero": simd + 0x5d,
  "f32x4.demote_f64x2_zero": simd + 0x5e,
  "f64x2.promote_low_f32x4": simd + 0x5f,
  "f32x4.floor": simd + 0x68,
  "f32x4.nearest": simd + 0x6a,
  "f64x2.floor": simd + 0x75,
  "f64x2.nearest": simd + 0x94,
  "i64x2.extend_low_i32x4_s": simd + 0xc7,
  "i64x2.extend_high_i32x4_s": simd + 0xc8,
  "i32x4.shl": simd + 0xab,
  "i32x4.shr_s": simd + 0xac,
  "i32x4.shr_u": simd + 0xad,
  "i32x4.add": simd + 0xae,
  "i32x4.sub": simd + 0xb1,
  "i32x4.mul": simd + 0xb5,
  "f32x4.abs": simd + 0xe0,
  "f32x4.neg": simd + 0xe1,
  "f32x4.sqrt": simd + 0xe3,
  "f32x4.add": simd + 0xe4,
  "f32x4.sub": simd + 0xe5,
  "f32x4.mul": simd + 0xe6,
  "f32x4.div": simd + 0xe7,
  "f32x4.pmin": simd + 0xea,
  "f32x4.pmax": simd + 0xeb,
  "f64x2.abs": simd + 0xec,
  "f64x2.neg": simd + 0xed,
  "f64x2.sqrt": simd + 0xef,
  "f64x2.add": simd + 0xf0,
  "f64x2.sub": simd + 0xf1,
  "f64x2.mul": simd + 0xf2,
  "f64x2.div": simd + 0xf3,
  "i32x4.trunc_sat_f32x4_s": simd + 0xf8,
  "f32x4.convert_i32x4_s": simd + 0xfa,
  "i32x4.trunc_sat_f64x2_s_zero": simd + 0xfc,
  "f64x2.convert_low_i32x4_s": simd + 0xfe,
  "memory.atomic.notify": atomic + 0x00,
  "memory.atomic.wait32": atomic + 0x01,
  "i32.atomic.load": atomic + 0x10,
  "i32.atomic.store": atomic + 0x17,
  "i32.atomic.rmw.add": atomic + 0x1e,
  "i32.atomic.rmw.cmpxchg": atomic + 0x48,
} as const;

export type Opcode = keyof typeof opcode;

const kindByte: Readonly<Record<Kind, number>> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b };

/** Appends `value` in unsigned LEB128. */
export function pushUnsigned(out: number[], value: number): void {
  let rest = value >>> 0;
  while (rest >= 0x80) {
    out.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  out.push(rest);
}

/** Appends `value`, an int32, in signed LEB128. */
export function pushSigned(out: number[], value: number): void {
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) {
      out.push(low);
      return;
    }
    out.push(low | 0x80);
  }
}

/** Appends the bytes of an opcode, prefix first. */
export function pushOpcode(out: number[], name: Opcode): void {
  const code = opcode[name];
  if (code < 0x100) {
    out.push(code);
  } else {
    out.push(code >> 12);
    pushUnsigned(out, code & 0xfff);
  }
}

const scratch = new DataView(new ArrayBuffer(8));

/** The four little-endian bytes of a float32. */
export function float32Bytes(value: number): number[] {
  scratch.setFloat32(0, value, true);
  return [0, 1, 2, 3].map((i) => scratch.getUint8(i));
}

/** The eight little-endian bytes of a float64. */
export function float64Bytes(value: number): number[] {
  scratch.setFloat64(0, value, true);
  return [0, 1, 2, 3, 4, 5, 6, 7].map((i) => scratch.getUint8(i));
}

/** The memory that a module imports: of any size, its own thread's or one that threads share. */
export type MemoryKind = "own" | "shared";

/** As limits: from 0 pages; a shared memory states its most, here all that can be. */
const memoryLimits: Readonly<Record<MemoryKind, readonly number[]>> = {
  own: [0x00, 0x00],
  shared: [0x03, 0x00, ...unsigned(65536)],
};

/** The module with these functions, in this order; its only import is the memory. */
export function encodeModule(functions: readonly FunctionBody[], kind: MemoryKind = "own"): Uint8Array<ArrayBuffer> {
  const types: number[][] = [];
  const typeOf = functions.map((f) => typeIndex(types, f));
  const memory = [...nameBytes("env"), ...nameBytes("memory"), 0x02, ...memoryLimits[kind]];
  const parts = [
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    section(1, types),
    section(2, [memory]),
    section(3, typeOf.map(unsigned)),
    section(7, exportEntries(functions)),
    section(10, functions.map(codeEntry)),
  ];
  return new Uint8Array(joined(parts));
}

function typeIndex(types: number[][], { params, results }: Signature): number {
  const entry = [0x60, ...kindList(params), ...kindList(results)];
  const found = types.findIndex((other) => other.join() === entry.join());
  return found >= 0 ? found : types.push(entry) - 1;
}

function kindList(kinds: readonly Kind[]): number[] {
  return [...unsigned(kinds.length), ...kinds.map((kind) => kindByte[kind])];
}

function exportEntries(functions: readonly FunctionBody[]): number[][] {
  return functions.flatMap(({ name }, index) =>
    name === undefined ? [] : [[...nameBytes(name), 0x00, ...unsigned(index)]],
  );
}

function codeEntry({ locals, code }: FunctionBody): number[] {
  const declared = runsOfLocals(locals);
  return joined([unsigned(declared.length + code.length + 1), declared, code, [opcode.end]]);
}

/** Local declarations are (count, kind) pairs; neighbours of one kind share one. */
function runsOfLocals(locals: readonly Kind[]): number[] {
  const runs: { kind: Kind; count: number }[] = [];
  for (const kind of locals) {
    const last = runs.at(-1);
    if (last?.kind === kind) last.count++;
    else runs.push({ kind, count: 1 });
  }
  return [...unsigned(runs.length), ...runs.flatMap(({ kind, count }) => [...unsigned(count), kindByte[kind]])];
}

function section(id: number, entries: readonly (readonly number[])[]): number[] {
  const body = joined([unsigned(entries.length), ...entries]);
  return joined([[id], unsigned(body.length), body]);
}

function joined(parts: readonly (readonly number[])[]): number[] {
  return ([] as number[]).concat(...parts);
}

/** Export names are ASCII here. */
function nameBytes(name: string): number[] {
  return [...unsigned(name.length), ...Array.from(name, (character) => character.charCodeAt(0))];
}

function unsigned(value: number): number[] {
  const out: number[] = [];
  pushUnsigned(out, value);
  return out;
}
