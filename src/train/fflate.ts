/** The library fflate behind the one thing that we use: bytes deflated by others, inflated to a size that is known. */
import { Inflate } from "fflate/browser";

/** What the stream of fflate does; its own types bring in those of workers. */
interface Stream {
  push(chunk: Uint8Array, final: boolean): void;
}

type NewStream = new (ondata: (chunk: Uint8Array) => void) => Stream;

/** How much is inflated at once: at most 1032 times as much comes out. */
const piece = 2048;

/** `bytes` inflated (RFC 1951); undefined unless they are `size` bytes then. No more than that is kept, whatever is in them. */
export function inflated(bytes: Uint8Array, size: number): Uint8Array | undefined {
  const out = new Uint8Array(size);
  let at = 0;
  const stream = new (Inflate as unknown as NewStream)((chunk) => {
    if (at + chunk.length <= size) out.set(chunk, at);
    at += chunk.length;
  });
  try {
    for (let from = 0; from < bytes.length && at <= size; from += piece) {
      stream.push(bytes.subarray(from, from + piece), from + piece >= bytes.length);
    }
  } catch {
    return undefined;
  }
  return at === size ? out : undefined;
}
