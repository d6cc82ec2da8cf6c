/** Zip archives (PKWARE's APPNOTE) as far as NumPy's .npz needs them: files stored or deflated, in one part, not encrypted, below 4 GiB. */
import { NonlinError, TextDecoder, TextEncoder } from "../base/index.ts";
import { crc32 } from "./crc32.ts";
import { inflated } from "./fflate.ts";

/** A file of an archive. */
export interface Member {
  readonly name: string;
  /** Inflated, as the archive says. */
  readonly size: number;
  /** Throws E_MODEL if the bytes are not of that size, or not those of the checksum. */
  readonly bytes: () => Uint8Array;
}

/** The files of an archive; nothing is inflated yet. Throws E_MODEL for what is no such archive. */
export function membersOf(archive: Uint8Array): readonly Member[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = endRecord(view);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || start === 0xffffffff) throw bad("it is larger than 4 GiB or has more than 65,534 files");
  const entries: Entry[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== signatures.entry) throw bad("its list of files is damaged");
    const entry = entryAt(view, at, start);
    entries.push(entry);
    at = entry.next;
  }
  if (at !== end) throw bad("its list of files is damaged");
  checkDisjoint(entries);
  return entries.map((entry) => ({ name: entry.name, size: entry.size, bytes: () => contents(archive, entry) }));
}

/** An archive of these files as they are, the same bytes for the same files. */
export function archiveOf(files: readonly (readonly [name: string, bytes: Uint8Array])[]): Uint8Array {
  const members = files.map(([name, bytes]) => ({ name: new TextEncoder().encode(name), bytes, crc: crc32(bytes) }));
  const size = members.reduce((n, { name, bytes }) => n + 76 + 2 * name.length + bytes.length, 22);
  if (size > 0xfffffffe || members.length > 0xfffe || members.some(({ name }) => name.length > 0xffff)) {
    throw bad("no archive holds so much", "65,534 arrays, 4 GiB in all and 65,535 bytes of a name are the limits");
  }
  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  let at = 0;
  const starts: number[] = [];
  for (const { name, bytes, crc } of members) {
    starts.push(at);
    view.setUint32(at, signatures.local, true);
    describe(view, at + 4, name, bytes.length, crc);
    out.set(name, at + 30);
    out.set(bytes, at + 30 + name.length);
    at += 30 + name.length + bytes.length;
  }
  const list = at;
  for (const [i, { name, bytes, crc }] of members.entries()) {
    view.setUint32(at, signatures.entry, true);
    view.setUint16(at + 4, version, true);
    describe(view, at + 6, name, bytes.length, crc);
    view.setUint32(at + 42, starts[i]!, true);
    out.set(name, at + 46);
    at += 46 + name.length;
  }
  view.setUint32(at, signatures.end, true);
  view.setUint16(at + 8, members.length, true);
  view.setUint16(at + 10, members.length, true);
  view.setUint32(at + 12, at - list, true);
  view.setUint32(at + 16, list, true);
  return out;
}

const signatures = { local: 0x04034b50, entry: 0x02014b50, end: 0x06054b50 };
const version = 20;
/** Names are UTF-8. */
const utf8 = 0x0800;
/** The first day that a zip can tell. */
const firstDay = 0x0021;

/** The 24 bytes on which a file's own header and its entry in the list agree. */
function describe(view: DataView, at: number, name: Uint8Array, size: number, crc: number): void {
  view.setUint16(at, version, true);
  view.setUint16(at + 2, utf8, true);
  view.setUint16(at + 8, firstDay, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, size, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, name.length, true);
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  /** Where its own header begins, where its bytes do. */
  readonly header: number;
  readonly data: number;
  /** Where the next entry of the list begins. */
  readonly next: number;
}

function entryAt(view: DataView, at: number, list: number): Entry {
  const u16 = (offset: number) => view.getUint16(at + offset, true);
  const u32 = (offset: number) => view.getUint32(at + offset, true);
  const next = at + 46 + u16(28) + u16(30) + u16(32);
  if (next > view.byteLength) throw bad("its list of files is damaged");
  const name = decoded(new Uint8Array(view.buffer, view.byteOffset + at + 46, u16(28)));
  const [packed, size, header] = [u32(20), u32(24), u32(42)];
  if (u16(8) & 1) throw bad(`${JSON.stringify(name)} is encrypted`);
  const damaged = bad(`${JSON.stringify(name)} is not where its list of files says`, truncated);
  if (header + 30 > list || view.getUint32(header, true) !== signatures.local) throw damaged;
  const data = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  if (data + packed > list) throw damaged;
  return { name, method: u16(10), crc: u32(16), packed, size, header, data, next };
}

/** Files that share bytes are how a small archive claims to be a large one. */
function checkDisjoint(entries: readonly Entry[]): void {
  let end = 0;
  for (const { name, header, data, packed } of entries.toSorted((a, b) => a.header - b.header)) {
    if (header < end) throw bad(`${JSON.stringify(name)} overlaps another file`);
    end = data + packed;
  }
}

function contents(archive: Uint8Array, { name, method, crc, packed, size, data }: Entry): Uint8Array {
  const read = methods.get(method);
  const called = JSON.stringify(name);
  if (read === undefined) {
    throw bad(`${called} is compressed by method ${method}`, "np.savez and np.savez_compressed store or deflate");
  }
  const bytes = read(archive.subarray(data, data + packed), size);
  if (bytes === undefined) throw bad(`${called} does not hold the ${size} bytes that it is said to`);
  if (crc32(bytes) !== crc) throw bad(`${called} does not have its checksum`, "the file is damaged: copy it again");
  return bytes;
}

/** What deflate can make of a byte, at most. */
const largestRatio = 1032;

const methods: ReadonlyMap<number, (packed: Uint8Array, size: number) => Uint8Array | undefined> = new Map([
  [0, (packed: Uint8Array, size: number) => (packed.length === size ? packed : undefined)],
  [8, (packed, size) => (size <= largestRatio * packed.length ? inflated(packed, size) : undefined)],
]);

/** Where the record at the end of the archive begins: the last that is followed by its comment alone. */
function endRecord(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= 0 && at >= last - 0xffff; at--) {
    if (view.getUint32(at, true) !== signatures.end || view.getUint16(at + 20, true) !== last - at) continue;
    if (view.getUint32(at + 16, true) <= at) return at;
  }
  const begins = view.byteLength >= 4 && view.getUint32(0, true) === signatures.local;
  throw begins ? bad("its end is missing", truncated) : bad("it is no zip archive");
}

const truncated = "the file is truncated: copy it again";

function decoded(name: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(name);
  } catch {
    throw bad("the name of a file is not UTF-8");
  }
}

function bad(what: string, advice?: string): NonlinError {
  return new NonlinError("E_MODEL", `not an .npz file: ${what}`, advice === undefined ? {} : { advice });
}
