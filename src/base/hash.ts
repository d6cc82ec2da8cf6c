/** SHA-256 (FIPS 180-4) and the canonical text of a JSON value: one value, one text, one hash. */

import { NonlinError } from "./errors.ts";
import { cbrt } from "./math/index.ts";
import { TextEncoder } from "./platform.ts";

/** SHA-256 of bytes, or of a text in UTF-8, as 64 hexadecimal digits. */
export function sha256(data: Uint8Array | string): string {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  const { initial, round } = constants();
  const state = Int32Array.from(initial);
  const words = new Int32Array(64);
  const padded = pad(bytes);
  for (let at = 0; at < padded.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) words[i] = padded.getInt32(at + 4 * i);
    compress(state, words, round);
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/**
 * JSON with keys sorted and no blanks, for hashing.
 *
 * NaN and the infinities become the strings "NaN", "Infinity", "-Infinity"; -0 becomes 0; typed arrays become arrays;
 * undefined members are left out. Functions, symbols and bigints are refused.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "number") return Number.isFinite(value) ? JSON.stringify(value) : `"${value}"`;
  if (value === null || typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (ArrayBuffer.isView(value) && Symbol.iterator in value) return canonicalJson([...(value as Float32Array)]);
  if (typeof value === "object") {
    const members = Object.entries(value).filter(([, item]) => item !== undefined);
    members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
  }
  throw new NonlinError("E_USAGE", `canonical JSON cannot hold a ${typeof value}`);
}

function pad(bytes: Uint8Array): DataView {
  const size = (Math.floor((bytes.length + 8) / 64) + 1) * 64;
  const padded = new Uint8Array(size);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(size - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(size - 4, (bytes.length << 3) >>> 0);
  return view;
}

function compress(state: Int32Array, words: Int32Array, round: Int32Array): void {
  for (let i = 16; i < 64; i++) {
    const v = words[i - 15]!;
    const w = words[i - 2]!;
    const s0 = turn(v, 7) ^ turn(v, 18) ^ (v >>> 3);
    const s1 = turn(w, 17) ^ turn(w, 19) ^ (w >>> 10);
    words[i] = words[i - 16]! + s0 + words[i - 7]! + s1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + round[i]! + words[i]!) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = state[i]! + word;
  });
}

function turn(x: number, n: number): number {
  return (x >>> n) | (x << (32 - n));
}

// The first 32 fractional bits of the square roots of the first 8 primes and of the cube roots of the first 64.
function constants(): { readonly initial: Int32Array; readonly round: Int32Array } {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
  const fraction = (x: number): number => ((x - Math.floor(x)) * 4294967296) | 0;
  return {
    initial: Int32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p))),
    round: Int32Array.from(primes, (p) => fraction(cbrt(p))),
  };
}
