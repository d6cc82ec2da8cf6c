/** CRC-32 as in zip and PNG: polynomial 0xEDB88320, reflected. */

/** The checksum of `bytes`, or of what `before` is the checksum of, followed by them; uint32. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const table = tableOfBytes();
  let crc = ~before;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ table[(crc ^ bytes[i]!) & 255]!;
  return ~crc >>> 0;
}

function tableOfBytes(): Int32Array {
  return Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    return crc;
  });
}
