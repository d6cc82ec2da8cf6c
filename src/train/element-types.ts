/** The types of numbers that weight files hold, and what each becomes here: the same number, or an error. */
import { NonlinError, type TensorData } from "../base/index.ts";

export interface ElementType {
  /** The letter and size that NumPy calls it by; none where NumPy has no such type. */
  readonly numpy?: string;
  /** Of one number. */
  readonly bytes: 1 | 2 | 4 | 8;
  /** The numbers in these little-endian bytes, in memory of their own. Throws E_MODEL, naming the tensor, for an integer that no number is. */
  readonly read: (bytes: Uint8Array, name: string) => TensorData;
}

/** By the names of safetensors. */
export const elementTypes: ReadonlyMap<string, ElementType> = /* @__PURE__ */ new Map<string, ElementType>([
  ["F64", { numpy: "f8", bytes: 8, read: (bytes) => new Float64Array(ownBuffer(bytes)) }],
  ["F32", { numpy: "f4", bytes: 4, read: (bytes) => new Float32Array(ownBuffer(bytes)) }],
  ["F16", { numpy: "f2", bytes: 2, read: (bytes) => widened(bytes, fromHalf) }],
  ["BF16", { bytes: 2, read: (bytes) => widened(bytes, (bits) => bits << 16) }],
  ["I64", { numpy: "i8", bytes: 8, read: (bytes, name) => exact(new BigInt64Array(ownBuffer(bytes)), name) }],
  ["I32", { numpy: "i4", bytes: 4, read: (bytes) => new Int32Array(ownBuffer(bytes)) }],
  ["I16", { numpy: "i2", bytes: 2, read: (bytes) => Int32Array.from(new Int16Array(ownBuffer(bytes))) }],
  ["I8", { numpy: "i1", bytes: 1, read: (bytes) => Int32Array.from(new Int8Array(ownBuffer(bytes))) }],
  ["U64", { numpy: "u8", bytes: 8, read: (bytes, name) => exact(new BigUint64Array(ownBuffer(bytes)), name) }],
  ["U32", { numpy: "u4", bytes: 4, read: (bytes) => Float64Array.from(new Uint32Array(ownBuffer(bytes))) }],
  ["U16", { numpy: "u2", bytes: 2, read: (bytes) => Int32Array.from(new Uint16Array(ownBuffer(bytes))) }],
  ["U8", { numpy: "u1", bytes: 1, read: (bytes) => Int32Array.from(bytes) }],
  ["BOOL", { numpy: "b1", bytes: 1, read: (bytes) => Int32Array.from(bytes, (byte) => (byte === 0 ? 0 : 1)) }],
]);

/** The type of an array, by its name in safetensors. */
export function elementTypeOf(data: TensorData): "F64" | "F32" | "I32" {
  if (data instanceof Float64Array) return "F64";
  return data instanceof Float32Array ? "F32" : "I32";
}

/** The memory of an array. */
export function bytesOf(data: TensorData): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** What a caller gives as the bytes of a file, as a plain Uint8Array (Node's Buffer has another `slice`). */
export function fileBytes(given: Uint8Array | ArrayBuffer): Uint8Array {
  if (given instanceof ArrayBuffer) return new Uint8Array(given);
  if (given instanceof Uint8Array) return new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  throw new NonlinError("E_USAGE", "a file is given as its bytes, a Uint8Array", {
    advice: "read it first: functions of nonlin take no paths",
  });
}

/** The elements of `shape`, where that is a number of elements. */
export function elementCount(shape: readonly number[]): number | undefined {
  let count = 1;
  for (const size of shape) {
    count *= size;
    // a size of 0 further on does not undo an overflow
    if (!(Number.isSafeInteger(size) && size >= 0 && Number.isSafeInteger(count))) return undefined;
  }
  return count;
}

function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer as ArrayBuffer;
}

/** Numbers of 16 bits as those of 32 with these bits: NaN keeps its payload. */
function widened(bytes: Uint8Array, bitsOf: (bits: number) => number): Float32Array {
  return new Float32Array(Int32Array.from(new Uint16Array(ownBuffer(bytes)), bitsOf).buffer);
}

/** The float32 bits of a float16. */
function fromHalf(bits: number): number {
  const sign = (bits & 0x8000) << 16;
  const exponent = (bits >> 10) & 31;
  let fraction = bits & 1023;
  if (exponent === 31) return sign | 0x7f800000 | (fraction << 13);
  if (exponent > 0) return sign | ((exponent + 112) << 23) | (fraction << 13);
  if (fraction === 0) return sign;
  // a subnormal float16 is a normal float32: its first 1 becomes the implied one
  const shift = Math.clz32(fraction) - 21;
  fraction = (fraction << shift) & 1023;
  return sign | ((113 - shift) << 23) | (fraction << 13);
}

function exact(values: BigInt64Array | BigUint64Array, name: string): Float64Array {
  return Float64Array.from({ length: values.length }, (_, i) => {
    const value = Number(values[i]!);
    if (Number.isSafeInteger(value)) return value;
    throw new NonlinError("E_MODEL", `"${name}" holds the integer ${values[i]}`, {
      advice: "integers are read up to 2^53 in size",
    });
  });
}
