/** Bytes of a text file as UTF-8, whatever they were; nothing is ever replaced by U+FFFD in silence. */

import { NonlinError, TextDecoder, TextEncoder } from "../base/index.ts";

export type Encoding = "auto" | "latin1";

/**
 * `bytes` as UTF-8 without a byte order mark. "auto" reads UTF-8, and UTF-16 by its mark; "latin1" reads windows-1252.
 * Throws E_ENCODING naming the first byte that is not UTF-8.
 */
export function toUtf8(bytes: Uint8Array, encoding: Encoding = "auto"): Uint8Array {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return fromUtf16(bytes, "utf-16le");
  if (a === 0xfe && b === 0xff) return fromUtf16(bytes, "utf-16be");
  if (a === 0xef && b === 0xbb && c === 0xbf) return checkUtf8(bytes.subarray(3), 3);
  if (encoding === "latin1") return new TextEncoder().encode(new TextDecoder("latin1").decode(bytes));
  return checkUtf8(bytes, 0);
}

/** The number of the line that holds byte `at`, from 1. */
export function lineOf(bytes: Uint8Array, at: number): number {
  let line = 1;
  for (let i = 0; i < at; i++) if (bytes[i] === 10 || (bytes[i] === 13 && bytes[i + 1] !== 10)) line++;
  return line;
}

function fromUtf16(bytes: Uint8Array, label: string): Uint8Array {
  try {
    return new TextEncoder().encode(new TextDecoder(label, { fatal: true }).decode(bytes));
  } catch {
    throw new NonlinError("E_ENCODING", `the file begins as ${label.toUpperCase()} but is not: half a character`, {
      advice: "save it as UTF-8",
    });
  }
}

function checkUtf8(bytes: Uint8Array, skipped: number): Uint8Array {
  const at = firstBadByte(bytes);
  if (at < 0) return bytes;
  const byte = bytes[at]!.toString(16).toUpperCase().padStart(2, "0");
  const where = `line ${lineOf(bytes, at)}, byte ${at + skipped}`;
  const latin =
    'read it with the encoding "latin1" (--encoding latin1) if it is Latin-1 or Windows-1252, or save it as UTF-8';
  const advice = isBinary(bytes) ? "this is not a table of text; save it as CSV" : latin;
  throw new NonlinError("E_ENCODING", `${where}: 0x${byte} is not UTF-8`, { advice });
}

/** No text holds control characters other than tab, line feed, form feed and carriage return. */
function isBinary(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte < 32 && ![9, 10, 12, 13].includes(byte));
}

// The well-formed sequences of the Unicode Standard, table 3-7.
function firstBadByte(bytes: Uint8Array): number {
  const n = bytes.length;
  for (let i = 0; i < n; ) {
    const lead = bytes[i]!;
    if (lead < 0x80) {
      i++;
      continue;
    }
    const size = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (size === 0 || i + size > n) return i;
    const second = bytes[i + 1]!;
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) return i;
    for (let j = 2; j < size; j++) if ((bytes[i + j]! & 0xc0) !== 0x80) return i;
    i += size;
  }
  return -1;
}
