/** Protocol Buffers by a table of fields: the one place that knows the library. */
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

export type Kind = "int" | "float" | "text" | "bytes" | Schema;

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
  else if (kind === "text") writer.tag(number, WireType.LengthDelimited).string(value as string);
  else if (kind === "bytes") writer.tag(number, WireType.LengthDelimited).bytes(value as Uint8Array);
  else writer.tag(number, WireType.LengthDelimited).bytes(encode(value as Message, kind));
}
