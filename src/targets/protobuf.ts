/** Protocol Buffers by a table of fields: the one place that knows the library. */
import { BinaryReader, BinaryWriter, base64Encode, WireType } from "@bufbuild/protobuf/wire";
import { NonlinError, TextDecoder } from "../base/index.ts";

export type Kind = "int" | "float" | "double" | "text" | "bytes" | Schema;

/** Bytes as text, in the alphabet of RFC 4648. */
export const base64: (bytes: Uint8Array) => string = base64Encode;

/** Field name -> its number and kind, in the words of the .proto file. Lists are repeated fields. */
export interface Schema {
  readonly [field: string]: readonly [number: number, kind: Kind];
}

type Value = number | string | Uint8Array | Message;
export interface Message {
  readonly [field: string]: Value | readonly Value[] | undefined;
}

/** The bytes of `message`. Fields that are undefined are left out. */
export function encode(message: Message, schema: Schema): Uint8Array {
  const writer = new BinaryWriter();
  for (const [name, [number, kind]] of Object.entries(schema)) {
    const value = message[name];
    const values = value === undefined ? [] : Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
    for (const one of values) write(writer, number, kind, one);
  }
  return writer.finish();
}

function write(writer: BinaryWriter, number: number, kind: Kind, value: Value): void {
  if (kind === "int") writer.tag(number, WireType.Varint).int64(value as number);
  else if (kind === "float") writer.tag(number, WireType.Bit32).float(value as number);
  else if (kind === "double") writer.tag(number, WireType.Bit64).double(value as number);
  else if (kind === "text") writer.tag(number, WireType.LengthDelimited).string(value as string);
  else if (kind === "bytes") writer.tag(number, WireType.LengthDelimited).bytes(value as Uint8Array);
  else writer.tag(number, WireType.LengthDelimited).bytes(encode(value as Message, kind));
}

type Item<K extends Kind> = K extends Schema
  ? Decoded<K>
  : K extends "text"
    ? string
    : K extends "bytes"
      ? Uint8Array
      : number;

/** What was read: the values of each field in their order; none of what is absent. */
export type Decoded<S extends Schema> = { readonly [field in keyof S]: readonly Item<S[field][1]>[] };

/**
 * The message in `bytes`; fields that `schema` does not know are passed over, or refused. Bytes are views of `bytes`.
 *
 * Throws E_MODEL for what is no message: nothing is larger than the bytes that state it.
 */
export function decode<S extends Schema>(
  bytes: Uint8Array,
  schema: S,
  unknown: "pass" | "refuse" = "pass",
): Decoded<S> {
  const fields = new Map(Object.entries(schema).map(([name, [number, kind]]) => [number, { name, kind }]));
  const values: Record<string, unknown[]> = Object.fromEntries(Object.keys(schema).map((name) => [name, []]));
  try {
    const reader = new BinaryReader(bytes, utf8);
    while (reader.pos < reader.len) {
      const [number, wire] = reader.tag();
      const field = fields.get(number);
      if (field === undefined && unknown === "refuse") throw new Error("an unknown field");
      if (field === undefined) reader.skip(wire, number);
      else read(reader, wire, field.kind, values[field.name]!);
    }
  } catch (error) {
    if (error instanceof NonlinError) throw error;
    throw new NonlinError("E_MODEL", "the bytes are no Protocol Buffers message, or not all of one");
  }
  return values as Decoded<S>;
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

const wires = {
  int: { type: WireType.Varint, read: (reader: BinaryReader) => whole(reader.int64()) },
  float: { type: WireType.Bit32, read: (reader: BinaryReader) => reader.float() },
  double: { type: WireType.Bit64, read: (reader: BinaryReader) => reader.double() },
  text: { type: WireType.LengthDelimited, read: (reader: BinaryReader) => reader.string() },
  bytes: { type: WireType.LengthDelimited, read: (reader: BinaryReader) => reader.bytes() },
} as const;

/** Numbers may be packed, many in one field. */
function read(reader: BinaryReader, wire: WireType, kind: Kind, into: unknown[]): void {
  const expected = typeof kind === "string" ? wires[kind].type : WireType.LengthDelimited;
  const packed = wire === WireType.LengthDelimited && expected !== wire;
  if (wire !== expected && !packed) throw new Error("another wire type");
  if (typeof kind !== "string") into.push(decode(reader.bytes(), kind));
  else if (!packed) into.push(wires[kind].read(reader));
  else {
    const inner = new BinaryReader(reader.bytes(), utf8);
    while (inner.pos < inner.len) into.push(wires[kind].read(inner));
  }
}

/** Beyond 2^53 there is no number that a model means. */
function whole(value: bigint | number | string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new NonlinError("E_MODEL", `the model has the number ${value}, which no size or index can be`);
}
