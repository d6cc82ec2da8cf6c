/** FAULTS.md 18 to 20: whatever a file holds, it is read or refused in one sentence, at once and without memory for what it claims. */
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { NonlinError } from "../base/index.ts";
import { crc32 } from "./crc32.ts";
import { fromNpz, fromSafetensors, safetensorsMetadata, toNpz, toSafetensors } from "./index.ts";
import { fromNpy, toNpy } from "./npy.ts";
import { archiveOf } from "./zip.ts";

const text = (value: string) => new TextEncoder().encode(value);

/** A file with this header, which need not be JSON, and so many bytes of data. */
function file(header: unknown, data = 0, length?: bigint): Uint8Array {
  const json = text(typeof header === "string" ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + data);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

const row = (begin: number, end: number, shape: unknown = [(end - begin) / 4], dtype: unknown = "F32") => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

/** What is said of bytes that are refused: E_MODEL, two lines at most, within 100 ms. */
function refusal(read: (bytes: Uint8Array) => unknown, bytes: Uint8Array, turns = 8): string {
  const start = performance.now();
  try {
    read(bytes);
  } catch (error) {
    // a machine that is busy elsewhere gets more turns
    if (performance.now() - start > 100 && turns > 1) return refusal(read, bytes, turns - 1);
    expect(performance.now() - start).toBeLessThan(100);
    expect(error).toBeInstanceOf(NonlinError);
    const { code, message } = error as NonlinError;
    expect(code).toBe("E_MODEL");
    expect(message.length).toBeLessThan(240);
    expect(message).not.toContain("\n");
    return message;
  }
  throw new Error("it was read");
}

test.each<[string, Uint8Array, string]>([
  ["nothing", new Uint8Array(0), "a file of 0 bytes is too short"],
  ["a header of 2^63 bytes", file({}, 0, 2n ** 63n), "said to have 9223372036854775808 bytes, but the file has 10"],
  ["a header of 2^64 - 1 bytes", file({}, 0, 2n ** 64n - 1n), "18446744073709551615"],
  ["a header longer than the file", file({}, 0, 3n), "said to have 3 bytes, but the file has 10"],
  ["a header of 0 bytes", file({}, 0, 0n), "the header is said to have 0 bytes"],
  ["text", text("this is not a model file"), "said to have"],
  ["a header that is a list", file("[]"), "the header does not begin with {"],
  ["a header that breaks off", file('{"a":'), "the header is not JSON"],
  ["a header in Latin-1", file({}).with(8, 0x7b).with(9, 0xe9), "the header is not UTF-8"],
  ["a header of brackets", file(`{"a":${"[".repeat(1e6)}`), "lists in lists in lists"],
  ["a row that is a number", file({ a: 1 }), 'row of "a" is no object'],
  ["no dtype", file({ a: { shape: [], data_offsets: [0, 4] } }, 4), '"a" has the dtype that is missing'],
  ["an unknown dtype", file({ a: row(0, 4, [1], "F8_E4M3") }, 4), '"a" has the dtype "F8_E4M3"; F64, F32, F16'],
  ["a dtype of Object.prototype", file({ a: row(0, 4, [1], "constructor") }, 4), '"a" has the dtype "constructor"'],
  ["a negative size", file({ a: row(0, 4, [-1]) }, 4), '"a" has the shape [-1]'],
  ["half a size", file({ a: row(0, 4, [0.5, 2]) }, 4), '"a" has the shape [0.5,2]'],
  ["a shape that is a text", file({ a: row(0, 4, "1") }, 4), '"a" has the shape "1"'],
  ["a product beyond 2^64", file({ a: row(0, 4, [2 ** 32, 2 ** 32]) }, 4), '"a" has the shape [4294967296,4294967296]'],
  ["a product beyond 2^64, times 0", file({ a: row(0, 0, [2 ** 32, 2 ** 32, 0]) }), "too large for any file"],
  ["a product beyond 2^53 in bytes", file({ a: row(0, 4, [2 ** 52]) }, 4), "too large for any file"],
  ["a size of 1e400", file('{"a":{"dtype":"F32","shape":[1e400],"data_offsets":[0,4]}}', 4), '"a" has the shape'],
  ["a shape of another size", file({ a: row(0, 4, [2]) }, 4), '"a" has 4 bytes, but F32 of shape [2] takes 8'],
  ["an end before the begin", file({ a: row(8, 4, [1]) }, 8), '"a" ends at byte 4, before it begins at 8'],
  ["three offsets", file({ a: { ...row(0, 4), data_offsets: [0, 4, 8] } }, 8), '"a" has the data_offsets [0,4,8]'],
  ["an overlap", file({ a: row(0, 8), b: row(4, 12) }, 12), '"b" begins at byte 4 of the data, inside "a"'],
  ["the same place twice", file({ a: row(0, 8), b: row(0, 8) }, 8), '"b" begins at byte 0 of the data, inside "a"'],
  [
    "a hole",
    file({ a: row(0, 4), b: row(8, 12) }, 12),
    '"b" begins at byte 8 of the data, but what is before it ends at 4',
  ],
  ["a hole in front", file({ b: row(4, 8) }, 8), '"b" begins at byte 4 of the data, but what is before it ends at 0'],
  ["data out of range", file({ a: row(0, 4), b: row(4, 400) }, 8), '"b" ends at byte 400 of the data, which has 8'],
  ["petabytes", file({ a: row(0, 2 ** 50) }, 8), '"a" ends at byte 1125899906842624 of the data, which has 8'],
  ["trailing bytes", file({ a: row(0, 4) }, 9), "5 bytes after the last tensor belong to none"],
  ["data of no tensor", file({}, 4), "4 bytes after the last tensor belong to none"],
  [
    "a name twice",
    file(`{"a":${JSON.stringify(row(0, 4))},"\\u0061":${JSON.stringify(row(0, 4))}}`, 4),
    '"a" stands twice',
  ],
  ["__proto__ twice", file(`{"__proto__":{},"__proto__":{}}`), '"__proto__" stands twice'],
  [
    "a shape twice",
    file('{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}', 4),
    '"shape" stands twice',
  ],
  ["metadata of numbers", file({ __metadata__: { a: 1 } }), "__metadata__ is not a table of texts"],
  [
    "an integer beyond 2^53",
    file({ a: row(0, 8, [1], "I64") }, 8).fill(0x7f, -8),
    '"a" holds the integer 9187201950435737471',
  ],
])("safetensors with %s are refused, saying so", (_, bytes, message) => {
  expect(refusal(fromSafetensors, bytes)).toContain(message);
});

test("no prototype is touched by names", () => {
  const named = `{"__proto__":${JSON.stringify(row(0, 4))},"__metadata__":{"__proto__":"x"}}`;
  const tensors = fromSafetensors(file(named, 4));
  expect(Object.hasOwn(tensors, "__proto__")).toBe(true);
  expect(Object.keys(safetensorsMetadata(file(named, 4)))).toEqual(["__proto__"]);
  const again = fromNpz(toNpz(tensors));
  expect(Object.hasOwn(again, "__proto__")).toBe(true);
  expect(Object.getPrototypeOf(again)).toBe(Object.prototype);
  expect(({} as { shape?: unknown }).shape).toBeUndefined();
});

const array = { data: Float32Array.of(1, 2, 3), shape: [3] };
const npz = toNpz({ a: array });

/** A file of .npy with this header and data. */
function npy(header: string, data = 12, version = 1): Uint8Array {
  const head = text(`${header}\n`);
  const bytes = new Uint8Array((version === 1 ? 10 : 12) + head.length + data);
  bytes.set([0x93, ...text("NUMPY"), version, 0]);
  new DataView(bytes.buffer).setUint16(8, head.length, true);
  bytes.set(head, version === 1 ? 10 : 12);
  return bytes;
}

const dict = (descr: string, shape: string, order = "False") =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;

test.each<[string, Uint8Array, string]>([
  ["nothing in it", new Uint8Array(0), "is no .npy file"],
  ["another magic word", npy(dict("'<f4'", "(3,)")).with(1, 0), "is no .npy file"],
  ["version 9", npy(dict("'<f4'", "(3,)"), 12, 9), "of version 9"],
  ["a header longer than the file", npy(dict("'<f4'", "(3,)")).with(9, 0xff), "has a header of 65"],
  ["objects", npy(dict("'|O'", "(3,)")), "has the type '|O'; f8, f4"],
  ["complex numbers", npy(dict("'<c8'", "(3,)")), "has the type '<c8'"],
  ["a structure", npy(dict("[('x', '<f4')]", "(3,)")), "arrays of plain numbers are read"],
  ["a type of Object.prototype", npy(dict("'<constructor'", "(3,)")), "has the type '<constructor'"],
  ["a size less than 0", npy(dict("'<f4'", "(-3,)")), "arrays of plain numbers are read"],
  ["petabytes", npy(dict("'<f4'", "(1000000, 1000000, 1000)")), "takes 4000000000000000"],
  ["a product beyond 2^64", npy(dict("'<f4'", "(4294967296, 4294967296, 0)"), 0), "takes NaN"],
  ["too few numbers", npy(dict("'<f4'", "(4,)")), "has 12 bytes of numbers, but '<f4' of shape (4) takes 16"],
  ["too many numbers", npy(dict("'<f4'", "()")), "has 12 bytes of numbers"],
  ["code", npy("__import__('os').system('true')"), "arrays of plain numbers are read"],
  ["an entry twice", npy(dict("'<f4'", "(3,)").replace("{", "{'descr': '<f4', ")), "arrays of plain numbers"],
  ["an entry more", npy(dict("'<f4'", "(3,)").replace("{", "{'x': True, ")), "arrays of plain numbers are read"],
  ["an entry less", npy("{'descr': '<f4'}"), "arrays of plain numbers are read"],
])("an .npy file with %s is refused in the array's name", (_, bytes, message) => {
  const said = refusal((given) => fromNpy(given, "w"), bytes);
  expect(said).toContain('the array "w"');
  expect(said).toContain(message);
});

/** The archive of one array, its list of files changed at `offset`. */
function changedEntry(offset: number, bytes: readonly number[], archive = npz): Uint8Array {
  const made = archive.slice();
  const at = new DataView(made.buffer).getUint32(made.length - 22 + 16, true);
  made.set(bytes, at + offset);
  return made;
}

test.each<[string, Uint8Array, string]>([
  ["nothing in it", new Uint8Array(0), "it is no zip archive"],
  ["half of it missing", npz.subarray(0, npz.length / 2), "its end is missing; the file is truncated"],
  ["bytes after it", Uint8Array.from([...npz, 0]), "its end is missing"],
  ["another method", changedEntry(10, [14]), '"a.npy" is compressed by method 14'],
  ["encryption", changedEntry(8, [1]), '"a.npy" is encrypted'],
  ["another checksum", changedEntry(16, [1, 2, 3, 4]), '"a.npy" does not have its checksum'],
  ["another size", changedEntry(24, [1, 0, 0, 0]), '"a.npy" does not hold the 1 bytes'],
  ["4 GiB declared", changedEntry(24, [255, 255, 255, 255]), "4294967295 bytes together; the limit is 1073741824"],
  [
    "a bomb of 1 GiB declared",
    changedEntry(24, [0, 0, 0, 64], changedEntry(10, [8])),
    "does not hold the 1073741824 bytes",
  ],
  ["a file outside", changedEntry(42, [255, 255, 255, 1]), '"a.npy" is not where its list of files says'],
  ["a long name", changedEntry(28, [255, 255]), "its list of files is damaged"],
  [
    "two of a name",
    archiveOf([
      ["a.npy", toNpy(array)],
      ["a.npy", toNpy(array)],
    ]),
    'the array "a" is there twice',
  ],
  ["a file of text", archiveOf([["a.txt", text("x")]]), 'an archive with the file "a.txt"'],
  [
    "PyTorch's pickle",
    archiveOf([["archive/data.pkl", text("x")]]),
    "an archive of PyTorch; torch.save writes pickled objects",
  ],
])("an .npz file with %s is refused, saying so", (_, bytes, message) => {
  expect(refusal(fromNpz, bytes)).toContain(message);
});

test("files that share their bytes are refused: so does a small archive inflate to a large one", () => {
  const two = archiveOf([
    ["a.npy", toNpy(array)],
    ["b.npy", toNpy(array)],
  ]);
  const view = new DataView(two.buffer);
  const list = view.getUint32(two.length - 22 + 16, true);
  view.setUint32(list + 46 + "a.npy".length + 42, 0, true);
  expect(refusal(fromNpz, two)).toContain('"b.npy" overlaps another file');
});

test("a stream that inflates to more than is declared is left when it does", () => {
  const bomb = deflateRawSync(new Uint8Array(16_000_000));
  const archive = changedEntry(10, [8], archiveOf([["a.npy", bomb]]));
  const said = refusal(fromNpz, changedEntry(24, [232, 3, 0, 0], archive));
  expect(said).toContain('"a.npy" does not hold the 1000 bytes');
});

test("the limit of inflated bytes is the caller's", () => {
  expect(refusal((bytes) => fromNpz(bytes, { maxBytes: 100 }), npz)).toContain("the limit is 100");
  expect(fromNpz(npz, { maxBytes: 200 })).toEqual({ a: array });
});

test("crc32 of the check string is that of the standard", () => {
  expect(crc32(text("123456789"))).toBe(0xcbf43926);
  expect(crc32(text("6789"), crc32(text("12345")))).toBe(0xcbf43926);
});

/** Bytes that are nearly a file: a piece replaced, cut off or repeated. */
const damaged = (whole: Uint8Array) =>
  fc
    .tuple(fc.nat(whole.length), fc.nat(whole.length), fc.uint8Array({ maxLength: 12 }))
    .map(([from, length, piece]) => {
      const rest = whole.subarray(Math.min(whole.length, from + (length % 20)));
      return Uint8Array.from([...whole.subarray(0, from), ...piece, ...rest]);
    });

const sample = toSafetensors({ "0.weight": array, b: { data: Float64Array.of(1), shape: [] } }, { format: "pt" });

test.each<[string, (bytes: Uint8Array) => unknown, fc.Arbitrary<Uint8Array>]>([
  ["safetensors", fromSafetensors, fc.uint8Array({ maxLength: 200 })],
  ["damaged safetensors", fromSafetensors, damaged(sample)],
  ["safetensors with a header of JSON", fromSafetensors, fc.json().map((json) => file(json, 8))],
  [
    "safetensors with rows of anything",
    fromSafetensors,
    fc
      .dictionary(
        fc.string(),
        fc.record({
          dtype: fc.constantFrom("F32", "I64", "BOOL", "x"),
          shape: fc.jsonValue(),
          data_offsets: fc.jsonValue(),
        }),
      )
      .map((rows) => file(rows, 8)),
  ],
  ["npz", fromNpz, fc.uint8Array({ maxLength: 200 })],
  ["damaged npz", fromNpz, damaged(npz)],
  [
    "deflated npz",
    fromNpz,
    fc
      .uint8Array({ minLength: 1, maxLength: 60 })
      .map((packed) => changedEntry(10, [8], archiveOf([["a.npy", packed]]))),
  ],
  ["damaged npy", (bytes) => fromNpy(bytes, "w"), damaged(toNpy(array))],
  ["npy with any header", (bytes) => fromNpy(bytes, "w"), fc.string({ maxLength: 80 }).map((header) => npy(header))],
])("any bytes as %s are read or refused with E_MODEL", (_, read, bytes) => {
  const property = fc.property(bytes, (given) => {
    try {
      read(given);
    } catch (error) {
      expect(error).toBeInstanceOf(NonlinError);
      expect((error as NonlinError).code).toBe("E_MODEL");
    }
  });
  fc.assert(property, { numRuns: 500 });
});
