/**
 * safetensors, the format of https://github.com/huggingface/safetensors: 8 bytes for the length of a header, a header of JSON
 * that says of each tensor its type, shape and bytes, then the bytes of all tensors without a gap.
 */
import { NonlinError, type Tensor, TextDecoder, TextEncoder } from "../base/index.ts";
import { bytesOf, elementCount, elementTypeOf, elementTypes, fileBytes } from "./element-types.ts";
import { firstDuplicate, isDeeperThan } from "./json-text.ts";

export type Tensors = Readonly<Record<string, Tensor>>;
export type Metadata = Readonly<Record<string, string>>;

/**
 * A file of these tensors, every bit as it is: Float32Array is F32, Float64Array F64, Int32Array I32.
 * `metadata` is text for whoever reads the file.
 */
export function toSafetensors(tensors: Tensors, metadata: Metadata = {}): Uint8Array {
  const entries = Object.entries(tensors);
  for (const [name, tensor] of entries) checkTensor(name, tensor);
  const offsets = new Map<string, number>();
  let end = 0;
  // wide numbers first, so that all lie at multiples of their size
  for (const [name, { data }] of entries.toSorted(([, a], [, b]) => width(b) - width(a))) {
    offsets.set(name, end);
    end += data.byteLength;
  }
  const rows = entries.map(([name, { data, shape }]) => {
    const start = offsets.get(name)!;
    return [name, { dtype: elementTypeOf(data), shape, data_offsets: [start, start + data.byteLength] }];
  });
  const head = Object.keys(metadata).length === 0 ? [] : [["__metadata__", metadata]];
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries([...head, ...rows])));
  const length = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + end).fill(0x20, 8, 8 + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(json, 8);
  for (const [name, { data }] of entries) bytes.set(bytesOf(data), 8 + length + offsets.get(name)!);
  return bytes;
}

/**
 * The tensors of a file, in copies; `trainer.load` takes them. F16 and BF16 are widened to float32, short integers are Int32Array, U32 and
 * 64-bit integers Float64Array. NaN is a number like others and keeps its bits: weights of a training that has diverged can be looked at.
 * Throws E_MODEL, naming the tensor, for whatever breaks the format's rules.
 */
export function fromSafetensors(bytes: Uint8Array): Tensors {
  return readSafetensors(bytes).tensors;
}

/** The texts that come with the tensors of a file. */
export function safetensorsMetadata(bytes: Uint8Array): Metadata {
  return readHeader(fileBytes(bytes)).metadata;
}

export function readSafetensors(given: Uint8Array): { readonly tensors: Tensors; readonly metadata: Metadata } {
  const bytes = fileBytes(given);
  const { entries, metadata, start } = readHeader(bytes);
  const tensors = entries.map(({ name, dtype, shape, from, to }) => {
    const data = elementTypes.get(dtype)!.read(bytes.subarray(start + from, start + to), name);
    return [name, { data, shape }];
  });
  return { tensors: Object.fromEntries(tensors), metadata };
}

/** Throws unless the tensor is one, and has a name that files can hold. */
export function checkTensor(name: string, { data, shape }: Tensor): void {
  if (name === "__metadata__" || /\p{Surrogate}/u.test(name)) {
    throw new NonlinError("E_MODEL", `a tensor cannot be called ${JSON.stringify(name)} in a file`);
  }
  const known = data instanceof Float32Array || data instanceof Float64Array || data instanceof Int32Array;
  if (known && Array.isArray(shape) && elementCount(shape) === data.length) return;
  const got = known ? `${data.length} numbers for the shape [${shape}]` : "no data of a tensor";
  throw new NonlinError("E_SHAPE", `"${name}" has ${got}`);
}

interface Entry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Offsets in the data. */
  readonly from: number;
  readonly to: number;
}

interface Header {
  readonly entries: readonly Entry[];
  readonly metadata: Metadata;
  /** Where the data begins. */
  readonly start: number;
}

/** The most that a header has; the reference's limit. */
const longestHeader = 100_000_000;

