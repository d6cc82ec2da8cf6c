/**
 * NumPy's .npy: a magic word and version, the length of a header, the header (a Python dictionary of the type, order and shape), the
 * numbers. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
import { NonlinError, type Tensor, TextDecoder, TextEncoder } from "../base/index.ts";
import { bytesOf, type ElementType, elementCount, elementTypeOf, elementTypes } from "./element-types.ts";
import { reversed } from "./state-dict.ts";

/** A file of this tensor, version 1.0, in C order. */
export function toNpy({ data, shape }: Tensor): Uint8Array {
  const type = elementTypes.get(elementTypeOf(data))!.numpy;
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const header = `{'descr': '<${type}', 'fortran_order': False, 'shape': (${sizes}), }`;
  // blanks and a line's end, so that the numbers begin at a multiple of 64
  const length = Math.ceil((10 + header.length + 1) / 64) * 64;
  const bytes = new Uint8Array(length + data.byteLength);
  bytes.set(new TextEncoder().encode(`${header.padEnd(length - 11)}\n`), 10);
  bytes.set(magic);
  bytes.set([1, 0], 6);
  new DataView(bytes.buffer).setUint16(8, length - 10, true);
  bytes.set(bytesOf(data), length);
  return bytes;
}

/** The tensor of a file of version 1, 2 or 3, in a copy in C order. Throws E_MODEL, in the name of the array. */
export function fromNpy(bytes: Uint8Array, name: string): Tensor {
  const bad = (what: string, advice?: string) =>
    new NonlinError("E_MODEL", `the array ${JSON.stringify(name)} ${what}`, advice === undefined ? {} : { advice });
  if (bytes.length < 12 || magic.some((byte, i) => bytes[i] !== byte)) throw bad("is no .npy file");
  const version = bytes[6]!;
  if (version < 1 || version > 3) throw bad(`is an .npy file of version ${version}`, "versions 1 to 3 are read");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > Math.min(bytes.length - start, longestHeader)) throw bad(`has a header of ${length} bytes`);
  const header = new TextDecoder().decode(bytes.subarray(start, start + length));
  const { descr, fortranOrder, shape } = headerOf(header) ?? {};
  if (descr === undefined || fortranOrder === undefined || shape === undefined) {
    throw bad(`has the header ${shortened(header)}`, "arrays of plain numbers are read");
  }
  const type = typesByName.get(descr.slice(1));
  const order = descr[0]!;
  if (type === undefined || !"<>|=".includes(order)) {
    throw bad(`has the type '${descr}'`, `${[...typesByName.keys()].join(", ")} are read, never pickled objects`);
  }
  const size = (elementCount(shape) ?? Number.NaN) * type.bytes;
  const data = bytes.subarray(start + length);
  if (size !== data.length) {
    throw bad(`has ${data.length} bytes of numbers, but '${descr}' of shape (${shape.join(", ")}) takes ${size}`);
  }
  const numbers = type.read(order === ">" ? swapped(data, type.bytes) : data, name);
  return { data: fortranOrder ? reversed(numbers, shape.toReversed()) : numbers, shape };
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** As NumPy limits it. */
const longestHeader = 10_000;

const typesByName: ReadonlyMap<string, ElementType> = /* @__PURE__ */ new Map(
  [...elementTypes.values()].flatMap((type) => (type.numpy === undefined ? [] : [[type.numpy, type] as const])),
);

interface Header {
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
}

/** The three entries of a header, each once, and nothing else. */
function headerOf(text: string): Header | undefined {
  const body = /^\{(.*)\}\s*$/s.exec(text)?.[1];
  if (body === undefined) return undefined;
  const found = new Map<string, string>();
  let rest = body.trim();
  while (rest !== "") {
    const entry = /^(['"])(\w+)\1\s*:\s*('[^']*'|"[^"]*"|True|False|\([\d\s,L]*\))\s*(?:,\s*|$)/.exec(rest);
    if (entry === null || found.has(entry[2]!)) return undefined;
    found.set(entry[2]!, entry[3]!);
    rest = rest.slice(entry[0].length);
  }
  const [descr, order, shape] = ["descr", "fortran_order", "shape"].map((key) => found.get(key) ?? "");
  const sizes = /^\((.*)\)$/s.exec(shape!)?.[1]?.split(",") ?? [];
  // (3,) ends in a comma, () is empty; Python 2 wrote 3L
  const numbers = sizes
    .map((size) => size.trim().replace(/L$/, ""))
    .filter((size, i) => size !== "" || i + 1 < sizes.length);
  const known = found.size === 3 && /^['"]/.test(descr!) && /^[TF]/.test(order!) && shape!.startsWith("(");
  if (!known || numbers.some((size) => !/^\d+$/.test(size))) return undefined;
  return { descr: descr!.slice(1, -1), fortranOrder: order === "True", shape: numbers.map(Number) };
}

/** Numbers of so many bytes, each from its end. */
function swapped(bytes: Uint8Array, width: number): Uint8Array {
  return Uint8Array.from(bytes, (_, i) => bytes[i - (i % width) + width - 1 - (i % width)]!);
}

function shortened(text: string): string {
  const plain = JSON.stringify(text.trim());
  return plain.length > 80 ? `${plain.slice(0, 77)}...` : plain;
}