function readHeader(bytes: Uint8Array): Header {
  if (bytes.length < 8) throw bad(`a file of ${bytes.length} bytes is too short for the length of a header`);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length < 2n) throw bad(`the header is said to have ${length} bytes`);
  if (length > BigInt(bytes.length - 8)) {
    throw bad(`the header is said to have ${length} bytes, but the file has ${bytes.length}`);
  }
  if (length > BigInt(longestHeader)) throw bad(`the header has ${length} bytes; ${longestHeader} is the limit`);
  const start = 8 + Number(length);
  const { __metadata__, ...rows } = parsedHeader(bytes.subarray(8, start));
  const entries = Object.entries(rows).map(([name, row]) => entryOf(name, row));
  checkPlaces(entries, bytes.length - start);
  return { entries, metadata: metadataFrom(__metadata__), start };
}

function parsedHeader(bytes: Uint8Array): Record<string, unknown> {
  if (bytes[0] !== 0x7b) throw bad("the header does not begin with {");
  let parsed: Record<string, unknown>;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw bad("the header is not UTF-8");
  }
  // a tensor's row holds lists, and nothing is deeper; parsing a million brackets takes seconds
  if (isDeeperThan(text, 3)) throw bad("the header holds lists in lists in lists");
  try {
    parsed = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw bad("the header is not JSON");
  }
  const twice = firstDuplicate(text);
  if (twice !== undefined) throw bad(`${quoted(twice)} stands twice in the header`);
  return parsed;
}

function metadataFrom(given: unknown): Metadata {
  if (given === undefined) return {};
  if (isRecord(given) && Object.values(given).every((value) => typeof value === "string")) return given as Metadata;
  throw bad("__metadata__ is not a table of texts");
}

function entryOf(name: string, row: unknown): Entry {
  if (!isRecord(row)) throw bad(`the header's row of ${quoted(name)} is no object`);
  const { dtype, shape, data_offsets: offsets } = row;
  const type = typeof dtype === "string" ? elementTypes.get(dtype) : undefined;
  if (type === undefined) {
    throw bad(`${quoted(name)} has the dtype ${quoted(dtype)}`, `${[...elementTypes.keys()].join(", ")} are read`);
  }
  if (!isSizes(shape)) throw bad(`${quoted(name)} has the shape ${quoted(shape)}`);
  if (!isSizes(offsets) || offsets.length !== 2) throw bad(`${quoted(name)} has the data_offsets ${quoted(offsets)}`);
  const [from, to] = offsets as [number, number];
  if (from > to) throw bad(`${quoted(name)} ends at byte ${to}, before it begins at ${from}`);
  const size = (elementCount(shape) ?? Number.NaN) * type.bytes;
  if (!Number.isSafeInteger(size)) throw bad(`${quoted(name)} has the shape ${quoted(shape)}, too large for any file`);
  if (size !== to - from) {
    throw bad(`${quoted(name)} has ${to - from} bytes, but ${dtype} of shape ${quoted(shape)} takes ${size}`);
  }
  return { name, dtype: dtype as string, shape, from, to };
}

/** Throws unless the tensors lie side by side and fill the data. */
function checkPlaces(entries: readonly Entry[], length: number): void {
  let before: Entry | undefined;
  for (const entry of entries.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const end = before?.to ?? 0;
    const place = `${quoted(entry.name)} begins at byte ${entry.from} of the data`;
    if (entry.from < end) throw bad(`${place}, inside ${quoted(before!.name)}, which ends at ${end}`);
    if (entry.from > end) throw bad(`${place}, but what is before it ends at ${end}`);
    if (entry.to > length) {
      throw bad(`${quoted(entry.name)} ends at byte ${entry.to} of the data, which has ${length}`, truncated);
    }
    before = entry;
  }
  const end = before?.to ?? 0;
  if (end < length) throw bad(`${length - end} bytes after the last tensor belong to none`);
}

const truncated = "the file is truncated: copy it again";

function width({ data }: Tensor): number {
  return data.BYTES_PER_ELEMENT;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((n) => Number.isInteger(n) && n >= 0);
}

/** A value of the file as errors show it. */
function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? "that is missing";
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function bad(what: string, advice?: string): NonlinError {
  return new NonlinError("E_MODEL", `not a safetensors file: ${what}`, advice === undefined ? {} : { advice });
}
